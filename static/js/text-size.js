// The size of the letters changes at once; the server is told, so that every later page has it too.
for (const form of document.querySelectorAll("form.text-size")) {
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button) return;
    event.preventDefault();
    document.documentElement.dataset.text = button.value;
    for (const each of form.querySelectorAll("button")) each.setAttribute("aria-pressed", String(each === button));
    const told = new FormData(form, button);
    fetch(form.action, { method: "POST", body: told, redirect: "manual" }).catch(() => {}); // no signal: this page has it
  });
}
