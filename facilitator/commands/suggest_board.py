"""`suggest-board`: an agenda board from a file to a file; also how the server runs it, as a process of its own."""

import sys
from collections import Counter

from ..mixing.board import Malformed, read, seats_for, suggest
from .instances import read_json, say_line, until_interrupted, write_json
from .progress import Bar

FINE, MALFORMED, BREAKS_RULES = 0, 2, 3


def suggest_board(options) -> int:
    """Solve one instance. Gives 0, 2 when the input makes no sense, 3 when the board written breaks a rule.

    Raises CannotGoOn when a file cannot be read or written.
    """
    try:
        board = read(read_json(options.instance, "a board", Malformed), options.id)
    except Malformed as error:
        print(error, file=sys.stderr)
        return MALFORMED
    teller = _Lines() if options.progress_json else _Growing()
    with until_interrupted() as interrupted:
        found = suggest(
            board, seed=options.seed, seconds=options.seconds,
            on_progress=lambda progress: teller.tell(progress) is False or bool(interrupted),
        )  # fmt: skip
    solution = {"instance": board.id, "placements": _as_json(found.placements)}
    if not options.no_assignments:
        solution["assignments"] = seats_for(board, found.placements)
    if found.breaks:
        solution["breaks"] = [each.__dict__ for each in found.breaks]
    teller.done(found, solution)
    if str(options.output) != "-" or not options.progress_json:
        write_json(options.output, solution)
    if found.breaks:
        _say_what_breaks(found)
        return BREAKS_RULES
    return FINE


def _as_json(placements):
    return {topic: {"slot": slot, "space": space} for topic, (slot, space) in placements.items()}


def _say_what_breaks(found) -> None:
    print("No board that keeps every rule was found. The one written breaks the least:", file=sys.stderr)
    for obstacle in found.obstacles:
        print(f"  Why: {words_for(obstacle)}", file=sys.stderr)
    for kind, count in Counter(each.kind for each in found.breaks).items():
        print(f"  {BROKEN[kind]}: {count}", file=sys.stderr)


BROKEN = {
    "double_booked": "two topics in one place at one time",
    "closed": "a topic where the place is closed",
    "pin": "a topic that is not where it is pinned",
    "not_slot": "a topic at a time that it must not have",
    "convener_twice": "a convener with two topics at one time",
    "convener_away": "a topic while its convener is away",
    "step_free": "a topic that needs a step-free place and has none",
    "quiet": "a topic that needs a quiet place and has none",
    "too_small": "a place too small for the conveners",
    "left_out": "a topic without a place",
    "fixed": "a topic that should have stayed and did not",
}


def words_for(obstacle) -> str:
    """An obstacle in one plain sentence."""
    topics = ", ".join(map(str, obstacle.topics))
    return {
        "no_cells": f"There are {obstacle.need} topics and no open place at any time.",
        "no_cell": f"No time and place fits topic {topics}, as it is pinned, or needs a place that is "
        "step-free or quiet, or waits for its conveners.",
        "same_pin": f"The topics {topics} are pinned to (or stay at) one and the same time and place.",
        "too_many_topics": f"{obstacle.person} convenes {obstacle.need} topics ({topics}) and is there at "
        f"{obstacle.have} times.",
        "pinned_together": f"{obstacle.person} convenes the topics {topics}, which are pinned to one time.",
        "stays": f"Topic {topics} stays where a rule says that it must not be.",
        "entangled": f"The topics {topics} stand in each other's way.",
        "few_step_free": f"{obstacle.need} topics need a step-free place and there are {obstacle.have}.",
    }[obstacle.kind]


class _Growing:
    """For people: one line on stderr."""

    def __init__(self):
        self.bar = Bar("Placing topics", 100)

    def tell(self, progress):
        self.bar.label = f"Placing topics, {progress.free:,} can go"
        self.bar.at(round(100 * progress.share))

    def done(self, found, _solution):
        self.bar.label = f"Placing topics, {found.figures.attended_free:,} can go"
        self.bar.count = 100
        self.bar.done()


class _Lines:
    """For programs: one JSON object per line on stdout; the last has "done": true."""

    def tell(self, progress):
        """`placements` only when they are better than those told before. False when nobody reads any more."""
        better = {} if progress.placements is None else {"placements": _as_json(progress.placements)}
        return say_line({
            "seconds": round(progress.seconds, 2), "share": round(progress.share, 3),
            "figures": {"attended_free": progress.free}, **better,
        })  # fmt: skip

    def done(self, found, solution):
        say_line({
            "done": True, "seconds": round(found.seconds, 2), "share": 1.0,
            "figures": {
                name: getattr(found.figures, name)
                for name in ("topics", "unplaced", "wants", "reachable", "attended_free", "attended_cap", "hard")
            },
            "bound": found.bound, "bound_reached": found.bound_reached, **solution,
            "obstacles": [each.__dict__ | {"words": words_for(each)} for each in found.obstacles],
        })  # fmt: skip
