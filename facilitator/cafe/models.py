"""Who sits where in a World Café, who hosts, what a person needs of a seat, the plan, the tablecloth."""

import peewee

from ..db import JSONField, Record, now
from ..events.models import Event, Round, Table
from ..people.models import Person

SUGGESTED, STAYED, CHOSEN, TOGETHER = "suggested", "stayed", "chosen", "together"
ASKED, HOSTING, ENDED = "asked", "hosting", "ended"
OFFERED, PUBLISHED, SET_ASIDE = "offered", "published", "set_aside"
COMPUTED, REPAIRED, MOVE_RULE = "computed", "repaired", "move_rule"


class TableDevice(Record):
    """A phone or tablet that writes for a whole table. A table may have several; one can take another's place."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    table = peewee.ForeignKeyField(Table, backref="devices", on_delete="CASCADE")
    key = peewee.TextField(unique=True)  # sha256 of what its cookie holds
    connected_at = peewee.DateTimeField(default=now)
    revoked_at = peewee.DateTimeField(null=True)

    @property
    def closes_doors(self) -> bool:
        """This device may be out now: live/doors.py looks again."""
        return self.revoked_at is not None


class Scribe(Record):
    """Who writes at a table in a round, when the table likes to say so. A name as they gave it, or none."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    round = peewee.ForeignKeyField(Round, on_delete="CASCADE")
    table = peewee.ForeignKeyField(Table, on_delete="CASCADE")
    name = peewee.TextField()

    class Meta:
        indexes = ((("round", "table"), True),)


class Host(Record):
    """Someone stays at a table and welcomes: asked, hosting, ended (handed over, or said no). Always voluntary."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    table = peewee.ForeignKeyField(Table, backref="hosts", on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, backref="hosts", on_delete="CASCADE")
    state = peewee.TextField()  # asked, hosting, ended
    since = peewee.DateTimeField(default=now)
    ended_at = peewee.DateTimeField(null=True)


class Seat(Record):
    """Where a person sits in a round: as suggested, or as they chose. Their choice wins."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    round = peewee.ForeignKeyField(Round, backref="seats", on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, backref="seats", on_delete="CASCADE")
    table = peewee.ForeignKeyField(Table, backref="seated", on_delete="CASCADE")
    suggested = peewee.ForeignKeyField(Table, null=True, on_delete="SET NULL")  # what the plan last said
    how = peewee.TextField(default=SUGGESTED)  # suggested, stayed, chosen, together

    class Meta:
        indexes = ((("round", "person"), True),)

    @property
    def is_own_choice(self) -> bool:
        """The person said where they sit; no plan moves them."""
        return self.how != SUGGESTED


class SeatNeed(Record):
    """What a person needs of a seat. For the plan and for facilitators only; in no export."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, unique=True, backref="seat_needs", on_delete="CASCADE")
    step_free = peewee.BooleanField(default=False)
    speaks = JSONField(default=list)  # codes of i18n.LANGUAGES; empty: the language of their pages
    last_round = peewee.ForeignKeyField(Round, null=True, on_delete="SET NULL")  # they leave after it


class Company(Record):
    """Two people who sit together, or (a facilitator's secret) are kept apart."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    one = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    other = peewee.ForeignKeyField(Person, on_delete="CASCADE")
    apart = peewee.BooleanField(default=False)

    class Meta:
        indexes = ((("one", "other"), True),)


class SeatingPlan(Record):
    """A plan of who might sit where. Nobody sees it on a phone until a facilitator publishes it."""

    event = peewee.ForeignKeyField(Event, backref="seating_plans", on_delete="CASCADE")
    how = peewee.TextField()  # computed, repaired, move_rule
    state = peewee.TextField(default=OFFERED)
    rounds = JSONField()  # {round id: {table id: [person ids]}}, only of rounds that the plan may still change
    figures = JSONField(default=dict)  # repeats, new people met …, as mixing/seating measures them
    why = JSONField(default=dict)  # which needs shaped it, and what it breaks if it must
    letters = JSONField(default=dict)  # {person id: "A"} of a plan by the move rule
    made_at = peewee.DateTimeField(default=now)
    published_at = peewee.DateTimeField(null=True)


class Cloth(Record):
    """The tablecloth that a table draws on in a round."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    round = peewee.ForeignKeyField(Round, backref="cloths", on_delete="CASCADE")
    table = peewee.ForeignKeyField(Table, backref="cloths", on_delete="CASCADE")
    held_because = peewee.TextField(default="")  # why a facilitator keeps it off the screens; empty: shown

    class Meta:
        indexes = ((("round", "table"), True),)


class ClothHold(Record):
    """The log of holding drawings back from the screens: when, why, and that it was shown again. By facilitators alone;
    a drawing has no words in which private details could be found."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    cloth = peewee.ForeignKeyField(Cloth, backref="holds", on_delete="CASCADE")
    what = peewee.TextField()  # held, shown
    because = peewee.TextField(default="")
    at = peewee.DateTimeField(default=now)


class Stroke(Record):
    """One line drawn on a tablecloth."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    cloth = peewee.ForeignKeyField(Cloth, backref="strokes", on_delete="CASCADE")
    person = peewee.ForeignKeyField(Person, null=True, on_delete="SET NULL")
    device = peewee.ForeignKeyField(TableDevice, null=True, on_delete="SET NULL")
    points = JSONField()  # [x, y, x, y, …] in thousandths of the cloth's width
    colour = peewee.TextField()
    thickness = peewee.IntegerField()  # in thousandths of the cloth's width
    drawn_at = peewee.DateTimeField(default=now)
    undone_at = peewee.DateTimeField(null=True)  # taken back by who drew it: its points are gone
