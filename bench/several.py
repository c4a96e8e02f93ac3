"""One process and several, on SQLite and PostgreSQL: what a delivered message costs, how soon, how much is written."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from .hall import ROOT, Hall, hall
from .phones import Phones
from .processes import cpu_seconds
from .report import Report, middle, quantile, spread

PACE = 0.25  # seconds between two acts
SETTINGS = ("1 process, SQLite", "1 process, PostgreSQL", "2 processes, PostgreSQL")
PARTS = ("program", "nginx", "postgres", "redis")


def arguments(parser):
    """What may be chosen."""
    parser.add_argument("--clients", type=int, default=300, metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--acts", type=int, default=30, help="of each round")
    parser.add_argument("--seconds", type=float, default=4, help="of writing as fast as the record takes it")


@dataclass
class Place:
    """A hall somewhere: `front` is its address, `pids` the processes of each of PARTS."""

    hall: Hall
    front: str
    pids: dict
    servers: list
    ask: object = None  # one statement to PostgreSQL, its rows


def measure(chosen) -> Report:
    """The same hall three times, in turns; then writing alone; then a process is killed."""
    found = {name: defaultdict(list) for name in SETTINGS}
    with contextlib.ExitStack() as open_:
        places = {
            SETTINGS[0]: open_.enter_context(alone(chosen.clients)),
            SETTINGS[1]: open_.enter_context(shared(1, chosen.clients)),
            SETTINGS[2]: open_.enter_context(shared(2, chosen.clients)),
        }
        crowds = {name: open_.enter_context(Phones(place.front)) for name, place in places.items()}
        for name, place in places.items():
            steps = crowds[name].enter(place.hall.people, talk(place), within=chosen.clients / 30)
            assert not steps["failed"], steps["failed"]
        time.sleep(5)
        for _ in range(chosen.rounds):
            for name, place in places.items():
                _round(chosen, place, crowds[name], found[name])
        killed = _kill_one(chosen, places[SETTINGS[2]], crowds[SETTINGS[2]])
    for _ in range(chosen.rounds):
        for name, rate in written(chosen).items():
            found[name]["written"].append(rate)
    return _report(chosen, found, killed)


def fill(event, _amount: int) -> None:
    """One talk, to which everyone listens."""
    from facilitator.db import now
    from facilitator.journal import action
    from facilitator.topics.models import ANNOUNCED, Topic

    @action("filled for a measurement")
    def announce(change, event, by):
        change.record(Topic.create(event=event, number=1, title="Benches", state=ANNOUNCED, announced_at=now()))

    announce(event=event)


def talk(place) -> str:
    """The page of the talk's notes; notes are sent there too."""
    return f"/e/{place.hall.code}/topics/1/notes"


@contextlib.contextmanager
def alone(people):
    """One process and a file, nothing before it."""
    with hall(people=people, fill=("bench.several", 0)) as made:
        yield Place(made, made.server.url, {"program": [made.server.process.pid]}, [made.server])


@contextlib.contextmanager
def shared(count, people):
    """So many processes on a PostgreSQL, with Redis, behind nginx as docs/scaling.md sets it up."""
    sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "tests")) if path not in sys.path]
    import real_servers
    from serving import Server

    with contextlib.ExitStack() as open_:
        database = open_.enter_context(real_servers.postgres())
        queue, redis = open_.enter_context(real_servers.redis())
        name = database.fresh()
        where = {"DATABASE_URL": database.address(name), "MESSAGE_QUEUE_URL": queue, "TRUSTED_PROXIES": "1"}
        made = prepared(where["DATABASE_URL"], people)
        servers = []
        for _ in range(count):
            servers.append(Server(Path(open_.enter_context(tempfile.TemporaryDirectory())), **where).begin("--no-demo"))
            open_.callback(servers[-1].stop)
        for server in servers:
            server.ready()
        ports = servers[0].port, servers[-1].port
        front, _folder, nginx = open_.enter_context(real_servers.nginx(ports))
        time.sleep(1)  # by then it has its workers
        pids = {
            "program": [server.process.pid for server in servers],
            "nginx": family(nginx.pid),
            "postgres": family(int((database.folder / "data/postmaster.pid").read_text().split()[0])),
            "redis": [redis.pid],
        }
        yield Place(made, front, pids, servers, lambda statement: database.ask(statement, name))


def prepared(address, people) -> Hall:
    """A hall in a database."""
    command = [sys.executable, "-m", "bench.hall", address, "open_space", str(people), "bench.several", "0"]
    environ = {**os.environ, "ASYNC_MODE": "threading"}
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, env=environ)
    return Hall(**json.loads(done.stdout))


def family(pid) -> list[int]:
    """A process and those that it began."""
    return [pid, *children(pid)]


