// The set-up page: what is saved stays in its boxes and says so; parts can be dragged, beside the plain buttons.
import Sortable from "../vendor/sortable.js";
import { fresh, newOp } from "./page.js";

// The outbox empties a form that was sent. One that edits what is there keeps its words: they are now how things are.
document.addEventListener(
  "submit",
  ({ target }) => {
    if (!target.matches(".edits, [data-edits]")) return;
    for (const field of target.elements) {
      if (field.type === "checkbox" || field.type === "radio") field.defaultChecked = field.checked;
      else if (field.options) for (const option of field.options) option.defaultSelected = option.selected;
      else if (field.type !== "hidden" && "defaultValue" in field) field.defaultValue = field.value;
    }
  },
  { capture: true },
);

document.addEventListener("sent", ({ detail: { form, answer } }) => {
  if (answer) say(form.querySelector(".saved-here") ?? form.closest("section")?.querySelector(".saved-here"));
  form.closest("details")?.removeAttribute("open");
});

// What is said stays for a while, also when the page is put right from the server in the meantime.
const said = new Map();

function say(place, words = place?.dataset.words) {
  if (!place) return;
  said.set(place, words);
  place.textContent = words;
  clearTimeout(place.timer);
  place.timer = setTimeout(() => {
    said.delete(place);
    place.textContent = "";
  }, 6000);
}

document.addEventListener("changed", () => said.forEach((words, place) => place.textContent !== words && (place.textContent = words)));

// Dragging sends what the arrow buttons send. Nothing is written by it, so there is nothing to keep when it fails.
async function drop({ item, newIndex, oldIndex }) {
  if (newIndex === oldIndex) return;
  const form = item.querySelector("form.mover");
  const body = new FormData(form);
  body.set("place", newIndex + 1);
  body.set("op", newOp());
  const place = item.closest("section").querySelector(".saved-here");
  try {
    const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const answer = await response.json();
    say(place, answer.saved ? undefined : answer.message);
  } finally {
    if (!(await fresh())) location.reload(); // no answer: show what the server has, as soon as it can
  }
}

function arrange() {
  for (const list of document.querySelectorAll("[data-arrange]")) {
    if (Sortable.get(list)) continue;
    Sortable.create(list, { handle: ".grip", draggable: ".part:not(.fixed)", filter: ".fixed", animation: 120, onEnd: drop });
  }
}

arrange();
document.addEventListener("changed", arrange);
