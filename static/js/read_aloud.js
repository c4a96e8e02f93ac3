// "Read it to me": the browser's own voice reads a note in its language. Nothing leaves the phone.
if ("speechSynthesis" in window) {
  show();
  document.addEventListener("changed", show);
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-read-aloud]");
    if (!button) return;
    if (speechSynthesis.speaking) return speechSynthesis.cancel();
    for (const words of button.closest(".card").querySelectorAll("[lang]")) {
      const speech = new SpeechSynthesisUtterance(words.textContent);
      speech.lang = words.lang;
      speechSynthesis.speak(speech);
    }
  });
}

function show() {
  for (const button of document.querySelectorAll("[data-read-aloud]")) button.hidden = false;
}
