"""An action, and who said yes or was asked."""

import peewee

from ..db import Record, now
from ..events.models import DEFAULT_NO, Event
from ..notes.models import Note
from ..people.models import Person
from ..topics.models import Topic

WHAT_LENGTH, STEP_LENGTH, WHOM_LENGTH = 300, 300, 120


class Action(Record):
    """What will be done: starts with a doing word."""

    event = peewee.ForeignKeyField(Event, backref="actions", on_delete="CASCADE")
    note = peewee.ForeignKeyField(Note, null=True, on_delete="SET NULL")  # the words it came from
    topic = peewee.ForeignKeyField(Topic, null=True, backref="actions", on_delete="SET NULL")
    what = peewee.TextField()
    lens = peewee.TextField(default="")
    first_step = peewee.TextField(default="")
    due = peewee.DateField(null=True)
    written_by = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")
    held_because = peewee.TextField(default="")  # why it is not on shared screens; empty: shown
    taken_back_at = peewee.DateTimeField(null=True)
    written_at = peewee.DateTimeField(default=now)
    late = peewee.BooleanField(default=False, constraints=[DEFAULT_NO])  # came after the event was over


class Promise(Record):
    """Someone says yes, for themself. Nobody can say it for them."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    action = peewee.ForeignKeyField(Action, backref="promises", on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, backref="promises", on_delete="CASCADE")
    written_by = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")  # a helper who wrote down the yes
    said_at = peewee.DateTimeField(default=now)

    class Meta:
        indexes = ((("action", "person"), True),)


class Ask(Record):
    """A question to someone who is not in the room. It stays open until they answer."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    action = peewee.ForeignKeyField(Action, backref="asks", on_delete="CASCADE")
    whom = peewee.TextField()  # a service or a role, not a private person's details
    person = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")  # who will ask them
    asked_at = peewee.DateTimeField(default=now)