def children(pid) -> list[int]:
    """The processes that a process began."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(stat.parent.name))
    return found


def _round(chosen, place, crowd, found):
    _settle(place, crowd)
    before = {part: used(pids) for part, pids in place.pids.items()}
    sent, acks = [], []
    for number in range(chosen.acts):
        due = time.monotonic() + PACE
        answer = _note(place, crowd, number).result()
        assert answer["saved"], answer
        sent.append(answer["sent"])
        acks.append((answer["answered"] - answer["sent"]) * 1000)
        time.sleep(max(0.0, due - time.monotonic()))
    time.sleep(1)
    heard = sorted(moment for each in crowd.messages() for moment in each["times"])
    told = crowd.tally()
    each = len(heard) // len(sent)  # all hear of every act, one act after the other
    for number, begun in enumerate(sent):
        last = heard[(number + 1) * each - 1] if each == chosen.clients else float("inf")
        found["last"].append((last - begun) * 1000)
    found["acks"] += acks
    found["delivered"].append(told["changes"])
    found["expected"].append(chosen.acts * chosen.clients)
    found["missed"].append(told["missed"] + told["doubled"] + told["lost"])
    for part, pids in place.pids.items():
        found[part].append((used(pids) - before[part]) / max(told["changes"], 1) * 1e6)


def _note(place, crowd, number):
    """A note by one of them; nobody writes so many that they are asked to slow down."""
    who = number * 7 % len(place.hall.people)
    return crowd.post(who, talk(place), words=f"More shade, please {'and light ' * (number % 9)}", kind="idea")


def _settle(place, crowd):
    time.sleep(0.5)
    crowd.messages()
    crowd.tally()


def used(pids) -> float:
    """Processor seconds that these have used."""
    total = 0.0
    for pid in pids:
        with contextlib.suppress(OSError):
            total += cpu_seconds(pid)
    return total


def _kill_one(chosen, place, crowd) -> dict:
    """kill −9 in the middle of writing: what was acknowledged and is not there, and when all phones were back."""
    _settle(place, crowd)
    ops, sent = {}, []
    until, number, began = time.monotonic() + 4, 0, None
    while time.monotonic() < until:
        sent.append(_note(place, crowd, number))
        number += 1
        time.sleep(0.05)
        if began is None and time.monotonic() > until - 3:
            began = time.monotonic()
            place.servers[0].process.send_signal(signal.SIGKILL)
    for each in sent:
        answer = each.result()
        ops[answer["op"]] = answer["saved"]
    missing, moments = crowd.current(since=began, patience=15)
    kept = [op for (op,) in place.ask("SELECT op FROM journal WHERE op IS NOT NULL")]
    acknowledged = [op for op, saved in ops.items() if saved]
    return {
        "sent": len(ops),
        "acknowledged": len(acknowledged),
        "lost": len(set(acknowledged) - set(kept)),
        "doubled": len(kept) - len(set(kept)),
        "not back": missing,
        "back": len(moments),
        "seconds": max(moments, default=began) - began,
    }


def written(chosen) -> dict:
    """Acts per second that reach the disk, by one process on each kind of record and by two at once on one."""
    found = {}
    with hall(people=64, fill=("bench.several", 0)) as made:
        made.server.stop()
        found[SETTINGS[0]] = sum(_as_fast_as_it_goes([made.server.database], chosen.seconds))
    with shared(1, 64) as place:
        place.servers[0].stop()
        address = place.servers[0].environment["DATABASE_URL"]
        found[SETTINGS[1]] = sum(_as_fast_as_it_goes([address], chosen.seconds))
        found[SETTINGS[2]] = sum(_as_fast_as_it_goes([address, address], chosen.seconds))
    return found


def _as_fast_as_it_goes(addresses, seconds):
    environ = {**os.environ, "SECRET_KEY": "bench " * 12}
    started = [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "bench.writing", "keeper", str(address), "64", str(seconds)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            env=environ,
        )
        for address in addresses
    ]
    return [json.loads(process.communicate()[0])["per_second"] for process in started]


def _report(chosen, found, killed):
    report = Report(
        f"One process and several: {chosen.clients} phones on one talk, {chosen.acts} notes a round",
        ["", *(f"{part} µs" for part in PARTS), "all µs", "delivered", "wrong", "last p95 ms", "ack p95 ms", "acts/s"],
    )
    for name, each in found.items():
        costs = [middle(each[part]) if each[part] else 0.0 for part in PARTS]
        figures = {
            **{part: round(cost, 1) for part, cost in zip(PARTS, costs, strict=True)},
            "all": round(sum(costs), 1),
            "delivered": sum(each["delivered"]) / sum(each["expected"]),
            "wrong": sum(each["missed"]),
            "last_p95_ms": quantile(each["last"], 0.95),
            "ack_p95_ms": quantile(each["acks"], 0.95),
            "acts_per_second": middle(each["written"]),
            "acts_per_second_spread": spread(each["written"]),
        }
        report.figures[name] = figures
        report.rows.append(
            [
                name,
                *costs,
                sum(costs),
                f"{figures['delivered']:.1%}",
                figures["wrong"],
                figures["last_p95_ms"],
                figures["ack_p95_ms"],
                figures["acts_per_second"],
            ]
        )
    report.figures["killed"] = killed
    report.remarks = [
        "µs: processor time per delivered message, the act itself and its sender's page included.",
        f"Of two processes one was killed (−9) while people wrote: {killed['acknowledged']} acknowledged, "
        f"{killed['lost']} lost, {killed['doubled']} doubled; {killed['back']} phones were cut off and back on the "
        f"other, the last after {killed['seconds']:.1f} s; {killed['not back']} stayed where they were.",
    ]
    return report
