"""What there is to see of each table. Each function asks the record a fixed number of times, however many there are."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from peewee import fn

from ...cafe.models import ASKED, HOSTING, Host, Seat, TableDevice
from ...cafe.room import question_at, round_now, tables_of
from ...events.clock import current_stage
from ...events.models import Event, Round, Table
from ...help.models import Call
from ...notes.models import TAKEN_BACK, Note, Photo
from ...people.models import Person
from ...people.names import known_as


@dataclass(frozen=True)
class Look:
    """A table now. `hosts` and `asked` are Host rows with their label; `people` labels of who has a seat; `notes` how
    many notes and pictures it has in this round; `calls` how many at it wait for a hand."""

    table: Table
    round: Round | None
    question: str
    hosts: tuple[tuple[Host, str], ...]
    asked: tuple[tuple[Host, str], ...]
    devices: tuple[TableDevice, ...]
    people: tuple[str, ...]
    notes: int
    calls: int
    talking: bool  # the round is on, so notes may come


def looks(event: Event, keys=None) -> list[Look]:
    """Every table (or those with an id among `keys`) as it is now."""
    here, stage, labels = round_now(event), current_stage(event), known_as(event)
    sits, rows = _people(here, keys), _hosts(event, labels)
    devices, notes, calls = _devices(event), _notes(event, here), _calls(event, here)
    return [
        Look(
            table=table,
            round=here,
            question=question_at(here, table) if here else table.question,
            hosts=tuple(rows[HOSTING, table.id]),
            asked=tuple(rows[ASKED, table.id]),
            devices=tuple(devices[table.id]),
            people=tuple(sorted(labels[person] for person in sits[table.id])),
            notes=notes[table.id],
            calls=calls[table.id],
            talking=bool(stage and stage.kind in ("round", "harvest")),
        )
        for table in tables_of(event)
        if keys is None or table.id in keys
    ]


def tables_of_person(person: Person) -> set[int]:
    """The ids of the tables that show something of this person."""
    seats = Seat.select(Seat.table).where(Seat.person == person).tuples()
    hosted = Host.select(Host.table).where(Host.person == person).tuples()
    return {id_ for (id_,) in (*seats, *hosted)}


def tables_of_call(call: Call) -> set[int]:
    """The ids of the tables at which this call may be shown."""
    return {call.table_id} if call.person_id is None else tables_of_person(call.person) | {call.table_id}


def _people(round_, keys):
    """`{table id: ids of people}`, as plain numbers: a hall's seats are many, and one of them wakes a table."""
    found = defaultdict(list)
    if round_ is None:
        return found
    wanted = Seat.select(Seat.table, Seat.person).join(Person).where(Seat.round == round_, Person.left_at.is_null())
    if keys is not None:
        wanted = wanted.where(Seat.table.in_(list(keys)))
    for table, person in wanted.tuples():
        found[table].append(person)
    return found


def _hosts(event, labels):
    found = defaultdict(list)
    wanted = Host.select(Host, Person).join(Person).where(Host.event == event, Person.left_at.is_null())
    for host in wanted.where(Host.state.in_((HOSTING, ASKED))).order_by(Host.id):
        found[host.state, host.table_id].append((host, labels[host.person_id]))
    return found


def _devices(event):
    found = defaultdict(list)
    for device in TableDevice.select().where(TableDevice.event == event, TableDevice.revoked_at.is_null()):
        found[device.table_id].append(device)
    return found


def _notes(event, round_) -> Counter:
    counted = Counter()
    for kind in (Note, Photo) if round_ else ():
        rows = kind.select(kind.table, fn.COUNT(kind.id)).where(kind.round == round_, kind.state != TAKEN_BACK)
        counted.update(dict(rows.where(kind.event == event).group_by(kind.table).tuples()))
    return counted


def _calls(event, round_) -> Counter:
    waiting = Call.select(Call.table, Call.person).where(
        Call.event == event, Call.answered_at.is_null(), Call.taken_back_at.is_null()
    )
    calls = list(waiting.tuples())
    seats = Seat.select(Seat.person, Seat.table).where(
        Seat.round == round_, Seat.person.in_([person for _table, person in calls if person])
    )
    sits = dict(seats.tuples()) if round_ and calls else {}
    return Counter(table or sits.get(person) for table, person in calls)
