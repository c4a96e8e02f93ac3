"""A marketplace as it really came, and up to fifty times as fast: how soon words are saved, whether all phones hear."""

import asyncio
import time
from collections import defaultdict
from pathlib import Path

from . import arrivals
from .asking import Line
from .hall import hall
from .phones import BUSY, Phones, commits
from .processes import cpu_seconds
from .report import Report, middle, quantile

THERE_BEFORE = 20  # topics, for hands raised for those that were offered before the stretch that is played
NAMES = ("p50", "p95", "p99")
CHECKED = 5  # phones whose pages are compared with fresh ones


def arguments(parser):
    """What may be chosen."""
    parser.add_argument(
        "--data", type=Path, metavar="FOLDER", help="comments.csv and participants-votes.csv, as replay"
    )
    parser.add_argument("--phones", type=int, default=300)
    parser.add_argument("--speeds", type=float, nargs="+", default=[1, 10, 50], metavar="TIMES")
    parser.add_argument("--seconds", type=float, default=30, help="played at each speed in each round")
    parser.add_argument("--rounds", type=int, default=3)


def measure(chosen) -> Report:
    """All speeds in turns on one server, with one crowd."""
    came, found = arrivals.read(chosen.data), {speed: defaultdict(list) for speed in chosen.speeds}
    with hall(people=chosen.phones, fill=("bench.marketplace", THERE_BEFORE)) as it, Phones(it.server.url) as phones:
        entered = phones.enter(it.people, f"/e/{it.code}/topics", within=chosen.phones / 20)
        if entered["failed"]:
            raise RuntimeError(f"not all phones came in: {entered['failed']}")
        phones.keep()
        for _ in range(chosen.rounds):
            for speed in chosen.speeds:
                stretch = arrivals.busiest(came, chosen.seconds * speed)
                asyncio.run(_Round(it, phones, chosen.phones, speed).play(stretch, found[speed]))
    return _report(chosen, found)


def fill(event, topics: int) -> None:
    """The event at its marketplace, with some topics that are up already."""
    from facilitator.db import now
    from facilitator.events.models import HANDS_ALWAYS
    from facilitator.journal import action
    from facilitator.people.models import Person
    from facilitator.topics.models import ANNOUNCED, Topic

    @action("filled for a measurement")
    def offer(change, event, by):
        event.hands_visible = HANDS_ALWAYS
        event.save()
        convener = Person.select().where(Person.event == event).first()
        for number in range(1, topics + 1):
            told = {"title": f"Topic {number}", "convener": convener, "state": ANNOUNCED, "announced_at": now()}
            Topic.create(event=event, number=number, **told)
        change.record(event)

    offer(event=event)


