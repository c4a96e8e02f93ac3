// One phone: joins, opens its page, listens, fetches the page again when it missed something, comes back when cut off.
// It does what static/js/live.js and outbox.js do in a browser, and keeps count.
import crypto from "node:crypto";
import http from "node:http";
import zlib from "node:zlib";
import { frame, WebSocket } from "./websocket.mjs";

// As in static/js/live.js.
const BACK_FIRST = 500, BACK_AT_MOST = 8000, BACK_SPREAD = 0.9;
const CATCH_UP_AT_LEAST = 400, MINE_WAITS = 150;

const PONG = frame("3");
export const now = () => Number(process.hrtime.bigint()) / 1e6; // milliseconds, the clock that only goes forward
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export class Phone {
  // `crowd` has `url`, `heard(message, size)` and `count` (see phones.mjs); `cookies` is {name: value}.
  constructor(crowd, number, cookies = {}) {
    Object.assign(this, { crowd, number, cookies, path: "", page: null, version: 0, fetched: 0, tries: 0, told: 0, ofMe: 0, owed: 0 });
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 2, timeout: 5000 });
    this.shown = new Map(); // element id → its newest HTML, as messages brought it
  }

  // Through the door as a person does: the form, the name, and on to the first page. Gives what each step took, in ms.
  async join(token, files) {
    const began = now();
    const door = await this.request("GET", `/j/${token}`);
    if (door.status !== 200) throw new Error(`the door says ${door.status}`);
    const opened = now();
    const op = /name="op" value="([^"]*)"/.exec(door.text)?.[1] ?? "";
    const form = new URLSearchParams({ op, page: `/j/${token}`, name: `Guest ${this.number}`, voice: "" });
    const inside = await this.request("POST", `/j/${token}`, form.toString(), { "Content-Type": "application/x-www-form-urlencoded" });
    if (inside.status !== 303) throw new Error(`joining was answered with ${inside.status}`);
    const joined = now();
    const steps = await this.enter(new URL(inside.headers.location, this.crowd.url).pathname, files);
    return { door: opened - began, join: joined - opened, ...steps, all: now() - began };
  }

  // Open a page and listen. Gives what the page and the socket took, in ms.
  async enter(path, files = false) {
    this.path = path;
    const began = now();
    if (!(await this.fetchPage())) throw new Error(`no page at ${path}`);
    const opened = now();
    const linked = files ? [...this.text.matchAll(/(?:<link rel="(?:stylesheet|icon|modulepreload)" href|<script[^>]* src)="([^"]+)"/g)] : [];
    await Promise.all(linked.map(([, file]) => this.request("GET", file)));
    this.text = "";
    const loaded = now();
    return { page: opened - began, files: loaded - opened, ...(await this.attach()) };
  }

  // A socket for the page as it is; with a peer that knows no pages, for none.
  async attach() {
    this.page ??= {};
    const began = now();
    await new Promise((done, fail) => this.listen(done, fail));
    return { socket: now() - began };
  }

  // Another page in the same browser; the socket stays and says what it looks at now.
  async visit(path) {
    this.path = path;
    const found = await this.fetchPage();
    this.text = "";
    if (found && this.socket) this.socket.send(`42["look",${JSON.stringify(this.page.shows)}]`);
    return found;
  }

  async fetchPage() {
    const answer = await this.request("GET", this.path);
    const data = (name) => new RegExp(` data-${name}="([^"]*)"`).exec(answer.text)?.[1] ?? "";
    if (answer.status !== 200 || !data("version")) return false;
    this.text = answer.text;
    this.page = { event: data("event"), audience: data("audience"), locale: data("locale"), shows: data("shows"), person: data("person") };
    this.version = this.fetched = Number(data("version"));
    return true;
  }

  // The page again, as live.js asks for it; not twice at once.
  fresh() {
    this.crowd.count.fetched += 1;
    this.fetching ??= this.fetchPage().catch(() => false).finally(() => ((this.fetching = null), (this.text = "")));
    return this.fetching.then(() => this.crowd.caughtUp(this));
  }

  listen(done = () => {}, fail = () => {}) {
    const url = new URL("/socket.io/?EIO=4&transport=websocket", this.crowd.url);
    this.hello = { done, fail };
    this.told = 0;
    this.socket = new WebSocket(url, { Cookie: this.cookie(), Origin: url.origin }, (...text) => this.hear(...text), (why) => this.lost(why));
  }

  lost(why) {
    const was = this.joined;
    this.socket = null;
    this.joined = false;
    this.hello.fail(new Error(why));
    this.crowd.lost(this, why, was);
    if (!this.gone) this.comeBack();
  }

  async comeBack() {
    const usual = BACK_FIRST * 2 ** this.tries++;
    const spread = Math.random() * BACK_SPREAD * usual;
    await sleep(Math.min(Math.random() < 0.5 ? usual - spread : usual + spread, BACK_AT_MOST));
    if (!this.gone) this.listen();
  }

  // What Engine.IO (first sign) and Socket.IO (second) say: open, ping, connected, refused, an event.
  hear(buffer, from, to, size) {
    this.crowd.count.bytes += size;
    const first = buffer[from], second = buffer[from + 1];
    if (first === 0x34 && second === 0x32) this.event(this.crowd.read(buffer, from, to, size), size);
    else if (first === 0x30) this.socket.send(`40${JSON.stringify(this.page)}`);
    else if (first === 0x32) this.socket.send(PONG);
    else if (first === 0x34 && second === 0x34) this.refused(buffer.utf8Slice(from, to));
  }

  refused(why) {
    this.gone = true;
    this.socket.end(why);
  }

  event([name, said], size) {
    if (name === "change") this.change(said, size);
    else if (name === "mine") this.mine(said, size);
    else if (name === "welcome") this.welcome(said);
    else if (name === "out") this.fresh();
  }

  welcome({ version, mine = 0, spread = 0 }) {
    this.joined = true;
    this.tries = 0;
    this.spread = Math.max(CATCH_UP_AT_LEAST, spread);
    this.crowd.welcomed(this);
    this.hello.done();
    if (version > this.version || mine > Math.max(this.fetched, this.ofMe) || this.owed > this.fetched) this.catchUpSoon();
    else this.crowd.caughtUp(this);
  }

  catchUpSoon() {
    this.coming ??= setTimeout(() => {
      this.coming = null;
      if (!this.gone) this.fresh();
    }, Math.random() * this.spread);
  }

  change(message, size) {
    const { from, to, fragments } = message;
    this.crowd.heard(message, size);
    if (to <= this.told) this.crowd.count.doubled += 1;
    this.told = to;
    if (from > this.version) {
      this.crowd.count.missed += 1;
      return this.catchUpSoon();
    }
    this.version = Math.max(to, this.version);
    if (this.crowd.keeps) for (const { id, html } of fragments) if (id) this.shown.set(id, html);
    this.crowd.look(this);
  }

  mine({ to, of, marks }, size) {
    this.crowd.count.mine += 1;
    this.crowd.count.mineBytes += size;
    if (marks && String(of) === this.page.person) return void (this.ofMe = to);
    this.owed = to;
    setTimeout(() => !this.gone && to > this.fetched && this.fresh(), MINE_WAITS);
  }

  // A form as the outbox sends it. Gives {status, saved, answer, sent, answered} with the moments in ms.
  async post(path, fields) {
    const op = fields.op ?? crypto.randomBytes(12).toString("hex");
    const all = { op, page: this.path, as: this.page?.person ?? "", ...fields };
    const boundary = `----${crypto.randomBytes(12).toString("hex")}`;
    const parts = Object.entries(all).filter(([, value]) => value !== "").map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
    const sent = now();
    const headers = { Accept: "application/json", "Content-Type": `multipart/form-data; boundary=${boundary}` };
    const { status, text } = await this.request("POST", path, `${parts.join("")}--${boundary}--\r\n`, headers);
    let answer = null;
    try {
      answer = JSON.parse(text);
    } catch {} // a page, and no answer of ours; `saved` says so
    return { op, status, saved: answer?.saved === true && answer.op === op, answer, sent, answered: now() };
  }

  cookie() {
    return Object.entries(this.cookies).map(([name, value]) => `${name}=${value}`).join("; ");
  }

  request(method, path, body = "", headers = {}) {
    const { hostname, port, origin } = new URL(this.crowd.url);
    const given = { "Accept-Encoding": "gzip, br", Cookie: this.cookie(), Origin: origin, ...headers };
    if (body) given["Content-Length"] = Buffer.byteLength(body);
    return new Promise((done, fail) => {
      const asked = http.request({ agent: this.agent, hostname, port, method, path, headers: given }, (answer) => {
        const parts = [];
        answer.on("data", (part) => parts.push(part));
        answer.on("error", fail);
        answer.on("end", () => {
          const raw = Buffer.concat(parts);
          this.crowd.count.pageBytes += raw.length;
          for (const line of answer.headers["set-cookie"] ?? []) this.keep(line);
          done({ status: answer.statusCode, headers: answer.headers, text: plain(raw, answer.headers["content-encoding"]) });
        });
      });
      asked.on("error", fail);
      asked.setTimeout(60_000, () => asked.destroy(new Error("no answer in a minute")));
      asked.end(body);
    });
  }

  keep(line) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
    this.cookies[name] = value;
  }

  leave() {
    this.gone = true;
    this.socket?.end("left");
    this.agent.destroy();
  }
}

function plain(raw, encoding) {
  return (encoding === "gzip" ? zlib.gunzipSync(raw) : encoding === "br" ? zlib.brotliDecompressSync(raw) : raw).toString();
}
