"""How well and how fast the seating engine seats a room.

Without instances from a file, rooms of our own are made, so that it runs alone. With a checker (a program that takes an
instance and a solution and prints JSON) that one judges, else the engine's own figures. Each instance is solved by the
command `mix` in a process of its own, start-up included, with the seconds its target allows. CPU is what the work took:
far less than the seconds where the machine did other things as well.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .hall import ROOT
from .report import Report

# Repeats, measured once with other programs in the same task: good-enough-golfers 1.4 (node), which has no rule against
# coming back and equal tables only, and the mixer of simple-unconference, which brings some back to a table.
PEERS = {"P01": "golfers 9", "P02": "golfers 12, mixer 12-13", "P05": "mixer 102-109"}
HEADINGS = (
    "instance", "repeats", "bound", "target", "returns", "displaced", "mix", "size", "broken", "seconds", "cpu",
    "budget", "peers",
)  # fmt: skip


def arguments(parser):
    """What may be chosen."""
    parser.add_argument("--instances", type=Path, metavar="FILE", help='a file with {"cafe": [instance, …]}')
    parser.add_argument("--check", type=Path, metavar="CHECKER.py", help="an independent checker")
    parser.add_argument("--only", default="", help="beginnings of ids, with commas")
    parser.add_argument("--seed", default="0")
    parser.add_argument("--seconds", type=float, help="instead of what each target allows")


def measure(chosen) -> Report:
    """One row for each room, its repeats beside what is proven to be the fewest."""
    instances = json.loads(chosen.instances.read_text())["cafe"] if chosen.instances else list(our_rooms())
    report = Report("Seating plans", list(HEADINGS))
    for instance in instances:
        if instance["id"].startswith(tuple(chosen.only.split(","))):
            report.rows.append(solved(instance, chosen))
            report.figures[instance["id"]] = dict(zip(HEADINGS, report.rows[-1], strict=True))
    return report


def solved(instance, chosen) -> list:
    """Seat one room; the table's line."""
    target = instance.get("target", {})
    seconds = chosen.seconds or target.get("seconds")
    with tempfile.TemporaryDirectory() as folder:
        room, plan = Path(folder, "room.json"), Path(folder, "plan.json")
        room.write_text(json.dumps(instance))
        command = [sys.executable, "-m", "facilitator", "mix", str(room), "-o", str(plan), "--seed", chosen.seed]
        began, cpu = time.monotonic(), used()
        subprocess.run(
            [*command, *(["--seconds", str(seconds)] if seconds else [])], cwd=ROOT, stderr=subprocess.DEVNULL
        )
        took, cpu = time.monotonic() - began, used() - cpu
        figures = judged(instance, room, plan, chosen.check)
    return [
        instance["id"], figures["repeat_excess"], figures["bound"], target.get("repeat_excess", ""),
        f"{figures['revisits']} of {figures['revisits_bound']}",
        _against(figures.get("displaced"), target.get("displaced")),
        _against(figures["mix_dev"], target.get("mix_dev")), figures["size_dev"], figures["hard"], took,
        cpu, seconds or "", PEERS.get(instance["id"][:3], ""),
    ]  # fmt: skip


def judged(instance, room, plan, check) -> dict:
    """The figures, by the checker where there is one."""
    from facilitator.mixing.seating import Plan, Room
    from facilitator.mixing.seating import measure as count_up

    own = count_up(Room.from_dict(instance), Plan.from_dict(json.loads(plan.read_text()))).to_dict()
    bounds = {"bound": own["repeats_bound"], "revisits_bound": own["revisits_bound"]}
    if not check:
        return own | bounds
    command = [sys.executable, str(check), str(room), str(plan), "--json"]
    done = subprocess.run(command, capture_output=True, text=True)
    return json.loads(done.stdout) | bounds


def used() -> float:
    """CPU seconds of the processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def our_rooms():
    """Plain rooms with a host at each table, and evenings of a town with every kind of need."""
    for tables, seats, rounds in ((3, 4, 3), (4, 5, 3), (8, 8, 7), (10, 6, 6), (12, 5, 4), (250, 8, 6)):
        hosts = [{"id": f"h{i}", "host": f"t{i}"} for i in range(tables)]
        guests = [{"id": f"g{i}"} for i in range(tables * (seats - 1))]
        yield {
            "id": f"plain-{tables * seats}x{tables}x{rounds}", "rounds": rounds, "people": hosts + guests,
            "tables": [{"id": f"t{i}", "seats": seats} for i in range(tables)],
        }  # fmt: skip
    for tables, rounds in ((8, 3), (20, 4), (60, 4), (120, 4)):
        yield town(tables, rounds, random.Random(tables))


def town(tables, rounds, rnd) -> dict:
    """An evening: unequal tables nine tenths full, three languages, helpers, steps, people who come later."""
    seats = [rnd.randint(5, 9) for _ in range(tables)]
    people = []
    for i in range(sum(seats) * 9 // 10):
        langs = rnd.choices((["en"], ["en", "tr"], ["en", "ar"], ["tr"], ["ar"]), (70, 10, 10, 5, 5))[0]
        person = {"id": f"p{i}", "role": rnd.choices(("resident", "staff", "volunteer"), (6, 3, 1))[0], "langs": langs}
        if i < tables:
            person |= {"host": f"t{i}", "langs": ["en"]}
        elif rnd.random() < 0.03:
            person["step_free"] = True
        elif rnd.random() < 0.08:
            person["rounds"] = list(range(rnd.choice((1, 2)), rounds + 1))
        people.append(person)
    guests = [p["id"] for p in people[tables:]]
    rnd.shuffle(guests)
    pairs = [[guests.pop(), guests.pop()] for _ in range(tables // 2)]
    return {
        "id": f"town-{len(people)}x{tables}x{rounds}", "rounds": rounds, "people": people, "min_table": 3,
        "tables": [{"id": f"t{i}", "seats": s, "step_free": i % 2 == 0} for i, s in enumerate(seats)],
        "together": pairs[: tables // 3], "apart": pairs[tables // 3 :],
    }  # fmt: skip


def _against(value, target):
    if value is None:
        return ""
    return value if target is None else f"{value} (≤ {target})"
