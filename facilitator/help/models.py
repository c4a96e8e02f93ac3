"""Calls for a hand, and words that need plain meanings."""

import peewee

from ..db import Record, now
from ..events.models import Event, Table
from ..people.models import Person


class Call(Record):
    """Someone needs a hand, or a café table whose own phone asks; a facilitator or helper comes. Once it is over, its
    words and place are wiped."""

    event = peewee.ForeignKeyField(Event, backref="calls", on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")
    table = peewee.ForeignKeyField(Table, null=True, on_delete="SET NULL")
    words = peewee.TextField(default="")
    place = peewee.TextField(default="")
    called_at = peewee.DateTimeField(default=now)
    answered_at = peewee.DateTimeField(null=True)
    taken_back_at = peewee.DateTimeField(null=True)


class Term(Record):
    """A word and its plain meaning; the meaning is empty while people still wait for it."""

    event = peewee.ForeignKeyField(Event, backref="terms", on_delete="CASCADE")
    word = peewee.TextField()
    meaning = peewee.TextField(default="")
    asked = peewee.IntegerField(default=0)  # how many people asked; never who
    asked_at = peewee.DateTimeField(default=now)
