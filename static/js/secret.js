// A passphrase may be looked at while it is typed. Without this script the button stays away.
for (const button of document.querySelectorAll("button[data-shows]")) {
  const field = document.getElementById(button.dataset.shows);
  button.hidden = false;
  button.addEventListener("click", () => {
    const seen = field.type === "password";
    field.type = seen ? "text" : "password";
    button.setAttribute("aria-pressed", String(seen));
    field.focus();
  });
}
