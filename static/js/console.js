// The console: keys that bring you to a button, no step taken twice by a double click, numbers that stay true.
import { fresh } from "./page.js";

const LOOK_AGAIN = 15_000; // phones come and go, and hints grow old, without any change in the record
const ONE_STEP_IN = 1_500;
const OFF = "keys-off";

// A key only moves the focus; Enter acts. So a slip of the hand never moves the day.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || localStorage.getItem(OFF)) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const target = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!target) return;
  event.preventDefault();
  target.focus();
});

document.addEventListener("change", ({ target }) => {
  if (target.id !== OFF) return;
  if (target.checked) localStorage.setItem(OFF, "1");
  else localStorage.removeItem(OFF);
  sayWhetherKeys();
});

function sayWhetherKeys() {
  const off = Boolean(localStorage.getItem(OFF));
  document.body.classList.toggle(OFF, off);
  const box = document.getElementById(OFF);
  if (box) box.checked = off;
}

// The second click of a double click would fall on the next step.
const sent = new WeakMap();
document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.matches("[data-once]")) return;
    if (performance.now() - (sent.get(event.target) ?? -ONE_STEP_IN) < ONE_STEP_IN) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else sent.set(event.target, performance.now());
  },
  { capture: true },
);

document.addEventListener("changed", sayWhetherKeys);
setInterval(() => document.visibilityState === "visible" && fresh(), LOOK_AGAIN);
sayWhetherKeys();
