// Where the server is still at work, the page asks again by itself; without this script people press the button.
const form = document.querySelector(".goes-on");
if (form) setTimeout(() => form.requestSubmit(), 1000);
