"""Bad Wi-Fi between a phone and the server: a proxy on 127.0.0.1 whose fault can be changed while it runs.

`Faults()` runs an event loop in a thread of its own; `faults.proxy(port)` makes a `Proxy` to the server on that port,
and `proxy.fault = FAULTS["two kB/s"]` changes what it does to all that goes through, from now on. Every connection
carries one request, so that each request meets the fault.
"""

import asyncio
import contextlib
import random
import socket
import struct
import threading
from dataclasses import dataclass

PIECE = 1024  # bytes that are handed on at a time


def answer(status, body, *headers, kind="text/html"):
    """A whole HTTP answer, as bytes."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", "Connection: close"]
    return "\r\n".join([*lines, *headers, "", body]).encode()


LOGIN = "<!doctype html><title>Free Wi-Fi</title><h1>Welcome to our Wi-Fi</h1><form><input name=room></form>"
ALL, SOCKETS, POSTS, UPLOADS = "all", "sockets", "posts", "uploads"


@dataclass(frozen=True)
class Fault:
    """What happens to requests of one kind (`to`).

    `delay` and up to `jitter` seconds for each piece of at most PIECE bytes, each way; `rate` bytes a second each way;
    `pause`: so long, in seconds, nothing passes, after each second in which it does; `says`: these bytes instead of
    the server's answer; `silent`: accepted, never answered, and connections from before are dead too, for ever;
    `cut`: reset "in the request", or "before the answer" when the server has it all and has answered, or "in the
    answer"; `refused`: nobody listens.
    """

    to: str = ALL
    delay: float = 0
    jitter: float = 0
    rate: int = 0
    pause: float = 0
    says: bytes = b""
    silent: bool = False
    cut: str = ""
    refused: bool = False

    def meets(self, head: bytes) -> bool:
        """Whether a request with that head is one of its kind."""
        is_post, is_socket = head.startswith(b"POST "), b"\nupgrade: websocket" in head.lower()
        return {ALL: True, SOCKETS: is_socket, POSTS: is_post, UPLOADS: is_post and b"/photos " in head}[self.to]


# Those under which nothing gets through: what was written waits until the network is back.
BROKEN = {
    "cut in the request": Fault(cut="in the request"),
    "cut before the answer": Fault(POSTS, cut="before the answer"),
    "cut in the answer": Fault(POSTS, cut="in the answer"),
    "half-open: accepted, never answered": Fault(silent=True),
    "one connection dies silently": Fault(POSTS, silent=True),
    "connection refused": Fault(refused=True),
    "off for half an hour": Fault(refused=True),
    "captive portal: a page with 200": Fault(says=answer("200 OK", LOGIN)),
    "captive portal: 302 to a login page": Fault(says=answer("302 Found", "", "Location: /login")),
    "captive portal: 302 to a page of ours": Fault(POSTS, says=answer("302 Found", "", "Location: /login")),
    "captive portal: 302 to another host": Fault(says=answer("302 Found", "", "Location: http://portal.invalid/")),
    "a stranger's JSON with 200": Fault(says=answer("200 OK", '{"status": "ok"}', kind="application/json")),
    "a stranger says saved": Fault(says=answer("200 OK", '{"saved": true, "op": "x"}', kind="application/json")),
    "502 from a proxy": Fault(says=answer("502 Bad Gateway", "<h1>Bad Gateway</h1>")),
    "503 from a proxy": Fault(says=answer("503 Service Unavailable", "<h1>Try later</h1>")),
    "an empty 200": Fault(says=answer("200 OK", "")),
}
# Those with which one can live: words get through, though late.
BAD = {
    "delay of a second": Fault(delay=0.5),
    "jitter": Fault(jitter=0.4),
    "two kB/s": Fault(rate=2000),
    "lost packets: it stalls": Fault(pause=1.5),
    "sockets forbidden": Fault(SOCKETS, says=answer("403 Forbidden", "no")),
    "sockets hang": Fault(SOCKETS, silent=True),
    "pictures go up at two kB/s": Fault(UPLOADS, rate=2000),
}
GOOD = Fault()


class Faults:
    """The event loop of some proxies; stop it at the end."""

    def __init__(self):
        self.loop, self.proxies = asyncio.new_event_loop(), []
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def call(self, coroutine):
        """Run it on the loop; gives what it gives."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(30)

    def proxy(self, port: int) -> "Proxy":
        """A new proxy to 127.0.0.1:`port`, without a fault."""
        proxy = Proxy(self, port)
        self.call(proxy.listen())
        self.proxies.append(proxy)
        return proxy

    def stop(self):
        """Close everything."""
        self.call(self._end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
        self.loop.close()

    async def _end(self):
        for proxy in self.proxies:
            await proxy.hush()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


class Proxy:
    """One way to the server; `url` is where it listens, `met` counts the requests that met its fault."""

    def __init__(self, faults, port):
        self.faults, self.behind, self.port, self._fault, self.met = faults, port, 0, GOOD, 0
        self.server, self.connections = None, set()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def fault(self):
        return self._fault

    @fault.setter
    def fault(self, fault):
        self.faults.call(self._change(fault))

    async def _change(self, fault):
        for connection in self.connections:
            connection.dead |= fault.silent and fault.to == ALL
        if fault.cut or fault.says or fault.refused:
            for connection in self.connections:
                connection.reset()
        if fault.refused:
            await self.hush()
        elif self.server is None:
            await self.listen()
        self._fault, self.met = fault, 0

    async def listen(self):
        """Take requests, at the same port as before."""
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * PIECE)  # so that a slow upload is seen to be slow
        door.bind(("127.0.0.1", self.port))
        self.port = door.getsockname()[1]
        self.server = await asyncio.start_server(self._carry, sock=door, limit=4 * PIECE)

    async def hush(self):
        """Take none any more, and drop those there are."""
        if self.server:
            self.server.close()
        self.server = None
        for connection in list(self.connections):
            connection.reset()

    async def _carry(self, reader, writer):
        connection = Connection(self, reader, writer)
        self.connections.add(connection)
        with contextlib.suppress(
            OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError
        ):
            await connection.carry()
        self.connections.discard(connection)
        writer.close()


