// The big screen follows its state (#screen): another page is fetched, long lists turn slowly, keys answer at once.
import { fresh } from "./page.js";

const SLOWLY = 12_000;
const AFTER_A_HAND = 25_000; // somebody turned a page: let them read
const IDLE = 4_000;

let shown = { page: null, first: null };
let at = 0; // the page of the list that is shown
let turns = null;
let nextTurn = performance.now() + SLOWLY;

const state = () => document.getElementById("screen");
const main = () => document.getElementById("main");

// Follow.

function follow() {
  const now = state();
  if (!now) return void location.reload(); // no longer connected: the server shows the way
  if (now.dataset.page !== main().dataset.page || now.dataset.setUp !== main().dataset.setUp) fresh();
  if (main().dataset.page !== shown.page) {
    shown.page = main().dataset.page;
    at = 0;
    nextTurn = performance.now() + SLOWLY;
  }
  const first = document.querySelector("[data-pages] > :first-child")?.id;
  if (first !== shown.first && now.dataset.frozen !== "yes") at = 0; // the newest has come in
  shown.first = first;
  const turned = Number(now.dataset.turns);
  if (turns !== null && turned !== turns) turnBy(turned - turns);
  turns = turned;
  lay();
}

// Pages: slides one at a time, or columns as wide as the box.

const boxes = () => [...document.querySelectorAll("[data-pages]")];
const slidesOf = (box) => [...box.querySelectorAll(":scope > :is([data-slide], .wall-page)")];

function pagesOf(box) {
  const slides = slidesOf(box);
  return slides.length || Math.max(1, Math.ceil((box.scrollWidth + gapOf(box)) / (box.clientWidth + gapOf(box)) - 0.05));
}

const gapOf = (box) => parseFloat(getComputedStyle(box).columnGap) || 0;
const most = () => Math.max(1, ...boxes().map(pagesOf));

function lay() {
  const many = most();
  at = ((at % many) + many) % many;
  for (const box of boxes()) {
    const page = at % pagesOf(box);
    const slides = slidesOf(box);
    slides.forEach((slide, number) => slide.classList.toggle("away", number !== page));
    if (slides.length) continue;
    const way = getComputedStyle(box).direction === "rtl" ? -1 : 1;
    box.scrollTo({ left: way * page * (box.clientWidth + gapOf(box)), behavior: "instant" });
  }
  fit();
  const count = document.getElementById("page-count");
  if (count) count.textContent = many > 1 ? `${at + 1} / ${many}` : "";
}

// Words too many for their place become smaller, but never smaller than can be read from the back.
function fit() {
  const least = innerHeight / 29.5;
  for (const box of document.querySelectorAll("[data-fit]")) {
    box.style.fontSize = "";
    let size = parseFloat(getComputedStyle(box).fontSize);
    while (box.clientHeight && box.scrollHeight > box.clientHeight + 1 && size > least) {
      size = Math.max(least, size * 0.96);
      box.style.fontSize = `${size}px`;
    }
  }
}

function turnBy(pages) {
  at += pages;
  nextTurn = performance.now() + AFTER_A_HAND;
  lay();
}

setInterval(() => {
  if (performance.now() < nextTurn || state()?.dataset.frozen === "yes" || document.querySelector("[data-turn='by-hand']")) return;
  nextTurn = performance.now() + SLOWLY;
  if (most() > 1) {
    at += 1;
    lay();
  }
}, 1_000);

// Keys and buttons.

const MOVES = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const pressed = event.target.closest?.("button, input, select, a[href]") && [" ", "Enter"].includes(event.key);
  if (pressed) return;
  if (event.key in MOVES) {
    const rightToLeft = document.documentElement.dir === "rtl" && event.key.startsWith("Arrow");
    turnBy(rightToLeft ? -MOVES[event.key] : MOVES[event.key]);
  } else if (event.key === "Enter") fullScreen();
  else if (!press(event.key === "=" ? "+" : event.key.toLowerCase())) return;
  event.preventDefault();
});

// Blank and freeze at once, then tell the server, so that the remote control on the console knows.
function press(key) {
  const button = state()?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!button) return false;
  button.form.requestSubmit(button);
  return true;
}

document.addEventListener(
  "submit",
  ({ target }) => {
    for (const name of ["blank", "frozen"]) {
      if (target.elements[name] && state()?.contains(target)) state().dataset[name] = target.elements[name].value === "1" ? "yes" : "no";
    }
  },
  { capture: true },
);

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.turn) turnBy(Number(button.dataset.turn));
  if (button && "full" in button.dataset) fullScreen();
});

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {}); // refused: the browser's own key still works
}

// The keys show while somebody moves the mouse or tabs to them.

let idle;
function stir() {
  document.body.classList.remove("idle");
  clearTimeout(idle);
  idle = setTimeout(() => document.body.classList.add("idle"), IDLE);
}
for (const sign of ["mousemove", "touchstart", "focusin"]) document.addEventListener(sign, stir, { passive: true });

// Stay awake, where the browser offers it (it does not on plain http).
function stayAwake() {
  if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {}); // low battery: it may refuse
}
document.addEventListener("visibilitychange", stayAwake);

document.addEventListener("changed", follow);
window.addEventListener("resize", lay);
document.fonts?.ready.then(lay);
stayAwake();
stir();
follow();
