// Put new HTML in place without disturbing anyone: never an element that is being typed in.
import { Idiomorph } from "../vendor/idiomorph.js";

const SVG = "http://www.w3.org/2000/svg";

const careful = {
  callbacks: {
    beforeNodeMorphed: (old) => !(old.nodeType === 1 && (inUse(old) || stays(old))),
    beforeNodeRemoved: (old) => !(old.nodeType === 1 && (inUse(old) || stays(old))),
    beforeAttributeUpdated: (name, node) =>
      !((name === "open" && node.tagName === "DETAILS") || (name === "class" && node.dataset.ends) || name === "data-seen"),
  },
};

// A form with words in it that are not sent yet.
function inUse(element) {
  return element.tagName === "FORM" && element.dataset.touched !== undefined;
}

// What only this page knows: a colour that was chosen to draw with, a line that is on its way.
function stays(element) {
  return element.hasAttribute("data-stay");
}

export function morphElement(element, html) {
  // What is being typed stays; but a button that was just pressed must be free to change its words.
  const typing = document.activeElement?.matches("input, textarea, select") ?? false;
  Idiomorph.morph(element, inDrawing(element.parentElement) ? made(html, element.parentElement) : html, {
    ...careful,
    ignoreActiveValue: typing,
  });
}

// An element out of HTML. What comes into a drawing is read as part of one; else it would be no shape, and not seen.
function made(html, holder) {
  const template = document.createElement("template");
  template.innerHTML = inDrawing(holder) ? `<svg>${html}</svg>` : html;
  const first = template.content.firstElementChild;
  return inDrawing(holder) ? first.firstElementChild : first;
}

function inDrawing(holder) {
  return holder?.namespaceURI === SVG && holder.localName !== "foreignObject";
}

// Change messages: `{id, list, order, html}`; html null is gone; `{list, only}` names all that a list still holds.
export function applyFragments(fragments) {
  for (const fragment of fragments) {
    if (fragment.only) keepOnly(fragment.list, new Set(fragment.only));
    else applyOne(fragment);
  }
  document.dispatchEvent(new CustomEvent("changed"));
}

function keepOnly(listId, ids) {
  for (const child of [...(document.getElementById(listId)?.children ?? [])]) {
    if (child.id && !ids.has(child.id)) child.remove();
  }
}

function applyOne({ id, list, order, html }) {
  const old = document.getElementById(id);
  const holder = document.getElementById(list);
  if (html === null) {
    if (old && !old.querySelector("form[data-touched]")) old.remove();
    return;
  }
  if (old) {
    const moved = holder && old.parentElement === holder && Number(old.dataset.order) !== order;
    morphElement(old, html);
    if (moved) place(holder, document.getElementById(id), order);
  } else if (holder) {
    place(holder, made(html, holder), order);
  }
}

function place(holder, element, order) {
  const next = [...holder.children].find((child) => child !== element && Number(child.dataset.order) > order);
  holder.insertBefore(element, next ?? null);
}

// The page is the truth: fetch it again and morph what differs.
const AT_MOST = 30_000; // ms; a slow page is waited for, but not for ever
const LONG = 10_000; // … and not when it is asked for once more: its connection may be dead
let fetching = null;
let patience = null;
let began = 0;
let fetched = Number(document.body.dataset.version); // the version of the whole page, with what is mine in it
export const truth = () => fetched;

// Gives whether the page is right now. With `ifNews`, the server says in one line when nothing has changed. Throws when no
// answer came, or when it was not the server's: a Wi-Fi's own login page, a proxy.
export function catchUp({ ifNews = false } = {}) {
  if (fetching && performance.now() - began > LONG) patience.abort();
  else if (fetching) return fetching;
  patience = new AbortController();
  began = performance.now();
  const timer = setTimeout(() => patience.abort(), AT_MOST);
  const mine = fetchPage(ifNews, patience.signal).finally(() => {
    clearTimeout(timer);
    if (fetching === mine) fetching = null;
  });
  return (fetching = mine);
}

async function fetchPage(ifNews, signal) {
  const known = ifNews ? { "If-None-Match": `"${fetched}.${document.body.dataset.person ?? ""}"` } : {};
  const response = await fetch(location.href, { headers: { Accept: "text/html", ...known }, cache: "no-store", signal });
  if (response.status === 304) return true;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!page.getElementById("shows")) throw new Error("somebody else answered");
  if (!response.ok) return false;
  if (page.body.dataset.event !== document.body.dataset.event || !page.body.dataset.version) {
    if (response.redirected) location.assign(response.url);
    return false;
  }
  for (const selector of ["#mine", "#main", "#message", ".ways", "#shows"]) {
    const [old, fresh] = [document.querySelector(selector), page.querySelector(selector)];
    if (old && fresh) morphElement(old, fresh.outerHTML);
  }
  fetched = Number(page.body.dataset.version);
  document.body.dataset.version = page.body.dataset.version;
  document.body.dataset.person = page.body.dataset.person ?? "";
  document.dispatchEvent(new CustomEvent("changed"));
  return true;
}
