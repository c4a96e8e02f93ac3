// Every live page starts here: the stream of changes, the outbox, the clocks, the link light.
import { startClocks } from "./clock.js";
import { startLive } from "./live.js";
import { startOutbox } from "./outbox.js";

startClocks();
startOutbox();
startLive();
