"""Minutes of a day ten times as busy as a real one: does memory grow, are sockets, files or threads left behind?"""

import asyncio
import itertools
import os
import random
import sqlite3
import threading
import time
from collections import Counter

from .asking import PATIENCE, Line, is_saved
from .hall import hall
from .heavy import photo
from .open_board import TITLES, Board
from .phones import BUSY, Phones
from .processes import cpu_seconds, handles, memory_mb, threads
from .report import Report, middle, quantile

# How often in a second, in a hall of a hundred, ten times as busy as people are.
HANDS, PLANS, NOTES, TO_ALL, OTHER_PAGES = 2, 0.5, 1.0, 0.3, 2.0
MOVES, LEAVES, PHOTOS, JOINS = 0.2, 0.3, 0.05, 0.1
EVERY = 0.1  # seconds between two looks at what is to be done
SETTLED = 8  # seconds until the connections of page requests are closed
WARM = 0.25  # of the time until memory is compared with what it is at the end; two minutes at least, where there are


def arguments(parser):
    """What may be chosen."""
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--people", type=int, default=100, help="phones; what they do grows with them")


def measure(chosen) -> Report:
    """One server and one crowd for so long; a row for each minute, and one for after all have left."""
    with hall(people=chosen.people) as it, Phones(it.server.url) as phones:
        before = _held(it.server.process.pid)
        day = _Day(it, phones, chosen)
        rows = day.spend(chosen.minutes * 60)
        day.wait()
        phones.leave(range(day.numbers))
        time.sleep(2 * SETTLED)
        rows.append(_held(it.server.process.pid) | {"minute": "after"})
        log = it.server.output()
    return _report(chosen, day, {"minute": "before"} | before, rows, log)


class _Day:
    """What a crowd does, second by second."""

    def __init__(self, it, phones, chosen):
        self.it, self.phones, self.rnd, self.scale = it, phones, random.Random(1), chosen.people / 100
        self.pid, self.event = it.server.process.pid, f"/e/{it.code}"
        self.board = Board(it, phones)
        self.numbers = len(TITLES) + 1  # of all phones until now: those that made the board are the first
        self.here = {}  # number of a phone that listens → its cookie
        self.acks, self.troubles = [], Counter()
        self.busy = Counter()  # number of a phone → its forms that are under way
        self.token = _token(it.server.database)
        self.photos = itertools.cycle([photo(number) for number in range(3)])
        for path in ("/console", "/projector"):
            self.enter([it.facilitator], self.event + path)
            self.here.popitem()  # they stay until the end
        self.enter(it.people, f"{self.event}/topics")

    def enter(self, cookies, path):
        """These browsers open that page."""
        found = self.phones.enter(cookies, path, within=len(cookies) / 20)
        self.troubles.update(found["failed"])
        self.here |= dict(enumerate(cookies, self.numbers))
        self.numbers += len(cookies)

    def spend(self, seconds) -> list[dict]:
        """Live for so long; what the server holds at the end of each minute."""
        rates = {
            self.hand: HANDS, self.plan: PLANS, self.note: NOTES, self.to_all: TO_ALL, self.other_page: OTHER_PAGES,
            self.move: MOVES, self.leave: LEAVES, self.picture: PHOTOS, self.join: JOINS,
        }  # fmt: skip
        rows, began, done, used = [], time.monotonic(), Counter(), cpu_seconds(self.pid)
        self.phones.tally()
        while len(rows) * 60 < seconds:
            now = time.monotonic() - began
            for act, rate in rates.items():
                if done[act] < int(now * rate * self.scale):
                    done[act] += 1
                    act()
            time.sleep(EVERY / (1 + 5 * self.scale))
            if now >= min(60 * (len(rows) + 1), seconds):
                lasted = now - 60 * len(rows)
                row = {"minute": len(rows) + 1, **_held(self.pid), **self.tally(lasted)}
                rows.append(row | {"cpu": (cpu_seconds(self.pid) - used) / lasted * 100})
                used = cpu_seconds(self.pid)
        return rows

    def wait(self):
        """Until all that was sent is answered."""
        until = time.monotonic() + PATIENCE
        while any(self.busy.values()) and time.monotonic() < until:
            time.sleep(EVERY)

    def tally(self, seconds) -> dict:
        """What came of the last minute."""
        tally, acks = self.phones.tally(), self.acks
        self.acks = []
        self.troubles.update({"doubled": tally["doubled"]})
        self.troubles.update({f"lost, {why}": count for why, count in tally["lostBecause"].items()})
        return {
            "phones": tally["listening"], "acts": len(acks) / seconds, "p95": quantile(acks, 0.95) if acks else None,
            "crowd": tally["cpu"],
        }  # fmt: skip

    def post(self, number, path, **fields):
        """A form from that phone; nobody waits for the answer, but it is looked at."""
        self.busy[number] += 1
        self.phones.post(number, self.event + path, **fields).add_done_callback(
            lambda sent: self.answered(number, sent)
        )

    def answered(self, number, future):
        self.busy[number] -= 1
        if future.exception() is not None:
            self.troubles[str(future.exception())] += 1
            return
        answer = future.result()
        self.acks.append((answer["answered"] - answer["sent"]) * 1000)
        if not answer["saved"]:
            self.troubles[f"not saved, {answer['status']}"] += 1

    def somebody(self):
        return self.rnd.choice(list(self.here))

    def topic(self):
        return self.rnd.choice(self.board.topics)

    def hand(self):
        self.post(self.somebody(), f"/topics/{self.topic()}/mine", hand=self.rnd.choice("01"))

    def plan(self):
        self.post(self.somebody(), f"/topics/{self.topic()}/mine", plan=self.rnd.choice("01"))

    def note(self):
        self.post(self.somebody(), f"/topics/{self.topic()}/notes", words=f"More of that, please. {time.time()}")

    def to_all(self):
        self.post(self.somebody(), "/wall", words=f"I am so glad. {time.time()}")

    def move(self):
        self.beside(self.board.move)

    def other_page(self):
        path = self.rnd.choice(["/", "/topics", "/board", "/wall", f"/topics/{self.topic()}/notes"])
        self.beside(self.phones.visit, [self.somebody()], self.event + path)

    def leave(self):
        """Somebody's phone is put away when all is sent, and taken out again."""
        number = next((number for number in self.here if not self.busy[number]), None)
        if number is None:
            return
        self.phones.leave([number])
        self.enter([self.here.pop(number)], f"{self.event}/board")

    def join(self):
        """Somebody new comes through the door, looks round and leaves."""
        number = self.numbers
        self.numbers += 1
        self.troubles.update(self.phones.join(self.token, 1)["failed"])
        self.phones.leave([number])

    def picture(self):
        """A photo of 12 megapixels."""
        path, cookie = f"{self.event}/topics/{self.topic()}/photos", self.rnd.choice(self.it.people)

        async def send():
            line = Line(self.it.server.port)
            fields = {"words": "Our flipchart", "op": os.urandom(8).hex()}
            answer = await line.upload(path, cookie, fields, ("photo", next(self.photos)))
            line.close()
            if not is_saved(answer):
                self.troubles[f"photo not saved, {answer.status}"] += 1

        self.beside(asyncio.run, send())

    def beside(self, work, *arguments):
        """What takes a while, in a thread of its own."""

        def guarded():
            try:
                work(*arguments)
            except Exception as error:
                self.troubles[f"{type(error).__name__}: {error}"] += 1

        threading.Thread(target=guarded, daemon=True).start()


