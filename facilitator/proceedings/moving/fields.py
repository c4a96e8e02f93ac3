"""Which tables and fields of an event go into a file, and from which edition on. A field that nobody has thought about
goes into none: a test asks that each is named here (tests/proceedings/moving/test_fields.py).
"""

from dataclasses import dataclass, field

from ...actions import models as actions
from ...agenda import models as agenda
from ...cafe import models as cafe
from ...closing import models as closing
from ...events import models as events
from ...harvest import models as harvest
from ...help import models as help_
from ...journal.models import Journal
from ...lookback import models as lookback
from ...notes import models as notes
from ...people import models as people
from ...topics import models as topics
from .. import models as proceedings
from .editions import NAMED, SHOWABLE, WHOLE


@dataclass(frozen=True)
class Kept:
    """A table: the edition from which on it is in a file; the fields that come later, or only with the secrets; the
    fields that hold words which go when the row was held back or taken back; and whose name each row would give."""

    model: type
    since: str = SHOWABLE
    later: dict[str, str] = field(default_factory=dict)  # {field: edition}
    secret: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()  # fields that are no part of a row in a file: the event itself, a picture
    stand_in: str = ""  # until this edition somebody else stands in `person`, so that counts stay right
    within: str = ""  # for stand-ins: the field within which each person stands once

    @property
    def name(self) -> str:
        """The table's name, in files and in the record."""
        return self.model._meta.table_name

    @property
    def fields(self) -> list:
        """The model's fields that may stand in a file, in their order."""
        return [each for each in self.model._meta.sorted_fields if each.name not in self.apart]

    @property
    def names(self) -> frozenset[str]:
        """The names of these."""
        return frozenset(each.name for each in self.fields)

    def fields_in(self, edition) -> list:
        """Those that stand in a file of that edition."""
        without = () if edition.secrets else self.secret
        here = [each for each in self.fields if each.name not in without]
        return [each for each in here if edition.holds(self.later.get(each.name, self.since))]


def _kept(model, *, names=(), whole=(), apart=(), **more):
    later = dict.fromkeys(names, NAMED) | dict.fromkeys(whole, WHOLE)
    own = tuple(name for name in ("event",) if name in model._meta.fields)
    return Kept(model, later=later, apart=(*own, *apart), **more)


# In an order in which each row can be put in: a table comes after those it points to.
TABLES = (
    _kept(events.Series, secret=("token",)),
    _kept(events.EarlierCount),
    _kept(events.Event, apart=("version",), secret=("token", "wifi_password"), whole=("wifi_name", "is_demo")),
    _kept(events.Slot),
    _kept(events.Space),
    _kept(events.Round),
    _kept(events.Table, secret=("token",)),
    _kept(events.Stage),
    _kept(events.Message),
    _kept(events.Facilitator, since=WHOLE),
    _kept(
        people.Person, names=("name", "show_name"), whole=("voice", "language", "needs", "helper"),
        secret=("return_code",),
    ),
    _kept(help_.Call, since=WHOLE),
    _kept(help_.Term),
    _kept(
        topics.Topic, names=("convener", "written_by", "offered_by"), words=("title", "why", "needs_words"),
    ),
    _kept(topics.JoinRequest, since=WHOLE),
    _kept(topics.TopicHold, since=WHOLE),
    _kept(agenda.Session),
    _kept(agenda.Hand, stand_in=WHOLE, within="topic"),
    _kept(agenda.Plan, since=WHOLE),
    _kept(agenda.Presence, since=WHOLE),
    _kept(cafe.TableDevice, secret=("key",)),
    _kept(cafe.Scribe, since=NAMED),
    _kept(cafe.Host, since=NAMED),
    _kept(cafe.Seat, since=WHOLE),
    _kept(cafe.SeatNeed, since=WHOLE),
    _kept(cafe.Company, since=WHOLE),
    _kept(cafe.SeatingPlan, since=WHOLE),
    _kept(cafe.Cloth),
    _kept(cafe.ClothHold, since=WHOLE),
    _kept(cafe.Stroke, whole=("person",)),
    _kept(
        notes.Note, names=("said_by", "written_by", "interpreted_by"), whole=("asked_writer",), words=("words",),
    ),
    _kept(notes.Revision, since=WHOLE),
    _kept(notes.Translation, names=("by", "person"), words=("words",)),
    _kept(notes.Photo, apart=("image",), names=("person",), whole=("asked_writer",), words=("words",)),
    _kept(notes.Hold, since=WHOLE),
    _kept(harvest.Star, stand_in=WHOLE, within="note"),
    _kept(harvest.HelpingHand, stand_in=WHOLE, within="note"),
    _kept(harvest.Alike),
    _kept(harvest.Theme, names=("named_by",), words=("name", "whom", "why")),
    _kept(harvest.InTheme, whole=("put_by",)),
    _kept(actions.Action, names=("written_by",), words=("what", "first_step", "decided_by")),
    _kept(actions.CameFrom),
    _kept(actions.Promise, names=("written_by",), stand_in=NAMED, within="action"),
    _kept(actions.RoleSheet, since=NAMED),
    _kept(actions.Ask, names=("person",), words=("whom",)),
    _kept(
        actions.Offer, names=("person", "name", "written_by"), words=("skill", "time"),
    ),
    _kept(actions.HelpsWith),
    _kept(actions.Contact, since=NAMED),  # only when contacts were asked for
    _kept(closing.Impression, whole=("person",), words=("words",)),
    _kept(closing.DebriefLine, words=closing.WORDS_OF_A_LINE),
    _kept(lookback.LookBack, secret=("token",)),
    _kept(lookback.AnswerLink, secret=("token", "code")),
    _kept(lookback.Update, words=("words", "passed_to")),
    _kept(lookback.Wondering),
    _kept(lookback.Reminder, since=WHOLE),
    _kept(proceedings.HandOut),
    _kept(proceedings.Edition, since=WHOLE),
    _kept(proceedings.Check, since=WHOLE),
    _kept(Journal, since=WHOLE, apart=("id", "event_id", "version", "digest")),
)  # fmt: skip
BY_NAME = {kept.name: kept for kept in TABLES}
CONTACTS = actions.Contact
# What stays behind. Of this installation, not of an event: its passphrase and look, screens that are connected,
# invitations of 15 minutes. Of the moment: steps that can be undone, what this machine suggests.
LEFT_HERE = (
    events.Installation, events.Look, events.Projector, events.Invitation,
    agenda.BoardAct, harvest.SortingAct, harvest.SuggestedPile,
)  # fmt: skip


def points_to(kept: Kept) -> dict[str, str]:
    """{field: the table it points to} of what points to another row in the file."""
    found = {each.name: each.rel_model._meta.table_name for each in kept.fields if hasattr(each, "rel_model")}
    return {name: table for name, table in found.items() if (kept.name, name) not in ELSEWHERE} | NUMBERS.get(
        kept.name, {}
    )


ELSEWHERE = {("event", "follows"), ("action", "carried_from"), ("theme", "carried_from")}  # of the event before
NUMBERS = {
    "event": {"stage_id": "stage"},
    "alike": {"number": "note"},
    "journal": {"person_id": "person"},
}  # rows' numbers that are no keys
