"""Asking every client for a sign of life: one task for all, which says it straight to a socket that is idle.

Engine.IO has a sleeping task for each client, of 8 kB; it wakes another to write, and a third looks at each in turn, a
thousand times in 20 seconds where a thousand phones are joined up.
"""

import collections
import functools
import math
import time
import weakref

from engineio.packet import PING
from engineio.packet import Packet as Parcel

TOGETHER = 1  # seconds: those who are due meanwhile are asked at one go, for waking up costs more than asking


class Pings:
    """When to ask whom. `engine` is Engine.IO's server; `say_straight(engine id, parcel)` is whether a client was told
    that without its queue."""

    def __init__(self, engine, say_straight):
        self._engine, self._say_straight, self._runs = engine, say_straight, False
        engine.start_service_task = False  # Engine.IO's own look at each client
        assert engine.ping_timeout <= engine.ping_interval  # who is asked again has answered what was asked before
        # (moment, client), the next first, for all wait equally long: whom to ask, and who was asked.
        self._to_ask, self._asked = collections.deque(), collections.deque()

    def take_over(self, client) -> None:
        """From now on this client (an engineio Socket) is asked from here: first when it has come in, then each time
        after it has answered. One that does not answer in time is closed."""
        client.schedule_ping = functools.partial(self._later, weakref.ref(client))
        client.poll = functools.partial(waiting_for, weakref.ref(client))

    def _later(self, client):
        if client() is None or not client().last_ping:  # gone, or it answers what nobody asked
            return
        client().last_ping = None
        self._to_ask.append((time.monotonic() + self._engine.ping_interval, client))
        if not self._runs:
            self._runs = True
            self._engine.start_background_task(self._watch)

    def _watch(self):
        while self._to_ask or self._asked:
            due = min((line for line in (self._to_ask, self._asked) if line), key=lambda line: line[0][0])
            wait = due[0][0] - time.monotonic()
            if wait > 0:
                self._engine.sleep(max(wait, TOGETHER))
                continue
            client = due.popleft()[1]()
            if client is not None:
                self._look_at(client, asked=due is self._asked)
            client = None  # while we sleep, nobody is held
        self._runs = False

    def _look_at(self, client, asked):
        if not client.closing and not client.closed:
            if not asked:
                client.last_ping = math.inf  # Engine.IO compares it with the system's clock, which somebody may set
                self._asked.append((time.monotonic() + self._engine.ping_timeout, weakref.ref(client)))
                if not self._say_straight(client.sid, Parcel(PING)):
                    client.send(Parcel(PING))
            elif client.last_ping:
                client.close(wait=False, abort=False, reason=self._engine.reason.PING_TIMEOUT)
        if client.closed:
            self._engine.sockets.pop(client.sid, None)


def waiting_for(client) -> list:
    """What waits in the queue of a client (a weak reference), at least one parcel; none when it is to be closed.

    As Engine.IO's own, which gives up after a while; but a WebSocket that is well may hear straight all day, and one
    that is not is closed by its Pings. A client that polls may ask several times at once: each must end some day.
    """
    if not client().upgraded:
        return type(client()).poll(client())
    queue, parcels = client().queue, []
    while not parcels or queue.qsize():
        parcel = queue.get()
        queue.task_done()
        if parcel is None:
            if parcels:
                queue.put(None)  # for the next look
            break
        parcels.append(parcel)
    return parcels
