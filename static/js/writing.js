// "Ben is writing": who writes on this page right now. It goes away by itself. And "Saved." when the server said so.
const GOES_AFTER = 4000;
const showing = new Map(); // line → { words, timer }

document.addEventListener("writing", ({ detail: { channel, name } }) => {
  const line = document.querySelector(`[data-writers="${CSS.escape(channel)}"]`);
  if (line) show(line, name ? line.dataset.name.replace("{name}", name) : line.dataset.someone);
});

document.addEventListener("sent", ({ detail: { form, answer } }) => {
  const line = document.querySelector("[data-saved]");
  if (!form.matches(".note-form")) return;
  for (const part of form.querySelectorAll("details")) part.open = false;
  if (line && answer) show(line, line.dataset.words);
});

// The page was fetched anew, and the server knows nothing of these lines.
document.addEventListener("changed", () => {
  for (const [line, { words }] of showing) put(line, words);
});

function show(line, words) {
  clearTimeout(showing.get(line)?.timer);
  const timer = setTimeout(() => {
    showing.delete(line);
    put(line, "");
  }, GOES_AFTER);
  showing.set(line, { words, timer });
  put(line, words);
}

function put(line, words) {
  if (line.textContent !== words) line.textContent = words;
  if (line.matches("[data-saved]")) line.hidden = !words;
}
