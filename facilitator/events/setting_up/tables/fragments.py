"""The tables as the facilitators set them up, live for all who do."""

from ....live import CONSOLE, Piece, fragment
from ...models import Table
from . import actions


@fragment("set-up-table", "events/_set_up_table.html", audiences=(CONSOLE,), wakes={Table: lambda table: [table.id]})
def table(event, audience, channel, keys=None):
    """Every table by number, those put away among them."""
    for each in actions.tables_of(event):
        if keys is None or each.id in keys:
            yield Piece(each.id, order=each.number, context={"table": each})


@fragment("set-up-room", "events/_set_up_room.html", audiences=(CONSOLE,), wakes={Table: lambda table: [None]})
def room(event, audience, channel, keys=None):
    """How many tables and seats there are in all."""
    here = [each for each in actions.tables_of(event) if each.away_at is None]
    yield Piece(None, context={"tables": len(here), "seats": sum(each.seats for each in here)})
