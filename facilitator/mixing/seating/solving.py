"""The engine's one door: a room goes in, the best plan found comes out."""

import contextlib
import random
import time
from dataclasses import dataclass, replace

from .annealing import Best, Cooling, anneal, exchange_paths
from .bounds import repeats_bound, revisits_bound
from .designs import designed
from .figures import Figures, Score, measure
from .greedy import fill
from .plan import Plan
from .room import Room
from .state import Seating, Weights
from .units import Numbers

WORK_PER_SECOND = 300_000  # steps that even a slow machine does
MOST_SECONDS = 40  # of such work, unless more is asked for
MOST_VAIN = 6  # tries to mend with fewer seats changed, one after the other, that did not
LONGEST = 3_000_000  # steps of one cooling

# What one of each costs while meetings are made few, in a room with chairs to spare and in a tight one, and afterwards,
# when nothing of that may be given up any more, and a broken rule costs more than all that could be had for it.
LOOSE = Weights(hard=20, revisit=15, repeat=10, moved=3, mix=1, size=0.5)
TIGHT = Weights(hard=20, revisit=6, repeat=10, moved=2, mix=0.2, size=0.1)
MENDING = Weights(hard=60, revisit=45, repeat=30, moved=10, mix=0.5, size=0.2)
STRICT = Weights(hard=1_000_000, revisit=500, repeat=200, moved=20, mix=1, size=0.5)


@dataclass(frozen=True)
class Progress:
    """How far the search is after `seconds`: `share` (0 to 1) of what it will do at most, `figures` of the best so far.

    `plan` is there only when it is better than the last one told.
    """

    seconds: float
    share: float
    figures: Score
    plan: Plan | None


@dataclass(frozen=True)
class Result:
    """A plan, its figures, whether nothing better can exist (proven), the rules it breaks (if any), and the time."""

    plan: Plan
    figures: Figures
    bound_reached: bool
    breaks: tuple
    seconds: float


class _Enough(Exception):
    """The search is over: time, steps, the proven bound, or somebody said stop."""


def solve(room: Room, *, seed=0, seconds=None, baseline=None, frozen=0, on_progress=None) -> Result:
    """Seat everybody in every round; the best plan found.

    seed         the same room, seed and seconds give the same plan, unless the clock cuts the search short: work is
                 counted in steps, and `seconds` buys more of them than a slow machine can do
    seconds      the longest it may take (None: what suits the size of the room)
    baseline     the plan people were told, its first `frozen` rounds over; goes before the room's own
    on_progress  called about five times a second with a Progress; when it gives False the best so far is the result
    """
    if baseline is not None:
        room = room.with_baseline(baseline, frozen)
    search = _searched(room, seed, seconds, on_progress)
    result = search.result()
    if room.baseline and not search.is_stopped and result.figures.score[:2] > search.bound[:2]:
        return _anew(room, seed, seconds, on_progress, result)
    return result


def _searched(room, seed, seconds, on_progress):
    search = _Search(room, seed, seconds, on_progress)
    with contextlib.suppress(_Enough):
        search.run()
    return search


def _anew(room, seed, seconds, on_progress, repaired) -> Result:
    """A repair that breaks a rule or brings somebody back: perhaps a plan that knows nothing but the past need not."""
    past = room.with_baseline(Plan(room.baseline.rounds[: room.frozen]), room.frozen)
    left = None if seconds is None else max(0.1, seconds - repaired.seconds)
    fresh = _searched(past, seed, left, on_progress and (lambda now: on_progress(replace(now, share=1.0, plan=None))))
    plan, took = fresh.plan(), fresh.result().seconds + repaired.seconds
    figures = measure(room, plan)
    if figures.score[:2] >= repaired.figures.score[:2]:
        return replace(repaired, seconds=took)
    return Result(plan, figures, figures.score <= fresh.bound, figures.breaks, took)


