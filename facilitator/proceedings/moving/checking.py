"""Is a file in order? Its form, and what no form can say: rows that point to nothing, two of what there is one of."""

import base64
import datetime
import json
import re
import zlib

import fastjsonschema
from flask_babel import gettext as _

from ...errors import Refused
from ...events.codes import typed
from ...events.models import OF_A_ROUND
from ..editions import kept
from . import schema
from .fields import BY_NAME, points_to
from .parcel import Parcel

MOST_OF_A_BOOK = 300_000_000  # bytes of one edition as it was read
NO_BOOK = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, StopIteration, RecursionError, EOFError, OSError,
)  # fmt: skip
BELONGS_TO = {"answer_link": ("promise", "ask"), "contact": ("promise", "offer")}  # to one of these
NO_TEXT = re.compile("[\ud800-\udfff]")


def see(parcel: Parcel) -> None:
    """See that the JSON of a parcel is in order. Raises Refused with where and what is wrong."""
    try:
        schema.check()(parcel.held)
    except fastjsonschema.JsonSchemaValueException as error:
        said = error.message.removeprefix(error.name or "").strip()
        raise _wrong(" › ".join(map(_place, error.path[1:])), said[:200]) from None
    if NO_TEXT.search(json.dumps(parcel.record, ensure_ascii=False)):
        raise _wrong("record", "there are signs in it that are no letters")
    tables = parcel.record["tables"]
    for name, rows in tables.items():
        _no_two_alike(name, rows)
        _times(name, rows)
    numbers = {name: {row["id"] for row in rows} for name, rows in tables.items() if "id" in BY_NAME[name].names}
    for name, rows in tables.items():
        _points_somewhere(name, rows, numbers)
    _of_the_event(tables)


def _wrong(place, what):
    return Refused(_("This file is not in order. %(place)s: %(what)s", place=place, what=what))


def _place(part):
    text = str(part)
    return f"row {int(text) + 1}" if text.isdigit() else text


def _no_two_alike(name, rows):
    for fields in unique_in(BY_NAME[name]):
        seen = set()
        for number, row in enumerate(rows):
            key = tuple(row.get(each) for each in fields)
            if None in key:
                continue
            if key in seen:
                raise _wrong(
                    f"{name} › row {number + 1}", f"there is one already with this {', '.join(fields) or 'event'}"
                )
            seen.add(key)


def unique_in(table) -> list[tuple[str, ...]]:
    """The fields of a table that together stand once in an event; none of them, where an event has one row alone."""
    meta = table.model._meta
    alone = [(each.name,) for each in meta.sorted_fields if each.unique or (each.name == "id" and "id" in table.names)]
    together = [names for names, unique in meta.indexes if unique]
    return [tuple(name for name in names if name in table.names) for names in (*alone, *together)]


def _times(name, rows):
    times = [each.name for each in BY_NAME[name].fields if each.field_type in ("DATETIME", "DATE")]
    for number, row in enumerate(rows):
        for field in times:
            try:
                if row.get(field) is not None:
                    datetime.datetime.fromisoformat(row[field])
            except ValueError:
                raise _wrong(f"{name} › row {number + 1} › {field}", "there is no such day or time") from None


def _points_somewhere(name, rows, numbers):
    for field, table in points_to(BY_NAME[name]).items():
        there = numbers.get(table, set())
        for number, row in enumerate(rows):
            if row.get(field) is not None and row[field] not in there:
                raise _wrong(f"{name} › row {number + 1} › {field}", f"there is no {table} {row[field]}")


def _of_the_event(tables):
    event = tables["event"][0]
    if typed(event["code"]) != event["code"]:
        raise _wrong("event › code", "a code is of letters and numbers")
    if [row["id"] for row in tables.get("series", ())] not in ([], [event.get("series")]):
        raise _wrong("series", "an event is in one series, or in none")
    for number, stage in enumerate(tables["stage"]):
        if stage["kind"] in OF_A_ROUND and stage.get("round") is None:
            raise _wrong(f"stage › row {number + 1}", "it belongs to no round")
    for name, owners in BELONGS_TO.items():
        for number, row in enumerate(tables.get(name, ())):
            if sum(row.get(owner) is not None for owner in owners) != 1:
                raise _wrong(f"{name} › row {number + 1}", f"it belongs to one of these: {' or '.join(owners)}")
    for number, edition in enumerate(tables.get("edition", ())):
        if edition.get("book") is not None and not _is_a_book(edition):
            raise _wrong(f"edition › row {number + 1} › book", "it cannot be read")


def _is_a_book(edition):
    """Its bound is seen to before it is unpacked, and then it must be of the form that its readers know."""
    try:
        packed = base64.b64decode(edition["book"], validate=True)
        unpacking = zlib.decompressobj(wbits=31)
        unpacking.decompress(packed, MOST_OF_A_BOOK)
        if not unpacking.eof or unpacking.unused_data:
            return False
        kept.unpack(packed, datetime.datetime.min)
        return kept.fingerprint(packed) == edition["fingerprint"]
    except (*NO_BOOK, zlib.error):
        return False
