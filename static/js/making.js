// A file in the making: looks once a second how far it is, and takes it when it is there.
const place = document.getElementById("making");

async function look() {
  const answer = await fetch(place.dataset.job, { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer && answer.status === 404) return location.reload();
  const { percent = 0, url = null, failed = false } = answer && answer.ok ? await answer.json() : {};
  const bar = place.querySelector("progress");
  if (percent > bar.value) bar.value = percent;
  if (url || failed) {
    place.querySelector(".making-under-way").hidden = true;
    place.querySelector(failed ? ".making-failed" : ".making-done").hidden = false;
  }
  if (url) {
    place.querySelector(".making-done a").href = url;
    location.assign(url);
  }
  if (!url && !failed) setTimeout(look, 1000);
}

if (place?.querySelector(".making-under-way:not([hidden])")) setTimeout(look, 500);
