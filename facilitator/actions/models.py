"""An action, who said yes or was asked; what people offer."""

import peewee

from ..db import JSONField, Record, now
from ..events.models import DEFAULT_EMPTY, DEFAULT_NO, Event
from ..harvest.models import Theme
from ..notes.models import Note
from ..people.models import Person
from ..topics.models import Topic

WHAT_LENGTH, STEP_LENGTH, WHOM_LENGTH = 300, 300, 120
SKILL_LENGTH, TIME_LENGTH, CONTACT_LENGTH = 200, 120, 120
DECIDED_BY_LENGTH, ROLE_LENGTH = 120, 300
# Who of those who use the service takes part: "big I", asked only ("little i"), none; "" is not known.
WITH, ASKED_ONLY, NOBODY = "with", "asked", "none"
INVOLVEMENT = (WITH, ASKED_ONLY, NOBODY)
ROLE_FIELDS = ("work", "lead", "time", "where", "trusted", "costs", "how_long", "support", "hopes")


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
    theme = peewee.ForeignKeyField(Theme, null=True, backref="actions", on_delete="SET NULL")
    involvement = peewee.TextField(default="", constraints=[DEFAULT_EMPTY])  # one of INVOLVEMENT
    decided_by = peewee.TextField(default="", constraints=[DEFAULT_EMPTY])  # who decides, in plain words
    carried_from = peewee.ForeignKeyField("self", null=True, on_delete="SET NULL")  # left open by the event before


class CameFrom(Record):
    """The words an action came from, beside the note it was begun with."""

    action = peewee.ForeignKeyField(Action, backref="came_from", on_delete="CASCADE")
    note = peewee.ForeignKeyField(Note, backref="led_to", on_delete="CASCADE")

    class Meta:
        indexes = ((("action", "note"), True),)


class Promise(Record):
    """Someone says yes, for themself. Nobody can say it for them."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    action = peewee.ForeignKeyField(Action, backref="promises", on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, backref="promises", on_delete="CASCADE")
    written_by = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")  # a helper who wrote down the yes
    said_at = peewee.DateTimeField(default=now)
    aloud = peewee.BooleanField(default=False, constraints=[DEFAULT_NO])  # said yes aloud; somebody wrote that down
    named = peewee.BooleanField(default=False, constraints=[DEFAULT_NO])  # their name may stand in the look-back

    class Meta:
        indexes = ((("action", "person"), True),)


class RoleSheet(Record):
    """What a promise that is much like a job entails, agreed on paper: nine fields, all may stay blank."""

    promise = peewee.ForeignKeyField(Promise, unique=True, on_delete="CASCADE")
    fields = JSONField(default=dict)  # {one of ROLE_FIELDS: words}
    changed_at = peewee.DateTimeField(default=now)


class Ask(Record):
    """A question to someone who is not in the room. It stays open until they answer."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    action = peewee.ForeignKeyField(Action, backref="asks", on_delete="CASCADE")
    whom = peewee.TextField()  # a service or a role, not a private person's details
    person = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")  # who will ask them
    asked_at = peewee.DateTimeField(default=now)
    asked_by = peewee.DateField(null=True)  # the day until which they will have been asked


class Offer(Record):
    """What somebody can give: a skill, some time. Nobody is held to it."""

    event = peewee.ForeignKeyField(Event, backref="offers", on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, null=True, backref="offers", on_delete="SET NULL")
    skill = peewee.TextField()
    time = peewee.TextField(default="")  # "Tuesdays after six"
    name = peewee.TextField(default="")  # as they wish to be called, where they have no phone here
    written_by = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")  # a helper who wrote it down
    held_because = peewee.TextField(default="")  # why it is not on shared screens; empty: shown
    taken_back_at = peewee.DateTimeField(null=True)
    made_at = peewee.DateTimeField(default=now)
    late = peewee.BooleanField(default=False)  # came after the event was over


class HelpsWith(Record):
    """This offer goes with that action."""

    offer = peewee.ForeignKeyField(Offer, backref="helps_with", on_delete="CASCADE")
    action = peewee.ForeignKeyField(Action, backref="offers", on_delete="CASCADE")

    class Meta:
        indexes = ((("offer", "action"), True),)


class Contact(Record):
    """How to reach somebody who wished to be reached: for one reason, until one day. Then it is deleted. It stands
    apart from all else, and in no export unless somebody asks for it."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, null=True, on_delete="CASCADE")
    offer = peewee.ForeignKeyField(Offer, null=True, unique=True, on_delete="CASCADE")
    promise = peewee.ForeignKeyField(Promise, null=True, unique=True, on_delete="CASCADE")
    how = peewee.TextField()  # a telephone number or an e-mail address, as they gave it
    what_for = peewee.TextField()  # as they were told
    until = peewee.DateField()
    agreed_at = peewee.DateTimeField(default=now)
