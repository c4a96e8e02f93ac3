"""Closing lines, and what leaders say to the room."""

import hashlib
import json

import peewee

from ..db import Record, now
from ..events.models import DEFAULT_NO, Event
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
    late = peewee.BooleanField(default=False, constraints=[DEFAULT_NO])  # came after the event was over


WHO_LENGTH, LINE_LENGTH = 80, 250  # so much of each fits on one page of the big screen, big enough to read
WORDS_OF_A_LINE = ("who", "i_heard", "i_will", "i_cannot", "because")


class DebriefLine(Record):
    """What one leader says to the room: I heard, I will, by, I cannot, because. Typed as it is said; `confirmed_at`
    when they heard it read back and agreed aloud. Changed, it is to be read back again."""

    event = peewee.ForeignKeyField(Event, backref="debrief", on_delete="CASCADE")
    who = peewee.TextField()  # a role, and a name when they wish: "Board chair"
    i_heard = peewee.TextField(default="")
    i_will = peewee.TextField(default="")
    by = peewee.DateField(null=True)
    i_cannot = peewee.TextField(default="")
    because = peewee.TextField(default="")
    language = peewee.TextField(default="en")
    held_because = peewee.TextField(default="")  # why it is not on shared screens; empty: shown
    confirmed_at = peewee.DateTimeField(null=True)
    changed_at = peewee.DateTimeField(default=now)  # whose turn it is: the big screen shows the latest first
    written_at = peewee.DateTimeField(default=now)

    @property
    def says_something(self) -> bool:
        """More stands in it than who will speak."""
        return bool(self.i_heard or self.i_will or self.i_cannot or self.because)

    @property
    def letters(self) -> int:
        """How much there is to read."""
        return sum(len(getattr(self, name)) for name in WORDS_OF_A_LINE)

    @property
    def fingerprint(self) -> str:
        """A short mark of the words: what was read back is what is agreed to."""
        said = [*(getattr(self, name) for name in WORDS_OF_A_LINE), str(self.by)]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]
