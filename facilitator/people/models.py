"""A person in an event: as much as they chose to say, and no more."""

import peewee

from ..db import Record, now
from ..events.models import Event

VOICES = ("resident", "parent", "carer", "young_person", "volunteer", "staff", "decision_maker")  # or "" unsaid


class Person(Record):
    """A participant. No account: a cookie on their phone, and a private code to come back on another."""

    event = peewee.ForeignKeyField(Event, backref="people", on_delete="CASCADE")
    name = peewee.TextField(default="")  # may stay blank
    show_name = peewee.BooleanField(default=False)  # on the big screen and in what is shared
    voice = peewee.TextField(default="")  # one of VOICES, or unsaid
    language = peewee.TextField(default="en")
    needs = peewee.TextField(default="")  # private: for facilitators only, never exported unless asked for
    helper = peewee.ForeignKeyField("self", null=True, backref="helps", on_delete="SET NULL")  # who writes for them
    return_code = peewee.TextField()  # private, unique in the event
    joined_at = peewee.DateTimeField(default=now)
    left_at = peewee.DateTimeField(null=True)

    class Meta:
        indexes = ((("event", "return_code"), True),)
