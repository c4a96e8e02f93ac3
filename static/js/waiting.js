import { serverNow } from "./page.js";

// How long something has waited, in minutes, beside the time since when.
setInterval(tick, 10_000);
document.addEventListener("changed", tick);
tick();

function tick() {
  const words = document.querySelector("[data-minutes]").dataset.minutes;
  for (const line of document.querySelectorAll("[data-since]")) {
    const minutes = Math.max(0, Math.floor((serverNow() - Number(line.dataset.since)) / 60_000));
    line.dataset.waited = words.replace("{minutes}", minutes);
  }
}
