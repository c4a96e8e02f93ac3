// Copies ready words. In a hall there is no https and so no clipboard for scripts: then the words are marked, and the
// old way of copying does it.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const words = document.getElementById(button.dataset.copies);
  button.addEventListener("click", async () => {
    words.focus();
    words.select();
    if (await copied(words.value)) button.textContent = `✓ ${button.dataset.copied}`;
  });
}

async function copied(text) {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return true;
    }
    return document.execCommand("copy");
  } catch {
    return false; // the words stay marked, to be copied by hand
  }
}
