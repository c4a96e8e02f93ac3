"""A note, its revisions, and photos."""

import peewee

from ..cafe.models import TableDevice
from ..db import Record, now
from ..events.models import DEFAULT_NO, Event, Round, Table
from ..people.models import Person
from ..topics.models import ANNOUNCED, JOINED, KEPT, Topic

KINDS = ("insight", "idea", "action", "offer", "question", "story")  # or "" for later
LENSES = ("ourselves", "together", "services", "not_sure")  # or "" for later
SHOWN, HELD, TAKEN_BACK = "shown", "held", "taken_back"
PHONE, SCRIBE, PAPER, HELPER = "phone", "scribe", "paper", "helper"
# What a note of a café is for, beside being a note: the one main thing of a table in a round, what its host tells the
# newcomers, and what the whole room sees in the end.
MAIN, RECAP, PATTERN, SURPRISE = "main", "recap", "pattern", "surprise"
PURPOSES = (MAIN, RECAP, PATTERN, SURPRISE)
OF_THE_ROOM = (PATTERN, SURPRISE)  # these belong to no table, also when a table's phone wrote them

NOTE_LENGTH = 2000


def title_for_the_room(topic: Topic | None) -> str:
    """The title beside a note; empty when it has no topic, or the room may not see that one (held, taken down)."""
    return topic.title if topic is not None and topic.state in (ANNOUNCED, JOINED, KEPT) and not topic.held_for else ""


class Note(Record):
    """One thing that was said. Nobody but its writer changes its words."""

    event = peewee.ForeignKeyField(Event, backref="notes", on_delete="CASCADE")
    topic = peewee.ForeignKeyField(Topic, null=True, backref="notes", on_delete="SET NULL")
    round = peewee.ForeignKeyField(Round, null=True, backref="notes", on_delete="SET NULL")
    table = peewee.ForeignKeyField(Table, null=True, backref="notes", on_delete="SET NULL")  # no place: the whole room
    purpose = peewee.TextField(default="", constraints=[peewee.SQL("DEFAULT ''")])  # one of PURPOSES, or just a note
    words = peewee.TextField()
    kind = peewee.TextField(default="")
    lens = peewee.TextField(default="")
    language = peewee.TextField(default="en")
    said_by = peewee.ForeignKeyField(Person, null=True, backref="said", on_delete="SET NULL")
    written_by = peewee.ForeignKeyField(Person, null=True, backref="written", on_delete="SET NULL")
    device = peewee.ForeignKeyField(TableDevice, null=True, on_delete="SET NULL")  # the table's own phone wrote it
    interpreted_by = peewee.TextField(default="")
    source = peewee.TextField(default=PHONE)  # phone, scribe, paper, helper
    card = peewee.IntegerField(null=True)  # the running number of a paper card
    state = peewee.TextField(default=SHOWN)
    held_because = peewee.TextField(default="")  # a pattern's name (private_details.py) or a facilitator's words
    held_at = peewee.DateTimeField(null=True)
    held_by_hand = peewee.BooleanField(default=False)  # a facilitator has decided; else it waits for one
    asked_writer = peewee.BooleanField(default=False)  # a facilitator asked its writer to look at it
    written_at = peewee.DateTimeField(default=now)
    changed_at = peewee.DateTimeField(null=True)
    late = peewee.BooleanField(default=False, constraints=[DEFAULT_NO])  # came after the event was over


class Revision(Record):
    """A note as it was before a change. Its words go when the note is taken back."""

    note = peewee.ForeignKeyField(Note, backref="revisions", on_delete="CASCADE")
    words = peewee.TextField()
    kind = peewee.TextField(default="")
    lens = peewee.TextField(default="")
    person = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")
    until = peewee.DateTimeField(default=now)


class Translation(Record):
    """A note's words in another language, by somebody who knows both. It stands beside what was said, never for it."""

    note = peewee.ForeignKeyField(Note, backref="translations", on_delete="CASCADE")
    language = peewee.TextField()
    words = peewee.TextField()
    by = peewee.TextField(default="")  # as they wish to be called: "a bilingual supporter"
    person = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")
    written_at = peewee.DateTimeField(default=now)

    class Meta:
        indexes = ((("note", "language"), True),)


class Photo(Record):
    """A flipchart or drawing: re-encoded, upright, without its place. Kept here so that one file is the record."""

    event = peewee.ForeignKeyField(Event, backref="photos", on_delete="CASCADE")
    topic = peewee.ForeignKeyField(Topic, null=True, backref="photos", on_delete="SET NULL")
    round = peewee.ForeignKeyField(Round, null=True, backref="photos", on_delete="SET NULL")
    table = peewee.ForeignKeyField(Table, null=True, backref="photos", on_delete="SET NULL")
    person = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")
    device = peewee.ForeignKeyField(TableDevice, null=True, on_delete="SET NULL")
    words = peewee.TextField(default="")  # what it shows, for those who cannot see it
    image = peewee.BlobField()
    kind = peewee.TextField(default="image/webp")
    width = peewee.IntegerField()
    height = peewee.IntegerField()
    state = peewee.TextField(default=SHOWN)
    held_because = peewee.TextField(default="")
    held_at = peewee.DateTimeField(null=True)
    held_by_hand = peewee.BooleanField(default=False)
    asked_writer = peewee.BooleanField(default=False)
    taken_at = peewee.DateTimeField(default=now)
    late = peewee.BooleanField(default=False, constraints=[DEFAULT_NO])  # came after the event was over


class Hold(Record):
    """The log of holding back: who (by role), when, why, and how it ended. Never the words."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    note = peewee.ForeignKeyField(Note, null=True, on_delete="CASCADE")
    photo = peewee.ForeignKeyField(Photo, null=True, on_delete="CASCADE")
    what = peewee.TextField()  # held, shown, asked
    because = peewee.TextField(default="")
    by = peewee.TextField(default="")  # pattern | facilitator
    at = peewee.DateTimeField(default=now)
