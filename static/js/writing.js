// "Ben is writing": who writes on this page right now. It goes away by itself. And "Saved." when the server said so.
const GOES_AFTER = 4000;
const timers = new Map();

document.addEventListener("writing", ({ detail: { channel, name } }) => {
  const line = document.querySelector(`[data-writers="${CSS.escape(channel)}"]`);
  if (!line) return;
  const words = name ? line.dataset.name.replace("{name}", name) : line.dataset.someone;
  show(line, words);
});

document.addEventListener("sent", ({ detail: { form, answer } }) => {
  const line = document.querySelector("[data-saved]");
  if (!line || !answer || !form.matches(".note-form")) return;
  line.hidden = false;
  show(line, line.dataset.words, () => (line.hidden = true));
});

function show(line, words, afterwards = () => {}) {
  if (line.textContent !== words) line.textContent = words;
  clearTimeout(timers.get(line));
  timers.set(line, setTimeout(() => ((line.textContent = ""), afterwards()), GOES_AFTER));
}
