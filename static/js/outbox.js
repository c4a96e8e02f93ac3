// The outbox: a form is kept on this phone first, then sent, and gone from here only when the server says "saved".
// IndexedDB, because photos do not fit elsewhere; it exists on plain http, where service workers do not.
import { showLight } from "./light.js";
import { fresh } from "./live.js";

const TRY_AGAIN = 3000;
let db = null; // null: storage forbidden, then words wait in memory and the page says so by the same count
const memory = new Map();
let sending = false;

export async function startOutbox() {
  db = await open().catch(() => null);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("input", ({ target }) => target.form?.hasAttribute("data-outbox") && (target.form.dataset.touched = ""));
  window.addEventListener("online", flush);
  setInterval(flush, TRY_AGAIN);
  flush();
}

export function newOp() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// What is no form, such as a line drawn with a finger: kept first and sent like one, without a word while all goes well.
// Gives its op at once; the answer comes as the event "delivered", now or when there is signal again.
export function post(url, fields) {
  const op = newOp();
  const sent = { op, page: location.pathname, as: document.body.dataset.person, ...fields };
  const item = { op, url, at: Date.now(), event: document.body.dataset.event, quiet: true, fields: Object.entries(sent).filter(([, value]) => value) };
  keep(item).then(() => flush(op));
  return op;
}

async function onSubmit(event) {
  const form = event.target;
  if (!form.hasAttribute("data-outbox")) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  if (!data.get("op")) data.set("op", newOp());
  if (!data.get("as") && document.body.dataset.person) data.set("as", document.body.dataset.person);
  const item = {
    op: data.get("op"), url: form.getAttribute("action"), at: Date.now(), event: document.body.dataset.event,
    fields: [...data], said: said(form, event.submitter),
  };
  await keep(item);
  sayWhatWaits();
  form.querySelector(".refusal")?.remove();
  const answer = await flush(item.op);
  if (answer?.saved) done(form, answer, event.submitter);
  else if (answer && !answer.saved) refuse(form, answer);
  else done(form, null, event.submitter); // still on this phone; the form is free for the next words
}

// What the person would know it by while it waits: the words they wrote, else what stands on the button they pressed.
function said(form, submitter) {
  const boxes = [...form.elements].filter((field) => field.matches("textarea, [type=text], [type=date], [type=file]") && field.value);
  const words = boxes.map((field) => field.files?.[0]?.name ?? field.value);
  return words.length ? words : [submitter?.innerText.trim().replace(/\s*\n\s*/g, " · ") ?? ""];
}

function done(form, answer, submitter) {
  delete form.dataset.touched;
  form.reset();
  const op = form.elements.op;
  if (op) op.value = newOp();
  document.dispatchEvent(new CustomEvent("sent", { detail: { form, answer, submitter } }));
  if (!answer) return;
  const url = new URL(answer.url, location.href);
  if (url.pathname === location.pathname && url.search === location.search) fresh();
  else location.assign(url);
}

function refuse(form, { message, field }) {
  const words = document.createElement("p");
  words.className = "refusal";
  words.setAttribute("role", "alert");
  words.textContent = message;
  form.prepend(words);
  if (form.elements.op) form.elements.op.value = newOp();
  (form.elements[field] ?? words).focus?.();
  document.dispatchEvent(new CustomEvent("refused", { detail: { form } }));
}

// Send what waits, oldest first. Gives the answer for the item with this op, if the server gave one.
async function flush(op) {
  if (sending) await sending;
  sending = sendAll(op);
  try {
    return await sending;
  } finally {
    sending = false;
    sayWhatWaits();
  }
}

async function sendAll(op) {
  let wanted = null;
  for (const item of (await all()).filter((each) => !each.refused)) {
    const answer = await send(item);
    if (answer === null) break; // no signal: keep the order, try again later
    if (answer.saved) await forget(item.op);
    else if (item.op === op) await forget(item.op); // its words are still in the form
    else await keep({ ...item, refused: answer.message });
    document.dispatchEvent(new CustomEvent("delivered", { detail: { op: item.op, answer } }));
    if (item.op === op) wanted = answer;
    else if (answer.saved && !item.quiet) fresh();
  }
  return wanted;
}

async function send(item) {
  const body = new FormData();
  for (const [name, value] of item.fields) body.append(name, value);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), 30_000);
  showLight({ sending: true });
  try {
    const response = await fetch(item.url, { method: "POST", body, headers: { Accept: "application/json" }, signal: patience.signal });
    const answer = await response.json();
    if (response.status >= 500 || response.status === 429 || typeof answer.saved !== "boolean") return null;
    if (answer.saved && answer.op !== item.op) return null; // some other page answered in the server's name
    return answer;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    showLight({ sending: false });
  }
}

async function sayWhatWaits() {
  const here = (await all()).filter((item) => item.event === document.body.dataset.event);
  showLight({ waiting: here.filter((item) => !item.refused).length });
  const items = here.filter((item) => item.refused || !item.quiet);
  const box = document.getElementById("outbox");
  if (!box) return;
  box.hidden = items.length === 0;
  box.replaceChildren(...(items.length ? [title(box), list(box, items)] : []));
}

function title(box) {
  const heading = document.createElement("h2");
  heading.textContent = box.dataset.title;
  return heading;
}

function list(box, items) {
  const holder = document.createElement("ul");
  for (const item of items) {
    const line = document.createElement("li");
    line.dir = "auto";
    line.textContent = item.said?.join(" · ") ?? ""; // kept by an earlier version of this page: without
    if (item.refused) {
      const why = document.createElement("p");
      why.textContent = item.refused;
      const drop = document.createElement("button");
      drop.type = "button";
      drop.textContent = box.dataset.drop;
      drop.addEventListener("click", () => forget(item.op).then(sayWhatWaits));
      line.append(why, ...again(box, item), drop);
    }
    holder.append(line);
  }
  return holder;
}

// The way back to where it was written; its words stay in sight there until they are thrown away.
function again(box, { fields }) {
  const page = fields.find(([name]) => name === "page")?.[1];
  if (!page || page === location.pathname) return [];
  const link = document.createElement("a");
  link.className = "button";
  link.href = page;
  link.textContent = box.dataset.again;
  return [link, " "];
}

// The store.

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("facilitator", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("outbox", { keyPath: "op" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function within(mode, act) {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction("outbox", mode, { durability: "strict" });
    const request = act(transaction.objectStore("outbox"));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

async function all() {
  const kept = db ? await within("readonly", (store) => store.getAll()).catch(() => []) : [];
  return [...kept, ...memory.values()].sort((one, other) => one.at - other.at);
}

async function keep(item) {
  if (db) {
    try {
      await within("readwrite", (store) => store.put(item));
      return;
    } catch {
      // storage full or forbidden: hold it in memory, the count still shows it
    }
  }
  memory.set(item.op, item);
}

async function forget(op) {
  memory.delete(op);
  if (db) await within("readwrite", (store) => store.delete(op)).catch(() => {});
}
