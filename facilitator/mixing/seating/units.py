"""The room in whole numbers, for the search: people, slots (a table in a round), and units of people who move as one.

Sets of people are kept as the bits of one whole number each, so that "how many of this table has she met" is one AND
and one count of bits, however large the table.
"""

import math
from collections import Counter, defaultdict
from typing import NamedTuple

from .room import Room


class Unit(NamedTuple):
    """People who sit together in one round and move as one.

    members   their numbers
    mask      the same as bits
    guests    those of them who should not come back to a table
    roles     counts by role, packed into one number, `Numbers.shift` bits each; langs the same by language class
    foes      bits of those who must not sit with them
    barred    by table, how many of them cannot get there because of steps; None when all can go anywhere
    told      {table: how many of them were told it}; None when nobody was told any
    """

    members: tuple
    mask: int
    size: int
    guests: tuple
    roles: int
    langs: int
    foes: int
    barred: list | None
    told: dict | None


class Numbers:
    """A room as lists. Slot number = round · T + table; rounds, tables and people count from 0.

    units      all of them; `round_of` says in which round each is, `home` the table it is bound to, or -1
    unit_of    by round and person, the number of their unit, or -1 when they are not there
    mates      by person, the bits of those they stay with, who do not count as met again
    loose      by round, the numbers of the units that may move
    """

    def __init__(self, room: Room):
        self.room = room
        self.P, self.T, self.R = len(room.people), len(room.tables), room.rounds
        self.person = {p.id: i for i, p in enumerate(room.people)}
        self.table = {t.id: i for i, t in enumerate(room.tables)}
        self.seats = [t.seats for t in room.tables]
        self.shift = max(8, self.P.bit_length())
        self._needs()
        self._settled()
        self.units, self.round_of, self.home = [], [], []
        self.unit_of = [[-1] * self.P for _ in range(self.R)]
        for r in range(self.R):
            self._units_of(r)
        self.loose = [[] for _ in range(self.R)]
        for u, home in enumerate(self.home):
            if home < 0:
                self.loose[self.round_of[u]].append(u)
        self.mates = [0] * self.P
        for group in room.together:
            bits = sum(1 << self.person[p] for p in group)
            for p in group:
                self.mates[self.person[p]] |= bits

    def _needs(self):
        people = self.room.people
        roles = {role: i for i, role in enumerate(sorted({p.role for p in people}))}
        self.roles = len(roles)
        self.role_of = [roles[p.role] for p in people]
        classes = {}
        self.speaks = any(p.langs for p in people)
        self.class_of = [classes.setdefault((p.langs, p.lang_min), len(classes)) for p in people]
        self.classes = list(classes)
        self.foes = [0] * self.P
        for a, b in ((self.person[a], self.person[b]) for a, b in self.room.apart):
            self.foes[a] |= 1 << b
            self.foes[b] |= 1 << a
        self.steps = [0 if t.step_free else 1 for t in self.room.tables]

    def _settled(self):
        """`anchor[r]`: {person: table} that the search may not change; `told[r]`: {person: table} of the baseline."""
        room = self.room
        self.present = [[i for i, p in enumerate(room.people) if p.is_there(r + 1)] for r in range(self.R)]
        self.told = [{} for _ in range(self.R)]
        for r, seats in enumerate(room.baseline.seats()[: self.R] if room.baseline else []):
            self.told[r] = {
                self.person[p]: self.table[t] for p, t in seats.items() if p in self.person and t in self.table
            }  # fmt: skip
        self.anchor = []
        self.refused = []  # choices that found no chair: (person id, round from 1)
        for r in range(self.R):
            there = set(self.present[r])
            anchor = {i: self.table[room.people[i].host] for i in self.present[r] if room.people[i].host is not None}
            if r < room.frozen:
                anchor |= {i: t for i, t in self.told[r].items() if i in there}
            else:
                self._choices(r, anchor)
            self.anchor.append(anchor)

    def _choices(self, r, anchor):
        taken = Counter(anchor.values())
        for (person, number), table in self.room.fixed.items():
            i, t = self.person[person], self.table[table]
            if number != r + 1 or i not in self.present[r]:
                continue
            if anchor.get(i) != t and taken[t] >= self.seats[t]:
                self.refused.append((person, number))
                continue
            if i in anchor:
                taken[anchor[i]] -= 1
            anchor[i] = t
            taken[t] += 1

    def _units_of(self, r):
        """Groups that stay together, joined where they overlap, parted where their members are bound to two tables."""
        lead = {i: i for i in self.present[r]}

        def root(i):
            while lead[i] != i:
                lead[i] = i = lead[lead[i]]
            return i

        if r >= self.room.frozen:
            for group in self.room.together:
                here = [self.person[p] for p in group if self.person[p] in lead]
                for i in here[1:]:
                    lead[root(i)] = root(here[0])
        parts = defaultdict(list)
        for i in self.present[r]:
            parts[root(i)].append(i)
        for members in parts.values():
            bound = Counter(self.anchor[r][i] for i in members if i in self.anchor[r])
            first = bound.most_common(1)[0][0] if bound else -1
            for t in bound or [-1]:
                self._add(r, [i for i in members if self.anchor[r].get(i, first) == t], t)

    def _add(self, r, members, home):
        people, told = self.room.people, self.told[r]
        known = [i for i in members if i in told] if r >= self.room.frozen else []
        need = sum(people[i].step_free for i in members)
        foes = 0
        for i in members:
            foes |= self.foes[i]
        for i in members:
            self.unit_of[r][i] = len(self.units)
        self.units.append(
            Unit(
                members=tuple(members),
                mask=sum(1 << i for i in members),
                size=len(members),
                guests=() if self.room.revisits else tuple(i for i in members if people[i].host is None),
                roles=sum(1 << self.shift * self.role_of[i] for i in members),
                langs=sum(1 << self.shift * self.class_of[i] for i in members),
                foes=foes,
                barred=[need * step for step in self.steps] if need else None,
                told=dict(Counter(told[i] for i in known)) if known else None,
            )
        )
        self.round_of.append(r)
        self.home.append(home)


