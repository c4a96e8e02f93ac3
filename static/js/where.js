// Where the others sit for whom this phone speaks stands on the page, not in a fragment: in another round, fetch it anew.
import { fresh } from "./page.js";

let asked;

document.addEventListener("changed", () => {
  const round = document.getElementById("where")?.dataset.round;
  const shown = document.querySelector(".others-seats")?.dataset.round;
  if (!round || !shown || round === shown || round === asked) return;
  asked = round;
  fresh();
});
