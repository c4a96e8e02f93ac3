// Every live page starts here: the stream of changes, the outbox, the clocks, the link light.
// Phones get this and all it imports as one file (bin/_setup.py). What a page's own script needs of it, it takes from
// here: taken from the file where it is written, it would be there twice.
import { serverNow, startClocks } from "./clock.js";
import { fresh, startLive } from "./live.js";
import { newOp, post, startOutbox } from "./outbox.js";
import { startPatientForms } from "./patient_form.js";

startClocks();
startOutbox();
startPatientForms();
startLive();

export { fresh, newOp, post, serverNow };
