"""The last touch, cell by cell: more people find a seat, and no one who could go to something loses it.

Two cells change what they hold, in one slot or in two. A swap stays when people gain by it: first those who have
something to go to, then those who also find a seat there (exact, see `seats`), then what stays where it stands now.
Swaps that change nothing stay too, for they lead on to others.
"""

import random
import time

from .ground import Ground
from .rooms import rooms, sitting


class Standing:
    """A board with spaces: `cells[s]` is {topic: space} for the topics of slot s, `worth` how it compares, as a tuple:
    (people times slots with something to go to, with a seat there), with `price` for each topic that stays."""

    def __init__(self, ground: Ground, slots: list[list[int]], price: int = 0):
        self.ground, self.price = ground, price
        self.cells = [rooms(ground, s, topics, price) for s, topics in enumerate(slots[: ground.slots])]
        self.waits = [t for t in slots[-1] if t < ground.count]
        self._measure()

    def _measure(self):
        self.seated = [sitting(self.ground, s, standing) for s, standing in enumerate(self.cells)]
        self.any = [self._any(s, standing) for s, standing in enumerate(self.cells)]

    def _any(self, s, standing):
        voters, found = self.ground.voters[s], 0
        for t in standing:
            found |= voters[t]
        return found.bit_count()

    @property
    def free(self) -> int:
        """People times slots in which they have something to go to."""
        return sum(self.any)

    @property
    def capped(self) -> int:
        """The same, where they also find a seat."""
        return sum(self.seated)

    def placements(self) -> dict:
        """{topic: (slot, space)} with the board's own ids."""
        board = self.ground.board
        at = {t: (s, p) for s, standing in enumerate(self.cells) for t, p in standing.items()}
        return {
            topic.id: (board.slots[at[t][0]], board.spaces[at[t][1]].id)
            for t, topic in enumerate(self.ground.topics) if t in at
        }  # fmt: skip

    def polish(self, rnd: random.Random, tries: int, seconds: float, bound: int, tell=None) -> None:
        """Try so many swaps, or fewer when `seconds` are over or `bound` people find a seat."""
        until = time.monotonic() + seconds
        places = [(s, p) for s in range(self.ground.slots) for p in self.ground.open[s]]
        inside = [{p: t for t, p in standing.items()} for standing in self.cells]
        for turn in range(tries):
            if turn % 256 == 0 and (self.capped >= bound or time.monotonic() > until or (tell and tell(turn / tries))):
                return
            (a, p), (b, q) = places[int(rnd.random() * len(places))], places[int(rnd.random() * len(places))]
            t, u = inside[a].get(p), inside[b].get(q)
            if t is not u and self._may(t, b, q) and self._may(u, a, p) and self._swap(t, a, p, u, b, q):
                for here, place, now in ((a, p, u), (b, q, t)):
                    inside[here].pop(place, None)
                    if now is not None:
                        inside[here][place] = now

    def _may(self, t, s, p):
        return t is None or not (self.ground.cost[t][s][p] or t in self.ground.fixed)

    def _swap(self, t, a, p, u, b, q):
        """Swap when nobody loses by it; True when it was."""
        one = {x: place for x, place in self.cells[a].items() if x != t}
        two = one if a == b else {x: place for x, place in self.cells[b].items()}
        two.pop(u, None)
        if t is not None:
            two[t] = q
        if u is not None:
            one[u] = p
        if a == b:
            stays = self._stays(t, a, q) - self._stays(t, a, p) + self._stays(u, a, p) - self._stays(u, a, q)
            seated = sitting(self.ground, a, one)
            if seated - self.seated[a] + stays < 0:
                return False
            self.cells[a], self.seated[a] = one, seated
            return True
        any_a, any_b = self._any(a, one), self._any(b, two)
        slot_stays = self.price * (
            self._in_slot(t, b) - self._in_slot(t, a) + self._in_slot(u, a) - self._in_slot(u, b)
        )
        more = any_a + any_b - self.any[a] - self.any[b] + slot_stays
        if more < 0 or self._clash(one) or self._clash(two):
            return False
        seated_a, seated_b = sitting(self.ground, a, one), sitting(self.ground, b, two)
        stays = self._stays(t, b, q) - self._stays(t, a, p) + self._stays(u, a, p) - self._stays(u, b, q)
        if more == 0 and seated_a + seated_b - self.seated[a] - self.seated[b] + stays < 0:
            return False
        self.cells[a], self.cells[b] = one, two
        self.any[a], self.any[b], self.seated[a], self.seated[b] = any_a, any_b, seated_a, seated_b
        return True

    def _in_slot(self, t, s):
        return t is not None and self.ground.home[t] is not None and self.ground.home[t][0] == s

    def _stays(self, t, s, p):
        return self.price * (t is not None and self.ground.home[t] == (s, p))

    def _clash(self, standing):
        """Whether a convener has two topics in it; a clash that cannot be mended is not made worse, nor moved."""
        return self.ground.clashes(standing) > 0
