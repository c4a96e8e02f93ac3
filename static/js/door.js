// The page of the door, before the phone is in.
import { startPatientForms } from "./patient_form.js";
import { all } from "./waiting_words.js";

startPatientForms();

// Somebody who is out, and whose words still wait on this phone, should know why to come in again.
const notice = document.getElementById("words-wait");
if (notice) all().then((items) => (notice.hidden = items.every((item) => item.refused)));
