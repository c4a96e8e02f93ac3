"""A topic and the agreements between conveners."""

import peewee

from ..db import JSONField, Record, now
from ..events.models import DEFAULT_NO, Event
from ..people.models import Person

DRAFT, ANNOUNCED, WITHDRAWN, JOINED, KEPT = "draft", "announced", "withdrawn", "joined", "kept_for_next_time"
NEEDS = ("step_free", "quiet", "language", "women_only")

TITLE_LENGTH = 80


class Topic(Record):
    """What someone wants to talk about. Its convener starts the talk and sees that notes are kept."""

    event = peewee.ForeignKeyField(Event, backref="topics", on_delete="CASCADE")
    number = peewee.IntegerField()  # 1, 2, 3 … in the order of arrival
    convener = peewee.ForeignKeyField(Person, null=True, backref="topics", on_delete="SET NULL")
    written_by = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")  # the helper who wrote it down
    offered_by = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")  # who first convened it
    said_aloud = peewee.BooleanField(default=False)  # a facilitator typed it in; its convener said yes in the room
    title = peewee.TextField()
    why = peewee.TextField(default="")
    language = peewee.TextField(default="en")
    needs = JSONField(default=list)  # of NEEDS
    needs_words = peewee.TextField(default="")  # "Bengali speaker at the table"
    state = peewee.TextField(default=DRAFT)
    held_for = peewee.TextField(default="")  # why a facilitator holds it back from the screens; empty: shown
    is_pitching = peewee.BooleanField(default=False)  # on the big screen, being announced right now
    pitched_at = peewee.DateTimeField(null=True)
    seeks_convener = peewee.BooleanField(default=False)  # its convener must leave; someone may take it up
    joined_into = peewee.ForeignKeyField("self", null=True, backref="joined", on_delete="SET NULL")
    split_from = peewee.ForeignKeyField("self", null=True, on_delete="SET NULL")
    offered_at = peewee.DateTimeField(default=now)
    announced_at = peewee.DateTimeField(null=True)
    late = peewee.BooleanField(default=False, constraints=[DEFAULT_NO])  # came after the event was over

    class Meta:
        indexes = ((("event", "number"), True),)

    @property
    def on_screens(self) -> bool:
        """Announced and not held back: anyone in the room may see it."""
        return self.state == ANNOUNCED and not self.held_for

    @property
    def has_been_up(self) -> bool:
        """The room has seen it, or sees it as part of another: somebody may have words for it on their phone."""
        return self.announced_at is not None or self.state == JOINED

    @property
    def wants_convener(self) -> bool:
        """Nobody is there to start this talk: its convener must leave, or has left. Someone may take it up."""
        return self.seeks_convener or self.convener is None or self.convener.left_at is not None


class JoinRequest(Record):
    """One convener asks another: shall we join our topics? Only a yes of both joins them."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    topic = peewee.ForeignKeyField(Topic, backref="asked_to_join", on_delete="CASCADE")  # would go into `into`
    into = peewee.ForeignKeyField(Topic, backref="join_requests", on_delete="CASCADE")
    asked_by = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    asked_at = peewee.DateTimeField(default=now)
    answer = peewee.TextField(default="")  # "", yes, no
    answered_at = peewee.DateTimeField(null=True)

    @property
    def is_open(self) -> bool:
        """Not answered yet; both topics still stand, and neither is held back."""
        stands = self.topic.state in (DRAFT, ANNOUNCED) and not self.topic.held_for
        return self.answer == "" and stands and self.into.on_screens


class TopicHold(Record):
    """The log of holding topics back from the screens: when, why, by whom (by role), and how it ended. Never words."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    topic = peewee.ForeignKeyField(Topic, backref="holds", on_delete="CASCADE")
    what = peewee.TextField()  # held, shown
    because = peewee.TextField(default="")
    by = peewee.TextField()  # pattern | facilitator | convener (whose new words no longer match a pattern)
    at = peewee.DateTimeField(default=now)
