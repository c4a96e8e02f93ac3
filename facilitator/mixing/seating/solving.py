"""The engine's one door: a room goes in, the best plan found comes out."""

import contextlib
import random
import time
from dataclasses import dataclass

from .annealing import Best, Cooling, anneal
from .bounds import repeats_bound, revisits_bound
from .figures import Figures, Score, measure
from .greedy import fill
from .plan import Plan
from .room import Room
from .state import Seating, Weights
from .units import Numbers


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
    search = _Search(room, seed, seconds, on_progress)
    with contextlib.suppress(_Enough):
        search.run()
    return search.result()


class _Search:
    def __init__(self, room, seed, seconds, on_progress):
        self.began = time.monotonic()
        self.room, self.seconds, self.on_progress = room, seconds, on_progress
        self.random = random.Random(seed)
        self.numbers = Numbers(room)
        self.bound = Score(0, revisits_bound(room), repeats_bound(room), 0, 0, 0)
        self.steps = 0
        self.limit = self._limit()
        self.told, self.told_at = None, self.began

    def _limit(self) -> int:
        seats = sum(len(loose) for loose in self.numbers.loose)
        if self.seconds is not None:
            return int(self.seconds * 150_000)
        return min(6_000_000, 60 * seats * seats + 100_000)

    def run(self):
        self.seating = Seating(self.numbers)
        fill(self.seating, self.random)
        self.best = Best(self.seating)
        seats = sum(len(loose) for loose in self.numbers.loose)
        steps = max(20_000, 60 * seats)
        repair = self.room.baseline is not None
        while True:
            weights = Weights(hard=20, revisit=20, repeat=10, moved=3 if repair else 0, mix=0.5, size=0.2)
            anneal(self.seating, self.best, weights, Cooling(steps, 2 if repair else 6, 0.7), self.random, self.watch)
            self.seating.seat_all(self.best.at)
            weights = Weights(hard=1000, revisit=500, repeat=200, moved=20, mix=1, size=0.5)
            anneal(self.seating, self.best, weights, Cooling(steps, 1, 0.2), self.random, self.watch)
            self.seating.seat_all(self.best.at)
            steps = int(steps * 1.5)

    def watch(self, steps):
        self.steps += steps
        if self.best.score <= self.bound or self.steps >= self.limit:
            raise _Enough
        now = time.monotonic()
        if self.seconds is not None and now - self.began > self.seconds * 0.9:
            raise _Enough
        if self.on_progress and now - self.told_at > 0.2:
            self.told_at = now
            better = self.told is None or self.best.score < self.told
            self.told = self.best.score
            plan = self.plan() if better else None
            if (
                self.on_progress(Progress(now - self.began, min(1, self.steps / self.limit), self.best.score, plan))
                is False
            ):
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
        return Result(plan, figures, figures.score <= self.bound, figures.breaks, time.monotonic() - self.began)
