"""The search: simulated annealing by exchanges of units between two tables of one round.

Kirkpatrick, Gelatt, Vecchi, "Optimization by Simulated Annealing", Science 220 (1983); that candidates come mostly from
seats where something is wrong is usual for the social golfer problem (Dotú, Van Hentenryck, 2005).
"""

from math import exp
from typing import NamedTuple

from .state import NOBODY, Seating, Weights, both

PRICE_OF_A_CHANGE = 15  # what making one takes, in looks at a candidate


class Cooling(NamedTuple):
    """`steps` candidates while the temperature falls from `hot` to `cold` (in units of the weights).

    focus    the share of candidates drawn from seats where something is wrong
    lenient  the share of candidates looked at all of those that bring somebody back to a table
    free     the share of candidates that are a free chair, where there are any
    drift    the share of changes made of those that cost nothing
    """

    steps: int
    hot: float
    cold: float
    focus: float = 0.7
    lenient: float = 1.0
    free: float = 0.15
    drift: float = 1.0


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

    watch   called every few hundred steps with how much work was done, in steps; it raises to end the search
    """
    numbers = seating.numbers
    weigh, draw, units, at = seating.weigher(weights), random.random, numbers.units, seating.at
    T, loose, visits = numbers.T, numbers.loose, seating.visits
    focus, lenient, free, drift = cooling.focus, cooling.lenient, cooling.free, cooling.drift
    everybody = [u for units_ in loose for u in units_]
    guest = [unit.guests[0] if unit.guests else -1 for unit in units]  # one of them stands for all
    told = any(unit.told for unit in units)
    batch = max(100, min(1000, len(everybody) // 4))
    fall = (cooling.cold / cooling.hot) ** (batch / max(batch, cooling.steps))
    temperature, done = cooling.hot, 0
    while done < cooling.steps:
        grave, mild, thin = troubled(seating)
        grave, mild, taken = grave or mild or everybody, mild or grave or everybody, 0
        chairs = [_is_one_free(seating, r) for r in range(numbers.R)]
        for _ in range(batch):
            # This loop is run millions of times: what it does most often is written out here.
            pool = grave if draw() < focus else mild if draw() < focus else everybody
            u = pool[int(draw() * len(pool))]
            x = at[u]
            r, a = x // T, units[u]
            if told and a.told and x % T not in a.told and draw() < 0.5:
                v, y = _back(seating, a, x, draw)
            elif chairs[r] and draw() < free:
                v, y = None, r * T + int(draw() * T)
                if thin[r] and draw() < 0.5:
                    y = thin[r][int(draw() * len(thin[r]))]
                if seating.count[y] + a.size > numbers.seats[y % T]:
                    continue
            else:
                v = loose[r][int(draw() * len(loose[r]))]
                y = at[v]
            if y == x:
                continue
            i, j = guest[u], -1 if v is None else guest[v]
            if ((i >= 0 and visits[i][y % T]) or (j >= 0 and visits[j][x % T])) and draw() > lenient:
                continue
            b = NOBODY if v is None else units[v]
            us, vs = (u,), () if v is None else (v,)
            if a.size != b.size and vs and draw() < 0.8:
                us, a, vs, b = _evened(seating, us, a, x, vs, b, y, draw)
            cost = weigh(a, x, b, y)
            if cost < 0 or draw() < (drift if cost == 0 else exp(-cost / temperature)):
                taken += 1
                for one in us:
                    seating.seat(one, y)
                for one in vs:
                    seating.seat(one, x)
                if cost < 0:
                    best.offer(seating)
        done += batch
        temperature *= fall
        watch(batch + PRICE_OF_A_CHANGE * taken)


def exchange_paths(seating: Seating, best: Best, weights: Weights, steps: int, random, watch) -> None:
    """Let guests change places for the whole day where that mends a broken rule or mixes better.

    Two who are there in the same rounds swap all their seats, so that nobody meets anybody again who did not before.
    """
    numbers = seating.numbers
    weigh = seating.weigher(weights._replace(repeat=0, revisit=0))
    alike = {}
    for i, path in enumerate(zip(*numbers.unit_of, strict=True)):
        settled = any(u >= 0 and (numbers.home[u] >= 0 or numbers.units[u].size > 1) for u in path)
        if not settled and any(u >= 0 for u in path):
            alike.setdefault(tuple(u >= 0 for u in path), []).append(i)
    pools = [pool for pool in alike.values() if len(pool) > 1]
    people = [(i, pool) for pool in pools for i in pool]
    batch, at = 100, seating.at
    for _ in range(steps // batch if people else 0):
        taken = 0
        for _ in range(batch):
            i, pool = people[int(random.random() * len(people))]
            j = pool[int(random.random() * len(pool))]
            seats = [(of[i], at[of[i]], of[j], at[of[j]]) for of in numbers.unit_of if of[i] >= 0]
            cost = sum(weigh(numbers.units[u], x, numbers.units[v], y) for u, x, v, y in seats if x != y)
            if cost < 0 or (cost == 0 and i != j and random.random() < 0.1):
                taken += len(seats)
                for u, x, v, y in seats:
                    seating.seat(u, y)
                    seating.seat(v, x)
        best.offer(seating)
        watch(batch * numbers.R + PRICE_OF_A_CHANGE * taken)


def troubled(seating: Seating) -> tuple[list, list, list]:
    """The loose units where something is wrong: gravely (a rule, a return, a repeated meeting, a
    seat that differs from the one people were told), or mildly (mix and fill).

    The third list has by round the slots where somebody is missing.
    """
    numbers = seating.numbers
    grave, mild, thin = [], [], [[] for _ in range(numbers.R)]
    for s, broken in enumerate(seating.broken):
        count = seating.count[s]
        if broken[count] or seating.lack_of(seating.langs[s]):
            grave += seating.units_at[s]
        elif seating.uneven[s][count] or seating.mix_of(s // numbers.T, seating.roles[s]):
            mild += seating.units_at[s]
        if seating.uneven[s][count] > seating.uneven[s][min(count + 1, len(broken) - 1)]:
            thin[s // numbers.T].append(s)
    for i, j in seating.pairs:
        for unit_of in numbers.unit_of:
            u, v = unit_of[i], unit_of[j]
            if u >= 0 and v >= 0 and seating.at[u] == seating.at[v]:
                grave += (u, v)
    if seating.hard or seating.revisits:
        grave += [u for loose in numbers.loose for u in loose if _is_astray(seating, numbers.units[u], seating.at[u])]
    if seating.displaced:
        T, at, units = numbers.T, seating.at, numbers.units
        grave += [u for loose in numbers.loose for u in loose if units[u].told and at[u] % T not in units[u].told]
    return [u for u in grave if numbers.home[u] < 0], [u for u in mild if numbers.home[u] < 0], thin


def _is_one_free(seating, r) -> bool:
    """Whether a table has a free chair in that round; in a full room too, when another is too full."""
    counts = seating.count[r * seating.numbers.T : (r + 1) * seating.numbers.T]
    return any(count < seats for count, seats in zip(counts, seating.numbers.seats, strict=True))


def _is_astray(seating, unit, slot) -> bool:
    """At a table that is wrong for the unit itself."""
    t = slot % seating.numbers.T
    return bool(
        any(seating.visits[i][t] > 1 for i in unit.guests)
        or (unit.foes & seating.mask[slot])
        or (unit.barred and unit.barred[t])
    )


def _back(seating, unit, x, draw):
    """For people who lost the seat they were told: its slot, and whom to exchange with there (None: nobody)."""
    numbers = seating.numbers
    y = x - x % numbers.T + max(unit.told, key=unit.told.__getitem__)
    here = [v for v in seating.units_at[y] if numbers.home[v] < 0]
    if not here or draw() < 0.3:
        return None, y
    return here[int(draw() * len(here))], y


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