class _Search:
    def __init__(self, room, seed, seconds, on_progress):
        self.began = time.monotonic()
        self.room, self.seconds, self.on_progress = room, seconds, on_progress
        self.random = random.Random(seed)
        self.numbers = Numbers(room)
        self.bound = Score(0, revisits_bound(room), repeats_bound(room), 0, 0, 0)
        self.seats = sum(len(loose) for loose in self.numbers.loose)
        self.work, self.limit = 0, self._limit()
        self.told, self.told_at = None, self.began
        self.is_stopped = False

    def _limit(self) -> int:
        """The most work to do, in steps: enough for a room of this size, and within `seconds` on most machines."""
        usual = WORK_PER_SECOND * min(MOST_SECONDS, self.seats * self.seats / 2500 + 0.2)
        return int(usual if self.seconds is None else min(4 * usual, WORK_PER_SECOND * self.seconds))

    def run(self):
        """Until _Enough."""
        seating = self.seating = Seating(self.numbers)
        at = self.numbers.T and designed(self.numbers, self.random)
        if at:
            seating.seat_all(at)
        fill(seating, self.random)
        self.best = Best(seating)
        self.watch(0)
        if not self.seats or self.numbers.T < 2:
            return
        if at:
            exchange_paths(seating, self.best, STRICT, 40 * self.seats, self.random, self.watch)
        if self.room.baseline:
            self.repair()
        steps = max(10_000, 25 * self.seats)
        self.anneal(LOOSE, Cooling(steps, 1.0, 0.2, lenient=0.1, drift=0.1))
        if self.best.score.hard:
            self.anneal(STRICT, Cooling(steps, 1.0, 0.2, drift=0.1))
        steps = min(LONGEST, max(50_000, 8 * steps))
        while not self.is_met():
            self.anneal(TIGHT, Cooling(steps, 2.6, 1.6, focus=0.5, lenient=0.02))
            self.anneal(STRICT, Cooling(steps // 10, 1.0, 0.2, drift=0.1))
            steps = min(LONGEST, 2 * steps)
        self.polish()

    def repair(self):
        """Mend what is broken with few seats changed: short and cool, so that nobody moves without need.

        A try that was in vain is followed by one from where people were told to sit: which few seats change is luck.
        """
        steps = min(30_000, max(20_000, 60 * self.seats))
        vain, told = 0, list(self.seating.at)
        while vain < MOST_VAIN:
            before = self.best.score[:4]
            self.anneal(MENDING, Cooling(steps, 5, 1, lenient=0.1, free=0.5, drift=0.1))
            self.anneal(STRICT, Cooling(steps, 1.0, 0.2, free=0.5, drift=0.1))
            vain = 0 if self.best.score[:4] < before else vain + 1
            self.seating.seat_all(told if vain % 2 else self.best.at)
        if self.is_met():
            self.polish()

    def anneal(self, weights, cooling):
        if self.bound.revisits:
            cooling = cooling._replace(lenient=1)
        anneal(self.seating, self.best, weights, cooling, self.random, self.watch)

    def is_met(self) -> bool:
        """Whether rules, returns and repeats are as good as can be proven."""
        return self.best.score[:3] <= self.bound[:3]

    def polish(self):
        """Mix and fill better without giving anything up."""
        steps = 20 * self.seats
        self.limit = min(self.limit, self.work + 100 * self.seats + 500_000)
        while True:
            self.seating.seat_all(self.best.at)
            if not self.room.baseline:
                exchange_paths(self.seating, self.best, STRICT, steps // 10, self.random, self.watch)
            self.anneal(STRICT, Cooling(steps, 1.0, 0.2, drift=0.1))

    def watch(self, work):
        self.work += work
        if self.best.score <= self.bound or self.work >= self.limit:
            raise _Enough
        now = time.monotonic()
        if self.seconds is not None and now - self.began > self.seconds * 0.9:
            raise _Enough
        if self.on_progress and now - self.told_at > 0.2:
            self.told_at = now
            self.tell(now - self.began)

    def tell(self, seconds):
        better = self.told is None or self.best.score < self.told
        self.told = self.best.score
        plan = self.plan() if better else None
        share = min(1, self.work / self.limit)
        if self.on_progress(Progress(seconds, share, self.best.score, plan)) is False:
            self.is_stopped = True
            raise _Enough

    def plan(self) -> Plan:
        numbers, room = self.numbers, self.room
        rounds = [{} for _ in range(numbers.R)]
        for u, slot in enumerate(self.best.at):
            tables = rounds[slot // numbers.T]
            names = tables.setdefault(room.tables[slot % numbers.T].id, [])
            names += [room.people[i].id for i in numbers.units[u].members]
        return Plan(tuple(rounds))

    def result(self) -> Result:
        plan = self.plan()
        figures = measure(self.room, plan)
        seconds = time.monotonic() - self.began
        return Result(plan, figures, figures.score <= self.bound, figures.breaks, seconds)
