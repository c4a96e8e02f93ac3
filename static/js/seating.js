// Seating on the console: while a search is under way, look how far it is; when another plan is there, show it.
import { fresh } from "./page.js";

let looked = "";

setInterval(() => document.querySelector("[data-searching]") && fresh(), 1000);

// The first part of the page is live; the rest was made for one edition of the plan.
document.addEventListener("changed", () => {
  const now = document.getElementById("planning")?.dataset.edition;
  if (now && now !== looked && now !== document.getElementById("seating")?.dataset.edition) fresh();
  looked = now;
});
