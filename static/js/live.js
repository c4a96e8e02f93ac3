// The stream is a short cut, the page is the truth. A gap in the versions means: fetch the page again.
import { io } from "../vendor/socket.io.js";
import { serverTime } from "./clock.js";
import { applyFragments, catchUp, truth } from "./morph.js";
import { showLight } from "./light.js";
import { reached } from "./sending.js";

const page = document.body.dataset;
const POLL_EVERY = 20_000; // when sockets are blocked
const ASK_AGAIN = 8_000;
let asked = -ASK_AGAIN;
let spread = 400; // ms within which a crowd fetches its page again; the server knows how large the crowd is
let ofMe = 0; // the version of the last mark that came to this person alone
let owed = 0; // the version that this page must have, for what is mine without a mark
let coming = null; // the timer of the next catch-up
const shows = () => document.getElementById("shows").dataset.shows;

export function startLive() {
  if (!page.event) return;
  let looking = shows();
  const socket = io({
    transports: ["websocket", "polling"],
    auth: (give) => give({ event: page.event, audience: page.audience, locale: page.locale, shows: (looking = shows()) }),
    reconnectionDelay: 500,
    reconnectionDelayMax: 8000,
    randomizationFactor: 0.9, // a crowd that comes back together is spread
  });
  socket.on("welcome", ({ version, newest, mine, now, spread: crowd }) => {
    serverTime(now);
    showLight({ joined: true });
    spread = Math.max(400, crowd);
    const setBack = newest < Number(page.version); // the record: a backup was brought back
    if (setBack) [ofMe, owed] = [0, 0];
    if (setBack || version > Number(page.version) || mine > Math.max(truth(), ofMe) || owed > truth()) catchUpSoon();
  });
  socket.on("change", ({ from, to, fragments }) => {
    if (from > Number(page.version)) return catchUpSoon();
    applyFragments(fragments);
    page.version = Math.max(to, Number(page.version));
  });
  socket.on("mine", ({ to, of, marks }) => {
    if (marks && String(of) === page.person) {
      mark(marks);
      ofMe = to;
      return;
    }
    owed = to; // also when it is of somebody else whom this phone speaks for
    setTimeout(() => to > truth() && fresh(), 150);
  });
  socket.on("out", () => fresh()); // this browser may no longer see this page: the server says where to go
  document.addEventListener("changed", () => {
    if (socket.connected && shows() !== looking) socket.emit("look", (looking = shows()));
  });
  document.addEventListener("clock-doubt", () => socket.connected && socket.emit("look", (looking = shows())));
  socket.on("writing", ({ channel, name }) => document.dispatchEvent(new CustomEvent("writing", { detail: { channel, name } })));
  socket.on("disconnect", reached); // the socket is gone; is the signal, too?
  socket.on("connect_error", () => performance.now() - asked > ASK_AGAIN && poll());
  document.addEventListener("input", ({ target }) => {
    const channel = target.closest("[data-writing]")?.dataset.writing;
    if (channel) socket.volatile.emit("writing", channel);
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && !socket.connected && fresh());
  window.addEventListener("online", () => fresh());
  window.addEventListener("pageshow", (event) => event.persisted && fresh());
  setInterval(() => !socket.connected && poll(), POLL_EVERY * (0.8 + Math.random() * 0.4));
  setTimeout(() => !socket.connected && poll(), ASK_AGAIN); // sockets may hang here: is there signal?
}

// Not all of a crowd at once. Who does something meanwhile, or looks at the page again, has it at once all the same.
function catchUpSoon() {
  coming ??= setTimeout(() => {
    coming = null;
    fresh();
  }, Math.random() * spread);
}

// A socket cannot be had, or not yet: ask the page for news.
function poll() {
  asked = performance.now();
  fresh({ ifNews: true });
}

// What is mine has changed, and this says it all: each mark is one line of the person's own style sheet.
function mark(marks) {
  const style = document.getElementById("mine");
  const lines = style.textContent.split("\n");
  for (const [name, rule] of Object.entries(marks)) {
    const place = lines.findIndex((line) => line.startsWith(`[data-if~="${name}"]`));
    if (place >= 0) lines[place] = rule;
  }
  style.textContent = lines.join("\n");
  document.dispatchEvent(new Event("changed"));
}

// Ask for the page anew. Where sockets are blocked, this is how the page follows, and how the light knows.
export async function fresh(how) {
  try {
    const current = await catchUp(how);
    showLight({ joined: true });
    return current;
  } catch {
    showLight({ joined: false });
    return false; // no signal; the next sign of life asks again
  }
}
