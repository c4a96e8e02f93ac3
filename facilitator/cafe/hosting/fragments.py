"""For hosts: how many people of their table are new, and the mark of who hosts."""

from ...events.models import Event, Round, Stage, Table
from ...live import PHONE, Piece, fragment, mine
from ...people.models import Person
from ..models import Seat, SeatingPlan
from ..room import tables_of
from ..seats.vacated import Vacated
from .hosts import hosting_of, newcomers


def channel_of(table_id: int) -> str:
    """The channel of one table's host page."""
    return f"table-{table_id}"


def _every_table(row):
    event_id = row.id if isinstance(row, Event) else row.event_id
    return [(channel_of(id_), None) for (id_,) in Table.select(Table.id).where(Table.event == event_id).tuples()]


def _tables_of_person(person):
    return [(channel_of(id_), None) for (id_,) in Seat.select(Seat.table).where(Seat.person == person).tuples()]


@fragment(
    "host-numbers",
    "cafe/_host_numbers.html",
    audiences=(PHONE,),
    channels=lambda event: [channel_of(table.id) for table in tables_of(event)],
    wakes={
        Event: _every_table,
        Stage: _every_table,
        Round: _every_table,
        SeatingPlan: _every_table,
        Table: lambda table: [(channel_of(table.id), None)],
        Seat: lambda seat: [(channel_of(seat.table_id), None)],
        Vacated: lambda vacated: [(channel_of(vacated.table_id), None)],
        Person: _tables_of_person,
    },
)
def host_numbers(event, audience, channel, keys=None):
    """How many are new at one table, stayed, and have moved on. Numbers, never names."""
    yield Piece(None, context={"newcomers": newcomers(event, int(channel.removeprefix("table-")))})


@mine("hosts", "table")
def hosts(person: Person):
    """The table that this person hosts."""
    return [host.table_id for host in hosting_of([person])]
