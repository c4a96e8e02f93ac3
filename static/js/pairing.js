// The screen shows its code and asks every few seconds whether somebody typed it.
const ASK_EVERY = 2_500;

setInterval(async () => {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return; // the server is away; ask again
  if (answer.redirected) return void location.assign(answer.url);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [old, code] = [document.getElementById("pairing-code"), page.getElementById("pairing-code")];
  if (old && code) old.textContent = code.textContent;
}, ASK_EVERY);
