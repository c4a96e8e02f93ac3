// Paper cards by keyboard: Enter saves and opens the next one; what was chosen for this card stays for the next.
const form = document.querySelector(".paper-form");
const words = form.elements.words;
words.focus();

words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (!words.readOnly) form.requestSubmit();
});

// While a card is on its way its words stand still, so that nothing typed meanwhile gets lost.
form.addEventListener("submit", () => setTimeout(() => (words.readOnly = true)));
document.addEventListener("refused", () => (words.readOnly = false));
document.addEventListener("sent", ({ detail }) => {
  if (detail.form !== form) return;
  words.readOnly = false;
  words.focus();
  // The address keeps what was chosen, so the page that is fetched next has it too and names the card.
  if (detail.answer) history.replaceState(null, "", detail.answer.url);
});

// A form that is emptied goes back to its defaults, so what is chosen becomes the default. A name is of one card only.
form.addEventListener("change", ({ target }) => {
  for (const option of target.options ?? []) option.defaultSelected = option.selected;
  if (target.name === "helped") target.defaultChecked = target.checked;
});
