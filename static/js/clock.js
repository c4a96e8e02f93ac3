// Soft clocks: a fragment carries when it ends and the server's time; this browser counts down alone.
let ahead = 0; // how far this phone's own clock is ahead of the server's, in ms

export function serverTime(now) {
  ahead = Date.now() - now;
}

export function startClocks() {
  setInterval(tick, 1000);
  tick();
}

function tick() {
  for (const clock of document.querySelectorAll("[data-ends]")) {
    if (clock.dataset.now && clock.dataset.seen !== clock.dataset.now) {
      clock.dataset.seen = clock.dataset.now;
      if (!clock.dataset.page) serverTime(Number(clock.dataset.now) - (performance.now() < 3000 ? performance.now() : 0));
    }
    const left = Math.round((Number(clock.dataset.ends) - (Date.now() - ahead)) / 60000);
    clock.classList.toggle("over", left < 0);
    clock.classList.toggle("soon", left >= 0 && left <= 5);
    clock.classList.toggle("nearly", left >= 0 && left <= 2);
    const bar = clock.querySelector("[data-left]");
    if (bar) bar.textContent = left > 0 ? String(left) : "0";
  }
}
