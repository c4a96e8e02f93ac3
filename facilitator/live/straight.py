"""One message to a whole room: built once, written straight to each socket that has nothing else to send.

Socket.IO gives every client a queue and a writer of its own, and builds the
WebSocket frame again for each. A room hears the same, so here the frame is
built once; a socket that is idle gets it at once from the one who speaks. Any
other (polling, upgrading, busy with an earlier message, closing) goes the
usual way, through its queue, so that each client hears everything in order.

A phone that does not read must not cost others their ear nor the server its
memory: the system keeps at most SEND_BUFFER for it, its queue at most
MOST_WAITING messages; then it is cut off. When it hears the world again it
comes back and asks for its page, like every phone that missed something.
"""

import contextlib
import logging
import socket as sockets
import struct
import time
from urllib.parse import parse_qs

import socketio
from engineio.packet import MESSAGE
from engineio.packet import Packet as Parcel
from socketio.packet import EVENT

from .. import background
from .pings import Pings

log = logging.getLogger(__name__)

SOCKET = "facilitator.socket"  # where an upgrade request's environ keeps its WatchedSocket
SEND_BUFFER = 64 * 1024  # bytes; the system would let it grow to megabytes
READ_AHEAD = 4096  # bytes
MOST_WAITING = 100  # messages; ten seconds of the most that an event tells
LOOK_AGAIN = 0.02  # seconds until a writer looks whether an earlier message has gone


class WatchedSocket:
    """The socket of a WebSocket, which knows whether somebody is sending on it just now."""

    __slots__ = ("_ahead", "_due", "_sending", "_sock")

    def __init__(self, sock):
        self._sock = sock
        self._ahead = b""  # read, and not yet asked for
        self._due = 0  # how many are in `sendall`, or wait to be
        self._sending = background.native("threading").Lock()  # only ever tried: nothing waits on the system's own lock

    def recv(self, most, flags=0):
        """As the socket's own, but at one go: frames are asked for in three pieces."""
        if not self._ahead:
            self._ahead = self._sock.recv(READ_AHEAD, flags)
        piece, self._ahead = self._ahead[:most], self._ahead[most:]
        return piece

    def sendall(self, data, flags=0):
        """As the socket's own; meanwhile nobody writes straight, for what is sent here came before."""
        self._due += 1
        try:
            while not self._sending.acquire(blocking=False):
                time.sleep(LOOK_AGAIN)
            try:
                self._sock.sendall(data, flags)
            finally:
                self._sending.release()
        finally:
            self._due -= 1

    def write_straight(self, frame: bytes, finish) -> bool:
        """Write a whole frame if that can be done without waiting; True when it will arrive whole.

        Where the system takes only a part, `finish(function)` runs the rest beside us, before anything else.
        """
        if self._due or not self._sending.acquire(blocking=False):
            return False
        taken = 0
        try:
            taken = self._sock.fd.send(frame)
        except OSError:  # full, or gone: its queue and its reader will see to that
            return False
        finally:
            if not 0 < taken < len(frame):
                self._sending.release()
        if taken < len(frame):
            finish(lambda: self._send_rest(frame[taken:]))
        return taken > 0

    def cut(self) -> None:
        """End it without waiting for what is unsent; its reader wakes and tidies up."""
        with contextlib.suppress(OSError):
            self._sock.fd.setsockopt(sockets.SOL_SOCKET, sockets.SO_LINGER, struct.pack("ii", 1, 0))
            self._sock.fd.shutdown(sockets.SHUT_RDWR)

    def _send_rest(self, rest):
        try:
            self._sock.sendall(rest)
        except OSError:
            self._sock.close()  # half a frame cannot be mended; the client comes back and asks for its page
        finally:
            self._sending.release()

    def __getattr__(self, name):
        return getattr(self._sock, name)


class _Input:
    """A request's input that hands out the watched socket."""

    def __init__(self, inner, sock):
        self._inner, self._socket = inner, sock

    def get_socket(self):
        """The socket of an upgraded request."""
        self._inner.get_socket()
        return self._socket

    def __getattr__(self, name):
        return getattr(self._inner, name)


