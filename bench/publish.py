"""How soon every phone has its table when a seating plan is shown.

A café of that many people, a phone for each over a socket, and a facilitator who shows one plan after the other: when
the phones that get another table by it had it, and when the facilitator had the answer, in milliseconds from pressing
the button, and the bytes each phone got.
"""

import asyncio
import contextlib
import html
import json
import re
import sqlite3
import time
import urllib.parse
import urllib.request
from itertools import pairwise

from .cafe_room import furnish
from .hall import hall
from .report import Report, quantile

ROUNDS = 4
PATIENCE = 30


def arguments(parser):
    """What may be chosen."""
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--plans", type=int, default=3)


def measure(chosen) -> Report:
    """One row for each plan shown; the answer to the facilitator is what the last phone stands beside."""
    report = Report(
        "A seating plan is shown",
        ["plan", "phones", "p50 ms", "p95", "last", "answer ms", "bytes each", "heard nothing"],
    )
    with hall("world_cafe", people=chosen.people, fill=("bench.publish", chosen.plans)) as it:
        for number, figures in enumerate(asyncio.run(show_all(it)), 1):
            report.rows.append([number, *figures.values()])
            report.figures[f"plan {number}"] = figures
    return report


async def show_all(it) -> list[dict]:
    """Join a phone for each person, then show each plan and wait until all have heard."""
    shows, found = shown_by(f"{it.server.url}/e/{it.code}/", it.people[0]), []
    phones = [Phone(it, cookie, shows) for cookie in it.people]
    listeners = []
    for at in range(0, len(phones), 25):
        listeners += [asyncio.create_task(phone.listen()) for phone in phones[at : at + 25]]
        await asyncio.gather(*(phone.joined.wait() for phone in phones[at : at + 25]))
    for plan, moved in plans_of(it.server.database):
        concerned = [phones[at] for at in moved]
        for phone in phones:
            phone.forget()
        pressed = time.perf_counter()
        answered = await asyncio.to_thread(show, it, plan)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*(phone.told.wait() for phone in concerned))
        heard = [(phone.at - pressed) * 1000 for phone in concerned if phone.at]
        found.append(
            {
                "phones": len(concerned), "p50_ms": quantile(heard, 0.5), "p95_ms": quantile(heard, 0.95),
                "last_ms": max(heard), "answer_ms": (answered - pressed) * 1000,
                "bytes_each": sum(phone.bytes for phone in phones) / len(phones),
                "heard_nothing": len(concerned) - len(heard),
            }
        )  # fmt: skip
        await asyncio.sleep(1)
    for listener in listeners:
        listener.cancel()
    return found


class Phone:
    """One socket that speaks just enough Socket.IO to hear what is its own."""

    def __init__(self, it, cookie, shows):
        self.address = f"ws://127.0.0.1:{it.server.port}/socket.io/?EIO=4&transport=websocket"
        self.hello = json.dumps({"event": it.code, "audience": "phone", "locale": "en", "shows": shows})
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


def show(it, plan) -> float:
    """Press "Show it on phones"; when the answer came."""
    request = urllib.request.Request(  # noqa: S310  (our own server)
        f"{it.server.url}/e/{it.code}/console/seating/plans/{plan}/publication",
        data=urllib.parse.urlencode({"op": f"show-{plan}"}).encode(),
        headers={"Cookie": f"facilitator={it.facilitator}", "Accept": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        assert json.load(answer)["saved"], "the plan was not shown"
    return time.perf_counter()


def plans_of(database) -> list[tuple[int, list[int]]]:
    """Each offered plan, and whom (by their places among all people) it gives another first table than the last."""
    record = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        people = [id_ for (id_,) in record.execute("SELECT id FROM person ORDER BY id")]
        plans = [
            (id_, json.loads(text)) for id_, text in record.execute("SELECT id, rounds FROM seating_plan ORDER BY id")
        ]
    finally:
        record.close()
    first = [
        {person: table for table, there in next(iter(rounds.values())).items() for person in there}
        for _id, rounds in plans
    ]
    return [
        (id_, [at for at, person in enumerate(people) if now.get(person) != before.get(person)])
        for (id_, _rounds), (before, now) in zip(plans, pairwise([{}, *first]), strict=True)
    ]


def fill(event, plans: int) -> None:
    """A chair for everyone, ROUNDS rounds, and so many plans to show."""
    from facilitator.cafe.models import COMPUTED, OFFERED, SeatingPlan
    from facilitator.cafe.planning.instance import instance_of
    from facilitator.cafe.planning.judging import judge
    from facilitator.journal import action
    from facilitator.mixing.seating import solve

    @action("filled for a measurement")
    def keep(change, event, by, found: list):
        change.record(*(SeatingPlan.create(event=event, how=COMPUTED, state=OFFERED, **fields) for fields in found))

    furnish(event, ROUNDS)
    instance, found = instance_of(event), []
    for seed in range(plans):
        plan = solve(instance.room(), seconds=1, seed=seed).plan
        figures, why = judge(instance, plan)
        found.append({"rounds": instance.to_record(plan), "figures": figures, "why": why})
    keep(event=event, found=found)
