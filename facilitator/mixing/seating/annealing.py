"""The search: simulated annealing by exchanges of units between two tables of one round.

Kirkpatrick, Gelatt, Vecchi, "Optimization by Simulated Annealing", Science 220 (1983); that candidates come mostly from
seats where something is wrong is usual for the social golfer problem (Dotú, Van Hentenryck, 2005).
"""

from math import exp
from typing import NamedTuple

from .state import NOBODY, Seating, Weights, both


class Cooling(NamedTuple):
    """`steps` candidates while the temperature falls from `hot` to `cold` (in units of the weights).

    focus   the share of candidates drawn from seats where something is wrong
    """

    steps: int
    hot: float
    cold: float
    focus: float = 0.7


class Best:
    """The best seating so far: its score and each unit's slot."""

    def __init__(self, seating: Seating):
        self.score, self.at = seating.score, list(seating.at)

    def offer(self, seating: Seating) -> bool:
        """Keep the seating if it is better; says whether it is."""
        if seating.score < self.score:
            self.score, self.at = seating.score, list(seating.at)
            return True
        return False


def anneal(seating: Seating, best: Best, weights: Weights, cooling: Cooling, random, watch) -> None:
    """Change the seating step by step, keeping the best in `best`. `random` is a Random.

    watch   called every few hundred steps with how many were done; it raises to end the search
    """
    numbers = seating.numbers
    weigh, draw, units, at = seating.weigher(weights), random.random, numbers.units, seating.at
    rounds = [r for r in range(numbers.R) if len(numbers.loose[r]) > 0]
    if not rounds or numbers.T < 2:
        return
    everybody = [u for r in rounds for u in numbers.loose[r]]
    batch = max(100, min(1000, len(everybody) // 4))
    fall = (cooling.cold / cooling.hot) ** (batch / max(batch, cooling.steps))
    temperature, done = cooling.hot, 0
    while done < cooling.steps:
        sore = troubled(seating)
        for _ in range(batch):
            u = sore[int(draw() * len(sore))] if sore and draw() < cooling.focus else None
            if u is None:
                u = everybody[int(draw() * len(everybody))]
            x = at[u]
            vs, y = _partner(seating, u, x, draw)
            if y == x:
                continue
            a = units[u]
            b = units[vs[0]] if vs else NOBODY
            us = (u,)
            if a.size != b.size and vs and draw() < 0.8:
                us, a, vs, b = _evened(seating, us, a, x, vs, b, y, draw)
            cost = weigh(a, x, b, y)
            if cost <= 0 or draw() < exp(-cost / temperature):
                for one in us:
                    seating.seat(one, y)
                for one in vs:
                    seating.seat(one, x)
                if cost < 0 or seating.score < best.score:
                    best.offer(seating)
        done += batch
        temperature *= fall
        watch(batch)


def troubled(seating: Seating) -> list[int]:
    """The loose units where something is wrong: a repeated meeting, a return, a broken rule, a moved seat, bad mix."""
    numbers = seating.numbers
    T, at, units = numbers.T, seating.at, numbers.units
    found = []
    slots = [
        s for s in range(len(at) and numbers.R * T)
        if seating.broken[s][seating.count[s]] or seating.uneven[s][seating.count[s]]
        or seating.lack_of(seating.langs[s]) or seating.mix_of(s // T, seating.roles[s])
    ]  # fmt: skip
    for s in slots:
        found += [u for u in seating.units_at[s] if numbers.home[u] < 0]
    again = 0
    for i, j in seating.pairs:
        again |= 1 << i | 1 << j
    for loose in numbers.loose:
        for u in loose:
            unit, t = units[u], at[u] % T
            if (
                (unit.mask & again and _meets_again(seating, unit, at[u]))
                or any(seating.visits[i][t] > 1 for i in unit.guests)
                or (unit.foes & seating.mask[at[u]])
                or (unit.barred and unit.barred[t])
                or (unit.moved and unit.moved[t])
            ):
                found.append(u)
    return found


def _meets_again(seating, unit, slot) -> bool:
    return any(seating.multi[i] & seating.mask[slot] for i in unit.members)


def _partner(seating, u, x, draw):
    """Units to exchange with, and the other slot: mostly a unit drawn from the round, else a table with chairs free."""
    numbers = seating.numbers
    T = numbers.T
    r = x // T
    moved = numbers.units[u].moved
    if moved and moved[x % T] and draw() < 0.5:
        y = r * T + min(range(T), key=moved.__getitem__)
        here = [v for v in seating.units_at[y] if numbers.home[v] < 0]
        if not here or draw() < 0.3:
            return (), y
        return (here[int(draw() * len(here))],), y
    if draw() < 0.15:
        y = r * T + int(draw() * T)
        if seating.count[y] + numbers.units[u].size <= numbers.seats[y % T]:
            return (), y
    loose = numbers.loose[r]
    v = loose[int(draw() * len(loose))]
    return (v,), seating.at[v]


def _evened(seating, us, a, x, vs, b, y, draw):
    """The same exchange with small units of the lighter side added until both sides are equally many, if that goes."""
    numbers = seating.numbers
    light_slot, chosen = (x, us) if a.size < b.size else (y, vs)
    others = [v for v in seating.units_at[light_slot] if numbers.home[v] < 0 and v not in chosen]
    while others and a.size != b.size:
        v = others.pop(int(draw() * len(others)))
        unit = numbers.units[v]
        if unit.size > abs(a.size - b.size):
            continue
        if a.size < b.size:
            us, a = (*us, v), both(a, unit)
        else:
            vs, b = (*vs, v), both(b, unit)
    return us, a, vs, b
