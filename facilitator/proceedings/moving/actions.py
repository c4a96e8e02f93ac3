"""Bringing in an event from a file: all of it or nothing, in one act."""

import base64
import datetime

import peewee

from ...actions.models import Action
from ...db import database
from ...events.actions import unused_code
from ...events.models import EarlierCount, Event, Series
from ...harvest.models import Theme
from ...journal import action
from ...journal.models import Journal
from ...notes.models import Photo
from .fields import BY_NAME, TABLES
from .numbers import WITH_NUMBERS_INSIDE, are_kept, go_on_after, numbers_for, renumbered
from .parcel import Parcel
from .secrets import secrets_of

CAME_ALONG = {"action": (Action, "what"), "theme": (Theme, "name")}  # what may be carried on from the event before


@action("brought in")
def bring_in(change, event, by, parcel: Parcel):
    """Make the event that lies in a parcel which was looked through (checking.see, parcel.look_at_photos), with every
    row of it. Its join code stays when no event here has it. Returns the Event."""
    tables = parcel.record["tables"]
    series = _series_here(parcel)
    numbers = numbers_for(tables, series)
    made = None
    for kept in TABLES:
        if kept.name in WITH_NUMBERS_INSIDE and not are_kept(numbers):
            continue
        rows = [renumbered(kept.name, row, numbers) for row in parcel.rows(kept.name)]
        if kept.model is Event:
            made = _event(rows[0], len(parcel.rows("journal")))
        elif kept.model is Photo:
            _photos(parcel, rows, made)
        elif kept.model is Journal:
            _put_in(kept, [row | {"event_id": made.id, "version": place} for place, row in enumerate(rows, 2)], made)
        elif kept.model is EarlierCount and series is not None:
            _counts_that_are_new(rows, series)
        elif kept.model is not Series or series is None:
            _put_in(kept, _known_before(kept.name, rows, made), made)
    go_on_after(numbers)
    change.record(made)
    return made


def _series_here(parcel):
    """The series that the event is in, when it stands here already: it has the same secret, or was begun at the same
    moment under the same name."""
    for row in parcel.rows("series"):
        begun = (Series.made_at == _moment(row["made_at"])) & (Series.name == row["name"])
        return Series.get_or_none((Series.token == row["token"]) if "token" in row else begun)


def _counts_that_are_new(rows, series):
    known = {held for (held,) in EarlierCount.select(EarlierCount.held).where(EarlierCount.series == series).tuples()}
    for row in rows:
        if row["held"] not in known:
            EarlierCount.create(series=series, held=row["held"], counts=row["counts"])


def _event(row, acts):
    """The event itself. The act that brings it in counts as the one that made it, so its journal begins after."""
    before = Event.get_or_none((Event.code == row.get("follows")) & (Event.series == row.get("series")))
    if Event.select().where(Event.code == row["code"]).exists():
        row["code"] = unused_code()
    kept = BY_NAME["event"]
    _put_in(kept, [row | {"follows": before and before.id, "version": acts}], None)
    return Event.get_by_id(row["id"])


def _known_before(name, rows, event):
    """What was carried on from the event before stays linked to it, where that one stands here with the same words."""
    if name not in CAME_ALONG or not rows:
        return rows
    model, words = CAME_ALONG[name]
    of_before = model.select(model.id, getattr(model, words)).where(model.event == event.follows_id)
    known = dict(of_before.tuples()) if event.follows_id else {}
    return [
        row | {"carried_from": row.get("carried_from") if known.get(row.get("carried_from")) == row[words] else None}
        for row in rows
    ]


def _photos(parcel, rows, event):
    """One picture at a time."""
    kept = BY_NAME["photo"]
    numbers = [row["id"] for row in parcel.rows("photo")]
    with parcel.pictures() as image:
        for number, row in zip(numbers, rows, strict=True):
            values = _values(kept, row, event) | {"image": image(row | {"id": number})}
            Photo.insert(**values).execute()


def _put_in(kept, rows, event):
    """All rows of a table in one statement; those that point to each other find each other afterwards."""
    if not rows:
        return
    meta = kept.model._meta
    among = [each.name for each in meta.sorted_fields if getattr(each, "rel_model", None) is kept.model]
    made = [_values(kept, row, event) for row in rows]
    fields = [meta.fields[name] for name in made[0]]
    columns = ", ".join(f'"{each.column_name}"' for each in fields)
    places = ", ".join("?" * len(fields))
    database.many(
        f'INSERT INTO "{kept.name}" ({columns}) VALUES ({places})',  # noqa: S608  (our names)
        [[None if each.name in among else each.db_value(row[each.name]) for each in fields] for row in made],
    )
    for name in among:
        pairs = [(row[name], row["id"]) for row in made if row[name] is not None]
        database.many(f'UPDATE "{kept.name}" SET "{meta.fields[name].column_name}" = ? WHERE "id" = ?', pairs)  # noqa: S608


def _values(kept, row, event):
    """`{field: value}` of a row, with what its file leaves out."""
    found, secret = {}, secrets_of(kept.name, row)
    for field in kept.model._meta.sorted_fields:
        if field.name in secret:
            found[field.name] = secret[field.name]
        elif field.name in row:
            found[field.name] = _value(field, row[field.name])
        elif field.name == "event":
            found["event"] = event.id
        elif field.name not in ("id", "image"):
            found[field.name] = _left_out(field)
    return found


def _left_out(field):
    if field.null:
        return None
    value = field.default() if callable(field.default) else field.default
    return "" if value is None and isinstance(field, peewee.TextField) else value


def _value(field, value):
    if value is None:
        return None
    if isinstance(field, peewee.DateTimeField):
        return _moment(value)
    if isinstance(field, peewee.DateField):
        return datetime.date.fromisoformat(value)
    if isinstance(field, peewee.BlobField):
        return base64.b64decode(value)
    return value.replace("\0", "\ufffd") if database.is_shared and isinstance(value, str) else value


def _moment(text):
    return datetime.datetime.fromisoformat(text.removesuffix("Z"))
