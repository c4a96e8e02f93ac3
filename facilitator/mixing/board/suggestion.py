"""A board is suggested: a first board, which slot for which topic, which space, and what of it is worth a move."""

import math
import random
import time
from dataclasses import dataclass, field, replace

from .board import Board
from .changes import parts, taken
from .ground import Ground
from .measure import Break, Figures, measure
from .obstacles import ENTANGLED, Obstacle, obstacles
from .opening import first_board
from .polish import Standing
from .search import anneal

STEPS_EACH, MOST_STEPS = 15_000, 4_000_000  # swaps for each root of (topics x people), and at most
TRIES_EACH, MOST_TRIES = 300, 60_000  # swaps of the last touch
SEARCH_SHARE = 0.75  # of the time
TELL_EVERY = 0.5  # seconds


@dataclass(frozen=True)
class Progress:
    """How far it is: seconds gone, share of the way (0 to 1), how many people times slots it reached (`free`), and the
    placements when they are better than those told before, else None."""

    seconds: float
    share: float
    free: int
    placements: dict | None


@dataclass(frozen=True)
class Suggestion:
    """`placements`: {topic: (slot, space)}. `figures` as `measure` gives them. `bound`: no board lets people go to
    more; `bound_reached`: this one does as much, with a seat for each. `breaks`: the rules it breaks, usually none;
    then `obstacles` says why. `seconds` it took."""

    placements: dict
    figures: Figures
    bound: int
    bound_reached: bool
    obstacles: list[Obstacle] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def breaks(self) -> list[Break]:
        """The rules that it breaks."""
        return self.figures.breaks


def suggest(
    board: Board, *, seed=0, seconds=None, present=None, fixed=None, price=None, on_progress=None
) -> Suggestion:
    """A placement of the board's topics that breaks as few rules as possible (usually none), then lets people go to as
    many of the topics they want as possible, then gives as many as possible a seat there.

    `present` and `fixed` take the place of the board's own. When it stands already in parts, a topic moves only when
    on the whole `price` people gain by it (unless given, one in 500, at least one). It ends when a schedule that grows
    with the board is done, after `seconds` (unless given, about as long as twice that), when the bound is reached, or
    when `on_progress(Progress)` answers True, always with the best so far. The same `seed` gives the same board, as
    long as time does not end it.
    """
    if present is not None or fixed is not None:
        present = board.present if present is None else present
        board = replace(board, present=present, fixed=frozenset(board.fixed if fixed is None else fixed))
    return _Run(board, seed, seconds, price, on_progress).go()


def usual_seconds(board: Board) -> float:
    """When it ends at the latest unless said otherwise; a machine half as fast as ours still finishes."""
    return min(14.0, 0.4 + _extent(board) / 28)


def _extent(board):
    return math.sqrt(max(1, len(board.live)) * max(1, len(board.people)))


class _Run:
    def __init__(self, board, seed, seconds, price, on_progress):
        self.began = time.monotonic()
        self.board, self.ground = board, Ground(board)
        self.rnd = random.Random(seed)
        self.seconds = usual_seconds(board) if seconds is None else seconds
        self.price = (max(1, len(board.people) // 500) if price is None else price) if board.present else 0
        self.on_progress, self.enough = on_progress, False
        self.told, self.told_worth, self.told_free = -TELL_EVERY, None, 0
        self.bound = bound(self.ground)

    def gone(self):
        return time.monotonic() - self.began

    def go(self):
        extent = _extent(self.board)
        slots = first_board(self.ground, self.rnd, self.began + self.seconds / 4)
        most = self.bound + self.price * len(self.board.present)
        slots, _worth = anneal(
            self.ground, slots, self.rnd, steps=min(MOST_STEPS, int(STEPS_EACH * extent)),
            seconds=self.seconds * SEARCH_SHARE - self.gone(), bound=most, price=self.price, tell=self._hear_search,
        )  # fmt: skip
        standing = Standing(self.ground, slots, self.price)
        if not self.enough:
            standing.polish(
                self.rnd, min(MOST_TRIES, int(TRIES_EACH * extent)), self.seconds - self.gone(), most,
                lambda share: self._tell(SEARCH_SHARE + share * (1 - SEARCH_SHARE), standing.worth, lambda: standing),
            )  # fmt: skip
        placements = worth_moving(self.board, standing.placements(), self.price)
        figures = measure(self.board, placements)
        reached = min(figures.attended_free, figures.attended_cap) >= self.bound
        why = obstacles(self.board)
        if figures.breaks and not why:
            why = [Obstacle(ENTANGLED, tuple(dict.fromkeys(each.topic for each in figures.breaks)))]
        return Suggestion(placements, figures, self.bound, reached, why, self.gone())

    def _hear_search(self, slots, worth, share):
        return self._tell(share * SEARCH_SHARE, (worth, 0), lambda: Standing(self.ground, slots, self.price))

    def _tell(self, share, worth, stand):
        if self.on_progress is not None and self.gone() - self.told >= TELL_EVERY:
            self.told = self.gone()
            placements = None
            if self.told_worth is None or worth > self.told_worth:
                standing = stand()
                self.told_worth, self.told_free, placements = worth, standing.free, standing.placements()
            self.enough = bool(self.on_progress(Progress(self.told, min(share, 1.0), self.told_free, placements)))
        return self.enough


def bound(ground: Ground) -> int:
    """People times slots that no board exceeds: for each person the most wanted topics that fit, one each, into slots
    in which they are there and the topic may stand (a maximum matching)."""
    found = 0
    for number in range(len(ground.people)):
        who = 1 << number
        here = [s for s in range(ground.slots) if ground.here[s] & who]
        slots = [[s for s in here if not ground.least[t][s]] for t in range(ground.count) if ground.wants[t] & who]
        found += _most(slots)
    return found


def _most(choices):
    """How many of these lists can each have one of their members for itself."""
    owner = {}

    def give(one, seen):
        for slot in choices[one]:
            if slot not in seen:
                seen.add(slot)
                if slot not in owner or give(owner[slot], seen):
                    owner[slot] = one
                    return True
        return False

    return sum(give(one, set()) for one in range(len(choices)))


def worth_moving(board: Board, placements: dict, price: int) -> dict:
    """Without the parts for which fewer than `price` people gain for each topic that moves. Fixed and pinned topics
    are as they are; a part that mends a broken rule stays."""
    present = {topic: cell for topic, cell in board.present.items() if board.root(topic) == topic}
    if not present or not price:
        return placements
    figures = measure(board, placements)
    for part in parts(board, present, placements):
        without = taken(placements, present, part)
        less = measure(board, without)
        cost = price * len(part)
        if (
            set(less.breaks) <= set(figures.breaks)
            and figures.attended_free - less.attended_free < cost
            and figures.attended_cap - less.attended_cap < cost
        ):
            placements, figures = without, less
    return placements
