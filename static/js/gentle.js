// Gentle signs on the big screen when it is time to move on: a soft chime, a warmer light. Both can be switched off.
import { serverNow } from "./page.js";

const WITH_SIGNS = new Set(["round", "harvest", "move"]);
const LAST_MINUTE = 60_000;
const LOUD = 0.14; // of all the loudspeakers can do
const BOWL = [[1, 1], [2.02, 0.45], [2.98, 0.22], [4.16, 0.08]]; // parts of the tone: height against the lowest, strength
const LOWEST = 294; // Hz
const RINGS_FOR = 5; // seconds

const screen = () => document.getElementById("screen")?.dataset ?? {};
let heard = { stage: screen().stage, sound: screen().sound };

function look() {
  const { stage, kind, sound } = screen();
  const begins = stage !== heard.stage && WITH_SIGNS.has(kind);
  const switchedOn = sound === "yes" && heard.sound === "no"; // so that the room can hear how soft it is
  if (sound === "yes" && (begins || switchedOn)) chime();
  heard = { stage, sound };
  shine();
}

// Light: the last minute of a part of a round, and the time to move.
function shine() {
  const { kind, light } = screen();
  const ends = Number(document.querySelector("#stage [data-ends]")?.dataset.ends ?? Infinity);
  const time = kind === "move" || (WITH_SIGNS.has(kind) && ends - serverNow() < LAST_MINUTE);
  document.body.classList.toggle("warm", light === "yes" && time);
}

// Sound: browsers allow none before somebody has pressed a key or clicked on this page.
let audio = null;

async function wake() {
  audio ??= new AudioContext();
  await audio.resume();
  document.body.classList.toggle("can-sound", audio.state === "running");
}

function chime() {
  if (audio?.state !== "running") return;
  const begins = audio.currentTime + 0.05;
  for (const [height, strength] of BOWL) {
    const [tone, swell] = [audio.createOscillator(), audio.createGain()];
    tone.frequency.value = LOWEST * height;
    swell.gain.setValueAtTime(0.0001, begins);
    swell.gain.exponentialRampToValueAtTime(LOUD * strength, begins + 0.08);
    swell.gain.exponentialRampToValueAtTime(0.0001, begins + RINGS_FOR / Math.sqrt(height));
    tone.connect(swell).connect(audio.destination);
    tone.start(begins);
    tone.stop(begins + RINGS_FOR);
  }
}

for (const sign of ["keydown", "pointerdown"]) document.addEventListener(sign, wake);
document.addEventListener("changed", look);
setInterval(shine, 1_000);
shine();
