// Dragging with a mouse or a finger, for pages that have a button for the same act: what is dropped presses it.
const FAR = 6; // pixels before a press becomes a drag
const EDGE = 70; // pixels from an edge where it begins to scroll along
const REST = 350; // ms for which a finger rests on something to take it up: before, it is free to scroll

// In `root`, what matches `what` can be dragged onto what matches `where`. `begin(element)` gives the class of what hangs
// on the pointer; `drop(element, target)` does it; `along()` gives a box that is scrolled sideways, if there is one.
export function makeDraggable(root, { what, where, holder, begin, drop, along = () => null }) {
  let drag = null; // {card, ghost, x, y, at, over}

  root.addEventListener("pointerdown", (event) => {
    const card = event.target.closest(what);
    if (!card || event.button !== 0 || event.target.closest("button")) return;
    drag = { card, x: event.clientX, y: event.clientY, touch: event.pointerType === "touch" };
    if (drag.touch) drag.timer = setTimeout(lift, REST);
  });
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", letGo);
  document.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", (event) => event.key === "Escape" && stop());
  // A finger that is to scroll must stay free: on touch screens a short rest on the card takes it up.
  root.addEventListener("touchmove", (event) => drag?.ghost && event.preventDefault(), { passive: false });
  root.addEventListener("contextmenu", (event) => drag && event.preventDefault());

  function move(event) {
    if (!drag) return;
    const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > FAR;
    if (!drag.ghost && far && drag.touch) return stop();
    if (!drag.ghost && far) lift();
    if (!drag.ghost) return;
    event.preventDefault();
    drag.at = [event.clientX, event.clientY];
    drag.ghost.style.transform = `translate(${event.clientX + 8}px, ${event.clientY + 8}px)`;
    const over = document.elementFromPoint(event.clientX, event.clientY)?.closest(where);
    if (over === drag.over) return;
    drag.over?.classList.remove("over");
    over?.classList.add("over");
    drag.over = over;
  }

  function lift() {
    const ghost = drag.card.cloneNode(true);
    ghost.removeAttribute("id");
    for (const field of ghost.querySelectorAll("input")) field.remove();
    ghost.className = `${begin(drag.card, ghost)} dragged`;
    ghost.style.inlineSize = `${drag.card.offsetWidth}px`;
    ghost.style.transform = `translate(${drag.x + 8}px, ${drag.y + 8}px)`;
    document.querySelector(holder).append(ghost);
    document.body.classList.add("dragging");
    drag.ghost = ghost;
    scrollAlong();
  }

  function scrollAlong() {
    if (!drag?.ghost) return;
    if (drag.at) {
      const [across, down] = drag.at;
      window.scrollBy({ top: pull(down, innerHeight), behavior: "instant" });
      along()?.scrollBy({ left: pull(across, innerWidth), behavior: "instant" });
    }
    requestAnimationFrame(scrollAlong);
  }

  function letGo() {
    const { ghost, over, card } = drag ?? {};
    stop();
    if (!ghost) return;
    document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 50);
    if (over && !over.contains(card)) drop(card, over);
  }

  function stop() {
    if (!drag) return;
    clearTimeout(drag.timer);
    drag.ghost?.remove();
    drag.over?.classList.remove("over");
    document.body.classList.remove("dragging");
    drag = null;
  }
}

const pull = (at, end) => (at < EDGE ? -8 : at > end - EDGE ? 8 : 0);

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}