class Rooms(socketio.Manager):
    """Socket.IO's rooms, with `emit` as described above."""

    def __init__(self):
        super().__init__()
        self._lines: dict[str, WatchedSocket] = {}  # by Engine.IO id
        self._entered: dict[str, set] = {}  # by socket id: the rooms it is in

    def watching(self, app):
        """WSGI middleware: see the sockets of upgrades. `app` is the application with Socket.IO in it."""

        def watched(environ, start_response):
            if environ.get("HTTP_UPGRADE", "").lower() != "websocket" or "eventlet.input" not in environ:
                return app(environ, start_response)
            environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)  # no compression: our messages are small, hands are many
            sock = environ[SOCKET] = WatchedSocket(environ["eventlet.input"].get_socket())
            sock.setsockopt(sockets.SOL_SOCKET, sockets.SO_SNDBUF, SEND_BUFFER)
            environ["eventlet.input"] = _Input(environ["eventlet.input"], sock)
            (polled,) = parse_qs(environ.get("QUERY_STRING", "")).get("sid", [""])[:1]
            if polled:  # it began by polling, and its first request knew no socket
                self._lines[polled] = sock
            try:
                return app(environ, start_response)
            finally:
                if polled:
                    self._lines.pop(polled, None)

        return watched

    def set_server(self, server):
        """Socket.IO's server, when it is made."""
        super().set_server(server)
        known, pings = server.eio.handlers["connect"], Pings(server.eio, self.say_straight)

        def connected(engine_id, environ):
            pings.take_over(server.eio.sockets[engine_id])
            return known(engine_id, environ)

        server.eio.on("connect", connected)

    def pre_connect(self, eio_sid, namespace):
        """A client comes in; where it came with a WebSocket at once, its line is known."""
        sock = self.server.environ.get(eio_sid, {}).get(SOCKET)
        if sock is not None:
            self._lines[eio_sid] = sock
        return super().pre_connect(eio_sid, namespace)

    def basic_enter_room(self, sid, namespace, room, eio_sid=None):
        """Into a room, and remember which."""
        super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)
        self._entered.setdefault(sid, set()).add(room)

    def basic_leave_room(self, sid, namespace, room):
        """Out of a room."""
        super().basic_leave_room(sid, namespace, room)
        self._entered.get(sid, set()).discard(room)

    def basic_disconnect(self, sid, namespace, **kwargs):
        """A client has gone: out of its own rooms. (Socket.IO looks through all rooms of all clients, so that a crowd
        whose Wi-Fi fails would cost its square.)
        """
        if namespace not in self.rooms:
            return
        self._lines.pop(self.eio_sid_from_sid(sid, namespace), None)
        for room in self._entered.pop(sid, ()):
            super().basic_leave_room(sid, namespace, room)
        self.callbacks.pop(sid, None)
        for waiting in (self.pending_connect, self.pending_disconnect):
            if sid in waiting.get(namespace, ()):
                waiting[namespace].remove(sid)
                if not waiting[namespace]:
                    del waiting[namespace]

    def emit(self, event, data, namespace, room=None, skip_sid=None, callback=None, to=None, **kwargs):
        """Send an event to everyone in a room; straight where that keeps the order, else the usual way."""
        room = to or room
        usual = {"room": room, "skip_sid": skip_sid, "callback": callback, **kwargs}
        if callback or namespace not in self.rooms:
            return super().emit(event, data, namespace, **usual)
        values = list(data) if isinstance(data, tuple) else [] if data is None else [data]
        encoded = self.server.packet_class(EVENT, namespace=namespace, data=[event, *values]).encode()
        if isinstance(encoded, list):  # with binary parts
            return super().emit(event, data, namespace, **usual)
        parcel = Parcel(MESSAGE, encoded)
        frame = text_frame(parcel.encode())
        skipped = set(skip_sid) if isinstance(skip_sid, list) else {skip_sid}
        for sid, engine_id in self.get_participants(namespace, room):
            if sid not in skipped and not self._write(engine_id, frame):
                self._queue(engine_id, parcel)
        return None

    def say_straight(self, engine_id: str, parcel) -> bool:
        """Send a parcel of Engine.IO to one client, if it can have it straight; whether it could."""
        return self._write(engine_id, text_frame(parcel.encode()))

    def _write(self, engine_id, frame):
        engine = self.server.eio
        line, client = self._lines.get(engine_id), engine.sockets.get(engine_id)
        idle = line and client and client.upgraded and not client.closing and not client.queue.qsize()
        return bool(idle) and line.write_straight(frame, engine.start_background_task)

    def _queue(self, engine_id, parcel):
        """The usual way; for one that has not taken the last hundred messages, the end."""
        line, client = self._lines.get(engine_id), self.server.eio.sockets.get(engine_id)
        if client is None or client.queue.qsize() < MOST_WAITING:
            self.server._send_eio_packet(engine_id, parcel)
        elif not client.closing:
            log.info("a client does not read, and is cut off")
            if line is not None:
                line.cut()
            client.close(wait=False, abort=True)


def text_frame(text: str) -> bytes:
    """An unmasked WebSocket text frame, whole (RFC 6455, section 5.2)."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", 0x81, size) + payload
    if size < 65_536:
        return struct.pack("!BBH", 0x81, 126, size) + payload
    return struct.pack("!BBQ", 0x81, 127, size) + payload