def unpacked(packed: int, parts: int, shift: int) -> list[int]:
    """The counts that were packed into one number."""
    low = (1 << shift) - 1
    return [packed >> shift * i & low for i in range(parts)]


def company_lacking(numbers: Numbers, packed: int) -> int:
    """How many partners in language the people of a table lack in sum; `packed` are its counts by language class."""
    counts = unpacked(packed, len(numbers.classes), numbers.shift)
    here = [c for c, count in enumerate(counts) if count]
    lack = 0
    for c in here:
        langs, least = numbers.classes[c]
        company = sum(counts[d] for d in here if langs & numbers.classes[d][0]) - bool(langs)
        lack += counts[c] * max(0, least - company)
    return lack


def mix_deviation(size: int, counts: list[int], shares: list[float]) -> int:
    """How far a table's voices are from the whole room's shares, in people."""
    off = 0
    for count, share in zip(counts, shares, strict=True):
        fair = size * share
        off += max(0, math.floor(fair + 1e-9) - count, count - math.ceil(fair - 1e-9))
    return off


def size_rows(numbers: Numbers, r: int) -> tuple[list, list]:
    """By table and number of people there: how many rules of size that breaks, and how far it is from an even fill."""
    present, chairs = len(numbers.present[r]), max(1, sum(numbers.seats))
    least = numbers.room.min_table
    broken, uneven = {}, {}
    for seats in set(numbers.seats):
        low, high = math.floor(present * seats / chairs + 1e-9), math.ceil(present * seats / chairs - 1e-9)
        broken[seats] = [max(0, n - seats) + (max(0, least - n) if n else 0) for n in range(present + 1)]
        uneven[seats] = [max(0, low - n, n - high) for n in range(present + 1)]
    return [broken[seats] for seats in numbers.seats], [uneven[seats] for seats in numbers.seats]
