"""Sessions on the board, hands, plans, presence, and the console's undo."""

import peewee

from ..db import JSONField, Record, now
from ..events.models import Event, Slot, Space
from ..people.models import Person
from ..topics.models import Topic


class Session(Record):
    """A topic in a slot and a space. Without a space it is "any other spot", and `elsewhere` says where."""

    event = peewee.ForeignKeyField(Event, backref="sessions", on_delete="CASCADE")
    topic = peewee.ForeignKeyField(Topic, unique=True, backref="session", on_delete="CASCADE")
    slot = peewee.ForeignKeyField(Slot, backref="sessions", on_delete="CASCADE")
    space = peewee.ForeignKeyField(Space, null=True, backref="sessions", on_delete="CASCADE")
    elsewhere = peewee.TextField(default="")
    by_facilitator = peewee.BooleanField(default=False)
    placed_at = peewee.DateTimeField(default=now)
    ended_at = peewee.DateTimeField(null=True)  # done talking early
    carries_on = peewee.TextField(default="")  # where it goes on after its slot

    class Meta:
        indexes = ((("slot", "space"), True),)  # a box holds one session


class Hand(Record):
    """A hand up: "I may come." Not a booking."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    topic = peewee.ForeignKeyField(Topic, backref="hands", on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, backref="hands", on_delete="CASCADE")

    class Meta:
        indexes = ((("topic", "person"), True),)


class Plan(Record):
    """A line of "my day": a session that one person means to go to. Only they see it."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    topic = peewee.ForeignKeyField(Topic, on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, backref="plans", on_delete="CASCADE")

    class Meta:
        indexes = ((("topic", "person"), True),)


class Presence(Record):
    """Someone said "I am here", freely. Shown as a count only."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    topic = peewee.ForeignKeyField(Topic, backref="present", on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, backref="present_at", on_delete="CASCADE")
    since = peewee.DateTimeField(default=now)

    class Meta:
        indexes = ((("topic", "person"), True),)


class BoardAct(Record):
    """One act of a facilitator on the board, and how it was before, so that it can be undone."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    what = peewee.TextField()  # place, move, swap, unplace, suggestion: for the undo button's words
    before = JSONField()  # where every topic it touched stood before: [{topic, slot, space, …} or {topic, slot: null}]
    after = JSONField()  # and where it left them; an undo is refused when somebody has moved them on since
    done_at = peewee.DateTimeField(default=now)
    undone_at = peewee.DateTimeField(null=True)
