// A QR code that somebody used, or that was taken back, goes from the page.
function tidy() {
  const shown = document.querySelector("[data-invitation]");
  if (shown && !document.getElementById(`invitation-${shown.dataset.invitation}`)) shown.remove();
}

document.addEventListener("changed", tidy);
