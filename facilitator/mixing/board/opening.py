"""A first board: by and by, each topic where it breaks the least and brings the most; then mended by swaps."""

import random
import time

from .ground import NEVER, Ground

LONGEST_MEND = 3000  # swaps
TABU = 12  # swaps for which a topic that moved stays


def first_board(ground: Ground, rnd: random.Random, until: float) -> list[list[int]]:
    """The topics of each slot (the last list: those that wait), with as few rules broken as was found by `until`.

    Topics stand where they stand now when they may; the others one by one, those with the least choice first.
    """
    slots = _settled(ground)
    _fill(ground, slots, rnd)
    _mend(ground, slots, rnd, until)
    return slots


def _settled(ground):
    slots = [[] for _ in range(ground.slots + 1)]
    # Fixed topics first, for whatever else stands there must make room.
    for t in sorted(range(ground.count), key=lambda t: t not in ground.fixed):
        if ground.home[t] is None:
            continue
        s = ground.home[t][0]
        if t in ground.fixed or (len(slots[s]) < ground.capacity(s) and not ground.hard(s, [*slots[s], t])):
            slots[s].append(t)
    return slots


def _fill(ground, slots, rnd):
    stands = {t for topics in slots for t in topics}
    covered = [_all(ground.voters[s], topics) for s, topics in enumerate(slots)]
    left = [t for t in range(ground.size) if t not in stands]
    rnd.shuffle(left)
    left.sort(key=lambda t: (t >= ground.count, ground.least[t].count(0), -ground.wants[t].bit_count()))
    for t in left:
        options = [s for s in range(ground.slots + 1) if len(slots[s]) < ground.capacity(s)]

        def worth(s, t=t):
            more = ground.hard(s, [*slots[s], t]) - ground.hard(s, slots[s])
            return -more, (ground.voters[s][t] & ~covered[s]).bit_count()

        s = max(options, key=worth)
        slots[s].append(t)
        covered[s] |= ground.voters[s][t]


def _all(voters, topics):
    union = 0
    for t in topics:
        union |= voters[t]
    return union


def _mend(ground, slots, rnd, until):
    """Swap topics that break a rule with whichever makes it best, never the same again at once (a tabu search)."""
    hard = [ground.hard(s, topics) for s, topics in enumerate(slots)]
    unavoidable = sum(min(row) for row in ground.least)
    best, kept = sum(hard), [topics[:] for topics in slots]
    stays_until = [0] * ground.size
    for turn in range(LONGEST_MEND):
        if best <= unavoidable or time.monotonic() > until:
            break
        s = rnd.choice([s for s, broken in enumerate(hard) if broken])
        swap = _best_swap(ground, slots, hard, s, lambda t, turn=turn: stays_until[t] > turn, rnd)
        if swap is None:
            continue
        one, b, other = swap
        slots[s][one], slots[b][other] = slots[b][other], slots[s][one]
        stays_until[slots[s][one]] = stays_until[slots[b][other]] = turn + rnd.randint(2, TABU)
        hard[s], hard[b] = ground.hard(s, slots[s]), ground.hard(b, slots[b])
        if sum(hard) < best:
            best, kept = sum(hard), [topics[:] for topics in slots]
    slots[:] = kept


def _best_swap(ground, slots, hard, s, stays, rnd):
    """(place in s, other slot, place in it) of the swap that breaks the least; None when nothing may move."""
    found, least = None, None
    blamed = [
        place
        for place, t in enumerate(slots[s])
        if t not in ground.fixed and not stays(t) and _blamed(ground, s, slots[s], t)
    ]
    rnd.shuffle(blamed)
    for one in blamed[:4]:
        t = slots[s][one]
        for b, topics in enumerate(slots):
            if b == s or ground.least[t][b] >= NEVER:
                continue
            for other, u in enumerate(topics):
                if u in ground.fixed or stays(u) or ground.least[u][s] >= NEVER:
                    continue
                here = [*slots[s][:one], u, *slots[s][one + 1 :]]
                there = [*topics[:other], t, *topics[other + 1 :]]
                broken = ground.hard(s, here) - hard[s] + ground.hard(b, there) - hard[b]
                if least is None or (broken, rnd.random()) < least:
                    found, least = (one, b, other), (broken, rnd.random())
    return found


def _blamed(ground, s, topics, t):
    """Whether slot s breaks fewer rules without t."""
    return ground.hard(s, [u for u in topics if u != t]) < ground.hard(s, topics)
