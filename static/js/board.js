// Dragging on the console's board. It presses the same buttons that stand in the boxes, so there is one way to write.
import { makeDraggable } from "./drag.js";

const board = document.querySelector(".placing-board");
const form = document.getElementById("placing");

if (board && form) {
  makeDraggable(board, {
    what: "[data-drag]",
    where: "[data-box], [data-elsewhere], [data-parking]",
    holder: ".board-console",
    begin: () => "talk",
    drop: ({ dataset: { drag: topic } }, over) => put(topic, over),
    along: () => board.querySelector(".grid-frame"),
  });
  document.addEventListener("changed", markChosen);
  markChosen();
}

function put(topic, over) {
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

function markChosen() {
  for (const card of board.querySelectorAll("[data-drag]")) {
    card.classList.toggle("chosen", card.dataset.drag === form.elements.topic.value);
  }
}
