// Dragging on the console's board. It presses the same buttons that stand in the boxes, so there is one way to write.
const FAR = 6; // pixels before a press becomes a drag
const EDGE = 70; // pixels from the edge of the window where it begins to scroll along

let drag = null; // {topic, card, ghost, x, y, over}

const board = document.querySelector(".placing-board");
const form = document.getElementById("placing");

if (board && form) {
  board.addEventListener("pointerdown", begin);
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", (event) => event.key === "Escape" && stop());
  // A finger that is to scroll must stay free: on touch screens a short rest on the card takes it up.
  board.addEventListener("touchmove", (event) => drag?.ghost && event.preventDefault(), { passive: false });
  board.addEventListener("contextmenu", (event) => drag && event.preventDefault());
  document.addEventListener("changed", markChosen);
  markChosen();
}

function begin(event) {
  const card = event.target.closest("[data-drag]");
  if (!card || event.button !== 0 || event.target.closest("button")) return;
  drag = { topic: card.dataset.drag, card, x: event.clientX, y: event.clientY, touch: event.pointerType === "touch" };
  if (drag.touch) drag.timer = setTimeout(lift, 350);
}

function move(event) {
  if (!drag) return;
  const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > FAR;
  if (!drag.ghost && far && drag.touch) return stop();
  if (!drag.ghost && far) lift();
  if (!drag.ghost) return;
  event.preventDefault();
  drag.at = [event.clientX, event.clientY];
  drag.ghost.style.transform = `translate(${event.clientX + 8}px, ${event.clientY + 8}px)`;
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-box], [data-elsewhere], [data-parking]");
  if (over === drag.over) return;
  drag.over?.classList.remove("over");
  over?.classList.add("over");
  drag.over = over;
}

function lift() {
  const ghost = drag.card.cloneNode(true);
  ghost.className = "talk dragged";
  ghost.style.inlineSize = `${drag.card.offsetWidth}px`;
  ghost.style.transform = `translate(${drag.x + 8}px, ${drag.y + 8}px)`;
  document.querySelector(".board-console").append(ghost);
  document.body.classList.add("dragging");
  drag.ghost = ghost;
  scrollAlong();
}

function scrollAlong() {
  if (!drag?.ghost) return;
  if (drag.at) {
    const [across, down] = drag.at;
    window.scrollBy({ top: pull(down, innerHeight), behavior: "instant" });
    board.querySelector(".grid-frame").scrollBy({ left: pull(across, innerWidth), behavior: "instant" });
  }
  requestAnimationFrame(scrollAlong);
}

const pull = (at, end) => (at < EDGE ? -8 : at > end - EDGE ? 8 : 0);

function drop() {
  const { topic, ghost, over, card } = drag ?? {};
  stop();
  if (!ghost) return;
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 50);
  if (!over || over.contains(card)) return;
  if (over.dataset.elsewhere) {
    location.assign(`?topic=${topic}&slot=${over.dataset.elsewhere}`); // that needs words
    return;
  }
  const button = over.querySelector("button[form=placing]");
  if (!button) return;
  const chosen = form.elements.topic.value;
  form.elements.topic.value = topic;
  form.requestSubmit(button);
  form.elements.topic.value = chosen;
}

function stop() {
  if (!drag) return;
  clearTimeout(drag.timer);
  drag.ghost?.remove();
  drag.over?.classList.remove("over");
  document.body.classList.remove("dragging");
  drag = null;
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

function markChosen() {
  for (const card of board.querySelectorAll("[data-drag]")) {
    card.classList.toggle("chosen", card.dataset.drag === form.elements.topic.value);
  }
}
