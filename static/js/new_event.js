// A new café: proposes tables and rounds for so many people, until somebody writes their own numbers.
const form = document.querySelector("form:has(.for-cafes)");
const { people, tables, seats, rounds } = form.elements;
const own = new Set([tables, seats, rounds].filter((box) => box.value !== ""));

form.addEventListener("input", ({ target }) => {
  if (target.value === "") own.delete(target);
  else if (target === tables || target === seats || target === rounds) own.add(target);
  propose();
});

function propose() {
  const usual = form.elements.recipe.value && form.querySelector("[name=recipe]:checked").dataset;
  if (!usual.seats) return;
  say(rounds, usual.rounds);
  const each = Number(seats.value) || Number(usual.seats);
  if (!own.has(tables)) say(tables, Number(people.value) ? Math.ceil(people.value / (own.has(seats) ? each : usual.seats)) : "");
  const enough = own.has(tables) && Number(tables.value) ? Math.ceil(people.value / tables.value) : 0;
  say(seats, Math.min(Math.max(enough, usual.seats), seats.max));
}

function say(box, number) {
  if (!own.has(box) && document.activeElement !== box) box.value = number;
}

propose();
