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
from .models import Alike, HelpingHand, Star
from .paging import counted, number_in, on_page, page_channel, pages_in, places_of
from .suggestion import fragments as of_suggestion  # noqa: F401  (registers its own)
from .suggestion.reading import also_said, like_this, numbered
from .themes import fragments as of_themes  # noqa: F401  (registers its own)

# Each page of the wall hears of what is on it (paging.py). Of what somebody chose, in the order of arrival or with the
# main things first, the notes on the page are kept up to date by their numbers; nothing comes in by itself.
CHOSEN, MAIN_THINGS_FIRST = "chosen", "main"
AFTER_THE_MAIN_THINGS = 10**12
ONE = [None]


def notes_to_read(event):
    """All notes on the wall, oldest first, with their places: one query."""
    return with_topics(event).where(Note.state == SHOWN).order_by(Note.id)


def star_counts(event) -> dict[int, int]:
    """Stars by note id; empty while the counts are hidden."""
    return _given(event, Star)


def hand_counts(event) -> dict[int, int]:
    """Hands that are up to help, by note id; empty while the counts are hidden."""
    return _given(event, HelpingHand)


def _given(event, kind):
    if not event.stars_visible:
        return {}
    return dict(kind.select(kind.note, fn.COUNT(kind.id)).where(kind.event == event).group_by(kind.note).tuples())


def _wakes(places):
    """What wakes a card; `places(event id, note ids)` says where it stands."""

    def when_shown(row):
        return places(row.event_id, [row.note_id]) if row.event.stars_visible else []

    return {
        Note: lambda note: places(note.event_id, [note.id, *like_this(note.id)]),
        Star: when_shown,
        HelpingHand: when_shown,
        StarsShown: lambda shown: places(shown.event_id, [ALL]),
        Alike: lambda alike: places(alike.event_id, [*{alike.note_id, *numbered(alike.number)}]),
        **dict.fromkeys((Topic, Table, Round), lambda place: places(place.event_id, shown_beside(place))),
    }


def _where_read(event_id, ids):
    if ids == [ALL]:
        return [(page_channel(number), ALL) for number in range(1, pages_in(event_id) + 1)]
    return [*places_of(event_id, ids), *((channel, id_) for id_ in ids for channel in (CHOSEN, MAIN_THINGS_FIRST))]


@fragment(
    "read",
    "harvest/_read.html",
    audiences=(PHONE,),
    wakes=_wakes(_where_read),
    channels=lambda event: [
        CHOSEN, MAIN_THINGS_FIRST, *(page_channel(number) for number in range(1, pages_in(event) + 1)),
    ],
)  # fmt: skip
def read(event, audience, channel, keys=None):
    """One note to read, with its star button and how many others said the same."""
    wanted, page = notes_to_read(event), number_in(channel)
    if page:
        wanted = wanted.where(Note.id.in_([id_ for (id_,) in on_page(event, page).tuples()]))
    elif keys is None:
        return
    if keys is not None:
        wanted = wanted.where(Note.id.in_(list(keys)))
    notes = list(wanted)
    stars, hands, said = star_counts(event), hand_counts(event), also_said([note.id for note in notes])
    for note in notes:
        later = channel == MAIN_THINGS_FIRST and note.purpose != MAIN
        counts = {"stars": stars.get(note.id, 0), "hands": hands.get(note.id, 0)}
        yield Piece(
            note.id,
            order=note.id + AFTER_THE_MAIN_THINGS * later,
            context={"note": note, "place": place_of(note), "also": said.get(note.id), **counts},
        )


@fragment(
    "how-many",
    "harvest/_how_many.html",
    audiences=(PHONE,),
    wakes=dict.fromkeys((Note, StarsShown), lambda row: ONE),
)
def how_many(event, audience, channel, keys=None):
    """How many notes are on the wall; tells a page of chosen notes that there is more, or that counts are shown."""
    yield Piece(None, context={"count": counted(event)[1]})


@fragment("starred", "harvest/_starred.html", audiences=(PROJECTOR,), wakes=_wakes(lambda event_id, ids: ids))
def starred(event, audience, channel, keys=None):
    """On the big screen: notes that someone would work on, once the room has turned the counts on."""
    counts, hands = star_counts(event), hand_counts(event)
    wanted = notes_to_read(event).where(Note.id.in_([*counts, *hands]))
    if keys is not None:
        wanted = wanted.where(Note.id.in_(list(keys)))
    for note in wanted:
        counted = {"stars": counts.get(note.id, 0), "hands": hands.get(note.id, 0)}
        yield Piece(note.id, order=note.id, context={"note": note, **counted})


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


@mine("helping", "note")
@written_once
def my_helping_hands(person):
    """The notes that this person will help with."""
    return HelpingHand.select(HelpingHand.note).where(HelpingHand.person == person).tuples()
