// Drawing on the table's cloth, with fingers, pens or a mouse, several at once. A line is seen at once where it is drawn;
// when it is finished it goes through the outbox, so no Wi-Fi loses none, and comes back to all as part of the sheet.
import { fresh, post } from "./page.js";

const SVG = "http://www.w3.org/2000/svg";
const CLOSE = 1.2; // a point this near to the line between its neighbours says nothing new (in 1/1000 of the width)
const MOST_POINTS = 1000; // tablecloth/lines.py
const drawing = new Map(); // pointer → { line, points } while it is down
const sent = new Map(); // op → its line, until the sheet itself shows it
const sheet = () => document.querySelector("#sheet[data-draw]");

document.addEventListener("pointerdown", (event) => {
  const on = event.target.closest?.("#sheet[data-draw]");
  if (!on || event.button !== 0) return;
  event.preventDefault();
  on.setPointerCapture(event.pointerId);
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("data-stay", "");
  line.setAttribute("stroke", chosen("colour").dataset.colour);
  line.setAttribute("stroke-width", chosen("thickness").value);
  document.getElementById("drawing").append(line);
  drawing.set(event.pointerId, { line, points: [] });
  add(event);
});

document.addEventListener("pointermove", (event) => drawing.has(event.pointerId) && add(event));
document.addEventListener("pointerup", finish);
document.addEventListener("pointercancel", finish);

function chosen(name) {
  return document.querySelector(`#tools [name="${name}"]:checked`);
}

function add(event) {
  const { line, points } = drawing.get(event.pointerId);
  const box = sheet().getBoundingClientRect();
  const moves = event.getCoalescedEvents?.() ?? [];
  for (const move of moves.length ? moves : [event]) {
    const x = within(((move.clientX - box.left) / box.width) * 1000, 1000);
    const y = within(((move.clientY - box.top) / box.height) * 700, 700);
    const last = points.at(-1);
    if (!last || last[0] !== x || last[1] !== y) points.push([x, y]);
  }
  line.setAttribute("d", path(points));
}

function within(value, most) {
  return Math.min(most, Math.max(0, Math.round(value)));
}

function finish(event) {
  const drawn = drawing.get(event.pointerId);
  if (!drawn) return;
  drawing.delete(event.pointerId);
  const { line, points } = drawn;
  const kept = fewer(points);
  line.setAttribute("d", path(kept));
  line.classList.add("on-its-way");
  say("");
  const { draw, round } = sheet().dataset;
  const op = post(draw, {
    round,
    colour: chosen("colour").value,
    thickness: line.getAttribute("stroke-width"),
    points: kept.join(" "),
  });
  sent.set(op, line);
}

function path(points) {
  const [[x, y], ...more] = points;
  return `M${x} ${y}${more.map(([x, y]) => `L${x} ${y}`).join("") || "h.1"}`;
}

// As few points as draw the same line: Douglas and Peucker's way, coarser until there are few enough.
function fewer(points) {
  let close = CLOSE;
  let kept = simplified(points, close);
  while (kept.length > MOST_POINTS) kept = simplified(points, (close *= 2));
  return kept;
}

function simplified(points, close) {
  const keep = new Set([0, points.length - 1]);
  const spans = [[0, points.length - 1]];
  while (spans.length) {
    const [from, to] = spans.pop();
    let [farthest, place] = [close, -1];
    for (let at = from + 1; at < to; at++) {
      const away = distance(points[at], points[from], points[to]);
      if (away > farthest) [farthest, place] = [away, at];
    }
    if (place < 0) continue;
    keep.add(place);
    spans.push([from, place], [place, to]);
  }
  return points.filter((_point, at) => keep.has(at));
}

// How far a point is from the straight line between two others.
function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}

// The server has it, or will not: then the line goes and a sentence says why.
document.addEventListener("delivered", ({ detail: { op, answer } }) => {
  const line = sent.get(op);
  if (!line) return;
  if (answer.saved) {
    line.dataset.stroke = answer.stroke;
  } else {
    say(answer.message);
    forget(op);
  }
  sweep();
});

// Lines that the sheet itself shows by now need not be shown twice.
document.addEventListener("changed", () => {
  sweep();
  followHolding();
});

// A line was taken back: those that wait to be shown may be the one.
document.addEventListener("sent", () => {
  for (const [op, line] of sent) if (line.dataset.stroke) forget(op);
});

function sweep() {
  for (const [op, line] of sent) {
    if (line.dataset.stroke && document.getElementById(`stroke-${line.dataset.stroke}`)) forget(op);
  }
}

function forget(op) {
  sent.get(op).remove();
  sent.delete(op);
}

// Held back or shown again: the page says more to those who drew it, and to facilitators.
let held = document.querySelector(".cloth-words[data-held]") !== null;
function followHolding() {
  const now = document.querySelector(".cloth-words[data-held]") !== null;
  if (now !== held) fresh();
  held = now;
}

function say(words) {
  const line = document.getElementById("cloth-says");
  line.textContent = words;
  line.hidden = !words;
}
