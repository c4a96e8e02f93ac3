// The big screen turns the pages of a long board slowly. Frozen (data-frozen on the body) it stays where it is.
const EVERY = 12_000;
const shown = new WeakMap(); // the element with pages → which one is shown

export function startPages() {
  document.addEventListener("changed", () => showAll(0));
  setInterval(() => document.body.dataset.frozen === undefined && showAll(1), EVERY);
  showAll(0);
}

function showAll(step) {
  for (const holder of document.querySelectorAll("[data-pages]")) show(holder, step);
}

function show(holder, step) {
  const pages = [...holder.querySelectorAll(":scope > .wall-page")];
  if (!pages.length) return;
  const index = ((shown.get(holder) ?? 0) + step) % pages.length;
  shown.set(holder, index);
  holder.dataset.turning = "";
  pages.forEach((page, number) => page.classList.toggle("shown", number === index));
  const count = holder.querySelector(":scope > .page-count");
  const words = count.dataset.pageWords.replace("{is}", index + 1).replace("{all}", pages.length);
  count.textContent = pages.length > 1 ? words : "";
}

startPages();
