// The wall in pages: what is on a page follows by itself. What came in and stands on none that is shown is told of.
import { fresh } from "./page.js";

const PAGE = 60; // notes, as harvest/paging.py
let asked = false;

document.addEventListener("changed", () => {
  const list = document.querySelector(".to-read");
  const now = document.querySelector("#list-how-many [data-edition]");
  if (!list || !now) return;
  const chosen = list.id === "list-chosen";
  const full = !document.querySelector(".page-turner [rel=next]") && list.children.length >= PAGE;
  const more = Number(now.dataset.edition) > Number(list.dataset.edition);
  document.querySelector("[data-more]").hidden = !(more && (chosen || full));
  if (chosen && now.dataset.counts !== list.dataset.counts && !asked) {
    asked = true; // a hall does not ask all at once
    setTimeout(() => fresh().finally(() => (asked = false)), Math.random() * 3000);
  }
});
