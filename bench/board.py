"""How good a suggested board is, and how long it takes.

Each instance is solved by the command `suggest-board` in a process of its own, start-up included. Instances come from a
file ({"agenda": [...]}, with a `target` each), and always from a family made here. With a judge the figures are its own
(called as JUDGE.py INSTANCE SOLUTION --json), else our own count. Beside the seconds by the clock stand those of the
processor, which do not grow when others use the machine too.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from facilitator.mixing.board import measure as count_up
from facilitator.mixing.board import read

from .hall import ROOT
from .report import Report

SIZES = [(30, 9, 3, 3), (120, 24, 4, 6), (400, 60, 5, 12), (1200, 100, 6, 18), (2500, 150, 7, 22)]
NAMES = ("hard", "attended_free", "attended_cap", "target", "reachable", "seconds", "cpu", "budget")


def arguments(parser):
    """What may be chosen."""
    parser.add_argument("--instances", type=Path, metavar="FILE", help='a file with {"agenda": [instance, …]}')
    parser.add_argument("--check", type=Path, metavar="JUDGE.py", help="an external judge")
    parser.add_argument("--only", type=lambda text: text.split(","), help="ids, or beginnings of them, with commas")
    parser.add_argument("--seed", default="0")


def measure(chosen) -> Report:
    """One row for each instance; the bound is what could be reached if no space were ever full."""
    given = json.loads(chosen.instances.read_text())["agenda"] if chosen.instances else []
    report = Report(
        "Suggested boards", ["board", "hard", "go", "seated", "target", "reachable", "seconds", "CPU s", "budget s"]
    )
    for instance in [*given, *(made(number, *size) for number, size in enumerate(SIZES))]:
        if not chosen.only or any(instance["id"].startswith(name) for name in chosen.only):
            figures = report.figures[instance["id"]] = solved(instance, chosen)
            report.rows.append([instance["id"], *(figures.get(name) for name in NAMES)])
    return report


def solved(instance, chosen) -> dict:
    """Solve one instance; its figures. Raises RuntimeError when the command ends without a board."""
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "instance.json", Path(folder) / "solution.json"
        file.write_text(json.dumps(instance))
        began, used = time.monotonic(), processor_seconds()
        command = [sys.executable, "-m", "facilitator", "suggest-board", file, "-o", out, "--seed", chosen.seed]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        seconds, used = time.monotonic() - began, processor_seconds() - used
        if done.returncode not in (0, 3):
            raise RuntimeError(f"{instance['id']}: {done.stderr.strip()}")
        found = judged(file, out, chosen.check) if chosen.check else counted(instance, json.loads(out.read_text()))
    target = instance.get("target", {})
    wanted = f"{target['attended_free']}/{target['attended_cap']}" if target else None
    return {**found, "target": wanted, "seconds": seconds, "cpu": used, "budget": target.get("seconds")}


def processor_seconds() -> float:
    """What processes that ended have used in all."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def judged(file, out, judge) -> dict:
    """The figures by the external judge."""
    command = [sys.executable, judge, file, out, "--json"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)


def counted(instance, solution) -> dict:
    """The figures by our own count."""
    placements = {topic: (at["slot"], at["space"]) for topic, at in solution["placements"].items()}
    figures = count_up(read(instance), placements)
    return {
        "hard": figures.hard, "attended_free": figures.attended_free, "attended_cap": figures.attended_cap,
        "reachable": figures.reachable,
    }  # fmt: skip


def made(number, people, topics, slots, spaces) -> dict:
    """A board that can be solved: people gather around interests, some topics are loved by many, some people come
    late, a few topics are pinned, one space has steps."""
    rnd = random.Random(number)
    times = [f"s{n}" for n in range(slots)]
    rooms = [{"id": f"r{n}", "capacity": max(8, people * rnd.randint(8, 40) // (4 * spaces))} for n in range(spaces)]
    rooms[-1]["step_free"] = False
    interest = [rnd.randrange(6) for _ in range(topics)]
    pull = [rnd.paretovariate(1.5) for _ in range(topics)]
    everyone = []
    for person in range(people):
        mine = rnd.sample(range(6), 2)
        weights = [pull[t] * (6 if interest[t] in mine else 1) for t in range(topics)]
        wants = {f"t{t}": 1 for t in rnd.choices(range(topics), weights, k=rnd.randint(0, 2 * slots))}
        late = {"slots": times[rnd.randint(1, slots - 1) :]} if person >= topics and rnd.random() < 0.1 else {}
        everyone.append({"id": f"p{person}", "votes": wants, **late})
    offered = [{"id": f"t{t}", "conveners": [f"p{rnd.randrange(min(topics, people))}"]} for t in range(topics)]
    for topic, slot in zip(offered[::20], times, strict=False):
        topic["pin"] = {"slot": slot, "space": "r0"}
    return {
        "id": f"made-{people}x{topics}x{slots}x{spaces}", "slots": times, "spaces": rooms, "topics": offered,
        "people": everyone,
    }  # fmt: skip
