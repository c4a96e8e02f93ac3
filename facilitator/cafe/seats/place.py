"""Where a table stands: its place on the map of the room, and the same in words.

Tables stand in rows, `event.tables_across` side by side, table 1 at the front on the left of someone who looks to the
front. A table that was put away leaves its place empty.
"""

from flask_babel import gettext as _

from ...events.models import Event, Table

LEFT, RIGHT = 1 / 3, 2 / 3


def place_of(table: Table, across: int) -> tuple[int, int]:
    """(row, column) of a table, both counted from 1; row 1 is at the front, column 1 on the left."""
    row, column = divmod(table.number - 1, max(across, 1))
    return row + 1, column + 1


def whereabouts(event: Event, tables: list[Table]) -> dict[int, str]:
    """`{table id: "Front row, left side"}` for someone who looks to the front; what says nothing is left out."""
    across = max(event.tables_across, 1)
    last = max((place_of(table, across)[0] for table in tables), default=1)
    wide = min(across, max((table.number for table in tables), default=1))
    return {table.id: _words(*place_of(table, across), last, wide) for table in tables}


def _words(row, column, last, wide) -> str:
    said = [_row(row, last)] if last > 1 else []
    if wide > 1:
        said.append(_side((column - 0.5) / wide))
    return _(", ").join(said)


def _row(row, last) -> str:
    if row == 1:
        return _("front row")
    return _("back row") if row == last else _("row %(row)d from the front", row=row)


def _side(across) -> str:
    if across < LEFT:
        return _("left side")
    return _("right side") if across > RIGHT else _("middle")