class Connection:
    """One request on its way, and its answer."""

    def __init__(self, proxy, reader, writer):
        self.proxy, self.reader, self.writer = proxy, reader, writer
        self.dead, self.head = False, b""

    @property
    def fault(self):
        fault = self.proxy.fault
        return fault if fault.meets(self.head) else GOOD

    def reset(self):
        """Break it off with an RST."""
        with contextlib.suppress(OSError, AttributeError):
            raw = self.writer.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    async def carry(self):
        """The whole of it."""
        self.head = await self.reader.readuntil(b"\r\n\r\n")
        fault = self.fault
        self.proxy.met += fault is not GOOD
        if fault.silent:
            self.dead = True
        if self.dead:
            return await self._never()
        if fault.says:
            self.writer.write(fault.says)
            return await self.writer.drain()
        if fault.cut == "in the request":
            return self.reset()
        behind, onward = await asyncio.open_connection("127.0.0.1", self.proxy.behind)
        to_server = asyncio.ensure_future(self._pump(self.reader, onward, single(self.head)))
        try:
            await self._answer(fault, behind)
        finally:
            to_server.cancel()
            onward.close()

    async def _answer(self, fault, behind):
        if fault.cut == "before the answer":
            await behind.read(1)  # the server has done it
            return self.reset()
        if fault.cut == "in the answer":
            self.writer.write((await behind.read(4 * PIECE))[:40])
            await self.writer.drain()
            return self.reset()
        await self._pump(behind, self.writer)

    async def _pump(self, source, target, first=b""):
        piece = first or await source.read(PIECE)
        while piece:
            await self._slowly(piece)
            if self.dead:
                await self._never()
            target.write(piece)
            await target.drain()
            piece = await source.read(PIECE)

    async def _slowly(self, piece):
        fault = self.fault
        wait = fault.delay + random.random() * fault.jitter + (len(piece) / fault.rate if fault.rate else 0)
        now = asyncio.get_running_loop().time()
        if fault.pause and now % (1 + fault.pause) > 1:
            wait += 1 + fault.pause - now % (1 + fault.pause)
        if wait:
            await asyncio.sleep(wait)

    async def _never(self):
        await asyncio.get_running_loop().create_future()  # until the other side gives up, or we are dropped


def single(head: bytes) -> bytes:
    """The head of a request that is alone on its connection; that of a socket as it is."""
    if b"\nupgrade: websocket" in head.lower():
        return head
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([lines[0], b"Connection: close", *lines[1:]])
