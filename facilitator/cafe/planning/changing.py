"""What a change by hand would do to an offered plan: somebody sits elsewhere, or two people swap."""

from dataclasses import dataclass

from ...mixing.seating import Plan, Score, cost_of
from .instance import Instance, number, person_id, table_id
from .judging import cost


@dataclass(frozen=True)
class Change:
    """`moves` is [[person, table], …] in the record's numbers; `other` the person who swaps, or None.

    grows, broken   what it costs, as judging.cost gives it
    """

    moves: list
    other: int | None
    grows: dict
    broken: dict


def change(instance: Instance, plan: Plan, person: int, place: int, table: int) -> Change | None:
    """The best way to seat a person at a table in round `place` (from 1): on a free chair, or by swapping with whom it
    costs least. None when they sit there already. For `background.run`.
    """
    room, who, there = instance.room(), person_id(person), table_id(table)
    seat = plan.seats()[place - 1]
    here = seat.get(who)
    if here == there:
        return None
    guests = [one for one, at in seat.items() if at == there]
    free = next(one.seats for one in room.tables if one.id == there) - len(guests)
    changes = [(who, place, there)]
    movable = [one for one in guests if _may_move(instance, one, place)] if here and free <= 0 else []
    if movable:
        ways = [[*changes, (one, place, here)] for one in movable]
        changes = min(ways, key=lambda way: [cost_of(room, plan, way)[name] for name in Score._fields])
    grows, broken = cost(instance, plan, plan.with_changes(changes))
    moves = [[int(number(one)), int(number(at))] for one, _place, at in changes]
    return Change(moves, moves[1][0] if len(moves) > 1 else None, grows, broken)


def chose(instance: Instance, person: int, place: int) -> bool:
    """Whether this person chose their table in that round themselves."""
    return any(one == person_id(person) and at == place for one, at, _table in instance.chosen)


def _may_move(instance, id_, place) -> bool:
    one = next(each for each in instance.data["people"] if each["id"] == id_)
    return one["host"] is None and not chose(instance, int(number(id_)), place)
