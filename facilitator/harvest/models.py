"""Themes, suggested piles, and stars."""

import peewee

from ..db import JSONField, Record, now
from ..events.models import Event
from ..notes.models import Note
from ..people.models import Person

NAME_LENGTH, WHY_LENGTH, WHOM_LENGTH = 80, 300, 120
OPEN, FORWARDED, PARKED = "open", "forwarded", "parked"  # what becomes of a theme


class Star(Record):
    """One person would work on this. Energy, not a verdict."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    note = peewee.ForeignKeyField(Note, backref="stars", on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, backref="stars", on_delete="CASCADE")

    class Meta:
        indexes = ((("note", "person"), True),)


class HelpingHand(Record):
    """One person's hand is up: "I will help with this". It is about a note; a promise is said apart, of an action."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    note = peewee.ForeignKeyField(Note, backref="hands", on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, backref="helping_hands", on_delete="CASCADE")

    class Meta:
        indexes = ((("note", "person"), True),)


class Alike(Record):
    """This note says nearly what other notes with the same `number` say, as this machine sees it by their words."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    note = peewee.ForeignKeyField(Note, unique=True, backref="alike", on_delete="CASCADE")
    number = peewee.IntegerField()  # the note of theirs that came first


class Theme(Record):
    """A pile of notes that the room names in its own words. Put away, its notes are in no pile through it."""

    event = peewee.ForeignKeyField(Event, backref="themes", on_delete="CASCADE")
    position = peewee.IntegerField()  # in the order in which the piles were begun
    name = peewee.TextField(default="")  # empty: nobody has named it yet
    named_by = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")  # none: the room, through a facilitator
    state = peewee.TextField(default=OPEN)
    whom = peewee.TextField(default="")  # to whom it was forwarded
    why = peewee.TextField(default="")  # why it was forwarded or parked
    held_because = peewee.TextField(default="")  # why its name is not on shared screens; empty: shown
    carried_from = peewee.ForeignKeyField("self", null=True, on_delete="SET NULL")  # the event before had parked it
    joined_into = peewee.ForeignKeyField("self", null=True, on_delete="SET NULL")  # its notes are in that pile now
    away_at = peewee.DateTimeField(null=True)
    made_at = peewee.DateTimeField(default=now)
    late = peewee.BooleanField(default=False)  # came after the event was over


class InTheme(Record):
    """This note is in that pile. It may be in several."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    theme = peewee.ForeignKeyField(Theme, backref="notes", on_delete="CASCADE")
    note = peewee.ForeignKeyField(Note, backref="themes", on_delete="CASCADE")
    put_by = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")  # none: a facilitator, with the room
    put_at = peewee.DateTimeField(default=now)

    class Meta:
        indexes = ((("theme", "note"), True),)


class SortingAct(Record):
    """One act of sorting, and how it was before, so that it can be undone."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    what = peewee.TextField()  # put, move, take out, name, begin, join, …: for the undo button's words
    before = JSONField()  # how its piles, and its notes in them, stood: themes/undoing/
    after = JSONField()  # an undo is refused when somebody has changed it since
    by_person = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")
    done_at = peewee.DateTimeField(default=now)
    undone_at = peewee.DateTimeField(null=True)


class SuggestedPile(Record):
    """Notes whose words are alike, as this machine sees it. A suggestion; it becomes a pile when people say so."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    position = peewee.IntegerField()
    words = JSONField()  # what they have in common, a few words of theirs
    notes = JSONField()  # the ids of the notes
    made_at = peewee.DateTimeField(default=now)
    answered_at = peewee.DateTimeField(null=True)  # taken or ignored
