// The stream is a short cut, the page is the truth. A gap in the versions means: fetch the page again.
import { io } from "../vendor/socket.io.js";
import { serverTime } from "./clock.js";
import { applyFragments, catchUp } from "./morph.js";
import { showLight } from "./light.js";

const page = document.body.dataset;
const seen = new Map(); // channel → version this page has
const POLL_EVERY = 20_000; // when sockets are blocked

export function startLive() {
  if (!page.event) return;
  const socket = io({
    transports: ["websocket", "polling"],
    auth: (give) =>
      give({ event: page.event, audience: page.audience, locale: page.locale, channels: (page.channels || "").split(" ").filter(Boolean) }),
    reconnectionDelay: 500,
    reconnectionDelayMax: 8000,
    randomizationFactor: 0.9, // a crowd that comes back together is spread
  });
  socket.on("welcome", ({ version, now }) => {
    serverTime(now);
    showLight({ joined: true });
    if (version > newest()) setTimeout(fresh, Math.random() * 400);
  });
  socket.on("change", ({ channel, from, to, fragments }) => {
    if (from > known(channel)) return void fresh();
    applyFragments(fragments);
    seen.set(channel, to);
  });
  socket.on("mine", fresh);
  socket.on("writing", ({ channel, name }) => document.dispatchEvent(new CustomEvent("writing", { detail: { channel, name } })));
  socket.on("disconnect", () => showLight({ joined: false }));
  socket.on("connect_error", () => showLight({ joined: false }));
  document.addEventListener("input", ({ target }) => {
    const channel = target.closest("[data-writing]")?.dataset.writing;
    if (channel) socket.volatile.emit("writing", channel);
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && !socket.connected && fresh());
  window.addEventListener("online", fresh);
  window.addEventListener("pageshow", (event) => event.persisted && fresh());
  setInterval(() => !socket.connected && fresh(), POLL_EVERY * (0.8 + Math.random() * 0.4));
}

const known = (channel) => Math.max(seen.get(channel) ?? 0, Number(page.version));
const newest = () => Math.max(Number(page.version), ...seen.values());

export async function fresh() {
  try {
    if (await catchUp()) seen.clear();
    return true;
  } catch {
    return false; // no signal; the next sign of life asks again
  }
}
