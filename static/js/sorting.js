// Making sense on the console: ticked notes are counted and stay ticked while others sort too; dragging and keys press the
// same buttons that stand on the piles.
import { makeDraggable } from "./drag.js";

const place = document.querySelector(".making-sense");
const form = document.getElementById("sorting");
const list = () => document.querySelector(".to-sort-list");
const boxes = () => [...list().querySelectorAll("input[name=note]")];
const ticked = new Set(); // as the person wants it; a card that comes anew has no tick
let next = null; // the note to go on with, when the one that had the focus has gone

place.addEventListener("change", ({ target }) => {
  if (target.name !== "note") return;
  if (target.checked) ticked.add(target.value);
  else ticked.delete(target.value);
  show();
});
place.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-tick-all]")) return;
  const all = boxes();
  const on = all.some((box) => !box.checked);
  for (const box of all) ticked[on ? "add" : "delete"](box.value);
  show();
});
document.addEventListener("sent", ({ detail }) => {
  if (detail.form !== form || !detail.answer) return;
  ticked.clear();
  show();
});
document.addEventListener("changed", () => {
  show();
  if (next && document.activeElement === document.body) document.getElementById(next)?.querySelector("input")?.focus();
});

function show() {
  const here = boxes();
  for (const id of ticked) if (!here.some((box) => box.value === id)) ticked.delete(id);
  for (const box of here) box.checked = ticked.has(box.value);
  const said = place.querySelector(".how-many");
  const { none, one, many } = said.dataset;
  const words = ticked.size === 0 ? none : ticked.size === 1 ? one : many.replace("{number}", ticked.size.toLocaleString(document.documentElement.lang));
  if (said.textContent !== words) said.textContent = words;
}

// Keys, while a note has the focus.
place.addEventListener("keydown", (event) => {
  const box = event.target.closest(".to-sort input[name=note]");
  if (!box || event.ctrlKey || event.altKey || event.metaKey) return;
  const all = boxes();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) all[all.indexOf(box) + step]?.focus();
  else if (/^[1-9]$/.test(event.key)) press(box, place.querySelectorAll(".pile .put-here")[Number(event.key) - 1]);
  else return;
  event.preventDefault();
});

function press(box, button) {
  if (!button) return;
  const all = boxes();
  const going = ticked.size ? ticked : new Set([box.value]);
  const stays = (each) => !going.has(each.value);
  next = (all.slice(all.indexOf(box)).find(stays) ?? all.findLast(stays))?.closest("li").id ?? null;
  send(going, button);
}

makeDraggable(place, {
  what: "[data-drag]",
  where: "[data-drop]",
  holder: ".making-sense",
  begin: (card, ghost) => {
    const many = ticked.has(card.dataset.drag) ? ticked.size : 1;
    if (many > 1) ghost.dataset.many = many;
    return "to-sort";
  },
  drop: ({ dataset: { drag: note } }, over) => send(ticked.has(note) ? ticked : new Set([note]), over.querySelector("button")),
});

// These notes, and no others that are ticked, by that button.
function send(notes, button) {
  for (const box of boxes()) box.checked = notes.has(box.value);
  form.requestSubmit(button);
  show();
}

show();
