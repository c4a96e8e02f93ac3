"""Which needs shaped a plan: counts, to be told to the room so that people see why they sit where they sit."""

from dataclasses import dataclass
from itertools import combinations

from .plan import Plan
from .room import Room


@dataclass(frozen=True)
class Reasons:
    """How many people or pairs each need held for, in this plan. A need that is broken somewhere does not count.

    hosts       who stay at their table
    step_free   people in need of it who are at step-free tables in all their rounds
    together    groups that share a table in all rounds in which they are there
    apart       pairs that never share one
    languages   people with enough company in their language in all their rounds, in a room of several languages
    part        people who are there for part of the rounds
    chosen      seats that people chose themselves
    """

    hosts: int
    step_free: int
    together: int
    apart: int
    languages: int
    part: int
    chosen: int


def reasons(room: Room, plan: Plan) -> Reasons:
    """Count what the plan keeps."""
    seats = plan.seats()
    step_free = {t.id for t in room.tables if t.step_free}
    people = {p.id: p for p in room.people}
    tables = {person: {seat.get(person) for seat in seats} - {None} for person in people}
    several = len({language for p in room.people for language in p.langs}) > 1
    return Reasons(
        hosts=sum(p.host is not None and tables[p.id] == {p.host} for p in room.people),
        step_free=sum(p.step_free and tables[p.id] <= step_free for p in room.people),
        together=sum(all(_one(seat, group) for seat in seats) for group in room.together),
        apart=sum(all(a not in seat or seat[a] != seat.get(b) for seat in seats) for a, b in room.apart),
        languages=_in_company(people, plan) if several else 0,
        part=sum(0 < sum(p.is_there(r + 1) for r in range(room.rounds)) < room.rounds for p in room.people),
        chosen=sum(seats[number - 1].get(person) == table for (person, number), table in room.fixed.items()),
    )


def _one(seat, group) -> bool:
    return len({seat[p] for p in group if p in seat}) <= 1


def _in_company(people, plan) -> int:
    alone = set()
    for tables in plan.rounds:
        for names in tables.values():
            here = [people[p] for p in names if p in people]
            company = dict.fromkeys((p.id for p in here), 0)
            for a, b in combinations(here, 2):
                if a.langs & b.langs:
                    company[a.id] += 1
                    company[b.id] += 1
            alone |= {p.id for p in here if company[p.id] < p.lang_min}
    return len(people.keys() - alone)
