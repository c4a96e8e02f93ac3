"""An event, its stages, slots and spaces, and who runs it."""

import datetime

import peewee

from ..db import JSONField, Record, now
from ..journal.models import Journal

# Columns that came after the first version carry their value in the database too (migrations/).
DEFAULT_NO, DEFAULT_YES = peewee.SQL("DEFAULT 0"), peewee.SQL("DEFAULT 1")
DEFAULT_EMPTY = peewee.SQL("DEFAULT ''")
DEFAULT_3, DEFAULT_4 = peewee.SQL("DEFAULT 3"), peewee.SQL("DEFAULT 4")

CONVENERS, FACILITATORS_TOO = "conveners", "facilitators"
ARCHIVED = "archived"  # the journal's verb for putting an event away
HANDS_HIDDEN, HANDS_AFTER_CHOOSING, HANDS_ALWAYS = "hidden", "after", "always"
STARS_EACH, MOST_STARS = 3, 12  # as an event begins, and at most


class Installation(Record):
    """This installation: one row. The organiser's passphrase and what slows down guessing it."""

    passphrase = peewee.TextField(default="")  # argon2id hash; empty until set
    sign_in_link = peewee.TextField(default="")  # sha256 of the one-time token; empty when used
    sign_in_epoch = peewee.IntegerField(default=0)  # raised to sign every organiser out
    failures = peewee.IntegerField(default=0)
    last_failure = peewee.DateTimeField(null=True)

    closes_doors = True  # whenever it changed, an organiser may be out (live/doors.py looks again)


class Look(Record):
    """The organisation's own look, of papers and public pages: one row."""

    name = peewee.TextField(default="")
    footer = peewee.TextField(default="")
    accent = peewee.TextField(default="")  # #rrggbb, dark enough to read white on; empty: ours
    logo = peewee.BlobField(null=True)  # re-encoded PNG
    logo_words = peewee.TextField(default="")  # what it shows, for those who cannot see it
    docx_template = peewee.BlobField(null=True)  # a .docx whose styles, head and foot the Word book takes
    changed_at = peewee.DateTimeField(default=now)


class Series(Record):
    """Events in a row: each may take up what the one before left open."""

    name = peewee.TextField()
    token = peewee.TextField(unique=True)  # in the address of its page: long, unguessable
    made_at = peewee.DateTimeField(default=now)


class EarlierCount(Record):
    """An event of a series that was held before this program came: only its counts are known."""

    series = peewee.ForeignKeyField(Series, backref="earlier", on_delete="CASCADE")
    held = peewee.TextField()  # when, as its people say it: "2024-01"; sorts by time
    counts = JSONField()  # {measure: [how many, of how many]}

    class Meta:
        indexes = ((("series", "held"), True),)


