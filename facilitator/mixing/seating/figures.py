"""What a plan is worth, counted afresh from the plan alone: the engine's own judge, slow and simple on purpose.

The definitions are those of docs/mixing.md. Nothing here is shared with the search.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from .bounds import repeats_bound, revisits_bound
from .plan import Plan
from .room import Room


class Score(NamedTuple):
    """What the search makes small, first things first. Compare with < and ==."""

    hard: int
    revisits: int
    repeat_excess: int
    displaced: int
    mix_dev: int
    size_dev: int


@dataclass(frozen=True)
class Break:
    """One broken rule at one place: `count` is how many people, seats or pairs; `people` are those concerned."""

    rule: str
    count: int
    round: int
    table: str | None
    people: tuple[str, ...]

    def to_dict(self) -> dict:
        """For json."""
        return {**self.__dict__, "people": list(self.people)}


@dataclass(frozen=True)
class Figures:
    """A plan's figures. Bounds are proven: no plan of this room can be below them.

    violations     {rule: count} of what must never be broken; `hard` is their sum
    new_people     {person id: [people met for the first time, one number per round]}; None in rounds not there
    displaced      seats after the frozen rounds that differ from the baseline; `displaced_people` are the people
    """

    violations: dict
    breaks: tuple[Break, ...]
    revisits: int
    revisits_bound: int
    repeat_excess: int
    repeat_pairs: int
    max_meet: int
    repeats_bound: int
    mix_dev: int
    mix_entropy: float | None
    size_dev: int
    meet_mean: float
    displaced: int = 0
    displaced_next: int = 0
    displaced_people: int = 0
    new_people: dict = field(default_factory=dict)

    @property
    def hard(self) -> int:
        """How often a rule that must hold is broken."""
        return sum(self.violations.values())

    @property
    def score(self) -> Score:
        """The six numbers in the order of their weight."""
        return Score(
            self.hard, self.revisits, self.repeat_excess, self.displaced, self.mix_dev, self.size_dev
        )  # fmt: skip

    def to_dict(self) -> dict:
        """For json: all single numbers, without the lists by person."""
        kept = {k: v for k, v in self.__dict__.items() if k not in ("breaks", "new_people")}
        return {"hard": self.hard, **kept}


def measure(room: Room, plan: Plan, baseline: Plan | None = None, frozen: int = 0) -> Figures:
    """All figures of `plan` in `room`. A baseline given here goes before the room's own."""
    return _Measure(room if baseline is None else room.with_baseline(baseline, frozen), plan).figures()


def cost_of(room: Room, plan: Plan, changes) -> dict:
    """What it would cost to seat people elsewhere: {name of a figure: how much it grows}, all of Score's names.

    changes    [(person id, round from 1, table id), …]
    """
    before, after = measure(room, plan).score, measure(room, plan.with_changes(changes)).score
    return {name: b - a for name, a, b in zip(Score._fields, before, after, strict=True)}


