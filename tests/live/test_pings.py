"""A sign of life is asked of every client by one task: who answers stays, who is silent is closed and forgotten."""

import time

import engineio
import pytest
from engineio.packet import PING, PONG, Packet
from engineio.socket import Socket

from facilitator.live.pings import Pings

pytestmark = pytest.mark.unwatched
PATIENCE = 20  # seconds


@pytest.fixture
def engine(monkeypatch):
    monkeypatch.setattr("facilitator.live.pings.TOGETHER", 0.02)
    return engineio.Server(async_mode="threading", ping_interval=0.5, ping_timeout=0.4)


@pytest.fixture
def come_in(engine):
    """`come_in(name)`: a client that listens, asked from now on."""
    pings = Pings(engine, lambda engine_id, parcel: False)

    def one(name):
        client = engine.sockets[name] = Socket(engine, name)
        client.connected = True
        pings.take_over(client)
        client.schedule_ping()
        return client

    return one


def until(fact):
    deadline = time.monotonic() + PATIENCE
    while not fact() and time.monotonic() < deadline:
        time.sleep(0.01)
    return fact()


def test_who_answers_is_asked_again_and_stays(come_in, engine):
    client = come_in("answers")
    for _ in range(4):
        assert [parcel.packet_type for parcel in client.poll()] == [PING]
        client.receive(Packet(PONG))
    assert not client.closed
    assert engine.sockets == {"answers": client}


def test_who_is_silent_is_closed_and_forgotten_while_others_stay(come_in, engine):
    silent, lively = come_in("silent"), come_in("lively")

    def lively_answers():
        if lively.queue.qsize():
            lively.poll()
            lively.receive(Packet(PONG))
        return silent.closed

    assert until(lively_answers)
    assert until(lambda: list(engine.sockets) == ["lively"])
    assert not lively.closed
    parcels = silent.poll()
    assert parcels[0].packet_type == PING
    assert silent.poll() == []  # its writer may end


def test_one_that_went_while_it_was_to_be_asked_is_forgotten(come_in, engine):
    come_in("gone").close(wait=False, abort=True)
    assert until(lambda: engine.sockets == {})


def test_a_clock_that_is_set_closes_nobody(come_in, monkeypatch):
    client = come_in("asked")
    assert [parcel.packet_type for parcel in client.poll()] == [PING]
    later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)
    client.send(Packet(PING))  # Engine.IO looks at each message whether an answer is overdue
    assert not client.closed
    client.receive(Packet(PONG))
    assert next(parcel.packet_type for parcel in client.poll()) == PING


def test_one_that_is_told_straight_gets_nothing_in_its_queue(engine, monkeypatch):
    told = []
    pings = Pings(engine, lambda engine_id, parcel: told.append((engine_id, parcel.packet_type)) or True)
    client = engine.sockets["idle"] = Socket(engine, "idle")
    client.connected = True
    pings.take_over(client)
    client.schedule_ping()
    assert until(lambda: told)
    assert told == [("idle", PING)]
    assert client.queue.qsize() == 0
