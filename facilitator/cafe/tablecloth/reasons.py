"""Who may read why a drawing is held back."""

from ...access import FACILITATOR, TABLE, Viewer
from ...events.models import Round, Table
from ..room import cell
from .fragments import drawn_on


def told_why(viewer: Viewer, writer: Viewer | None, round_: Round, table: Table) -> bool:
    """Whether this viewer, who acts at the table as `writer` (place.writes_at), may read why its cloth is held back:
    they hold it, it is their table's phone, or they drew on it."""
    if FACILITATOR in viewer.roles or (writer is not None and writer.role == TABLE):
        return True
    drew = drawn_on([person.id for person in viewer.people])
    return any(cell(round_.id, table.id) in cells for cells in drew.values())
