// The list of what waits on this phone: the words themselves, how they stand, and what can be done.
let shown = "";

// `items` oldest first; see outbox.js for the rest. Words that stand in a form on this page again are not listed twice.
export function showList(items, { outside, underWay, notNow, onlyHere, throwAway, writeAgain }) {
  const box = document.getElementById("outbox");
  if (!box) return;
  const inForms = new Set([...document.querySelectorAll("form[data-refused]")].map((form) => form.dataset.refused));
  const listed = items.filter((item) => (item.refused || outside.has(item.op) || !item.quiet) && !inForms.has(item.op));
  const now = JSON.stringify([onlyHere, listed.map(({ op, refused }) => [op, refused, outside.has(op), underWay.has(op), notNow.get(op)])]);
  if (now === shown) return; // the same: a button that is being pressed stays where it is
  shown = now;
  box.hidden = listed.length === 0;
  box.replaceChildren(...(listed.length ? [made("h2", onlyHere ? box.dataset.open : box.dataset.title), made("ul")] : []));
  for (const item of listed) box.lastElementChild.append(line(item));

  function line(item) {
    const entry = made("li");
    const words = made("span", item.said?.join(" · ") ?? ""); // kept by an earlier version of this page: without
    words.dir = "auto"; // theirs alone: the sentences around them are in the language of the page
    entry.append(words);
    if (underWay.has(item.op)) entry.append(" ", made("span", box.dataset.sending, "tag"));
    const away = outside.get(item.op);
    if (away) entry.append(made("p", away.message), link(away.way_in, box.dataset.in));
    else if (!item.refused && notNow.has(item.op)) entry.append(made("p", notNow.get(item.op), "why"));
    if (!item.refused) return entry;
    const ways = made("div", "", "row");
    ways.append(...backToItsForm(item), button(box.dataset.drop, () => throwAway(item.op)));
    entry.append(made("p", item.refused, "why"), ways);
    return entry;
  }

  function backToItsForm(item) {
    if (!item.fields.some(([name, value]) => name === "page" && value)) return [];
    return [button(box.dataset.again, () => writeAgain(item))];
  }
}

function made(name, words = "", className = "") {
  const element = document.createElement(name);
  element.textContent = words;
  if (className) element.className = className;
  return element;
}

function link(href, words) {
  const element = made("a", words, "button");
  element.href = href;
  return element;
}

function button(words, act) {
  const element = made("button", words);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}
