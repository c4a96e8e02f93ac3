"""How soon every phone has its table when a seating plan is shown.

    python bench/publish.py [--people 300] [--plans 3]

Starts the server with a café of that many people, joins a phone for each over a socket, and lets a facilitator show one
plan after the other. Prints how many phones get another table by it, when they had it (half of them, 19 of 20, the
last) and when the facilitator had the answer, in milliseconds from pressing the button, and the bytes each phone got.
Budget: the last of 300 within 1 s. Judges nothing.
"""

import argparse
import asyncio
import contextlib
import datetime
import html
import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

CHAIRS, ROUNDS = 8, 4
SECRET = "a secret for journeys " * 3  # the one that tests/serving.py gives its server
PATIENCE = 30


def main():
    """Fill a record, serve it, join the phones, show the plans."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--people", type=int, default=300)
    options.add_argument("--plans", type=int, default=3)
    options.add_argument("--fill", metavar="DATABASE", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.fill:
        print(json.dumps(fill(chosen.fill, chosen.people, chosen.plans)))
        return
    from serving import Server

    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        command = [
            sys.executable, __file__, "--people", str(chosen.people), "--plans", str(chosen.plans),
            "--fill", str(server.database),
        ]  # fmt: skip
        room = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        server.start()
        try:
            asyncio.run(measure(server, room))
        finally:
            server.stop()


async def measure(server, room):
    """Join a phone for each person, then show each plan and wait until all have heard."""
    shows = shown_by(f"{server.url}/e/{room['code']}", room["people"][0])
    phones = [Phone(server, room["code"], cookie, shows) for cookie in room["people"]]
    listeners = []
    for at in range(0, len(phones), 25):
        listeners += [asyncio.create_task(phone.listen()) for phone in phones[at : at + 25]]
        await asyncio.gather(*(phone.joined.wait() for phone in phones[at : at + 25]))
    print(f"{len(phones)} phones are joined up; each page shows {len(shows.split())} lists")
    print(f"{'plan':6}{'phones':>8}{'half':>8}{'19 of 20':>10}{'last':>8}{'answer':>9}{'bytes each':>12}")
    for number, (plan, moved) in enumerate(zip(room["plans"], room["moved"], strict=True), 1):
        concerned = [phones[at] for at in moved]
        for phone in phones:
            phone.forget()
        pressed = time.perf_counter()
        answered = await asyncio.to_thread(show, server, room, plan)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*(phone.told.wait() for phone in concerned))
        heard = sorted((phone.at - pressed) * 1000 for phone in concerned if phone.at)
        size = sum(phone.bytes for phone in phones) / len(phones)
        if len(heard) < len(concerned):
            print(f"{len(concerned) - len(heard)} phones heard nothing of their new table")
        half, most = heard[len(heard) // 2], heard[int(len(heard) * 0.95)]
        took = (answered - pressed) * 1000
        row = f"{number:<6}{len(heard):8}{half:8.0f}{most:10.0f}{heard[-1]:8.0f}{took:9.0f}{size:12.0f}"
        print(row, flush=True)
        await asyncio.sleep(1)
    for listener in listeners:
        listener.cancel()


class Phone:
    """One socket that speaks just enough Socket.IO to hear what is its own."""

    def __init__(self, server, code, cookie, shows):
        self.address = f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket"
        self.hello = json.dumps({"event": code, "audience": "phone", "locale": "en", "shows": shows})
        self.cookie, self.joined, self.told = cookie, asyncio.Event(), asyncio.Event()
        self.forget()

    def forget(self):
        """From here on count anew."""
        self.at, self.bytes = 0.0, 0
        self.told.clear()

    async def listen(self):
        """Join, then note when the mark of one's own seat comes."""
        from simple_websocket import AioClient

        socket = await AioClient.connect(self.address, headers={"Cookie": f"facilitator={self.cookie}"})
        while True:
            said = await socket.receive()
            self.bytes += len(said.encode())
            if said.startswith("0"):
                await socket.send("40" + self.hello)
            elif said == "2":
                await socket.send("3")
            elif said.startswith('42["welcome"'):
                self.joined.set()
            elif said.startswith('42["mine"') and '"seat"' in said and not self.at:
                self.at = time.perf_counter()
                self.told.set()


