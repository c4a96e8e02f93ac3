"""A message to a room is written straight to idle sockets: whole, in order, never where somebody else writes."""

import random
import socket
import struct
import threading

import pytest

from facilitator.live.straight import WatchedSocket, text_frame


class Green:
    """As eventlet's socket: `fd` is the system's own, `sendall` waits until all is taken."""

    def __init__(self, sock):
        self.fd, self.closed = sock, False

    def sendall(self, data, flags=0):
        self.fd.setblocking(True)
        try:
            self.fd.sendall(data)
        finally:
            self.fd.setblocking(False)

    def close(self):
        self.closed = True
        self.fd.close()


@pytest.fixture
def line():
    """`(WatchedSocket, the other end, what is to be finished beside us)`."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    theirs.settimeout(5)
    waiting = []
    yield WatchedSocket(Green(ours)), theirs, waiting
    ours.close()
    theirs.close()


def frames(received: bytes) -> list[str]:
    """The texts of whole frames; fails on anything else."""
    texts, at = [], 0
    while at < len(received):
        first, size = received[at], received[at + 1]
        assert first == 0x81
        assert size < 128  # a server never masks
        at += 2
        if size > 125:
            form = "!H" if size == 126 else "!Q"
            (size,) = struct.unpack_from(form, received, at)
            at += struct.calcsize(form)
        assert at + size <= len(received), "a frame was cut"
        texts.append(received[at : at + size].decode())
        at += size
    return texts


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536, 70_000])
def test_a_frame_says_its_size(size):
    assert frames(text_frame("x" * size)) == ["x" * size]
    assert frames(text_frame("ش" * (size // 2))) == ["ش" * (size // 2)]


def test_an_idle_socket_takes_it_at_once(line):
    sock, theirs, waiting = line
    assert sock.write_straight(text_frame("hello"), waiting.append) is True
    assert frames(theirs.recv(100)) == ["hello"]
    assert not waiting


def test_nobody_writes_into_anothers_frame(line):
    sock, theirs, waiting = line
    sock._sending.acquire()
    assert sock.write_straight(text_frame("hello"), waiting.append) is False
    sock._sending.release()
    theirs.setblocking(False)
    with pytest.raises(BlockingIOError):
        theirs.recv(1)


def test_what_the_system_does_not_take_at_once_is_finished_before_anything_else(line):
    sock, theirs, waiting = line
    large = "y" * 5_000_000
    assert sock.write_straight(text_frame(large), waiting.append) is True
    assert len(waiting) == 1
    assert sock.write_straight(text_frame("next"), waiting.append) is False
    received = []
    reader = threading.Thread(target=lambda: received.append(read(theirs, len(text_frame(large)))))
    reader.start()
    waiting.pop()()
    reader.join(10)
    assert frames(received[0]) == [large]
    assert sock.write_straight(text_frame("next"), waiting.append) is True
    assert frames(theirs.recv(100)) == ["next"]


def test_a_socket_that_went_away_in_the_middle_is_closed(line):
    sock, theirs, waiting = line
    assert sock.write_straight(text_frame("y" * 5_000_000), waiting.append) is True
    theirs.close()
    waiting.pop()()
    assert sock.closed
    assert sock.write_straight(text_frame("more"), waiting.append) is False


@pytest.mark.parametrize("seed", range(5))
def test_two_writers_never_cut_a_frame_and_each_keeps_its_order(line, seed):
    """One goes through its queue (`sendall`), the other straight, and where that fails behind the first."""
    sock, theirs, _waiting = line
    draw, received = random.Random(seed), []
    queued, straight = ([text_frame(f"{who}{n} " + who * draw.randint(0, 3000)) for n in range(400)] for who in "qs")
    size = sum(map(len, queued + straight))
    reader = threading.Thread(target=lambda: received.append(read(theirs, size)))
    writer = threading.Thread(target=lambda: [sock.sendall(frame) for frame in queued])
    reader.start()
    writer.start()
    for frame in straight:
        if not sock.write_straight(frame, lambda rest: rest()):
            sock.sendall(frame)
    writer.join(20)
    reader.join(20)
    texts = frames(received[0])
    for sender in "qs":
        assert [int(text.split()[0][1:]) for text in texts if text[0] == sender] == list(range(400))


def read(sock, size) -> bytes:
    got = b""
    while len(got) < size:
        got += sock.recv(min(1_000_000, size - len(got)))
    return got
