"""The look-back: its page, the links of those who answer, their updates, and readers who ask."""

import peewee

from ..actions.models import Action, Ask, Promise
from ..db import Record, now
from ..events.models import Event

STARTED, DONE, NOT_YET, NO, PASSED_ON, YES = "started", "done", "not_yet", "no", "passed_on", "yes"
STATES = (STARTED, DONE, NOT_YET, NO, PASSED_ON)  # of an action
ANSWERS = (YES, NOT_YET, NO)  # to an ask
NEED_A_REASON = (NOT_YET, NO)
OWNER, LEADER, FACILITATOR, TOLD_ANSWER = "owner", "leader", "facilitator", "told_answer"
ANSWERED_BY = (LEADER, TOLD_ANSWER)  # also when what was asked is not asked any more
WORDS_LENGTH, PASSED_TO_LENGTH = 500, 80


class LookBack(Record):
    """The public page of one event: made when somebody first wants it, open when a facilitator says so."""

    event = peewee.ForeignKeyField(Event, unique=True, on_delete="CASCADE")
    token = peewee.TextField(unique=True)  # in its address: long, unguessable
    opened_at = peewee.DateTimeField(null=True)
    answer_within = peewee.IntegerField(default=10)  # working days in which leaders promised to answer asks


class AnswerLink(Record):
    """Where one who said yes, or who was asked, says how it is going; also on paper, as a code."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    action = peewee.ForeignKeyField(Action, backref="links", on_delete="CASCADE")
    promise = peewee.ForeignKeyField(Promise, null=True, unique=True, on_delete="CASCADE")
    ask = peewee.ForeignKeyField(Ask, null=True, unique=True, on_delete="CASCADE")
    token = peewee.TextField(unique=True)
    code = peewee.TextField(unique=True)  # typed: short, without look-alikes
    made_at = peewee.DateTimeField(default=now)
    revoked_at = peewee.DateTimeField(null=True)


class Update(Record):
    """What was said about an action at one moment. Never changed: a correction is another update."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    action = peewee.ForeignKeyField(Action, backref="updates", on_delete="CASCADE")
    ask = peewee.ForeignKeyField(Ask, null=True, backref="updates", on_delete="SET NULL")
    link = peewee.ForeignKeyField(AnswerLink, null=True, on_delete="SET NULL")
    by = peewee.TextField()  # owner, leader, facilitator (who was told it), told_answer (told what leaders say)
    state = peewee.TextField()
    words = peewee.TextField(default="")
    language = peewee.TextField(default="en")
    next_by = peewee.DateField(null=True)  # by when there is news again
    passed_to = peewee.TextField(default="")  # who said yes to taking it on
    held_because = peewee.TextField(default="")  # why its words are not on the page; empty: shown
    said_at = peewee.DateTimeField(default=now)


class Wondering(Record):
    """A reader asks: what happened?"""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    action = peewee.ForeignKeyField(Action, backref="wonderings", on_delete="CASCADE")
    asked_at = peewee.DateTimeField(default=now)


class Reminder(Record):
    """That somebody was nudged, and how; never the words' address."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    link = peewee.ForeignKeyField(AnswerLink, on_delete="CASCADE")
    how = peewee.TextField()  # copied, printed, mailed
    reminded_at = peewee.DateTimeField(default=now)
