"""Closing lines."""

import peewee

from ..db import Record, now
from ..events.models import Event
from ..people.models import Person

SHOWN, HELD, TAKEN_BACK = "shown", "held", "taken_back"
HEARD = ("yes", "a_bit", "no")  # or "" unsaid


class Impression(Record):
    """One person's closing line and whether they felt heard. One each, changeable; never shown with a name."""

    event = peewee.ForeignKeyField(Event, backref="impressions", on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, null=True, unique=True, on_delete="SET NULL")
    words = peewee.TextField(default="")
    felt_heard = peewee.TextField(default="")
    state = peewee.TextField(default=SHOWN)
    held_because = peewee.TextField(default="")
    written_at = peewee.DateTimeField(default=now)


class DebriefLine(Record):
    """What one leader says to the room: I heard, I will, by, I cannot, because. Typed as it is said; `confirmed_at`
    when they heard it read back and agreed aloud."""

    event = peewee.ForeignKeyField(Event, backref="debrief", on_delete="CASCADE")
    who = peewee.TextField()  # a role, and a name when they wish: "Board chair"
    i_heard = peewee.TextField(default="")
    i_will = peewee.TextField(default="")
    by = peewee.DateField(null=True)
    i_cannot = peewee.TextField(default="")
    because = peewee.TextField(default="")
    language = peewee.TextField(default="en")
    confirmed_at = peewee.DateTimeField(null=True)
    written_at = peewee.DateTimeField(default=now)
