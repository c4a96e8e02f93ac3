"""The journal row: who, when, what verb, which subject. Never a copy of the words."""

import peewee

from ..db import Record, now


class Journal(Record):
    """One act. `event_id` and `person_id` are plain numbers, for the journal is older than the slices it tells of."""

    event_id = peewee.IntegerField(null=True, index=True)
    version = peewee.IntegerField(default=0)  # the event's version after this act
    at = peewee.DateTimeField(default=now)
    role = peewee.TextField(default="")
    person_id = peewee.IntegerField(null=True)
    verb = peewee.TextField()
    subject_type = peewee.TextField(default="")
    subject_id = peewee.IntegerField(null=True)
    op = peewee.TextField(null=True)  # the sender's own id for this act
    digest = peewee.BlobField(null=True)  # keyed, so that no one can guess the words from it

    class Meta:
        indexes = ((("event_id", "op"), True),)
