"""The same rooms by a general solver, OR-tools' CP-SAT: was our own search worth writing?

It needs `pip install ortools`, into an environment of its own: the project does not. A plain model: one yes or no for
each person, round and table, one for each pair that meets in a round, and repeats and returns as the sum to make small.
It knows hosts, chairs, step-free places and who stays together; rooms with languages or pairs to be kept apart are left
out. Returns count 1,000 repeats. `make` is the time to build the model, `import` the time to load the library;
`seconds` is what the solver was given, with two workers. See docs/mixing.md.
"""

import json
import sys
import time
from itertools import combinations, pairwise
from pathlib import Path

from .report import Report

COLUMNS = ["instance", "repeats", "returns", "import", "make", "seconds"]


def arguments(parser):
    """What may be chosen."""
    parser.add_argument("--instances", type=Path, required=True, help='a file with {"cafe": [instance, …]}')
    parser.add_argument("--only", default="", help="beginnings of ids, with commas")
    parser.add_argument("--seconds", type=float, help="instead of what each target allows")


def measure(chosen) -> Report:
    """One row for each plain room."""
    began = time.monotonic()
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        sys.exit("OR-tools is not here: pip install ortools")
    loaded, report = time.monotonic() - began, Report("Seating plans by CP-SAT", COLUMNS)
    for room in json.loads(chosen.instances.read_text())["cafe"]:
        plain = not any(p.get("langs") for p in room["people"]) and not room.get("apart") and not room.get("baseline")
        if plain and room["id"].startswith(tuple(chosen.only.split(","))):
            report.rows.append(solved(cp_model, room, chosen.seconds or room["target"]["seconds"], loaded))
            report.figures[room["id"]] = dict(zip(COLUMNS, report.rows[-1], strict=True))
    return report


def solved(cp_model, room, seconds, loaded) -> list:
    """The table's line for one room."""
    started = time.monotonic()
    model, repeats, returns = model_of(cp_model, room)
    made = time.monotonic() - started
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    found = solver.solve(model)
    if found not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return [room["id"], "no plan", None, loaded, made, seconds]
    values = [sum(solver.value(one) for one in ones) for ones in (repeats, returns)]
    return [room["id"], *values, loaded, made, seconds]


def model_of(cp_model, room):
    """The model, and the variables whose sums are repeats and returns."""
    model, rounds = cp_model.CpModel(), range(room["rounds"])
    tables, people = room["tables"], room["people"]
    at = {
        (p["id"], r, t["id"]): model.new_bool_var("")
        for p in people for r in rounds for t in tables
        if (not p.get("host") or p["host"] == t["id"]) and (not p.get("step_free") or t.get("step_free"))
    }  # fmt: skip
    for p in people:
        for r in rounds:
            model.add_exactly_one(at[p["id"], r, t["id"]] for t in tables if (p["id"], r, t["id"]) in at)
    for r in rounds:
        for t in tables:
            here = [at[p["id"], r, t["id"]] for p in people if (p["id"], r, t["id"]) in at]
            used = model.new_bool_var("")
            model.add(sum(here) <= t["seats"] * used)
            model.add(sum(here) >= room.get("min_table", 2) * used)
    for group in room.get("together", []):
        for one, other in pairwise(group):
            for r in rounds:
                for t in tables:
                    model.add(at.get((one, r, t["id"]), 0) == at.get((other, r, t["id"]), 0))
    repeats = [beyond_the_first(model, at, rounds, tables, pair) for pair in pairs_of(room)]
    guests = [p["id"] for p in people if not p.get("host")] if room.get("revisit", "forbid") == "forbid" else []
    returns = []
    for p in guests:
        for t in tables:
            over = model.new_int_var(0, len(rounds), "")
            model.add(over >= sum(at.get((p, r, t["id"]), 0) for r in rounds) - 1)
            returns.append(over)
    model.minimize(1000 * sum(returns) + sum(repeats))
    return model, repeats, returns


def pairs_of(room):
    """Pairs whose meeting again counts."""
    stay = [set(group) for group in room.get("together", [])]
    return [
        (a["id"], b["id"])
        for a, b in combinations(room["people"], 2)
        if not (a.get("host") and b.get("host")) and not any({a["id"], b["id"]} <= group for group in stay)
    ]


def beyond_the_first(model, at, rounds, tables, pair):
    """How often a pair meets again."""
    meets = []
    for r in rounds:
        meet = model.new_bool_var("")
        for t in tables:
            one, other = (at.get((p, r, t["id"])) for p in pair)
            if one is not None and other is not None:
                model.add_bool_or(one.negated(), other.negated(), meet)
        meets.append(meet)
    over = model.new_int_var(0, len(meets), "")
    model.add(over >= sum(meets) - 1)
    return over
