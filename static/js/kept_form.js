// What a form held when it was sent, and how it gets it back.
const OURS = ["op", "page", "version", "as"];

export function newOp() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Its fields as they stand, with what every act carries: its own id, for whom, and what its writer could know.
export function asLeft(form, submitter, page) {
  const data = new FormData(form, submitter);
  if (!data.get("op")) data.set("op", newOp());
  if (!data.get("as") && page.person) data.set("as", page.person);
  if (page.version) data.set("version", form.dataset.touched || page.version);
  return [...data];
}

// What the person would know it by while it waits: the words they wrote, else what stands on the button they pressed.
export function said(form, submitter) {
  const boxes = [...form.elements].filter((field) => field.matches("textarea, [type=text], [type=date], [type=file]") && field.value);
  const words = boxes.map((field) => field.files?.[0]?.name ?? field.value);
  return words.length ? { said: words, words: true } : { said: [submitter?.innerText.trim().replace(/\s*\n\s*/g, " · ") ?? ""] };
}

// The sentence above the form. `op` is of what was refused: it waits until its words are sent anew or thrown away.
export function refuse(form, { message, field }, op) {
  form.querySelector(".refusal")?.remove();
  const words = document.createElement("p");
  words.className = "refusal";
  words.setAttribute("role", "alert");
  words.textContent = message;
  form.prepend(words);
  form.dataset.refused = op;
  if (form.elements.op) form.elements.op.value = newOp();
  (form.elements[field] ?? words).focus?.();
  words.scrollIntoView({ block: "nearest" }); // it stands above the form, which may be a long one
  document.dispatchEvent(new CustomEvent("refused", { detail: { form } }));
}

// The words of a refused item, in the form that they were sent from. False when there is no such form on this page.
export function refill({ op, url, fields, refused, field }) {
  const form = [...document.forms].find((each) => each.hasAttribute("data-outbox") && each.getAttribute("action") === url);
  if (!form) return false;
  for (let part = form; part; part = part.parentElement) if (part.matches("details")) part.open = true;
  for (const box of form.elements) {
    const values = fields.filter(([name]) => name === box.name).map(([, value]) => value);
    if (box.name && !(box.type === "hidden" && OURS.includes(box.name))) fill(box, values);
  }
  for (const part of form.querySelectorAll("details")) part.open ||= [...part.querySelectorAll("input, select")].some(differs);
  form.dataset.touched = fields.find(([name]) => name === "version")?.[1] ?? "0";
  refuse(form, { message: refused, field }, op);
  return true;
}

function fill(box, values) {
  if (box.type === "checkbox" || box.type === "radio") box.checked = values.includes(box.value);
  else if (box.type === "file") {
    const files = new DataTransfer();
    for (const file of values) if (file.size) files.items.add(file);
    box.files = files.files;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (values.length && box.matches("input:not([type=hidden]), textarea, select")) box.value = values[0];
}

function differs(box) {
  return box.type === "radio" || box.type === "checkbox" ? box.checked !== box.defaultChecked : box.type === "text" && box.value !== "";
}
