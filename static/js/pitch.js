// The key N: the next topic is announced. Not while somebody types.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== "n") return;
  const next = document.getElementById("pitch-next");
  if (!next) return;
  event.preventDefault();
  next.click();
});
