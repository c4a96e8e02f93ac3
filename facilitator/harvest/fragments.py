"""Notes as they are read and starred, and what the whole room sees in the end. Always in the order of arrival: stars
make no ranking."""

from peewee import JOIN, fn

from ..cafe.models import TableDevice
from ..events.models import Round, Table
from ..live import ALL, PHONE, PROJECTOR, Piece, fragment, mine
from ..notes.models import MAIN, OF_THE_ROOM, SHOWN, Note
from ..notes.naming import place_of
from ..notes.wall import shown_beside, with_topics
from ..statements import written_once
from ..topics.models import Topic
from .actions import StarsShown
from .models import Star
from .suggestion import fragments as of_suggestion  # noqa: F401  (registers its own)
from .themes import fragments as of_themes  # noqa: F401  (registers its own)

# Only the page where people read and star hears of every star. It stands in the order of arrival, or with what each
# table found most important before the rest.
CHANNEL, MAIN_THINGS_FIRST = "read", "main"
AFTER_THE_MAIN_THINGS = 10**12


def notes_to_read(event):
    """All notes on the wall, oldest first, with their places: one query."""
    return with_topics(event).where(Note.state == SHOWN).order_by(Note.id)


def star_counts(event) -> dict[int, int]:
    """Stars by note id; empty while the counts are hidden."""
    if not event.stars_visible:
        return {}
    counted = Star.select(Star.note, fn.COUNT(Star.id)).where(Star.event == event).group_by(Star.note).tuples()
    return dict(counted)


def _wakes(*channels):
    def in_each(*keys):
        return [(channel, key) for channel in channels for key in keys]

    return {
        Note: lambda note: in_each(note.id),
        Star: lambda star: in_each(star.note_id) if star.event.stars_visible else [],
        StarsShown: lambda shown: in_each(ALL),
        **dict.fromkeys((Topic, Table, Round), lambda place: in_each(*shown_beside(place))),
    }


@fragment(
    "read",
    "harvest/_read.html",
    audiences=(PHONE,),
    wakes=_wakes(CHANNEL, MAIN_THINGS_FIRST),
    channels=lambda event: [CHANNEL, MAIN_THINGS_FIRST],
)
def read(event, audience, channel, keys=None):
    """One note to read, with its star button."""
    wanted = notes_to_read(event)
    if keys is not None:
        wanted = wanted.where(Note.id.in_(list(keys)))
    counts = star_counts(event)
    for note in wanted:
        later = channel == MAIN_THINGS_FIRST and note.purpose != MAIN
        yield Piece(
            note.id,
            order=note.id + AFTER_THE_MAIN_THINGS * later,
            context={"note": note, "place": place_of(note), "stars": counts.get(note.id, 0)},
        )


@fragment("starred", "harvest/_starred.html", audiences=(PROJECTOR,), wakes=_wakes(""))
def starred(event, audience, channel, keys=None):
    """On the big screen: notes that someone would work on, once the room has turned the counts on."""
    counts = star_counts(event)
    wanted = notes_to_read(event).where(Note.id.in_(list(counts)))
    if keys is not None:
        wanted = wanted.where(Note.id.in_(list(keys)))
    for note in wanted:
        yield Piece(note.id, order=note.id, context={"note": note, "stars": counts[note.id]})


@fragment(
    "pattern",
    "harvest/_pattern.html",
    audiences=(PHONE, PROJECTOR),
    wakes={Note: lambda note: [(note.purpose, note.id)] if note.purpose in OF_THE_ROOM else []},
    channels=lambda event: OF_THE_ROOM,
)
def pattern(event, audience, channel, keys=None):
    """What the whole room sees, never with a name: channel "pattern" or "surprise". On the big screen the newest
    first."""
    wanted = Note.select(Note, TableDevice).join(TableDevice, JOIN.LEFT_OUTER)
    wanted = wanted.where(Note.event == event, Note.state == SHOWN, Note.purpose == channel)
    if keys is not None:
        wanted = wanted.where(Note.id.in_(list(keys)))
    for note in wanted.order_by(Note.id):
        yield Piece(note.id, order=-note.id if audience == PROJECTOR else note.id, context={"note": note})


def stars_in_sight(person) -> int:
    """How many stars this person has on notes that are shown. One on a note held back or taken back can be given
    again."""
    return Star.select().join(Note).where(Star.person == person, Note.state == SHOWN).count()


@mine("star", "note")
@written_once
def my_stars(person):
    """The notes this person gave a star."""
    return Star.select(Star.note).where(Star.person == person).tuples()
