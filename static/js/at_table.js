// A table's page follows the day by itself: to the next round, and to the end of a round when the main thing is written.
// Never while somebody is in the middle of a sentence or a drawing: then it says so, and they go on when they like.
import { fresh } from "./page.js";

const WITHIN = 4000; // ms: the tables of a whole hall do not ask at the same moment
let soon = null;

function follow() {
  const page = document.getElementById("table-page");
  const is = document.getElementById("round-now")?.dataset.is;
  if (!page || page.dataset.askedFor !== undefined) return;
  const moved = is !== undefined && is !== page.dataset.madeFor;
  const busy = page.dataset.stays !== undefined || page.querySelector("form[data-touched]") !== null;
  page.querySelector(".moved-on").hidden = !(moved && busy);
  if (moved && !busy) soon ??= setTimeout(() => fresh().finally(() => (soon = null)), Math.random() * WITHIN);
}

document.addEventListener("changed", follow);
