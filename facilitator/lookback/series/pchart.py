"""The p chart of a share over events in a row: is a change more than chance?

After W. A. Shewhart, as in D. C. Montgomery, "Introduction to Statistical Quality Control", chapter 7: the centre is
the share of all events together, and an event of n has its limits at centre ± 3 √(centre · (1 − centre) / n), kept
between 0 and 1. As n differs from event to event, so do the limits.
"""

import math
from dataclasses import dataclass

SIGMAS = 3
FEWEST_IN_A_POINT = 5  # of fewer, one more or one less is a fifth and more of all: too few to say
FEWEST_POINTS = 8  # from fewer, the centre itself moves too much with each new event
INSIDE, ABOVE, BELOW, TOO_FEW = "inside", "above", "below", "too_few"


@dataclass(frozen=True)
class Count:
    """At one event, `x` out of `n`. `when` is carried along: it says which."""

    when: object
    x: int
    n: int


@dataclass(frozen=True)
class Point:
    """One event in the chart: its share (None of none) and its limits (None where there are too few to say).
    `verdict` is INSIDE, ABOVE or BELOW the limits, or TOO_FEW."""

    when: object
    x: int
    n: int
    share: float | None
    lower: float | None
    upper: float | None
    verdict: str

    @property
    def is_outside(self) -> bool:
        """More than chance."""
        return self.verdict in (ABOVE, BELOW)


@dataclass(frozen=True)
class PChart:
    """All points in their order, and the share of all events together (None of none). `says_something` is False where
    too few events are there to judge any."""

    centre: float | None
    points: tuple[Point, ...]
    says_something: bool

    @property
    def outside(self) -> list[Point]:
        """The points that are more than chance."""
        return [point for point in self.points if point.is_outside]


def p_chart(counts: list[Count]) -> PChart:
    """The chart of these counts, in the order in which they come. Raises ValueError for more than all, or fewer than
    none."""
    for count in counts:
        if not 0 <= count.x <= count.n:
            raise ValueError(f"{count.x} of {count.n}")
    everything = sum(count.n for count in counts)
    centre = sum(count.x for count in counts) / everything if everything else None
    says_something = sum(count.n >= FEWEST_IN_A_POINT for count in counts) >= FEWEST_POINTS
    return PChart(centre, tuple(_point(count, centre, says_something) for count in counts), says_something)


def _point(count, centre, says_something):
    share = count.x / count.n if count.n else None
    if not says_something or count.n < FEWEST_IN_A_POINT:
        return Point(count.when, count.x, count.n, share, None, None, TOO_FEW)
    reach = SIGMAS * math.sqrt(centre * (1 - centre) / count.n)
    lower, upper = max(0.0, centre - reach), min(1.0, centre + reach)
    verdict = ABOVE if share > upper else BELOW if share < lower else INSIDE
    return Point(count.when, count.x, count.n, share, lower, upper, verdict)