class Event(Record):
    """One meeting. Everything else hangs on it."""

    version = peewee.IntegerField(default=0)  # rises with every change
    code = peewee.TextField(unique=True)  # typed: 6 symbols without look-alikes
    token = peewee.TextField(unique=True)  # in the QR code: long, unguessable
    recipe = peewee.TextField()
    title = peewee.TextField()
    question = peewee.TextField(default="")  # the calling question
    question_by = peewee.TextField(default="")
    question_why = peewee.TextField(default="")
    sponsor = peewee.TextField(default="")
    venue = peewee.TextField(default="")
    date = peewee.DateField()
    starts = peewee.TextField(default="10:00")  # local time of the hall, HH:MM
    languages = JSONField(default=list)  # codes of i18n.LANGUAGES, the first is the house's
    house_rules = JSONField(default=list)
    places_topics = peewee.TextField(default=FACILITATORS_TOO)  # conveners | facilitators (too)
    hands_visible = peewee.TextField(default=HANDS_HIDDEN)  # hidden | after | always
    stars_visible = peewee.BooleanField(default=False)
    stars_each = peewee.IntegerField(default=STARS_EACH, constraints=[DEFAULT_3])  # how many each person may give
    holds_private_details = peewee.BooleanField(default=True)  # automatic hold, notes/holding.py
    look_back_on = peewee.DateField(null=True)
    wifi_name = peewee.TextField(default="")
    wifi_password = peewee.TextField(default="")
    tables_across = peewee.IntegerField(default=4, constraints=[DEFAULT_4])  # side by side on the map of the room
    gentle_sound = peewee.BooleanField(default=False, constraints=[DEFAULT_NO])  # when it is time to move on
    gentle_light = peewee.BooleanField(default=True, constraints=[DEFAULT_YES])
    is_demo = peewee.BooleanField(default=False)
    series = peewee.ForeignKeyField(Series, null=True, backref="events", on_delete="SET NULL")
    follows = peewee.ForeignKeyField("self", null=True, on_delete="SET NULL")  # the event whose open ends it took up
    stage_id = peewee.IntegerField(null=True)  # the stage it is now; none before the doors open
    paused_at = peewee.DateTimeField(null=True)
    closed_at = peewee.DateTimeField(null=True)  # nobody new may join
    archived_at = peewee.DateTimeField(null=True)
    created_at = peewee.DateTimeField(default=now)

    @property
    def is_open(self) -> bool:
        """New people may join."""
        return self.closed_at is None and self.archived_at is None

    def was_put_away_after(self, version: int | None) -> bool:
        """Whether who had last heard of that version could not know yet that the event is put away."""
        told = Journal.select(peewee.fn.MAX(Journal.version)).where(
            Journal.event_id == self.id, Journal.verb == ARCHIVED
        )
        return version is not None and version < (told.scalar() or 0)

    @property
    def is_over(self) -> bool:
        """The day is behind everyone: it is put away, or its doors are closed at its last stage or since days.

        Doors that are closed while it runs only keep new people out: who is in stays in.
        """
        if self.is_open or self.archived_at is not None:
            return self.archived_at is not None
        if datetime.date.today() > self.date + datetime.timedelta(days=1):
            return True
        last = Stage.select().where(Stage.event == self).order_by(Stage.position.desc(), Stage.id.desc()).first()
        return last is not None and last.id == self.stage_id


class Slot(Record):
    """A time for sessions: a column of the day."""

    event = peewee.ForeignKeyField(Event, backref="slots", on_delete="CASCADE")
    position = peewee.IntegerField()
    name = peewee.TextField()  # "Talk time 1"


class Space(Record):
    """A place for sessions."""

    event = peewee.ForeignKeyField(Event, backref="spaces", on_delete="CASCADE")
    position = peewee.IntegerField()
    name = peewee.TextField()
    step_free = peewee.BooleanField(default=True)
    quiet = peewee.BooleanField(default=False)
    seats = peewee.IntegerField(default=0, constraints=[DEFAULT_NO])  # 0: nobody has counted them


class Round(Record):
    """One timed talk of a World Café, with its question. Put away, it is no longer held; what was said in it stays."""

    event = peewee.ForeignKeyField(Event, backref="rounds", on_delete="CASCADE")
    position = peewee.IntegerField()  # 0, 1, 2 … in the order in which they are held
    question = peewee.TextField(default="")  # the question that matters; a table may have its own
    recap = peewee.IntegerField(default=1)  # minutes; what is left of the stage is for talking
    quiet = peewee.IntegerField(default=1)
    go_round = peewee.IntegerField(default=6)
    away_at = peewee.DateTimeField(null=True)

    @property
    def number(self) -> int:
        """As people count it: 1, 2, 3."""
        return self.position + 1


