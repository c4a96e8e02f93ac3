"""Reading a café: its tables and rounds, which round it is, who sits where. Each function asks the record once or
twice, however big the room is."""

from collections import defaultdict

import peewee

from ..events.clock import stages_of
from ..events.models import OF_A_ROUND, Event, Round, Stage, Table
from ..once import once
from ..people.models import Person
from ..statements import written_once
from .models import ASKED, HOSTING, Host, Seat


@once
def tables_of(event: Event, put_away_too: bool = False) -> list[Table]:
    """The tables by number."""
    return [table for table in _tables(event) if put_away_too or table.away_at is None]


@written_once
def _tables(event):
    return Table.select().where(Table.event == event).order_by(Table.number)


@once
def rounds_of(event: Event, put_away_too: bool = False) -> list[Round]:
    """The rounds in their order."""
    return [round_ for round_ in _rounds(event) if put_away_too or round_.away_at is None]


@written_once
def _rounds(event):
    return Round.select().where(Round.event == event).order_by(Round.position, Round.id)


def is_cafe(event: Event) -> bool:
    """Whether people of this event sit at tables and move between rounds."""
    return bool(rounds_of(event))


def round_now(event: Event) -> Round | None:
    """The round that phones speak of: the one it is; while people move, the one they move to; between rounds and
    before the first, the next one. None when all have been, and in an event that is no café."""
    stages = stages_of(event)
    here = next((place for place, stage in enumerate(stages) if stage.id == event.stage_id), 0)
    rounds = {round_.id: round_ for round_ in rounds_of(event)}
    coming = (stage.round_id for stage in stages[here:] if stage.kind in OF_A_ROUND)
    return next((rounds[id_] for id_ in coming if id_ in rounds), None)


def round_held(event: Event) -> Round | None:
    """The round that people sit in now, or the last that was held; before the first, the first. None when there are no
    rounds."""
    stages = stages_of(event)
    here = next((place for place, stage in enumerate(stages) if stage.id == event.stage_id), -1)
    held = [stage.round_id for stage in stages[: here + 1] if stage.kind in ("round", "harvest") and stage.round_id]
    return Round.get_by_id(held[-1]) if held else next(iter(rounds_of(event)), None)


def rounds_to_come(event: Event) -> list[Round]:
    """The rounds a plan may still change: those that have not begun. While people move, the round they move to has not
    begun yet."""
    begun = {stage.round_id for stage in stages_of(event) if stage.kind == "round" and stage.started_at is not None}
    return [round_ for round_ in rounds_of(event) if round_.id not in begun]


def has_begun(round_: Round) -> bool:
    """People talk in it now, or did."""
    return Stage.select().where(Stage.round == round_, Stage.kind == "round", Stage.started_at.is_null(False)).exists()


def question_at(round_: Round, table: Table | None = None) -> str:
    """The question that a table talks about in a round: its own when it has one, else the round's."""
    return (table.question if table else "") or round_.question


def seats_in(round_: Round) -> dict[int, Seat]:
    """`{person id: Seat}` of everyone who has a seat in that round and has not left."""
    found = Seat.select(Seat, Person).join(Person).where(Seat.round == round_, Person.left_at.is_null())
    return {seat.person_id: seat for seat in found}


def people_at(round_: Round) -> dict[int, list[Person]]:
    """`{table id: people}` of that round, of those who have not left; numbers for hosts, names for facilitators."""
    found = defaultdict(list)
    for seat in seats_in(round_).values():
        found[seat.table_id].append(seat.person)
    return found


@once
def free_chairs(event: Event, round_: Round) -> dict[int, int]:
    """`{table id: chairs nobody has been given}` in that round; below zero where people squeeze in."""
    taken = Seat.select(Seat.table, peewee.fn.COUNT(Seat.id)).join(Person, on=(Seat.person == Person.id))
    taken = dict(taken.where(Seat.round == round_, Person.left_at.is_null()).group_by(Seat.table).tuples())
    return {table.id: table.seats - taken.get(table.id, 0) for table in tables_of(event)}


@once
def hosts_of(event: Event, state: str = HOSTING) -> dict[int, list[Person]]:
    """`{table id: people}` who host a table now (or, with `ASKED`, were asked and have not answered), without tables
    that were put away."""
    found = defaultdict(list)
    wanted = Host.select(Host, Person).join(Person).join_from(Host, Table)
    here = [Person.left_at.is_null(), Table.away_at.is_null()]
    for host in wanted.where(Host.event == event, Host.state == state, *here).order_by(Host.id):
        found[host.table_id].append(host.person)
    return found


def cell(round_id: int, table_id: int) -> int:
    """One number for a table in a round: what `data-cell` carries, so that a phone can mark its own seat."""
    return round_id * 100_000 + table_id


__all__ = [
    "ASKED", "HOSTING", "cell", "free_chairs", "has_begun", "hosts_of", "is_cafe", "people_at", "question_at",
    "round_held", "round_now", "rounds_of", "rounds_to_come", "seats_in", "tables_of",
]  # fmt: skip
