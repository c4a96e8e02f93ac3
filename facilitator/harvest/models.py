"""Stars."""

import peewee

from ..db import Record
from ..events.models import Event
from ..notes.models import Note
from ..people.models import Person

STARS_EACH = 3


class Star(Record):
    """One person would work on this. Energy, not a verdict."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    note = peewee.ForeignKeyField(Note, backref="stars", on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, backref="stars", on_delete="CASCADE")

    class Meta:
        indexes = ((("note", "person"), True),)