class Table(Record):
    """A table of a World Café. Put away, nobody is seated at it any more; what was said at it stays."""

    event = peewee.ForeignKeyField(Event, backref="tables", on_delete="CASCADE")
    number = peewee.IntegerField()  # as the tent on it says; also its place on the map of the room
    name = peewee.TextField(default="")  # "Blue corner"
    seats = peewee.IntegerField()  # chairs, the host's included
    step_free = peewee.BooleanField(default=True)
    quiet = peewee.BooleanField(default=False)
    question = peewee.TextField(default="")  # its own question in every round, as in a knowledge café
    token = peewee.TextField(unique=True)  # in the QR code on the table: long, unguessable
    away_at = peewee.DateTimeField(null=True)

    class Meta:
        indexes = ((("event", "number"), True),)


STAGE_KINDS = (
    "doors", "welcome", "explain", "marketplace", "choose", "talk", "round", "harvest", "move", "break", "read",
    "sense", "patterns", "tell", "act", "debrief", "circle", "goodbye",
)  # fmt: skip
OF_A_ROUND = ("round", "harvest", "move")  # a stage of these kinds belongs to a round


class Stage(Record):
    """One part of the day. Its planned minutes may be stretched; its real times are kept."""

    event = peewee.ForeignKeyField(Event, backref="stages", on_delete="CASCADE")
    position = peewee.IntegerField()
    kind = peewee.TextField()  # one of STAGE_KINDS: which button and which projector page it brings
    name = peewee.TextField()  # plain words, as people see it
    minutes = peewee.IntegerField()
    slot = peewee.ForeignKeyField(Slot, null=True, on_delete="SET NULL")  # for kind "talk"
    round = peewee.ForeignKeyField(Round, null=True, backref="stages", on_delete="SET NULL")  # for OF_A_ROUND
    phase_shift = peewee.IntegerField(default=0, constraints=[DEFAULT_NO])  # seconds by which its phases come later
    extra_seconds = peewee.IntegerField(default=0)  # given by "+5" and by pauses
    started_at = peewee.DateTimeField(null=True)
    ended_at = peewee.DateTimeField(null=True)


class Facilitator(Record):
    """Someone who runs this event from the console. Revoked, their browser is out at once."""

    event = peewee.ForeignKeyField(Event, backref="facilitators", on_delete="CASCADE")
    name = peewee.TextField(default="")
    joined_at = peewee.DateTimeField(default=now)
    revoked_at = peewee.DateTimeField(null=True)

    @property
    def closes_doors(self) -> bool:
        """Somebody may be out now: live/doors.py looks again at the screens that listen."""
        return self.revoked_at is not None


class Invitation(Record):
    """A QR code that makes one browser a co-facilitator, for 15 minutes."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    token = peewee.TextField(unique=True)  # sha256 of what the QR code carries
    expires_at = peewee.DateTimeField()
    used_at = peewee.DateTimeField(null=True)


class Projector(Record):
    """A big screen, connected like a television: it shows `pairing`, a facilitator types it."""

    event = peewee.ForeignKeyField(Event, null=True, backref="projectors", on_delete="CASCADE")
    pairing = peewee.TextField(unique=True, null=True)  # short code, gone once connected
    key = peewee.TextField(unique=True)  # sha256 of what its cookie holds
    page = peewee.TextField(default="")  # a page chosen by hand; empty follows the stage
    frozen = peewee.BooleanField(default=False)
    frozen_on = peewee.TextField(default="")  # the page it stays on while frozen
    blank = peewee.BooleanField(default=False)
    text_size = peewee.IntegerField(default=0)  # steps above the usual
    turns = peewee.IntegerField(default=0)  # pages turned from the console: on is +1, back is -1
    asked_at = peewee.DateTimeField(default=now)
    connected_at = peewee.DateTimeField(null=True)
    revoked_at = peewee.DateTimeField(null=True)

    @property
    def closes_doors(self) -> bool:
        """This screen may be out now: live/doors.py looks again."""
        return self.revoked_at is not None


class Message(Record):
    """A short message to all screens, until it is taken down."""

    event = peewee.ForeignKeyField(Event, on_delete="CASCADE")
    words = peewee.TextField()
    sent_at = peewee.DateTimeField(default=now)
    ended_at = peewee.DateTimeField(null=True)
