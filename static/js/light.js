// The link light: joined up, sending, saved, or safe on this phone with the count that waits. Never by colour alone.
// Whoever learned last whether the server can be reached says so: the stream, a fetched page, a form on its way.
const state = { joined: null, waiting: 0, sending: false, forgetful: false, saved: false };
const WORTH_SAYING = 600; // ms: most sending is over before anyone could read of it
const SAVED_FOR = 4000;
let soon = null;
let later = null;

export function showLight(change) {
  if (change.waiting > state.waiting) state.saved = false; // that was of what came before
  Object.assign(state, change);
  if (change.saved) {
    clearTimeout(later);
    later = setTimeout(() => showLight({ saved: false }), SAVED_FOR);
  }
  clearTimeout(soon);
  if (change.sending) soon = setTimeout(draw, WORTH_SAYING);
  else draw();
}

function draw() {
  const light = document.getElementById("link-light");
  if (!light || state.joined === null) return;
  const { joined, away, open, waiting, sending, arrived } = light.dataset;
  light.classList.toggle("away", !state.joined);
  light.classList.toggle("sending", state.joined && state.sending);
  const lost = state.forgetful ? open : away;
  const words = !state.joined ? lost : state.sending ? sending : state.saved ? arrived : joined;
  const said = state.waiting ? `${words} (${state.waiting} ${waiting})` : words;
  if (light.textContent !== said) light.textContent = said; // a screen reader says it once
}
