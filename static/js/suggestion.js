// A suggested board: while the search is under way, look how far it is; when the board has changed, show what still fits.
import { fresh } from "./page.js";

let looked = "";

setInterval(() => document.querySelector("[data-searching]") && fresh(), 1000);

document.addEventListener("changed", () => {
  const now = document.querySelector("#list-board-now [data-edition]")?.dataset.edition;
  if (now && now !== looked && now !== document.getElementById("suggestion")?.dataset.edition) fresh();
  looked = now;
});
