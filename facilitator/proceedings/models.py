"""The papers that people take home: the same-day hand-out, and the book: draft, checked by people who were there,
published."""

import peewee

from ..db import Record, now
from ..events.models import Event
from ..people.models import Person

DRAFT, CHECKED, PUBLISHED = "draft", "checked", "published"


class HandOut(Record):
    """A facilitator opened or closed the same-day hand-out by hand; without a row it opens as the day closes."""

    event = peewee.ForeignKeyField(Event, unique=True, on_delete="CASCADE")
    is_open = peewee.BooleanField()
    changed_at = peewee.DateTimeField(default=now)


class Edition(Record):
    """The book of one event as it was gathered at one moment, kept as it is. `fingerprint` is of what was read, so that
    nobody publishes other words."""

    event = peewee.ForeignKeyField(Event, backref="editions", on_delete="CASCADE")
    number = peewee.IntegerField()  # as people count them: 1, 2, 3
    state = peewee.TextField(default=DRAFT)
    fingerprint = peewee.TextField()  # sha256 of its words
    book = peewee.BlobField(null=True)  # as editions/kept.py packs it; gone once it was taken down
    made_at = peewee.DateTimeField(default=now)
    published_at = peewee.DateTimeField(null=True)
    taken_down_at = peewee.DateTimeField(null=True)

    class Meta:
        indexes = ((("event", "number"), True),)

    @property
    def known_as(self) -> str:
        """Its number and, of its fingerprint, enough to tell a draft from the one before it."""
        return f"{self.number}/{self.fingerprint[:16]}"


class Check(Record):
    """Somebody who was there will read the book, or has read it and says that it is right, or what is not."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    edition = peewee.ForeignKeyField(Edition, backref="checks", on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")
    name = peewee.TextField(default="")  # as they wish to be called; empty: they are counted, not named
    is_right = peewee.BooleanField(null=True)  # none: they will read it
    words = peewee.TextField(default="")
    fingerprint = peewee.TextField(default="")  # of what they read; empty while they have not
    at = peewee.DateTimeField(default=now)

    class Meta:
        indexes = ((("edition", "person", "fingerprint"), True),)
