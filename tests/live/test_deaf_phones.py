"""A phone that does not read holds nobody up and costs little: it is cut off, and asks for its page when it is back."""

import socket

import pytest
import socketio
from engineio.socket import Socket
from test_straight import Green, frames

from facilitator.live.straight import MOST_WAITING, SEND_BUFFER, SOCKET, Rooms, WatchedSocket

MESSAGE = {"html": "x" * 900}


@pytest.fixture
def hall():
    """A Socket.IO server of ours, and `come()`: one more client; gives its engine's socket and the phone's end."""
    server, open_ = socketio.Server(client_manager=Rooms(), async_mode="threading", monitor_clients=False), []
    server.on("connect", lambda sid, environ: None)

    def come():
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        theirs.setblocking(False)
        open_.extend((ours, theirs))
        client = Socket(server.eio, server.eio.generate_id())
        client.connected = client.upgraded = True
        server.eio.sockets[client.sid] = client
        server.environ[client.sid] = {SOCKET: WatchedSocket(Green(ours))}
        sid = server.manager.pre_connect(client.sid, "/")
        server.manager.connect(sid, "/")
        server.manager.basic_enter_room(sid, "/", "the hall")
        return client, theirs

    yield server.manager, come
    for each in open_:
        each.close()


def heard(phone) -> int:
    """How many whole messages have come since somebody listened last."""
    got = b""
    while True:
        try:
            part = phone.recv(1_000_000)
        except BlockingIOError:
            return len(frames(got))
        if not part:
            return len(frames(got))
        got += part


def test_others_hear_everything_and_the_deaf_one_is_cut_off(hall):
    rooms, come = hall
    (deaf, _silent), (well, listens) = come(), come()
    told = 0
    while not deaf.closed and told < 10_000:
        rooms.emit("change", MESSAGE, "/", room="the hall")
        told += 1
        assert heard(listens) == 1
        assert deaf.queue.qsize() <= MOST_WAITING + 1
    assert deaf.closed
    assert not well.closed
    rooms.emit("change", MESSAGE, "/", room="the hall")
    assert heard(listens) == 1


def test_whoever_is_cut_off_is_forgotten(hall):
    rooms, come = hall
    deaf, silent = come()
    while not deaf.closed:
        rooms.emit("change", MESSAGE, "/", room="the hall")
    assert not list(rooms.get_participants("/", "the hall"))
    assert not rooms._lines
    assert not rooms._entered
    heard(silent)
    assert silent.recv(10) == b""  # its end of the line is closed


def test_one_that_goes_leaves_all_its_rooms_and_nobody_elses(hall):
    rooms, come = hall
    (first, _), (second, _) = come(), come()
    sid = rooms.sid_from_eio_sid(first.sid, "/")
    rooms.basic_enter_room(sid, "/", "another")
    rooms.disconnect(sid, "/")
    assert [engine_id for _sid, engine_id in rooms.get_participants("/", "the hall")] == [second.sid]
    assert not list(rooms.get_participants("/", "another"))
    assert rooms.sid_from_eio_sid(first.sid, "/") is None
    rooms.disconnect(sid, "/")  # twice does nothing
