"""One message to a whole room: built once, written straight to each socket that has nothing else to send.

Socket.IO gives every client a queue and a writer of its own, and builds the
WebSocket frame again for each. A room hears the same, so here the frame is
built once; a socket that is idle gets it at once from the one who speaks. Any
other (polling, upgrading, busy with an earlier message, closing) goes the
usual way, through its queue, so that each client hears everything in order.
"""

import struct
import threading
from urllib.parse import parse_qs

import socketio
from engineio.packet import MESSAGE
from engineio.packet import Packet as Parcel
from socketio.packet import EVENT

SOCKET = "facilitator.socket"  # where an upgrade request's environ keeps its WatchedSocket


class WatchedSocket:
    """The socket of a WebSocket, which knows whether somebody is sending on it just now."""

    def __init__(self, sock):
        self._sock = sock
        self._sending = threading.Lock()  # a green one on eventlet

    def sendall(self, data, flags=0):
        """As the socket's own; meanwhile nobody writes straight."""
        with self._sending:
            self._sock.sendall(data, flags)

    def write_straight(self, frame: bytes, finish) -> bool:
        """Write a whole frame if that can be done without waiting; True when it will arrive whole.

        Where the system takes only a part, `finish(function)` runs the rest beside us, before anything else.
        """
        if not self._sending.acquire(blocking=False):
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
        self.upgraded = {}  # Engine.IO id → WatchedSocket, of those that began by polling

    def watching(self, app):
        """WSGI middleware: see the sockets of upgrades. `app` is the application with Socket.IO in it."""

        def watched(environ, start_response):
            if environ.get("HTTP_UPGRADE", "").lower() != "websocket" or "eventlet.input" not in environ:
                return app(environ, start_response)
            environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)  # no compression: our messages are small, hands are many
            sock = environ[SOCKET] = WatchedSocket(environ["eventlet.input"].get_socket())
            environ["eventlet.input"] = _Input(environ["eventlet.input"], sock)
            (polled,) = parse_qs(environ.get("QUERY_STRING", "")).get("sid", [""])[:1]
            if not polled:
                return app(environ, start_response)
            self.upgraded[polled] = sock
            try:
                return app(environ, start_response)
            finally:
                self.upgraded.pop(polled, None)

        return watched

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
        engine, environs = self.server.eio, self.server.environ
        for sid, engine_id in self.get_participants(namespace, room):
            if sid in skipped:
                continue
            sock = self.upgraded.get(engine_id) or environs.get(engine_id, {}).get(SOCKET)
            client = engine.sockets.get(engine_id)
            idle = sock is not None and client is not None and client.upgraded and not client.closing
            if not (idle and client.queue.empty() and sock.write_straight(frame, engine.start_background_task)):
                self.server._send_eio_packet(engine_id, parcel)
        return None


def text_frame(text: str) -> bytes:
    """An unmasked WebSocket text frame, whole (RFC 6455, section 5.2)."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", 0x81, size) + payload
    if size < 65_536:
        return struct.pack("!BBH", 0x81, 126, size) + payload
    return struct.pack("!BBQ", 0x81, 127, size) + payload
