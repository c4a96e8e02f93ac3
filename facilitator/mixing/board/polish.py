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
    """A board with spaces: `cells[s]` is {topic: space} for the topics of slot s. A topic that stays where it stands
    now counts `price` people more."""

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

    @property
    def worth(self) -> tuple[int, int]:
        """How it compares: people times slots with something to go to, and the price of what stays in its slot; then
        those who also find a seat."""
        stays = sum(self._stays(t, (s,), ()) for s, standing in enumerate(self.cells) for t in standing)
        return self.free + stays, self.capped

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
        """Let t go to (b, q) and u to (a, p), either may be None, when nobody loses by it; True when it was done."""
        one = {x: place for x, place in self.cells[a].items() if x not in (t, u)}
        two = one if a == b else {x: place for x, place in self.cells[b].items() if x != u}
        if t is not None:
            two[t] = q
        if u is not None:
            one[u] = p
        more = 0
        if a != b:
            more = self._any(a, one) + self._any(b, two) - self.any[a] - self.any[b]
            more += self._stays(t, (b,), (a,)) + self._stays(u, (a,), (b,))
            if more < 0 or self.ground.clashes(one) or self.ground.clashes(two):
                return False
        after = {a: one, b: two}
        seated = {s: sitting(self.ground, s, standing) for s, standing in after.items()}
        better = sum(seated[s] - self.seated[s] for s in after)
        if more == 0 and better + self._stays(t, (b, q), (a, p)) + self._stays(u, (a, p), (b, q)) < 0:
            return False
        for s, standing in after.items():
            self.cells[s], self.seated[s], self.any[s] = standing, seated[s], self._any(s, standing)
        return True

    def _stays(self, t, now, before):
        """What it is worth that t is at `now` and no longer at `before`: (slot,), (slot, space), or () for nowhere."""
        home = None if t is None else self.ground.home[t]
        return 0 if home is None else self.price * (_at(home, now) - _at(home, before))


def _at(home, place) -> bool:
    return bool(place) and home[: len(place)] == place
