// Soft clocks: a fragment carries when it ends and the server's time; this browser counts down alone.
const A_JUMP = 2000; // ms
let ahead = 0; // how far this phone's own clock is ahead of the server's, in ms
let before = { clock: Date.now(), stopwatch: performance.now() };

export function serverTime(now) {
  ahead = Date.now() - now;
}

export const serverNow = () => Date.now() - ahead;

export function startClocks() {
  setInterval(tick, 1000);
  document.addEventListener("changed", tick);
  tick();
}

// This phone's own clock may be set while the page is open. Backwards that is certain; forwards the phone may as well have
// slept, when the stopwatch stands still on many: then the server is asked.
function noticeJumps() {
  const now = { clock: Date.now(), stopwatch: performance.now() };
  const jump = now.clock - before.clock - (now.stopwatch - before.stopwatch);
  before = now;
  if (jump < -A_JUMP) ahead += jump;
  if (jump > A_JUMP) document.dispatchEvent(new Event("clock-doubt"));
}

function tick() {
  noticeJumps();
  hear();
  showParts();
  for (const clock of document.querySelectorAll("[data-ends]")) {
    const left = Math.round((Number(clock.dataset.ends) - serverNow()) / 60000);
    clock.classList.toggle("over", left < 0);
    clock.classList.toggle("soon", left >= 0 && left <= 5);
    clock.classList.toggle("nearly", left >= 0 && left <= 2);
    const bar = clock.querySelector("[data-left]");
    if (bar) bar.textContent = left > 0 ? String(left) : "0";
  }
}

// The server's time as the newest piece brought it. With the page itself, it has been on its way since it was asked for.
function hear() {
  for (const piece of document.querySelectorAll("[data-now]")) {
    if (piece.dataset.seen === piece.dataset.now) continue;
    piece.dataset.seen = piece.dataset.now;
    serverTime(Number(piece.dataset.now) + (performance.now() < 3000 ? performance.now() : 0));
  }
}

// The parts of a round (cafe/_phase.html): the one it is by the clock is `now`, those before it are `past`.
function showParts() {
  const time = serverNow();
  for (const box of document.querySelectorAll("[data-parts]")) {
    const parts = [...box.querySelectorAll("[data-since]")];
    const here = Math.max(0, parts.filter((part) => Number(part.dataset.since) <= time).length - 1);
    parts.forEach((part, place) => {
      part.classList.toggle("past", place < here);
      part.classList.toggle("now", place === here);
      part.classList.toggle("coming", place > here);
      const [since, until] = [Number(part.dataset.since), Number(part.dataset.until)];
      const gone = (time - since) / Math.max(1, until - since);
      part.style.setProperty("--gone", Math.min(1, Math.max(0, gone)).toFixed(3));
    });
  }
}
