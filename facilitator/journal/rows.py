"""The few statements that every act needs, written once: making them anew for each act costs more than running them."""

import datetime
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
        f'UPDATE "{table}" SET version = version + 1 WHERE id = {database.param} RETURNING version',  # noqa: S608  (our name)
        (event.id,),
    )
    (event.version,) = raised.fetchone()
    event._dirty.discard("version")
    return event.version


def with_op(event_id: int | None, op: str) -> tuple[bytes, str, int] | None:
    """(digest, subject's type, subject's id) of the act that was sent with this op before, or None."""
    param, of_event = database.param, (event_id,) if event_id is not None else ()
    in_event = f"event_id = {param}" if of_event else "event_id IS NULL"
    found = database.execute_sql(
        f"SELECT digest, subject_type, subject_id FROM journal WHERE {in_event} AND op = {param}",  # noqa: S608
        (*of_event, op),
    ).fetchone()
    return found and (bytes(found[0] or b""), found[1], found[2])


def note_down(**row) -> None:
    """One line in the journal; see models.Journal."""
    database.execute_sql(
        _noting(database.param), [row[field.name] for field in Journal._meta.sorted_fields if field.name != "id"]
    )


@functools.cache
def _noting(param):
    names = [field.column_name for field in Journal._meta.sorted_fields if field.name != "id"]
    places = ", ".join([param] * len(names))
    return f"INSERT INTO journal ({', '.join(names)}) VALUES ({places})"  # noqa: S608  (our names)


def newest_moment() -> datetime.datetime | None:
    """When the newest act that is kept was done, as the record counts time; None before the first."""
    return Journal.select(Journal.at).order_by(Journal.id.desc()).limit(1).scalar()
