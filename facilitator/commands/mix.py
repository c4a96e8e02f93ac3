"""`mix`: the seating engine alone, from a file to a file; also how the server runs it, as a process of its own."""

import sys
import time
from dataclasses import replace

from ..mixing.seating import Malformed, Plan, Room, obstacles, solve
from .instances import read_json, say_line, until_interrupted, write_json
from .progress import Bar

FINE, MALFORMED, BREAKS_RULES = 0, 2, 3
SECONDS_BETWEEN_PLANS = 0.5


def mix(options) -> int:
    """Solve one instance. Gives 0, 2 when the input makes no sense, 3 when the plan written breaks a rule.

    Raises CannotGoOn when a file cannot be read or written.
    """
    try:
        room = _room(options)
    except Malformed as error:
        print(error, file=sys.stderr)
        return MALFORMED
    reasons = [(one, _words(one)) for one in obstacles(room)]
    teller = _Lines(room) if options.progress_json else _Growing()
    with until_interrupted() as interrupted:
        result = solve(
            room, seed=options.seed, seconds=options.seconds,
            on_progress=lambda progress: teller.tell(progress) is not False and not interrupted,
        )  # fmt: skip
    breaks = [one.to_dict() for one in result.breaks]
    solution = result.plan.to_dict(room.id) | ({"breaks": breaks} if breaks else {})
    teller.done(result, solution, reasons)
    if str(options.output) != "-" or not options.progress_json:  # else it was told already
        write_json(options.output, solution)
    if result.figures.hard:
        _say_what_breaks(result, reasons)
        return BREAKS_RULES
    return FINE


def _room(options) -> Room:
    data = _instance(read_json(options.instance, "the instance", Malformed), options.id)
    room = Room.from_dict(data)
    baseline, frozen = room.baseline, room.frozen if options.frozen is None else options.frozen
    if options.baseline:
        baseline = Plan.from_dict(read_json(options.baseline, "the old plan", Malformed), "The old plan")
        frozen = options.frozen or 0
    if frozen and baseline is None:
        raise Malformed("--frozen needs the old plan: give it with --baseline.")
    return replace(room, baseline=baseline, frozen=frozen)


def _instance(data, wanted):
    """One instance of the file's."""
    several = data.get("cafe") if isinstance(data, dict) else None
    if several is None:
        one = data.get("id") if isinstance(data, dict) else None
        if wanted and one != wanted:
            raise Malformed(f"The file holds the instance {one}, not {wanted}.")
        return data
    if not isinstance(several, list) or not all(isinstance(one, dict) for one in several):
        raise Malformed("The file's cafe must be a list of instances.")
    ids = [str(one.get("id")) for one in several]
    found = [one for one in several if wanted is None or str(one.get("id")) == wanted]
    if len(found) != 1:
        lead = f"There is no instance {wanted}" if wanted and not found else f"There are {len(found)} instances"
        raise Malformed(f"{lead}. Choose one with --id: {', '.join(ids)}." if ids else "The file holds no instance.")
    return found[0]


def _words(obstacle) -> str:
    # Only here, because its languages take as long to load as a small room takes to seat.
    from ..cafe.obstacles import words_for

    return words_for(obstacle)


def _say_what_breaks(result, reasons) -> None:
    from ..cafe.obstacles import words_for_rule

    print("No plan that keeps every rule was found. The one written breaks the least:", file=sys.stderr)
    for _obstacle, words in reasons:
        print(f"  Why: {words}", file=sys.stderr)
    for rule, count in result.figures.violations.items():
        print(f"  {words_for_rule(rule, count)}", file=sys.stderr)


class _Growing:
    """For people: one line on stderr."""

    def __init__(self):
        self.bar = Bar("Seating", 100)

    def tell(self, progress):
        repeats = progress.figures.repeat_excess
        self.bar.label = f"Seating, {repeats:>4} met again"
        self.bar.at(round(100 * progress.share))

    def done(self, result, _solution, _reasons):
        self.bar.label = f"Seating, {result.figures.repeat_excess:>4} met again"
        self.bar.count = 100
        self.bar.done()


class _Lines:
    """For programs: one JSON object per line on stdout; the last has "done": true."""

    def __init__(self, room):
        self.room, self.plan_at, self.kept = room, -SECONDS_BETWEEN_PLANS, None

    def tell(self, progress):
        """A better plan goes out at most every half second; one that came too soon goes with a later line."""
        self.kept = progress.plan or self.kept
        line = {
            "seconds": round(progress.seconds, 2), "share": round(progress.share, 3),
            "figures": progress.figures._asdict(),
        }  # fmt: skip
        if self.kept and time.monotonic() - self.plan_at >= SECONDS_BETWEEN_PLANS:
            line["plan"], self.kept, self.plan_at = self.kept.to_dict(self.room.id), None, time.monotonic()
        return say_line(line)

    def done(self, result, solution, reasons):
        say_line({
            "done": True, "seconds": round(result.seconds, 2), "figures": result.figures.to_dict(),
            "bound_reached": result.bound_reached, "plan": solution,
            "breaks": [one.to_dict() for one in result.breaks],
            "obstacles": [one.to_dict() | {"words": words} for one, words in reasons],
        })  # fmt: skip
