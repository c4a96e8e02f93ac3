// A WebSocket client (RFC 6455) that costs next to nothing, for thousands of them in one process: text, no extensions.
import crypto from "node:crypto";
import net from "node:net";

const received = Buffer.allocUnsafe(256 * 1024); // shared by all: what one read brings is worked off before the next
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);

// A masked text frame. The mask is zero: the protocol allows any, and so there is nothing to turn over.
export function frame(text) {
  const payload = Buffer.from(text);
  const size = payload.length;
  const head = Buffer.alloc(size < 126 ? 6 : 8);
  head[0] = 0x81;
  if (size < 126) head[1] = 0x80 | size;
  else if (size < 65536) head.writeUInt16BE(size, ((head[1] = 0xfe), 2));
  else throw new RangeError("no phone says so much at once");
  return Buffer.concat([head, payload]);
}

export class WebSocket {
  // `hear(buffer, from, to, size)` gets each text where it lies, valid only during the call; `size` is the frame's own.
  // `lost(why)` is called once, when it could not be opened or came to its end.
  constructor(url, headers, hear, lost) {
    this.hear = hear;
    this.lost = lost;
    this.head = ""; // the answer to our request, until it is whole
    this.rest = null; // the beginning of a frame whose end has not come
    const { hostname, port, pathname, search } = url;
    this.socket = net.connect({
      host: hostname, port, noDelay: true,
      onread: { buffer: received, callback: (size, buffer) => (this.take(buffer, size), true) },
    });
    this.socket.on("error", (error) => this.end(error.code ?? error.message));
    this.socket.on("close", () => this.end("closed"));
    const lines = { Host: `${hostname}:${port}`, Upgrade: "websocket", Connection: "Upgrade", "Sec-WebSocket-Version": 13, ...headers };
    lines["Sec-WebSocket-Key"] = crypto.randomBytes(16).toString("base64");
    const told = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
    this.socket.write(`GET ${pathname}${search} HTTP/1.1\r\n${told.join("")}\r\n`);
  }

  send(text) {
    this.socket.write(typeof text === "string" ? frame(text) : text);
  }

  end(why) {
    const { lost } = this;
    this.lost = null;
    this.socket.destroy();
    lost?.(why);
  }

  pause() {
    this.socket.pause(); // a phone that does not read
  }

  resume() {
    this.socket.resume();
  }

  take(buffer, size) {
    if (this.head !== null) return this.takeHead(buffer, size);
    let from = 0, to = size;
    if (this.rest) {
      buffer = Buffer.concat([this.rest, buffer.subarray(0, size)]);
      to = buffer.length;
      this.rest = null;
    }
    while (this.lost) {
      const length = whole(buffer, from, to);
      if (!length) break;
      this.takeFrame(buffer, from, from + length);
      from += length;
    }
    if (from < to) this.rest = Buffer.from(buffer.subarray(from, to));
  }

  takeHead(buffer, size) {
    this.head += buffer.latin1Slice(0, size);
    const end = this.head.indexOf("\r\n\r\n");
    if (end < 0) return;
    if (!this.head.startsWith("HTTP/1.1 101")) return this.end(this.head.slice(9, 12));
    const tail = Buffer.from(this.head.slice(end + 4), "latin1");
    this.head = null;
    if (tail.length) this.take(tail, tail.length);
  }

  takeFrame(buffer, from, to) {
    const kind = buffer[from] & 15;
    if (kind === 8) this.end("closed");
    else if (kind === 9) this.socket.write(PONG);
    else if (buffer[from] !== 0x81) this.end("a frame that is no whole text");
    else this.hear(buffer, from + headSize(buffer, from), to, to - from);
  }
}

function headSize(buffer, from) {
  const size = buffer[from + 1];
  return size < 126 ? 2 : size === 126 ? 4 : 10;
}

// The length of the frame that begins there, or 0 when it is not all here.
function whole(buffer, from, to) {
  if (to - from < 2) return 0;
  const head = headSize(buffer, from);
  if (to - from < head) return 0;
  const size = head === 2 ? buffer[from + 1] : head === 4 ? buffer.readUInt16BE(from + 2) : Number(buffer.readBigUInt64BE(from + 2));
  return to - from < head + size ? 0 : head + size;
}