class _Round:
    """One stretch of arrivals at one speed."""

    def __init__(self, it, phones, people, speed):
        self.it, self.phones, self.people, self.speed = it, phones, people, speed
        self.topics, self.took, self.refused = {}, [], 0

    async def play(self, stretch, row):
        """Play it, each act at its time whether or not earlier ones are answered; then see what the phones have."""
        pid, path = self.it.server.process.pid, f"/e/{self.it.code}"
        self.topics = {each.topic: asyncio.Future() for each in stretch if each.what == arrivals.OFFER}
        self.phones.tally()
        used, began = cpu_seconds(pid), time.monotonic()
        bare = asyncio.create_task(self.ask_for_nothing(row))
        await asyncio.gather(*(self.act(each, began + (each.at - stretch[0].at) / self.speed) for each in stretch))
        bare.cancel()
        last = await self.post(0, f"{path}/topics", title="The last one")
        last = await self.post(0, f"{path}/topics/{_number(last)}/announcement")
        version = commits(self.it.server.database)[last["op"]][0]
        row["missed"].append(await asyncio.to_thread(self.phones.heard, version))
        await asyncio.sleep(1)  # for phones that fetch their page again
        tally, seconds = self.phones.tally(), time.monotonic() - began
        wrong = await asyncio.to_thread(self.phones.agree, range(CHECKED))
        row["wrong"].append(len(wrong))
        for name in ("doubled", "lost", "missed", "fetched"):
            row["gaps" if name == "missed" else name].append(tally[name])
        row["took"].append(self.took)
        row["refused"].append(self.refused)
        row["acts"].append(len(self.took) / seconds)
        row["bytes"].append((tally["bytes"] + tally["pageBytes"]) / self.people / seconds * 60)
        row["cpu"].append((cpu_seconds(pid) - used) / seconds * 100)
        row["crowd"].append(tally["cpu"])

    async def act(self, arrival, due):
        """One arrival: a topic is offered, put up and gets its first note; or a hand goes up."""
        person, path = arrival.person % self.people, f"/e/{self.it.code}/topics"
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        if arrival.what == arrivals.OFFER:
            title = " ".join(arrival.words.split())[:60]
            number = _number(await self.post(person, path, title=title, why=arrival.words[:500]))
            await self.post(person, f"{path}/{number}/announcement")
            self.topics[arrival.topic].set_result(number)
            await self.post(person, f"{path}/{number}/notes", words=arrival.words)
            return
        offered = self.topics.get(arrival.topic)
        number = await offered if offered is not None else arrival.topic % THERE_BEFORE + 1
        await self.post(person, f"{path}/{number}/mine", hand="1")

    async def post(self, person, path, **fields):
        """A form from that phone; its answer. What takes it to be saved counts."""
        answer = await asyncio.wrap_future(self.phones.post(person, path, **fields))
        self.took.append((answer["answered"] - answer["sent"]) * 1000)
        self.refused += not answer["saved"]
        return answer

    async def ask_for_nothing(self, row):
        """The bound: how long the same server needs at the same time for an answer that costs it nothing."""
        line, bare = Line(self.it.server.port), []
        row["bare"].append(bare)
        try:
            while True:
                began = time.perf_counter()
                await line.get("/healthz", "")
                bare.append((time.perf_counter() - began) * 1000)
                await asyncio.sleep(0.1)
        finally:
            line.close()


def _number(answer) -> int:
    if not answer["saved"]:
        raise RuntimeError(f"a topic was not taken: {answer['answer'] or answer['status']}")
    return int(answer["answer"]["url"].rsplit("/", 1)[1])


def _report(chosen, found) -> Report:
    report = Report(
        "The marketplace: topics, first notes and hands, at the pace of real arrivals and faster",
        ["speed", "acts/s", *(f"saved {name} ms" for name in NAMES), "bare p50 ms", "p95", "missed", "doubled", "lost",
         "pages wrong", "not saved", "kB/phone/min", "server CPU %"],
        remarks=[
            f"{chosen.phones} phones, all on the list of topics; {chosen.rounds} rounds of {chosen.seconds:g} s at "
            f"each speed, in turns; medians, and sums of what went wrong. Arrivals: {chosen.data or 'made up'}.",
            "Played is the stretch in which most topics were offered. Votes carry no time: a person's hands are spread "
            f"over {arrivals.HANDS_TAKE / 60:g} minutes.",
            "Bare: an answer of the same server at the same time that costs it nothing. Missed: phones without the "
            f"last update. Pages wrong: elements of {CHECKED} phones that differ from a fresh page.",
        ],
    )  # fmt: skip
    for speed, row in found.items():
        saved = [[quantile(each, share) for share in (0.5, 0.95, 0.99)] for each in row["took"]]
        figures = {
            "acts_per_second": middle(row["acts"]),
            **{f"saved_{name}_ms": middle([each[at] for each in saved]) for at, name in enumerate(NAMES)},
            "bare_p50_ms": middle([quantile(each, 0.5) for each in row["bare"]]),
            "bare_p95_ms": middle([quantile(each, 0.95) for each in row["bare"]]),
            **{name: sum(row[name]) for name in ("missed", "doubled", "lost", "wrong", "refused")},
            "kb_per_phone_minute": middle(row["bytes"]) / 1000,
            "cpu_percent": middle(row["cpu"]),
        }
        report.rows.append([f"{speed:g}×", *figures.values()])
        report.figures[f"{speed:g}"] = figures | {"gaps": sum(row["gaps"]), "fetched": sum(row["fetched"])}
        if max(row["crowd"]) > BUSY:
            report.remarks.append(f"At {speed:g}× the crowd used its whole core: the times are its own.")
    return report
