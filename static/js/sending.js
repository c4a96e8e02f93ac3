// One form on its way to the server, over Wi-Fi that may stall, die without a word, or answer in the server's name.
import { showLight } from "./light.js";

const LOOK_EVERY = 1500; // ms
const SILENT = 5000; // ms without a sign of life while the server can be reached: this connection is dead
const AFTER_AWAY = 1500; // … and when the whole network was away in the meantime
const SLOWEST = 2000; // bytes a second: so slow an upload is still waited for
const UNDER_WAY = 256_000; // bytes that the phone may have handed on, and that are not at the server yet
const PROBE = 3000; // ms

// Gives `{answer, busy, gaveUp}`: the server's answer, or null when none came; `busy` is its sentence when the server itself
// said not now; `gaveUp` when the connection was silent though the server could be reached. `tries` counts how often that was
// so: then a large one gets more time. `beat` is called every moment while it is on its way.
export function send({ url, op, fields }, { tries = 0, beat = () => {} } = {}) {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  const slow = (Math.min(size(fields), UNDER_WAY) / SLOWEST) * 1000;
  showLight({ sending: true });
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch does not tell how far an upload is
    let moved = performance.now();
    let [away, looking, gaveUp] = [false, false, false];
    request.upload.onprogress = request.onprogress = () => (moved = performance.now());
    const watch = setInterval(async () => {
      beat();
      if (looking || performance.now() - moved < LOOK_EVERY) return;
      looking = true;
      const here = await reached();
      looking = false;
      away ||= !here;
      const patience = away ? AFTER_AWAY + Math.min(slow, SILENT) : SILENT + slow * 2 ** Math.min(tries, 3);
      if (!here || performance.now() - moved <= patience) return;
      gaveUp = !away;
      request.abort();
    }, LOOK_EVERY);
    request.onloadend = () => {
      clearInterval(watch);
      const { answer = null, busy = "" } = understood(request, url, op);
      showLight({ sending: false, ...(answer || busy ? { joined: true } : {}) });
      resolve({ answer, busy, gaveUp });
    };
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  });
}

// Whether the server itself answers, with few bytes; the light says so.
export async function reached() {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PROBE);
  let here = false;
  try {
    const response = await fetch("/healthz", { cache: "no-store", redirect: "error", signal: patience.signal });
    const { status, version } = await response.json();
    here = response.ok && status === "ok" && typeof version === "string";
  } catch {
    // away, or somebody else answers
  }
  clearTimeout(timer);
  showLight({ joined: here });
  return here;
}

// What the server said of this form; nothing when it was not the server (a Wi-Fi's own login page, a proxy, a stranger),
// or when a Wi-Fi kept the form and sent the phone on to another page, even to one of the server's.
function understood({ status, responseText, responseURL }, url, op) {
  try {
    if (new URL(responseURL).pathname !== new URL(url, location.href).pathname) return {};
    const answer = JSON.parse(responseText);
    if (answer.saved === true) return answer.op === op ? { answer } : {};
    if (answer.saved !== false || typeof answer.message !== "string") return {};
    return status >= 500 || status === 429 ? { busy: answer.message } : { answer };
  } catch {
    return {};
  }
}

function size(fields) {
  return fields.reduce((sum, [, value]) => sum + (value.size ?? value.length), 0);
}
