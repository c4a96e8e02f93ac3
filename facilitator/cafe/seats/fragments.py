"""Where I sit, the map of the room, and the list of tables.

They are the same for everyone. Which table is mine is a mark of my own (`seat`), and seats travel to phones as marks:
a plan for a whole hall is shown without one page being fetched again. A mark holds my seats of all rounds, and pages
speak of the round it is. A Seat wakes the table it is at now; whoever moves one records the table it was at too
(`Vacated`), and a published plan wakes all tables.
"""

import itertools
from collections import defaultdict
from typing import NamedTuple

from ...events.clock import current_stage
from ...events.models import Event, Round, Stage, Table
from ...live import ALL, PHONE, Piece, carried, fragment, mine
from ...people.models import Person
from ...people.names import public_name
from ...statements import written_once
from ..models import SUGGESTED, Host, Seat, SeatingPlan
from ..room import cell, free_chairs, hosts_of, question_at, round_now, tables_of
from .place import place_of, whereabouts
from .reading import round_to_pick, step
from .vacated import Vacated

ONE, EVERY = [None], [ALL]
ANYWHERE = 0  # cell(round, ANYWHERE) is mine when I have a seat in that round, wherever
TALKING = ("round", "harvest")
NEAR = {"before", "doors", "welcome", "explain"}  # when people come in


def _tables_of_person(person):
    seats = Seat.select(Seat.table).where(Seat.person == person).tuples()
    hosted = Host.select(Host.table).where(Host.person == person).tuples()
    return {table_id for (table_id,) in (*seats, *hosted)}


WAKES_TABLES = {
    Event: lambda event: EVERY,
    Stage: lambda stage: EVERY,
    Round: lambda round_: EVERY,
    Table: lambda table: EVERY,
    SeatingPlan: lambda plan: EVERY,
    Seat: lambda seat: [seat.table_id],
    Vacated: lambda vacated: [vacated.table_id],
    Host: lambda host: [host.table_id],
    Person: _tables_of_person,
}


@fragment(
    "where",
    "cafe/_where.html",
    audiences=(PHONE,),
    wakes={
        Event: lambda event: ONE,
        Stage: lambda stage: ONE,
        Round: lambda round_: ONE,
        Table: lambda table: ONE,
    },
)
def where(event, audience, channel, keys=None):
    """The round and my table in big words, and the question. Nothing before and after a café's rounds are held."""
    here = round_now(event)
    if here is None or event.is_over:
        return
    stage, every = current_stage(event), tables_of(event, put_away_too=True)
    tables = [table for table in every if table.away_at is None]
    kind = stage.kind if stage else "before"
    yield Piece(
        None,
        context={
            "kind": kind,
            "round": here,
            "tables": [(table, cell(here.id, table.id)) for table in tables],
            "gone": [cell(here.id, table.id) for table in every if table.away_at is not None],
            "anywhere": cell(here.id, ANYWHERE),
            "places": whereabouts(event, tables),
            "coming_in": kind in NEAR,
            "question": here.question if kind in TALKING else "",
            "own_questions": kind in TALKING and any(table.question for table in tables),
            "question_at": question_at,
        },
    )


@fragment("spot", "cafe/_spot.html", audiences=(PHONE,), wakes=WAKES_TABLES)
def spots(event, audience, channel, keys=None):
    """The tables on the map of the room: number, free chairs, marks."""
    here, stage = round_now(event), current_stage(event)
    if here is None or event.is_over:
        return
    before = step(event).last if stage and stage.kind == "move" else None
    free, hosts, tables = free_chairs(event, here), hosts_of(event), tables_of(event)
    some_have_steps = not all(table.step_free for table in tables)
    for table in tables:
        if keys is None or table.id in keys:
            row, column = place_of(table, event.tables_across)
            yield Piece(
                table.id,
                order=table.number,
                context={
                    "table": table,
                    "row": row,
                    "column": column,
                    "free": free[table.id],
                    "host": table.id in hosts,
                    "step_free": some_have_steps and table.step_free,
                    "cell": cell(here.id, table.id),
                    "from_cell": before and cell(before.id, table.id),
                },
            )


