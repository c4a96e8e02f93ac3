"""The few statements that every act needs, written once: making them anew for each act costs more than running them."""

import functools

from .. import statements
from ..db import Record, database
from .models import Journal


def read(kind: type[Record], id_: int) -> Record | None:
    """The row of a model with that primary key as it stands now, or None."""
    return next(iter(statements.fetch(kind, kind._meta.primary_key.name, [id_])), None)


def next_version(event: Record) -> int:
    """Raise the event's version by one; gives the new one."""
    table = type(event)._meta.table_name
    raised = database.execute_sql(
        f'UPDATE "{table}" SET version = version + 1 WHERE id = ? RETURNING version',  # noqa: S608  (our own name)
        (event.id,),
    )
    (event.version,) = raised.fetchone()
    event._dirty.discard("version")
    return event.version


def with_op(event_id: int | None, op: str) -> tuple[bytes, str, int] | None:
    """(digest, subject's type, subject's id) of the act that was sent with this op before, or None."""
    found = database.execute_sql(
        "SELECT digest, subject_type, subject_id FROM journal WHERE event_id IS ? AND op = ?", (event_id, op)
    ).fetchone()
    return found and (bytes(found[0] or b""), found[1], found[2])


def note_down(**row) -> None:
    """One line in the journal; see models.Journal."""
    database.execute_sql(_noting(), [row[field.name] for field in Journal._meta.sorted_fields if field.name != "id"])


@functools.cache
def _noting():
    names = [field.column_name for field in Journal._meta.sorted_fields if field.name != "id"]
    return f"INSERT INTO journal ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608  (our names)
