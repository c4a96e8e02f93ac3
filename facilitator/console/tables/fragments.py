"""The tables, live: on one page all of them, on a table's own page that one with its buttons."""

from ...cafe.models import Host, Seat, SeatingPlan, TableDevice
from ...cafe.room import tables_of
from ...cafe.seats.vacated import Vacated
from ...events.models import Event, Round, Stage, Table
from ...help.models import Call
from ...live import ALL, CONSOLE, Piece, fragment
from ...notes.models import Note, Photo
from ...people.models import Person
from .reading import looks, tables_of_call, tables_of_person


def _event_of(row):
    return row.id if isinstance(row, Event) else row.event_id


def _every_channel(row):
    ids = Table.select(Table.id).where(Table.event == _event_of(row)).tuples()
    return [(str(id_), id_) for (id_,) in ids]


WHOLE_ROOM = (Event, Stage, Round, SeatingPlan)
ONE_TABLE = {
    Table: lambda table: [table.id],
    Host: lambda host: [host.table_id],
    TableDevice: lambda device: [device.table_id],
    Seat: lambda seat: [seat.table_id],
    Vacated: lambda vacated: [vacated.table_id],
    Note: lambda note: [note.table_id] if note.table_id else [],
    Photo: lambda photo: [photo.table_id] if photo.table_id else [],
    Call: tables_of_call,
    Person: tables_of_person,
}


def _in_its_channel(wake):
    return lambda row: [(str(id_), id_) for id_ in wake(row)]


@fragment(
    "table-look",
    "console/_table_look.html",
    audiences=(CONSOLE,),
    wakes={**{kind: lambda row: [ALL] for kind in WHOLE_ROOM}, **ONE_TABLE},
)
def all_tables(event, audience, channel, keys=None):
    """Every table: host, seats, notes, phones, who asks for a hand."""
    for look in looks(event, keys):
        yield Piece(look.table.id, order=look.table.number, context={"look": look})


@fragment(
    "one-table",
    "console/_one_table.html",
    audiences=(CONSOLE,),
    channels=lambda event: [table.id for table in tables_of(event)],
    wakes={
        **dict.fromkeys(WHOLE_ROOM, _every_channel),
        **{kind: _in_its_channel(wake) for kind, wake in ONE_TABLE.items()},
    },
)
def one_table(event, audience, channel, keys=None):
    """One table, with the buttons for its hosts and phones."""
    for look in looks(event, {int(channel)} if channel.isdecimal() else set()):
        yield Piece(look.table.id, context={"look": look})
