// A crowd of phones in one process, led by bench/phones.py: one line of JSON asks, one line answers.
// `{"id": 1, "do": "enter", …}` → `{"id": 1, …}` or `{"id": 1, "error": "a sentence"}`.
import readline from "node:readline";
import { now, Phone } from "./phone.mjs";

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const crowd = {
  url: process.argv[2],
  phones: [],
  keeps: false, // whether phones keep the newest HTML of each element, for `agree`
  messages: new Map(), // "from to" of a change → {from, to, size, times}
  waiting: new Set(), // functions that look whether what they wait for has come
  lostBecause: {},
  decoded: new Map(), // size of the frame → {bytes, message}: a room hears the same bytes, and they are read once
  read(buffer, from, to, size) {
    const known = this.decoded.get(size);
    if (known && buffer.compare(known.bytes, 0, known.bytes.length, from, to) === 0) return known.message;
    const message = JSON.parse(buffer.utf8Slice(from + 2, to));
    this.decoded.set(size, { bytes: Buffer.from(buffer.subarray(from, to)), message });
    return message;
  },
  heard({ from, to }, size) {
    this.count.changes += 1;
    const key = `${from} ${to} ${size}`;
    let noted = this.messages.get(key);
    if (!noted) this.messages.set(key, (noted = { from, to, size, times: [] }));
    noted.times.push(now());
  },
  welcomed(phone) {
    phone.welcomedAt = now();
    this.count.welcomed += 1;
    this.look(phone);
  },
  caughtUp(phone) {
    phone.currentAt = now();
    this.look(phone);
  },
  lost(phone, why, was) {
    phone.currentAt = null;
    if (was && !phone.gone) this.count.lost += 1;
    if (!phone.gone || why !== "left") this.lostBecause[why] = (this.lostBecause[why] ?? 0) + 1;
  },
  look(phone) {
    for (const wait of this.waiting) wait(phone);
  },
};

function zero() {
  crowd.count = { changes: 0, mine: 0, mineBytes: 0, bytes: 0, pageBytes: 0, missed: 0, doubled: 0, fetched: 0, lost: 0, welcomed: 0 };
  crowd.lostBecause = {};
  crowd.since = now();
  crowd.cpu = process.cpuUsage();
}

// Begin `work(phone)` for each, evenly over `within` seconds; `{steps: [what each gave], failed: {sentence: how many}}`.
async function spread(phones, within, work) {
  const began = now(), steps = [], failed = {};
  await Promise.all(phones.map(async (phone, at) => {
    await sleep(Math.max(0, began + (within * 1000 * at) / phones.length - now()));
    try {
      steps.push(await work(phone));
    } catch (error) {
      failed[error.message] = (failed[error.message] ?? 0) + 1;
    }
  }));
  return { steps, failed, took: now() - began };
}

// Wait until each of `phones` is `ready(phone)`, at most `patience` seconds; gives how many are not.
function until(phones, ready, patience) {
  const left = new Set(phones.filter((phone) => !ready(phone)));
  return new Promise((done) => {
    if (!left.size) return done(0);
    const end = () => (crowd.waiting.delete(look), clearTimeout(timer), done(left.size));
    const look = (phone) => ready(phone) && left.delete(phone) && !left.size && end();
    const timer = setTimeout(end, patience * 1000);
    crowd.waiting.add(look);
  });
}

const listening = () => crowd.phones.filter((phone) => phone.page && !phone.gone);
const more = (cookies) => cookies.map((each) => crowd.phones[crowd.phones.push(new Phone(crowd, crowd.phones.length, each)) - 1]);

const commands = {
  clock: () => ({ now: now() }),
  join: ({ token, count, within, files }) => spread(more(Array.from({ length: count }, () => ({}))), within, (phone) => phone.join(token, files)),
  enter: ({ cookies, path, within, files }) => spread(more(cookies.map((value) => ({ facilitator: value }))), within, (phone) => phone.enter(path, files)),
  add: ({ cookies }) => ({ numbers: more(cookies.map((value) => ({ facilitator: value }))).map((phone) => phone.number) }),
  attach: ({ count, within }) => spread(more(Array.from({ length: count }, () => ({}))), within, (phone) => phone.attach()),
  visit: async ({ phones, path, within }) => spread(phones.map((at) => crowd.phones[at]), within, (phone) => phone.visit(path)),
  post: ({ phone, path, fields }) => crowd.phones[phone].post(path, fields),
  heard: async ({ version, patience }) => ({ missing: await until(listening(), (phone) => phone.version >= version, patience) }),
  gone: async ({ patience }) => {
    const end = now() + patience * 1000;
    while (now() < end && listening().some((phone) => phone.socket)) await sleep(5);
    return { missing: listening().filter((phone) => phone.socket).length };
  },
  current: async ({ since, patience }) => {
    const back = (phone) => phone.joined && phone.currentAt !== null && phone.welcomedAt >= since;
    const missing = await until(listening(), back, patience);
    return { missing, at: listening().filter(back).map((phone) => phone.currentAt) };
  },
  messages: () => {
    const found = [...crowd.messages.values()];
    crowd.messages.clear();
    return { messages: found };
  },
  said: ({ size }) => ({ said: crowd.decoded.get(size)?.message ?? null }),
  tally: ({ reset }) => {
    const used = process.cpuUsage(crowd.cpu), took = now() - crowd.since;
    const tally = {
      ...crowd.count, listening: listening().filter((phone) => phone.joined).length, lostBecause: crowd.lostBecause,
      seconds: took / 1000, cpu: (used.user + used.system) / 1000 / took,
    };
    if (reset) zero();
    return tally;
  },
  keep: ({ on }) => ((crowd.keeps = on), {}),
  // Whether what messages brought is what the page shows: fetched anew by a few phones and compared element by element.
  agree: async ({ phones }) => {
    const wrong = [];
    for (const phone of phones.map((at) => crowd.phones[at])) {
      const { text } = await phone.request("GET", phone.path);
      for (const [id, html] of phone.shown) if (html === null ? text.includes(` id="${id}" `) : !text.includes(html)) wrong.push(`${phone.number} ${id}`);
    }
    return { wrong };
  },
  deaf: ({ phones, on }) => (phones.forEach((at) => crowd.phones[at].socket?.[on ? "pause" : "resume"]()), {}),
  leave: ({ phones }) => (phones.forEach((at) => crowd.phones[at].leave()), {}),
};

async function answer({ id, do: what, ...asked }) {
  try {
    return { id, ...(await commands[what](asked)) };
  } catch (error) {
    return { id, error: String(error.message) };
  }
}

zero();
readline.createInterface({ input: process.stdin }).on("line", async (line) => console.log(JSON.stringify(await answer(JSON.parse(line))))).on("close", () => process.exit(0));
