"""The table and the round that an address or a form speaks of, and who acts there."""

from dataclasses import replace

from flask import g, request

from ...access import PARTICIPANT, TABLE, Viewer
from ...errors import NotFound
from ...events.models import Round, Table
from ..room import round_now, rounds_of
from .actions import takes_words


def table_called(id_: int) -> Table:
    """The table with that id, in the viewer's event; also when it was put away. Raises NotFound."""
    table = Table.get_or_none(Table.id == id_, Table.event == g.viewer.event)
    if table is None:
        raise NotFound
    return table


def round_sent() -> Round:
    """The round that a form was written for: its field `round`. Words sent late land in it. Raises NotFound."""
    round_ = _round_asked_for()
    if round_ is None:
        raise NotFound
    return round_


def round_to_show() -> Round:
    """The round asked for by `?round=`, or by a form that was refused; else the one it is, and after the last one that;
    when all were put away, what was said in one of them. Raises NotFound where there never were rounds."""
    if request.values.get("round"):
        return round_sent()
    event = g.viewer.event
    held = rounds_of(event) or rounds_of(event, put_away_too=True)
    round_ = round_now(event) or next(reversed(held), None)
    if round_ is None:
        raise NotFound
    return round_


def writes_at(viewer: Viewer, table: Table) -> Viewer | None:
    """The viewer as who writes at that table: the table's own device, else the person on this phone. None for who only
    reads there, such as another table's device."""
    if viewer.role == TABLE and viewer.device.table_id == table.id:
        return viewer
    if PARTICIPANT in viewer.roles and viewer.person is not None:
        return replace(viewer, role=PARTICIPANT)
    return None


def writes_in(writer: Viewer, table: Table, round_: Round) -> bool:
    """Whether who writes at that table may do so in that round: people always; for its device see `takes_words`."""
    return writer.role != TABLE or takes_words(table, round_)


def write_here(id_: int) -> Table:
    """The table with that id; from now on `g.viewer` acts as who writes there. Raises NotFound when they may not."""
    table = table_called(id_)
    viewer = writes_at(g.viewer, table)
    if viewer is None:
        raise NotFound
    g.viewer = viewer
    return table


def _round_asked_for() -> Round | None:
    asked = request.values.get("round", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        return None
    return Round.get_or_none(Round.id == int(asked), Round.event == g.viewer.event)
