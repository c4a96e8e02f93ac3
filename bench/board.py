"""How good a suggested board is, and how long it takes.

    python bench/board.py [--instances FILE] [--check JUDGE.py] [--only ID,ID] [--seed N]

Each instance is solved by the command `suggest-board` in a process of its own, start-up included. Instances come from
FILE when it is there ({"agenda": [...]}, with a `target` each), and always from a family made here. With --check the
figures are the external judge's (called as JUDGE.py INSTANCE SOLUTION --json), else our own count. Beside the seconds
by the clock stand those of the processor, which do not grow when others use the machine too. Judges nothing.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from facilitator.mixing.board import measure, read  # noqa: E402

COLUMNS = "{:26}{:>5}{:>7}{:>7}{:>13}{:>10}{:>9}{:>6}{:>8}"
SIZES = [(30, 9, 3, 3), (120, 24, 4, 6), (400, 60, 5, 12), (1200, 100, 6, 18), (2500, 150, 7, 22)]


def main():
    """Print one line for each instance."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--instances", type=Path, default=ROOT.parent / "shared/check/instances_public.json")
    options.add_argument("--check", type=Path, help="the external judge")
    options.add_argument("--only", type=lambda text: text.split(","), help="ids, or beginnings of them")
    options.add_argument("--seed", default="0")
    chosen = options.parse_args()
    given = json.loads(chosen.instances.read_text())["agenda"] if chosen.instances.exists() else []
    print(COLUMNS.format("board", "hard", "go", "seated", "target", "reachable", "seconds", "cpu", "budget"))
    for instance in [*given, *(made(number, *size) for number, size in enumerate(SIZES))]:
        if not chosen.only or any(instance["id"].startswith(name) for name in chosen.only):
            print(line(instance, chosen), flush=True)


def line(instance, chosen) -> str:
    """One instance: solved, measured."""
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder) / "instance.json", Path(folder) / "solution.json"
        file.write_text(json.dumps(instance))
        began, used = time.monotonic(), processor_seconds()
        command = [sys.executable, "-m", "facilitator", "suggest-board", file, "-o", out, "--seed", chosen.seed]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        seconds, used = time.monotonic() - began, processor_seconds() - used
        if done.returncode not in (0, 3):
            return f"{instance['id']:26}{done.stderr.strip()}"
        found = judged(file, out, chosen.check) if chosen.check else counted(instance, json.loads(out.read_text()))
    target = instance.get("target", {})
    wanted = f"{target['attended_free']}/{target['attended_cap']}" if target else ""
    return COLUMNS.format(
        instance["id"], found["hard"], found["attended_free"], found["attended_cap"], wanted, found["reachable"],
        f"{seconds:.1f}", f"{used:.1f}", target.get("seconds", ""),
    )  # fmt: skip


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
    figures = measure(read(instance), placements)
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


if __name__ == "__main__":
    main()
