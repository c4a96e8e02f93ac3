"""A sign of life is asked of every client by one task: who answers stays, who is silent is closed and forgotten."""

import contextlib
import threading
import time

import engineio
import pytest
from engineio.exceptions import QueueEmpty
from engineio.packet import PING, PONG, Packet
from engineio.socket import Socket
from waiting import until

from facilitator.live.pings import Pings

pytestmark = pytest.mark.unwatched


@pytest.fixture
def engine(monkeypatch):
    monkeypatch.setattr("facilitator.live.pings.TOGETHER", 0.02)
    return engineio.Server(async_mode="threading", ping_interval=0.7, ping_timeout=0.7)


@pytest.fixture
def told():
    """What a client named "idle" was told straight."""
    return []


@pytest.fixture
def come_in(engine, told):
    """`come_in(name)`: a client that listens, asked from now on."""

    def say_straight(engine_id, parcel):
        if engine_id == "idle":
            told.append(parcel.packet_type)
        return engine_id == "idle"

    pings = Pings(engine, say_straight)

    def one(name, upgraded=True):
        client = engine.sockets[name] = Socket(engine, name)
        client.connected, client.upgraded = True, upgraded
        pings.take_over(client)
        client.schedule_ping()
        return client

    return one


def test_who_answers_is_asked_again_and_stays(come_in, engine):
    client = come_in("answers")
    for _ in range(4):
        assert [parcel.packet_type for parcel in client.poll()] == [PING]
        client.receive(Packet(PONG))
    assert not client.closed
    assert engine.sockets == {"answers": client}


def test_who_is_silent_is_closed_and_forgotten_while_others_stay(come_in, engine):
    silent, lively = come_in("silent"), come_in("lively")

    def answer():
        while lively.poll():
            lively.receive(Packet(PONG))

    threading.Thread(target=answer, daemon=True).start()
    assert until(lambda: silent.closed)
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


def test_one_that_is_told_straight_gets_nothing_in_its_queue(come_in, told):
    client = come_in("idle")
    assert until(lambda: told) == [PING]
    assert client.queue.qsize() == 0


def test_whoever_polls_often_at_once_waits_for_ever_in_none(come_in, engine):
    client, ended = come_in("polls", upgraded=False), []

    def poll():
        with contextlib.suppress(QueueEmpty):
            client.poll()
        ended.append(True)

    for _ in range(5):
        threading.Thread(target=poll, daemon=True).start()
    assert until(lambda: len(ended) == 5)
