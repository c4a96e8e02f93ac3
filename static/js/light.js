// The link light: joined up, sending, or safe on this phone with the count that waits. Never by colour alone.
const state = { joined: null, waiting: 0, sending: false };
const WORTH_SAYING = 600; // ms: most sending is over before anyone could read of it
let soon = null;

export function showLight(change) {
  Object.assign(state, change);
  clearTimeout(soon);
  if (change.sending) soon = setTimeout(draw, WORTH_SAYING);
  else draw();
}

function draw() {
  const light = document.getElementById("link-light");
  if (!light || state.joined === null) return;
  const { joined, away, waiting, sending } = light.dataset;
  light.classList.toggle("away", !state.joined);
  light.classList.toggle("sending", state.joined && state.sending);
  const words = !state.joined ? away : state.sending ? sending : joined;
  const said = state.waiting ? `${words} (${state.waiting} ${waiting})` : words;
  if (light.textContent !== said) light.textContent = said; // a screen reader says it once
}
