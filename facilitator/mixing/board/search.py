"""Which slot for which topic: swap annealing.

A person who wants two topics of one slot can go to one of them. So a slot is worth the number of people who want at
least one of its topics, and the search looks for slots whose topics are wanted by different people. It starts from a
board that breaks as few rules as possible and swaps two topics (or a topic and an empty cell, or one that waits) at a
time, never breaking a rule; a swap that loses is taken with the chance exp(loss / temperature), and the temperature
falls (Kirkpatrick, Gelatt, Vecchi: Optimization by Simulated Annealing, Science 220, 1983).

What a swap is worth is known from two numbers for each slot: who has at least one topic there, and who has exactly one.
"""

import math
import random
import time

from .ground import Ground

STAGES = 240
HOT, COLD = 4.0, 0.3  # people; below, hardly anything that loses is taken


def anneal(
    ground: Ground,
    slots: list[list[int]],
    rnd: random.Random,
    *,
    steps: int,
    seconds: float,
    bound: int,
    price=0,
    hot=HOT,
    tell=None,
):
    """Swap topics of `slots` (as `opening.first_board` gives them) for `steps` steps, or fewer when `seconds` are over
    or `bound` people-slots are reached. Gives (slots, people-slots) of the best found. Changes nothing that is given.

    A topic in its present slot counts `price` people more. `tell(slots, worth, share of the way)` hears of it now and
    then and may answer True: enough. Deterministic for a `rnd`, as long as time does not end it.
    """
    walk = _Walk(ground, slots, price)
    began = time.monotonic()
    each = max(1, steps // STAGES)
    stage = 0
    while stage < STAGES and walk.best < bound and walk.movable:
        walk.steps(each, hot * (COLD / hot) ** (stage / (STAGES - 1)), rnd, bound)
        share = (stage + 1) / STAGES
        gone = (time.monotonic() - began) / seconds if seconds > 0 else 1.0
        # Slower than hoped: some temperatures are left out, so that the cold ones still have their turn.
        stage = max(stage + 1, math.ceil(gone * STAGES) if gone > share else 0)
        if tell is not None and tell(walk.kept, walk.best, max(share, gone)):
            break
    return walk.kept, walk.best


class _Walk:
    def __init__(self, ground, slots, price):
        self.ground = ground
        self.slots = [topics[:] for topics in slots]
        self.at = [0] * ground.size
        for s, topics in enumerate(slots):
            for t in topics:
                self.at[t] = s
        self.short = [ground.shortage(s, topics) for s, topics in enumerate(slots)]
        self.ties = [self._ties(topics) for topics in slots]
        self.bonus = [
            [price if ground.home[t] is not None and ground.home[t][0] == s else 0 for t in range(ground.size)]
            for s in range(ground.slots + 1)
        ]
        self.worth = [
            [voters.bit_count() + more for voters, more in zip(*rows, strict=True)]
            for rows in zip(ground.voters, self.bonus, strict=True)
        ]
        self.any, self.once = [0] * len(slots), [0] * len(slots)
        for s in range(len(slots)):
            self._look(s)
        self.now = sum(any.bit_count() for any in self.any) + sum(self.bonus[self.at[t]][t] for t in range(ground.size))
        self.best, self.kept = self.now, [topics[:] for topics in slots]
        stuck = self._stuck()
        self.movable = [t for t in range(ground.size) if t not in stuck and ground.least[t].count(0) > 1]

    def _ties(self, topics):
        found = 0
        for t in topics:
            found |= self.ground.ties[t]
        return found

    def _look(self, s):
        voters, any, twice = self.ground.voters[s], 0, 0
        for t in self.slots[s]:
            v = voters[t]
            twice |= any & v
            any |= v
        self.any[s], self.once[s] = any, any & ~twice

    def _stuck(self):
        """Topics whose rules cannot be kept here stay where they break the least."""
        ground, found = self.ground, set()
        for s, topics in enumerate(self.slots):
            if ground.hard(s, topics):
                found.update(
                    t for t in topics if ground.hard(s, [u for u in topics if u != t]) < ground.hard(s, topics)
                )
        return found

    def steps(self, count, temperature, rnd, bound):
        """So many tries at one temperature."""
        ground, at, slots, short = self.ground, self.at, self.slots, self.short
        movable, many = self.movable, len(self.movable)
        least, tie, kind, voters = ground.least, ground.ties, ground.kind, ground.voters
        ties, any, once, worth, bonus = self.ties, self.any, self.once, self.worth, self.bonus
        chance, exp = rnd.random, math.exp
        for _ in range(count):
            t, u = movable[int(chance() * many)], movable[int(chance() * many)]
            a, b = at[t], at[u]
            if a == b or least[t][b] or least[u][a]:
                continue
            tied, other = tie[t], tie[u]
            if (tied and tied & (ties[b] ^ other)) or (other and other & (ties[a] ^ tied)):
                continue
            lost_a, lost_b = once[a] & voters[a][t], once[b] & voters[b][u]
            gain = (
                worth[a][u] - (voters[a][u] & (any[a] ^ lost_a)).bit_count() - lost_a.bit_count() - bonus[a][t]
                + worth[b][t] - (voters[b][t] & (any[b] ^ lost_b)).bit_count() - lost_b.bit_count() - bonus[b][u]
            )  # fmt: skip
            if gain < 0 and chance() >= exp(gain / temperature):
                continue
            if kind[t] != kind[u] and not self._fits(t, u, a, b):
                continue
            slots[a][slots[a].index(t)], slots[b][slots[b].index(u)] = u, t
            at[t], at[u] = b, a
            ties[a] ^= tied ^ other
            ties[b] ^= tied ^ other
            if kind[t] != kind[u]:
                short[a], short[b] = ground.shortage(a, slots[a]), ground.shortage(b, slots[b])
            self._look(a)
            self._look(b)
            self.now += gain
            if self.now > self.best:
                self.best, self.kept = self.now, [topics[:] for topics in slots]
                if self.best >= bound:
                    return

    def _fits(self, t, u, a, b):
        ground, slots = self.ground, self.slots
        return (
            ground.shortage(a, [u if x == t else x for x in slots[a]]) <= self.short[a]
            and ground.shortage(b, [t if x == u else x for x in slots[b]]) <= self.short[b]
        )  # fmt: skip
