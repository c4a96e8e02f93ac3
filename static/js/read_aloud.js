// "Read it to me": the browser's own voice reads notes, each in its language. Nothing leaves the phone: voices that have
// the words read elsewhere are left out. Where there is none for a note's language, its button stays away.
const voices = () => (window.speechSynthesis?.getVoices() ?? []).filter((voice) => voice.localService);
let reading = []; // the cards that are still to be read; the first is being read

if ("speechSynthesis" in window) {
  show();
  speechSynthesis.addEventListener?.("voiceschanged", show);
  document.addEventListener("changed", show);
  window.addEventListener("pagehide", stop);
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-read-aloud], [data-read-all]");
    if (!button) return;
    const was = reading.length;
    const same = button.matches("[data-read-all]") ? was > 1 : reading[0] === cardOf(button);
    stop();
    if (was && same) return;
    reading = button.matches("[data-read-all]") ? readable() : [cardOf(button)];
    next();
  });
}

function cardOf(button) {
  return button.closest(".card");
}

function readable() {
  return [...document.querySelectorAll("[data-read-aloud]:not([hidden])")].map(cardOf);
}

function voiceFor(language) {
  const wanted = language.toLowerCase().split("-")[0];
  return voices().find((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === wanted);
}

function wordsOf(card) {
  return [...card.querySelectorAll(".said-words[lang]")].filter((part) => voiceFor(part.lang));
}

function next() {
  show();
  const card = reading[0];
  if (!card) return;
  const parts = wordsOf(card);
  for (const part of parts) {
    const speech = new SpeechSynthesisUtterance(part.textContent);
    speech.lang = part.lang;
    speech.voice = voiceFor(part.lang);
    if (part === parts.at(-1)) speech.onend = speech.onerror = () => reading[0] === card && (reading.shift(), next());
    speechSynthesis.speak(speech);
  }
}

function stop() {
  reading = [];
  speechSynthesis.cancel();
  show();
}

function show() {
  for (const button of document.querySelectorAll("[data-read-aloud]")) {
    const card = cardOf(button);
    button.hidden = !wordsOf(card).length;
    const now = reading[0] === card;
    button.setAttribute("aria-pressed", now);
    button.textContent = now ? button.dataset.stop : button.dataset.read;
  }
  for (const button of document.querySelectorAll("[data-read-all]")) {
    button.hidden = readable().length < 2;
    button.textContent = reading.length > 1 ? button.dataset.stop : button.dataset.read;
  }
}
