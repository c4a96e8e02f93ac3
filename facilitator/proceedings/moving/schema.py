"""The form of our JSON file, as JSON Schema (draft 7): made from the tables themselves and a few words more.

`python -m facilitator.proceedings.moving.schema` prints it; it ships as docs/event.schema.json.
"""

import functools
import json

import peewee

from ...db import JSONField
from .editions import EDITIONS
from .fields import NUMBERS, TABLES
from .values import FORM, VALUES

CAME_LATER = frozenset()  # (table, field) that files of this version lack when they were made before it came
FORMAT, VERSION = "facilitator-book", 2
MOST = 1_000_000_000  # far above any count or length, far below where clocks and rows' numbers end
MOST_ROWS = 9_007_199_254_740_991  # every whole number up to here is exact in JSON
MOMENT = r"^[12][0-9]{3}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?Z$"
DAY = r"^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$"
HOW_MANY = {"event": {"minItems": 1, "maxItems": 1}, "stage": {"minItems": 1}}
ROW = {"type": "integer", "minimum": 1, "maximum": MOST_ROWS}


def schema() -> dict:
    """The whole schema. What a reader finds beside `record` is the book (docs/export.md); it is not taken in."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "An event of Facilitator",
        "description": "The book of one event to read, and in `record` every row of it. Only `record` is imported.",
        "type": "object",
        "required": ["format", "version", "record"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "record": _object(
                {
                    "edition": {"enum": list(EDITIONS)},
                    "secrets": {"type": "boolean"},
                    "contacts": {"type": "boolean"},
                    "tables": _object({kept.name: _table(kept) for kept in TABLES}, ["event", "stage"]),
                }
            ),
        },
    }


def text() -> str:
    """As the file holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _object(properties, required=None):
    return {
        "type": "object",
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
        "properties": properties,
    }


def _table(kept):
    values = {each.name: _value(kept, each) for each in kept.fields}
    row = _object(values, [each.name for each in kept.fields if _is_needed(kept, each)])
    return {"type": "array", "items": row} | HOW_MANY.get(kept.name, {})


def _is_needed(kept, field):
    """It is in the file of every edition that has the table, and files of this version always had it."""
    always = kept.later.get(field.name, kept.since) == kept.since and field.name not in kept.secret
    return always and not field.null and (kept.name, field.name) not in CAME_LATER


def _value(kept, field):
    form = FORM.get((kept.name, field.name)) or _plain_form(kept, field)
    if (kept.name, field.name) in VALUES:
        form = {"enum": [*VALUES[kept.name, field.name]]}
    if not field.null:
        return form
    return {"enum": [*form["enum"], None]} if "enum" in form else form | {"type": [form["type"], "null"]}


def _plain_form(kept, field):
    if (kept.name, field.name) == ("event", "follows"):
        return {"type": "string", "maxLength": 12}
    if isinstance(field, peewee.ForeignKeyField | peewee.AutoField) or field.name in NUMBERS.get(kept.name, ()):
        return ROW
    if isinstance(field, peewee.BooleanField):
        return {"type": "boolean"}
    if isinstance(field, peewee.DateTimeField):
        return {"type": "string", "pattern": MOMENT}
    if isinstance(field, peewee.DateField):
        return {"type": "string", "pattern": DAY}
    if isinstance(field, peewee.IntegerField):
        return {"type": "integer", "minimum": -MOST, "maximum": MOST}
    if isinstance(field, JSONField):
        raise LookupError(f"{kept.name}.{field.name} needs a form of its own in values.py")
    return {"type": "string"}


@functools.cache
def check():
    """`check(data)`, which raises fastjsonschema.JsonSchemaValueException for what is not of this form."""
    import fastjsonschema

    return fastjsonschema.compile(schema(), use_default=False)


if __name__ == "__main__":
    print(text(), end="")
