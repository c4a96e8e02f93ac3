// The link light: joined up, or safe on this phone, with the count that waits. Never by colour alone.
const state = { joined: null, waiting: 0, sending: false };

export function showLight(change) {
  Object.assign(state, change);
  const light = document.getElementById("link-light");
  if (!light || state.joined === null) return;
  const { joined, away, waiting, sending } = light.dataset;
  light.classList.toggle("away", !state.joined);
  const words = !state.joined ? away : state.sending ? sending : joined;
  light.textContent = state.waiting ? `${words} (${state.waiting} ${waiting})` : words;
}
