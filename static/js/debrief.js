// What a leader says, typed while they speak: a short rest saves it, and so does leaving a box; Enter goes on to the
// next. Only boxes that were changed are sent, so that two people can type at one line.
import { newOp } from "./page.js";

const REST = 1500; // ms without a key: the room reads along, but not letter by letter
let rest = null;

const ours = (form) => form?.matches?.(".debrief-form") ?? false;
const boxes = (form) => [...form.elements].filter((field) => field.matches("textarea, input:not([type=hidden])"));
const changed = (form) => boxes(form).filter((field) => field.value !== field.defaultValue);

document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !ours(box.form) || !box.matches("textarea, input")) return;
  event.preventDefault();
  const next = boxes(box.form)[boxes(box.form).indexOf(box) + 1];
  if (next) next.focus();
  else box.blur();
});

function save(form) {
  clearTimeout(rest);
  if (form.isConnected && changed(form).length) form.requestSubmit();
}

document.addEventListener("change", ({ target }) => ours(target.form) && save(target.form));
document.addEventListener("input", ({ target }) => {
  if (!ours(target.form) || !target.matches("textarea")) return;
  clearTimeout(rest);
  rest = setTimeout(() => save(target.form), REST);
});

// Each sending is an act of its own: the next box may be on its way before the answer to this one is here.
const underWay = []; // what was sent and is not answered: [{name: words}], the oldest first
document.addEventListener("formdata", ({ target, formData }) => {
  if (!ours(target)) return;
  const news = changed(target);
  for (const field of boxes(target)) if (!news.includes(field)) formData.delete(field.name);
  formData.set("op", newOp());
  underWay.push(Object.fromEntries(news.map(({ name, value }) => [name, value])));
});

document.addEventListener("refused", ({ detail: { form } }) => ours(form) && underWay.shift());

// After an answer a form is emptied. These boxes keep their words; those that are not saved yet are left in peace.
document.addEventListener("reset", (event) => {
  if (!ours(event.target)) return;
  event.preventDefault();
  for (const [name, words] of Object.entries(underWay.shift() ?? {})) event.target.elements[name].defaultValue = words;
  if (changed(event.target).length) event.target.dataset.touched = "";
});
