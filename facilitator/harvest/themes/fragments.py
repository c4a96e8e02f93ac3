"""Piles and what is in none: for the console, where the room sorts, for phones, and for the big screen.

Held notes, and names that are held back, are in none of these.
"""

from ...events.models import Round, Table
from ...live import ALL, CONSOLE, PHONE, PROJECTOR, Piece, fragment
from ...notes.models import Note
from ...notes.naming import place_of
from ...notes.wall import shown_beside
from ...people.models import Person
from ...private_details import NAMES as PATTERNS
from ...topics.models import Topic
from ..models import InTheme, SortingAct, Theme
from . import reading
from .actions import NotesSorted
from .naming import called, named_by, step_words, what_became

PAGE = 40  # notes to sort that are on the page at once; when one goes, the next comes in
IN_SIGHT = 4  # notes on a pile's card: those that were put there last
LARGE = "large"  # the channel of a console that everybody sees: its links lead to large pages
WAITING, WITHHELD = "waiting", "withheld"  # held names: by a pattern, or by a facilitator
ONE = [None]


def _themes_with(note_id):
    return [id_ for (id_,) in InTheme.select(InTheme.theme).where(InTheme.note == note_id).tuples()]


def _named(person):
    return [id_ for (id_,) in Theme.select(Theme.id).where(Theme.named_by == person).tuples()]


WAKES = {
    Theme: lambda theme: [theme.id],
    InTheme: lambda inside: [inside.theme_id],
    Note: lambda note: _themes_with(note.id),
    Person: _named,
}


@fragment("theme", "harvest/themes/_theme.html", audiences=(PHONE, PROJECTOR), wakes=WAKES)
def theme(event, audience, channel, keys=None):
    """One pile as the room sees it: its name, how many notes, what became of it and why."""
    return _piles(event, keys)


def _also_large(wakes):
    return lambda row: [(channel, key) for channel in ("", LARGE) for key in wakes(row)]


@fragment(
    "pile",
    "harvest/themes/_pile.html",
    audiences=(CONSOLE,),
    wakes={model: _also_large(wakes) for model, wakes in WAKES.items()},
    channels=lambda event: ["", LARGE],
)
def pile(event, audience, channel, keys=None):
    """One pile to sort into, with the notes that were put there last."""
    piles = list(_piles(event, keys))
    last = reading.newest_in(event, [piece.key for piece in piles], IN_SIGHT)
    for piece in piles:
        piece.context["notes"] = last.get(piece.key, [])
    return piles


@fragment("pile-choice", "harvest/themes/_pile_choice.html", audiences=(CONSOLE,), wakes={Theme: lambda row: [row.id]})
def pile_choice(event, audience, channel, keys=None):
    """One pile in a list to choose from."""
    for row in reading.themes_of(event):
        if keys is None or row.id in keys:
            yield Piece(row.id, order=row.position, context={"name": called(row)})


def _piles(event, keys):
    counts = reading.counts(event)
    for row in reading.themes_of(event):
        if keys is None or row.id in keys:
            said = {"name": called(row), "named_by": named_by(row), "became": what_became(row)}
            yield Piece(row.id, order=row.position, context={"theme": row, "count": counts.get(row.id, 0), **said})


def _come_in(sorted_):
    """These notes, and those that stand where the first page ends: as many come in as have gone, or go as came."""
    many = len(sorted_.notes)
    if many >= PAGE:
        return [ALL]
    return [*sorted_.notes, *_at_the_end(sorted_.event_id, many)]


def _at_the_end(event_id, many):
    around = reading.unsorted(event_id).select(Note.id).offset(PAGE - many).limit(2 * many).tuples()
    return [id_ for (id_,) in around]


@fragment(
    "unsorted",
    "harvest/themes/_to_sort.html",
    audiences=(CONSOLE,),
    wakes={
        NotesSorted: _come_in,
        Note: lambda note: [note.id, *_at_the_end(note.event_id, 1)],
        **dict.fromkeys((Topic, Table, Round), shown_beside),
    },
)
def unsorted(event, audience, channel, keys=None):
    """The notes in no pile, the oldest first: one page; by keys, later ones too."""
    found = reading.unsorted(event)
    return _to_sort(event, found.limit(PAGE) if keys is None else found.where(Note.id.in_(list(keys))))


def _in_every_pile(event):
    return [(str(id_), ALL) for (id_,) in Theme.select(Theme.id).where(Theme.event == event).tuples()]


@fragment(
    "in-pile",
    "harvest/themes/_to_sort.html",
    audiences=(CONSOLE,),
    wakes={
        Note: lambda note: [(str(id_), ALL) for id_ in _themes_with(note.id)],
        **dict.fromkeys((NotesSorted, Theme, Topic, Table, Round), lambda row: _in_every_pile(row.event_id)),
    },
    channels=lambda event: [str(each.id) for each in reading.themes_of(event)],
)
def in_pile(event, audience, channel, keys=None):
    """The notes in one pile, the oldest first: one page; by keys, later ones too."""
    found = reading.inside(event, int(channel) if channel.isdecimal() and len(channel) < 19 else 0)
    return _to_sort(event, found.limit(PAGE) if keys is None else found.where(Note.id.in_(list(keys))), channel)


def _to_sort(event, found, channel=""):
    notes = list(found)
    piles = reading.piles_with(event, [note.id for note in notes]) if channel else {}
    for note in notes:
        others = [called(each) for each in piles.get(note.id, []) if str(each.id) != channel]
        yield Piece(note.id, order=note.id, context={"note": note, "place": place_of(note), "others": others})


@fragment(
    "held-pile-name",
    "harvest/themes/_held_name.html",
    audiences=(CONSOLE,),
    wakes={Theme: lambda theme: [(channel, theme.id) for channel in (WAITING, WITHHELD)]},
    channels=lambda event: [WAITING, WITHHELD],
)
def held_pile_name(event, audience, channel, keys=None):
    """Names of piles that a pattern holds and a facilitator is to look at, or those that a facilitator holds."""
    for row in reading.themes_of(event):
        waits = row.held_because in PATTERNS
        if row.held_because and waits == (channel == WAITING) and (keys is None or row.id in keys):
            yield Piece(row.id, order=row.position, context={"theme": row})


@fragment(
    "in-no-pile",
    "harvest/themes/_in_no_pile.html",
    wakes=dict.fromkeys((Note, NotesSorted), lambda row: ONE),
)
def in_no_pile(event, audience, channel, keys=None):
    """How many notes are in no pile: always in sight."""
    yield Piece(None, context={"count": reading.how_many_unsorted(event)})


@fragment(
    "steps",
    "harvest/themes/_steps.html",
    audiences=(CONSOLE,),
    wakes=dict.fromkeys((SortingAct, Theme), lambda row: ONE),
)
def steps(event, audience, channel, keys=None):
    """The last steps of sorting at the console, each with a way to undo it."""
    acts = reading.last_acts(event)
    themes = {each.id: each for each in reading.themes_of(event, away=True)} if acts else {}
    yield Piece(None, context={"acts": [(act, step_words(act, themes)) for act in acts]})
