"""How the cost of pages and acts grows with people, topics and notes: ten times and a hundred times as many."""

import json
import math
import subprocess
import sys
from collections import defaultdict

from .hall import ROOT
from .report import Report, middle, spread

BASE = {"people": 30, "topics": 12, "notes": 100}
TIMES = (1, 10, 100)
NOISE = 0.5  # ms; what costs less than this however many there are, is flat
BOUND = "bare Flask, same bytes"


def arguments(parser):
    """What may be chosen."""
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=100, help="how many times as many at most: 1, 10 or 100")


def measure(chosen) -> Report:
    """Each size in a process of its own, in turns; the smallest day is what the others are held against."""
    sizes = {(None, 1): BASE}
    sizes |= {(what, by): {**BASE, what: BASE[what] * by} for what in BASE for by in TIMES if 1 < by <= chosen.most}
    taken = defaultdict(lambda: defaultdict(list))
    for _ in range(chosen.rounds):
        for which, size in sizes.items():
            for name, value in _one(size).items():
                taken[name][which].append(value)
    return _report(chosen, taken)


def _one(size) -> dict:
    command = [sys.executable, "-W", "ignore", "-m", "bench.growing", *map(str, size.values())]
    return json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout)


def _report(chosen, taken):
    most = [by for by in TIMES if by <= chosen.most]
    report = Report(
        f"Milliseconds of processor time with {', '.join(f'{n} {what}' for what, n in BASE.items())}, and with more",
        ["what", "with more", *(f"×{by}" for by in most), "± rounds", "grows as"],
    )
    worst = 0.0
    for name, sizes in taken.items():
        if name.endswith(", bytes"):
            continue
        for what in BASE:
            row = [sizes[(None, 1)] if by == 1 else sizes[what, by] for by in most]
            values = [middle(values) for values in row]
            power = _power(values, most)
            worst = max(worst, power)
            report.rows.append([name, what, *values, max(map(spread, row)), _words(power)])
            report.figures[f"{name} / {what}"] = {"ms": values, "power": power}
    report.figures["worst_power"] = worst
    report.remarks = [
        "“grows as” is over the last step: flat, n (linear), n^p; worse than linear would be a power well above 1.",
        f"“{BOUND}” is the bound: an empty page of the board's size out of the web framework alone.",
    ]
    return report


def _power(values, most) -> float:
    """p in n^p between the last two sizes."""
    if len(most) < 2 or values[-1] < NOISE:
        return 0.0
    return math.log(values[-1] / max(values[-2], 0.001)) / math.log(most[-1] / most[-2])


def _words(power) -> str:
    if power < 0.15:
        return "flat"
    return "n" if 0.85 <= power <= 1.15 else f"n^{power:.1f}"
