"""Asking every client for a sign of life: one task for all. Engine.IO has a sleeping task for each, of 8 kB."""

import collections
import functools
import time
import weakref

from engineio.packet import PING
from engineio.packet import Packet as Parcel


class Pings:
    """When to ask whom. `engine` is Engine.IO's server."""

    def __init__(self, engine):
        self._engine, self._runs = engine, False
        self._due = collections.deque()  # (moment, client), the next first: all wait equally long

    def take_over(self, client) -> None:
        """From now on this client (an engineio Socket) is asked from here: first when it has come in, then each time
        after it has answered."""
        client.schedule_ping = functools.partial(self._later, weakref.ref(client))

    def _later(self, client):
        if client() is None or not client().last_ping:  # gone, or it answers what nobody asked
            return
        client().last_ping = None
        self._due.append((time.monotonic() + self._engine.ping_interval, client))
        if not self._runs:
            self._runs = True
            self._engine.start_background_task(self._ask)

    def _ask(self):
        while self._due:
            moment, client = self._due[0]
            wait = moment - time.monotonic()
            if wait > 0:
                self._engine.sleep(wait)
                continue
            self._due.popleft()
            found = client()
            if found is not None and not found.closing and not found.closed:
                found.last_ping = time.time()  # Engine.IO looks at this clock
                found.send(Parcel(PING))
            found = None  # while we sleep, nobody is held
        self._runs = False
