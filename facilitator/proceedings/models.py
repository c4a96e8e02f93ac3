"""How far the book is: draft, checked by people who were there, published."""

import peewee

from ..db import Record, now
from ..events.models import Event
from ..people.models import Person

DRAFT, CHECKED, PUBLISHED = "draft", "checked", "published"


class Edition(Record):
    """The book of one event. `fingerprint` is of what was read, so that nobody publishes other words."""

    event = peewee.ForeignKeyField(Event, unique=True, on_delete="CASCADE")
    state = peewee.TextField(default=DRAFT)
    fingerprint = peewee.TextField(default="")
    published_at = peewee.DateTimeField(null=True)


class Check(Record):
    """Somebody who was there read the book, and said that it is right, or what is not."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")
    name = peewee.TextField(default="")  # as they wish to be called
    is_right = peewee.BooleanField()
    words = peewee.TextField(default="")
    fingerprint = peewee.TextField()
    at = peewee.DateTimeField(default=now)
