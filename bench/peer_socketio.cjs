// The peer of `fanout` and `storm`: socket.io's own server in Node, with nothing else in it. `node peer_socketio.cjs PORT`
// POST / with `["change", {…}]` sends that to every client.
const http = require("http");
const { Server } = require("socket.io");

const web = http.createServer((request, answer) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    if (request.method === "POST") clients.emit(...JSON.parse(Buffer.concat(parts)));
    answer.end("ok");
  });
});
const clients = new Server(web, { transports: ["websocket"], perMessageDeflate: false, pingInterval: 25_000, pingTimeout: 20_000 });
clients.on("connection", (client) => client.emit("welcome", { version: 0, now: Date.now() }));
web.listen(Number(process.argv[2]), "127.0.0.1", 4096);
