// Who comes in, goes, or brings somebody along over bad Wi-Fi: the form is sent again until the server answers, and stays
// where it is meanwhile. It is one act however often it goes, for it keeps its op; nobody comes in twice.
import { refuse } from "./kept_form.js";
import { showLight } from "./light.js";
import { reached, send } from "./sending.js";

const [SOON, AT_LAST] = [700, 4500]; // ms

export function startPatientForms() {
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (!form.hasAttribute("data-patient") || submitter?.name === "locale") return;
    event.preventDefault();
    if (form.dataset.underWay === undefined) sendPatiently(form, submitter);
  });
}

async function sendPatiently(form, submitter) {
  form.dataset.underWay = "";
  form.querySelector(".refusal")?.remove();
  const item = { url: form.getAttribute("action"), op: form.elements.op.value, fields: [...new FormData(form, submitter)] };
  const answer = await untilAnswered(item);
  delete form.dataset.underWay;
  if (answer.saved) location.assign(answer.url);
  else refuse(form, answer);
}

async function untilAnswered(item) {
  for (let tries = 0; ; tries++) {
    const { answer } = await send(item, { tries });
    if (answer) return answer;
    showLight({ sending: true }); // it still is, between two tries
    let pause = SOON;
    do {
      await new Promise((over) => setTimeout(over, pause * (0.6 + Math.random() * 0.4)));
      pause = Math.min(AT_LAST, pause * 1.6);
    } while (!(await reached()) && pause < AT_LAST);
  }
}