@fragment("cafe-table", "cafe/_table.html", audiences=(PHONE,), wakes=WAKES_TABLES)
def table_cards(event, audience, channel, keys=None):
    """Each table: its name and marks, who hosts it, free chairs, and sitting down there."""
    here = None if event.is_over else round_now(event)
    tables, hosts = tables_of(event), hosts_of(event)
    free, places = free_chairs(event, here) if here else {}, whereabouts(event, tables)
    for table in tables:
        if keys is None or table.id in keys:
            people = hosts.get(table.id, [])
            yield Piece(
                table.id,
                order=table.number,
                context={
                    "table": table,
                    "place": places[table.id],
                    "hosted": bool(people),
                    "host_name": next((public_name(person) for person in people if public_name(person)), ""),
                    "free": free.get(table.id),
                    "cell": here and cell(here.id, table.id),
                },
            )


@fragment(
    "next-round",
    "cafe/_next_round.html",
    audiences=(PHONE,),
    wakes={Event: lambda event: ONE, Stage: lambda stage: ONE, Round: lambda round_: ONE},
)
def next_round(event, audience, channel, keys=None):
    """Above the chairs of the next round: which one it is. Empty when it is not the time to pick one."""
    yield Piece(None, context={"next": round_to_pick(event)})


@fragment("next-table", "cafe/_next_table.html", audiences=(PHONE,), wakes=WAKES_TABLES)
def next_tables(event, audience, channel, keys=None):
    """Each table with its free chairs in the next round, while people may pick one for it."""
    here = round_to_pick(event)
    if here is None:
        return
    free = free_chairs(event, here)
    for table in tables_of(event):
        if keys is None or table.id in keys:
            yield Piece(
                table.id,
                order=table.number,
                context={"table": table, "round": here, "free": free[table.id], "cell": cell(here.id, table.id)},
            )


@fragment(
    "staying",
    "cafe/_staying.html",
    audiences=(PHONE,),
    wakes={Event: lambda event: ONE, Stage: lambda stage: ONE, Round: lambda round_: ONE},
)
def staying(event, audience, channel, keys=None):
    """Staying at one's table in the next round, and following the plan again."""
    here = step(event)
    over = event.is_over or here.next is None
    context = {
        "step": None if over else here,
        "picks": round_to_pick(event) is not None,
        "anywhere": cell(here.next.id, ANYWHERE) if not over else 0,
        "anywhere_before": cell(here.last.id, ANYWHERE) if here.last else 0,
    }
    yield Piece(None, context=context)


@carried("seat", Seat)
def seats_of(people) -> dict[int, list[int]]:
    """`{person id: cells}` of all their rounds: the table they have in each, and that they have one."""
    return _cells(people, lambda seats: seats)


@carried("stays", Seat)
def stays_of(people) -> dict[int, list[int]]:
    """Like `seats_of`, of the rounds in which a person has the same table as in the round before."""
    return _cells(people, lambda seats: [b for a, b in itertools.pairwise(seats) if a.table_id == b.table_id])


@carried("chose", Seat)
def choices_of(people) -> dict[int, list[int]]:
    """Like `seats_of`, of the rounds in which a person chose their table themself."""
    return _cells(people, lambda seats: [seat for seat in seats if seat.how != SUGGESTED])


@mine("seat", "cell")
def my_seats(person: Person):
    """Where this person sits in each round."""
    return seats_of([person.id]).get(person.id, ())


@mine("stays", "cell")
def my_stays(person: Person):
    """Where this person stays from the round before."""
    return stays_of([person.id]).get(person.id, ())


@mine("chose", "cell")
def my_choices(person: Person):
    """Where this person sits because they said so."""
    return choices_of([person.id]).get(person.id, ())


class _Sat(NamedTuple):
    """What a mark needs of a Seat. A hall of marks is made at once, and whole rows would take three times as long."""

    round_id: int
    table_id: int
    how: str


@written_once
def _sat(people):
    wanted = Seat.select(Seat.person, Seat.round, Seat.table, Seat.how).join(Round)
    wanted = wanted.where(Seat.person.in_(people), Round.away_at.is_null())
    return wanted.order_by(Round.position, Round.id).tuples()


def _cells(people, of_those) -> dict[int, list[int]]:
    found = defaultdict(list)
    for person, *sat in _sat(list(people)):
        found[person].append(_Sat(*sat))
    return {
        person: [cell(seat.round_id, table) for seat in of_those(seats) for table in (seat.table_id, ANYWHERE)]
        for person, seats in found.items()
    }
