"""The rows of one event as plain data, in an order and a form that are always the same."""

import base64
import datetime

from ...actions.contacts.reading import stands_today
from ...db import database
from ...events.models import EarlierCount, Event, Series
from ...journal.models import Journal
from .editions import Edition
from .fields import BY_NAME, CONTACTS, TABLES
from .leaving_out import LeavingOut


def pack(event: Event, edition: Edition) -> dict:
    """`{"edition", "secrets", "contacts", "tables": {table: [row, …]}}` of an event, as docs/json.md describes it. A
    row is `{field: value}`, with the numbers of the rows it points to."""
    with database.atomic():
        event = Event.get_by_id(event.id)
        held = [
            kept for kept in TABLES if edition.holds(kept.since) and (kept.model is not CONTACTS or edition.contacts)
        ]
        out, tables = LeavingOut(event, edition), {}
        for kept in held:
            tables[kept.name] = list(out.of(kept, _rows(event, kept, edition)))
        _name_event_before(event, tables["event"][0])
        _only_subjects_that_are_there(tables)
    return {"edition": edition.name, "secrets": edition.secrets, "contacts": edition.contacts, "tables": tables}


def plainly(value):
    """A value of a row as JSON has it: moments end in Z, for they are UTC; days are days; bytes are base64."""
    if isinstance(value, datetime.datetime):
        return f"{value.isoformat()}Z"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes | memoryview) else value


def _rows(event, kept, edition):
    fields = kept.fields_in(edition)
    names = [each.name for each in fields]
    for values in _of_event(event, kept.model, fields).order_by(kept.model.id).tuples().iterator():
        yield dict(zip(names, map(plainly, values), strict=True))


def _of_event(event, model, fields):
    rows = model.select(*fields)
    if model is Event:
        return rows.where(model.id == event.id)
    if model in (Series, EarlierCount):
        return rows.where((model.id if model is Series else model.series) == event.series_id)
    if model is Journal:
        return rows.where(model.event_id == event.id)
    if model is CONTACTS:
        return rows.where(model.event == event, stands_today())
    if "event" in model._meta.fields:
        return rows.where(model.event == event)
    owner = next(each for each in model._meta.sorted_fields if hasattr(each, "rel_model"))  # whose part it is
    return rows.join(owner.rel_model, on=owner).where(owner.rel_model.event == event)


def _name_event_before(event, row):
    """An event is known to another installation by its code alone."""
    row["follows"] = event.follows.code if event.follows else None


def _only_subjects_that_are_there(tables):
    """A line of the journal may be of something that is gone, or that stays with the installation."""
    if "journal" in tables:
        named = {kept.model.__name__: kept.name for kept in BY_NAME.values()}
        there = {name: {row["id"] for row in rows} for name, rows in tables.items() if name != "journal"}
        for line in tables["journal"]:
            if line["subject_id"] not in there.get(named.get(line["subject_type"]), ()):
                line["subject_id"] = None
