// How many letters are left, below a field: `<p data-counts="title" data-words="# letters left" hidden>`.
function show(counter) {
  const field = counter.closest("form").elements[counter.dataset.counts];
  counter.hidden = field.value === "";
  const words = counter.dataset.words.replace("#", field.maxLength - field.value.length);
  if (counter.textContent !== words) counter.textContent = words;
}

const showAll = () => document.querySelectorAll("[data-counts]").forEach(show);

document.addEventListener("input", showAll);
document.addEventListener("sent", showAll);
document.addEventListener("changed", showAll);
showAll();