def shown_by(url, cookie) -> str:
    """Which lists a phone's first page shows."""
    request = urllib.request.Request(url, headers={"Cookie": f"facilitator={cookie}"})  # noqa: S310  (our own server)
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        return html.unescape(re.search(r'data-shows="([^"]*)"', answer.read().decode())[1])


def show(server, room, plan) -> float:
    """Press "Show it on phones"; when the answer came."""
    request = urllib.request.Request(  # noqa: S310  (our own server)
        f"{server.url}/e/{room['code']}/console/seating/plans/{plan}/publication",
        data=urllib.parse.urlencode({"op": f"show-{plan}"}).encode(),
        headers={"Cookie": f"facilitator={room['facilitator']}", "Accept": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        assert json.load(answer)["saved"], "the plan was not shown"
    return time.perf_counter()


def fill(database, people: int, plans: int) -> dict:
    """A café with that many people and plans to show; gives its code, the plans' ids and everybody's cookies."""
    from facilitator import create_app
    from facilitator.cafe.models import COMPUTED, OFFERED, SeatingPlan
    from facilitator.cafe.planning.instance import instance_of
    from facilitator.cafe.planning.judging import judge
    from facilitator.config import Settings
    from facilitator.events.actions import appoint, create
    from facilitator.events.models import Round, Table
    from facilitator.journal import action, keeper
    from facilitator.mixing.seating import solve
    from facilitator.people.models import VOICES, Person

    app = create_app(Settings(database=Path(database), secret_key=SECRET))

    @action("filled for a measurement")
    def furnish(change, event, by):
        tables = people // (CHAIRS - 1) + 1
        Table.update(seats=CHAIRS).where(Table.event == event).execute()
        for number in range(13, tables + 1):
            Table.create(event=event, number=number, seats=CHAIRS, token=f"table-{number}")
        for place in range(3, ROUNDS):
            Round.create(event=event, position=place, question="What else?")
        for n in range(people):
            Person.create(event=event, name=f"Guest {n}", voice=VOICES[n % len(VOICES)], return_code=f"CODE{n}")
        change.record(event)

    @action("filled for a measurement")
    def keep(change, event, by, found: list):
        made = [SeatingPlan.create(event=event, how=COMPUTED, state=OFFERED, **fields) for fields in found]
        change.record(*made)
        return [plan.id for plan in made]

    event = create(recipe="world_cafe", title="A measured café", date=datetime.date.today())
    furnish(event=event)
    instance, found = instance_of(event), []
    for seed in range(plans):
        plan = solve(instance.room(), seconds=1, seed=seed).plan
        figures, why = judge(instance, plan)
        found.append({"rounds": instance.to_record(plan), "figures": figures, "why": why})
    sign = app.session_interface.get_signing_serializer(app).dumps
    ids = [id_ for (id_,) in Person.select(Person.id).where(Person.event == event).order_by(Person.id).tuples()]
    first = [
        {person: table for table, there in next(iter(one["rounds"].values())).items() for person in there}
        for one in found
    ]
    made = {
        "code": event.code,
        "moved": [
            [at for at, id_ in enumerate(ids) if now.get(id_) != before.get(id_)]
            for before, now in pairwise([{}, *first])
        ],
        "plans": keep(event=event, found=found),
        "people": [sign({"device": f"phone-{id_}", "people": {str(event.id): [id_]}}) for id_ in ids],
        "facilitator": sign({"device": "console", "facilitator": {str(event.id): appoint(event=event, name="Ada").id}}),
    }
    keeper.close()
    return made


if __name__ == "__main__":
    main()
