"""The server: what it says at the start, and how it stops. Killed, it is tested in tests/durability."""

import http.client
import json
import signal
import threading
import time
import urllib.error
import urllib.request
from urllib.parse import urlencode

import pytest
import simple_websocket


@pytest.fixture(params=["eventlet", "threading"])
def running(program, mill_quay, request):
    program.environment["ASYNC_MODE"] = request.param
    return program.start()


def test_it_says_where_it_is(running):
    said = running.output()
    assert f"http://127.0.0.1:{running.port}" in said
    assert "/sign-in/" in said
    assert "type MILL at" in said
    assert "Traceback" not in said
    assert "deprecated" not in said


def test_it_is_well(running):
    with urllib.request.urlopen(running.url + "/healthz") as answer:
        assert json.load(answer) == {"status": "ok", "version": "0.1.0", "events": 4}


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_within_three_seconds_and_tells_the_phones(running, asked, how):
    token = asked("SELECT token FROM event WHERE code = 'MILL'")[0][0]
    sockets = [phone(running, token) for _ in range(5)]
    writers = Writers(running, token).start()
    time.sleep(0.5)
    began = time.monotonic()
    assert running.stop(how) == 0
    assert time.monotonic() - began <= 3
    for socket in sockets:
        assert '42["restarting",{}]' in heard(socket)
    writers.stop()
    assert asked("PRAGMA integrity_check") == [("ok",)]
    assert writers.acknowledged <= names(asked)
    assert "Traceback" not in running.output()


class Writers:
    """People who join as fast as the server lets them; each with an op of their own."""

    def __init__(self, server, token):
        self.server, self.token = server, token
        self.acknowledged, self.going = set(), True
        self.threads = [threading.Thread(target=self.write, args=(number,)) for number in range(8)]

    def start(self):
        for thread in self.threads:
            thread.start()
        return self

    def stop(self):
        self.going = False
        for thread in self.threads:
            thread.join(10)

    def write(self, number):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=5)
        count = 0
        while self.going:
            count += 1
            who = f"w-{number}-{count}"
            try:
                form = urlencode({"name": who, "op": who})
                kind = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
                connection.request("POST", f"/j/{self.token}", form, kind)
                answer = connection.getresponse()
                if json.loads(answer.read()).get("saved") and answer.status == 200:
                    self.acknowledged.add(who)
            except (OSError, http.client.HTTPException, ValueError):
                return


def names(asked):
    return {name for (name,) in asked("SELECT name FROM person")}


def phone(server, token):
    """A joined phone's open socket, welcomed."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    connection.request("POST", f"/j/{token}", "name=", {"Content-Type": "application/x-www-form-urlencoded"})
    cookie = connection.getresponse().headers["Set-Cookie"].partition(";")[0]
    address = f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket"
    socket = simple_websocket.Client(address, headers={"Cookie": cookie})
    socket.send("40" + json.dumps({"event": "MILL", "audience": "phone", "channels": []}))
    while not (socket.receive(10) or "").startswith('42["welcome"'):
        pass
    return socket


def heard(socket):
    """All that a socket still has to say, until it is closed."""
    messages = []
    try:
        while (message := socket.receive(1)) is not None:
            messages.append(message)
    except simple_websocket.ConnectionClosed:
        pass
    return messages
