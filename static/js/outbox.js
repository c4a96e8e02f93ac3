// The outbox: a form is kept on this phone first, then sent, and gone from here only when the server says "saved".
import { showLight } from "./light.js";
import { fresh } from "./live.js";
import { asLeft, newOp, refill, refuse, said } from "./kept_form.js";
import { reached, send } from "./sending.js";
import { all, forget, isForgetful, keep, take, waitsHereOnly } from "./waiting_words.js";
import { showList } from "./waiting_list.js";

const NOT_FOR_LONG = 4000; // ms: then a form is free for the next words, and these go on by themselves
const [SOON, AT_LAST] = [700, 4500]; // ms until the next try, more each time; a crowd's tries are spread
const LANES = [(item) => !hasPicture(item), hasPicture]; // words never wait behind a picture that takes minutes
const page = document.body.dataset;

const asking = new Map(); // op → the form's own `resolve`, while it waits for its answer
const outside = new Map(); // op → the answer that says this phone is not in; asked again by the next page
const underWay = new Set(); // ops
const notNow = new Map(); // op → what the server said when it could not take it just now
const givenUp = new Map(); // op → how often a connection was dead though the server could be reached
const busy = LANES.map(() => null);
let [failures, next, asked] = [0, null, 0];

export async function startOutbox() {
  document.addEventListener("submit", onSubmit);
  document.addEventListener("input", ({ target }) => {
    if (target.form?.hasAttribute("data-outbox")) target.form.dataset.touched ||= page.version ?? "0";
  });
  for (const back of ["online", "pageshow"]) window.addEventListener(back, () => flush());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
  window.addEventListener("offline", () => showLight({ joined: false }));
  window.addEventListener("beforeunload", (event) => waitsHereOnly() && event.preventDefault());
  for (const item of await all()) if (item.again) await writeAgain(item);
  flush();
}

// What is no form, such as a line drawn with a finger: kept first and sent like one, without a word while all goes well.
// Gives its op at once; the answer comes as the event "delivered", now or when there is signal again.
export function post(url, fields) {
  const op = newOp();
  const sent = { op, page: location.pathname, version: page.version, as: page.person, ...fields };
  const item = { op, url, event: page.event, quiet: true, fields: Object.entries(sent).filter(([, value]) => value) };
  keep(item).then(flush);
  return op;
}

async function onSubmit(event) {
  const [form, submitter] = [event.target, event.submitter];
  if (!form.hasAttribute("data-outbox")) return;
  event.preventDefault();
  const fields = asLeft(form, submitter, page);
  const op = fields.find(([name]) => name === "op")[1];
  const item = { op, url: form.getAttribute("action"), event: page.event, fields, ...said(form, submitter) };
  await keep(item);
  if (form.dataset.refused) await forget(form.dataset.refused); // these are its words now
  delete form.dataset.refused;
  form.querySelector(".refusal")?.remove();
  const answered = new Promise((resolve) => asking.set(op, resolve));
  const timer = setTimeout(() => letGo(op, null), NOT_FOR_LONG);
  flush();
  const answer = await answered;
  clearTimeout(timer);
  if (answer && !answer.saved && !answer.way_in) refuse(form, answer, op);
  else done(form, answer?.saved ? answer : null, submitter); // null: still on this phone; the form is free again
  sayWhatWaits();
}

function letGo(op, answer) {
  const waits = asking.get(op);
  asking.delete(op);
  waits?.(answer);
  return Boolean(waits);
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

// Send what waits, oldest first; what is written meanwhile goes along.
function flush() {
  clearTimeout(next);
  asked += 1;
  LANES.forEach((lane, number) => (busy[number] ??= work(lane).finally(() => (busy[number] = null))));
  sayWhatWaits();
}

async function work(lane) {
  const passed = new Set(); // another tab sends it, or the server said not now
  let seen = 0;
  for (;;) {
    seen = asked;
    const item = (await all()).find((each) => lane(each) && !each.refused && !passed.has(each.op) && !outside.has(each.op));
    if (!item && seen === asked) break;
    if (!item) continue;
    const went = (await take(item.op)) ? await deliver(item) : "passed";
    if (went === "passed") passed.add(item.op);
    if (went === "away") break;
  }
  const waiting = (await all()).filter((item) => lane(item) && !item.refused && !outside.has(item.op));
  for (const { op } of waiting) letGo(op, null);
  if (waiting.length) again();
  sayWhatWaits();
}

// Try again soon, later less often. Every third time without asking first: where everything is slow, that may get through.
function again() {
  clearTimeout(next);
  const pause = Math.min(AT_LAST, SOON * 1.6 ** failures) * (0.6 + Math.random() * 0.4);
  next = setTimeout(async () => {
    if (failures % 3 === 0 || busy.some(Boolean) || (await reached())) return flush();
    failures += 1;
    again();
  }, pause);
}

// Gives "answered", "passed" when the server cannot take this one now, or "away" when no answer came.
async function deliver(item) {
  underWay.add(item.op);
  sayWhatWaits();
  const { answer, busy, gaveUp } = await send(item, { tries: givenUp.get(item.op), beat: () => take(item.op) });
  underWay.delete(item.op);
  if (answer) {
    failures = 0;
    await settle(item, answer);
    return "answered";
  }
  if (busy) notNow.set(item.op, busy);
  failures += 1;
  if (gaveUp) givenUp.set(item.op, (givenUp.get(item.op) ?? 0) + 1);
  return busy ? "passed" : "away";
}

async function settle(item, answer) {
  const { op } = item;
  notNow.delete(op);
  if (answer.saved) await forget(op);
  else if (answer.way_in) outside.set(op, answer);
  else if (item.words || !asking.has(op)) await keep({ ...item, refused: answer.message, field: answer.field });
  else await forget(op); // a button that was pressed: nothing to lose
  document.dispatchEvent(new CustomEvent("delivered", { detail: { op, answer } }));
  if (letGo(op, answer) || !answer.saved || item.quiet) return;
  showLight({ saved: true });
  fresh();
}

async function sayWhatWaits() {
  const here = (await all()).filter((item) => item.event === page.event);
  showLight({ waiting: here.filter((item) => !item.refused).length, forgetful: isForgetful() });
  showList(here, { outside, underWay, notNow, onlyHere: waitsHereOnly(), throwAway, writeAgain });
}

async function throwAway(op) {
  await forget(op);
  sayWhatWaits();
}

// Refused words go back into the form they came from: here, or on its own page when that is open.
async function writeAgain(item) {
  const at = item.fields.find(([name]) => name === "page")?.[1];
  const here = at === location.pathname && refill(item);
  if (here || item.again) await keep({ ...item, again: false });
  else {
    await keep({ ...item, again: true });
    location.assign(at);
  }
  sayWhatWaits();
}

function hasPicture(item) {
  return item.fields.some(([, value]) => value instanceof File && value.size > 0);
}

export { newOp };