def _held(pid) -> dict:
    sockets, files = handles(pid)
    return {"mb": memory_mb(pid), "sockets": sockets, "files": files, "threads": threads(pid)}


def _token(database) -> str:
    record = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return record.execute("SELECT token FROM event").fetchone()[0]
    finally:
        record.close()


def _report(chosen, day, before, rows, log) -> Report:
    names = ("minute", "phones", "acts", "p95", "cpu", "mb", "sockets", "files", "threads")
    minutes = [row for row in rows if row["minute"] != "after"]
    warm, after = minutes[min(len(minutes) - 1, max(1, round(len(minutes) * WARM) - 1))], rows[-1]
    last = minutes[-max(1, len(minutes) // 10) :]
    growth = (middle([row["mb"] for row in last]) / warm["mb"] - 1) * 100
    left = {name: after[name] - before[name] for name in ("sockets", "files", "threads")}
    errors = log.count("Traceback")
    report = Report(
        "A busy day: what the server holds",
        ["minute", "phones", "acts/s", "saved p95 ms", "CPU %", "MB", "sockets", "files", "threads"],
        [[row.get(name) for name in names] for row in [before, *rows]],
        {
            "growth_percent": growth,
            **{f"{name}_left": count for name, count in left.items()},
            "errors_in_log": errors,
            "troubles": dict(day.troubles),
            "minutes": rows,
        },
        [
            f"{chosen.people} phones, a console and a big screen. Phones leave and come back, people join; hands, "
            "plans, notes, photos, a board that moves.",
            f"Memory grew by {growth:.1f} % from minute {warm['minute']} (the bound: when it was warm) to the end.",
            "Left behind, beside what was there before anybody came: "
            f"{left['sockets']} sockets, {left['files']} files, {left['threads']} threads.",
            f"Errors in the server's log: {errors}.",
            f"What else: {dict(+day.troubles) or 'nothing'}.",
        ],
    )
    if max(row["crowd"] for row in minutes) > BUSY:
        report.remarks.append("The crowd used its whole core: the times are its own.")
    return report