class _Measure:
    def __init__(self, room, plan):
        self.room, self.plan = room, plan
        self.people = {p.id: p for p in room.people}
        self.tables = {t.id: t for t in room.tables}
        self.roles = sorted({p.role for p in room.people})
        self.breaks = []
        self.at = [self._seats(number, tables) for number, tables in enumerate(plan.rounds[: room.rounds], 1)]
        if len(plan.rounds) != room.rounds:
            self._broken("structure", abs(len(plan.rounds) - room.rounds), 0, None, ())
        self.meetings, self.new = Counter(), {}

    def figures(self) -> Figures:
        room = self.room
        sizes = mix = entropies = used = 0
        for number, seat in enumerate(self.at, 1):
            tables = defaultdict(list)
            for person, table in seat.items():
                tables[table].append(person)
            self._rules(number, seat, tables)
            sizes += self._uneven(seat, tables)
            deviation, entropy, count = self._mix(seat, tables)
            mix, entropies, used = mix + deviation, entropies + entropy, used + count
            self._meet(number, tables)
        exempt = {pair for group in room.together for pair in combinations(sorted(group), 2)}
        pairs = {pair: n for pair, n in self.meetings.items() if pair not in exempt}
        displaced = self._displaced()
        met = Counter(person for pair in self.meetings for person in pair)
        violations = Counter()
        for one in self.breaks:
            violations[one.rule] += one.count
        return Figures(
            violations=dict(violations),
            breaks=tuple(self.breaks),
            revisits=self._revisits(),
            revisits_bound=revisits_bound(room),
            repeat_excess=sum(n - 1 for n in pairs.values()),
            repeat_pairs=sum(n > 1 for n in pairs.values()),
            max_meet=max(pairs.values(), default=0),
            repeats_bound=repeats_bound(room),
            mix_dev=mix,
            mix_entropy=round(entropies / used, 4) if used else None,
            size_dev=sizes,
            meet_mean=round(sum(met.values()) / max(1, len(self.people)), 3),
            displaced=len(displaced),
            displaced_next=sum(number == room.frozen + 1 for _person, number in displaced),
            displaced_people=len({person for person, _number in displaced}),
            new_people=self.new,
        )

    def _broken(self, rule, count, number, table, people):
        if count:
            self.breaks.append(Break(rule, int(count), number, table, tuple(people)))

    def _seats(self, number, tables) -> dict:
        """The round's {person: table}; what does not fit its form is a break of structure."""
        seat = {}
        for table, people in tables.items():
            for person in people:
                known = table in self.tables and person in self.people and person not in seat
                if known and self.people[person].is_there(number):
                    seat[person] = table
                else:
                    self._broken("structure", 1, number, table, [person])
        for person in self.room.people:
            if person.is_there(number) and person.id not in seat:
                self._broken("structure", 1, number, None, [person.id])
        return seat

    def _rules(self, number, seat, tables):
        languages = any(p.langs for p in self.room.people)
        for id_, people in tables.items():
            table, count = self.tables[id_], len(people)
            self._broken("over_capacity", max(0, count - table.seats), number, id_, people)
            self._broken("under_min", max(0, self.room.min_table - count), number, id_, people)
            for one in (self.people[p] for p in people):
                self._broken("step_free", one.step_free and not table.step_free, number, id_, [one.id])
                self._broken("host_moved", one.host not in (None, id_), number, id_, [one.id])
                if languages:
                    company = sum(bool(one.langs & self.people[p].langs) for p in people if p != one.id)
                    self._broken("language", company < one.lang_min, number, id_, [one.id])
        for group in self.room.together:
            where = Counter(seat[p] for p in group if p in seat)
            self._broken("together_broken", where.total() - max(where.values(), default=0), number, None, group)
        for a, b in self.room.apart:
            self._broken("apart_broken", a in seat and seat[a] == seat.get(b), number, seat.get(a), (a, b))

    def _uneven(self, seat, tables) -> int:
        chairs = sum(t.seats for t in self.room.tables)
        total = 0
        for table in self.room.tables:
            fair, count = len(seat) * table.seats / max(1, chairs), len(tables.get(table.id, ()))
            total += max(0, math.floor(fair + 1e-9) - count, count - math.ceil(fair - 1e-9))
        return total

    def _mix(self, seat, tables):
        """The deviation, the sum of the tables' relative entropies, and how many tables that sum has."""
        present = Counter(self.people[p].role for p in seat)
        shares = {role: present[role] / len(seat) for role in self.roles} if seat else {}
        deviation = entropies = used = 0
        for people in tables.values():
            here = Counter(self.people[p].role for p in people)
            for role, share in shares.items():
                fair = len(people) * share
                deviation += max(0, math.floor(fair + 1e-9) - here[role], here[role] - math.ceil(fair - 1e-9))
            best = _entropy(_fairest(len(people), list(shares.values())))
            if best > 1e-12:
                entropies, used = entropies + min(1.0, _entropy([here[role] for role in self.roles]) / best), used + 1
        return deviation, entropies, used

    def _meet(self, number, tables):
        fresh = Counter()
        for people in tables.values():
            for pair in combinations(sorted(people), 2):
                self.meetings[pair] += 1
                if self.meetings[pair] == 1:
                    fresh.update(pair)
        for person in self.people:
            there = person in self.at[number - 1]
            self.new.setdefault(person, []).append(fresh[person] if there else None)

    def _revisits(self) -> int:
        if self.room.revisits:
            return 0
        visits = Counter((p, t) for seat in self.at for p, t in seat.items() if self.people[p].host is None)
        return sum(count - 1 for count in visits.values())

    def _displaced(self) -> list:
        """(person, round) of each seat after the frozen rounds that differs; a changed frozen one breaks a rule."""
        if self.room.baseline is None:
            return []
        displaced = []
        for number, (old, new) in enumerate(zip(self.room.baseline.seats(), self.at, strict=False), 1):
            moved = [p for p, t in new.items() if old.get(p, t) != t]
            if number <= self.room.frozen:
                self._broken("frozen_changed", len(moved), number, None, moved)
            else:
                displaced += [(p, number) for p in moved]
        return displaced


def _entropy(counts) -> float:
    total = sum(counts)
    return -sum(c / total * math.log(c / total) for c in counts if c)


def _fairest(size, shares) -> list[int]:
    """`size` people split by `shares` into whole numbers, largest remainders first."""
    exact = [size * share for share in shares]
    counts = [math.floor(x + 1e-9) for x in exact]
    for i in sorted(range(len(exact)), key=lambda i: counts[i] - exact[i])[: size - sum(counts)]:
        counts[i] += 1
    return counts
