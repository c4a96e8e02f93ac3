"""Reading themes: which piles there are, what is in them, what is in none. The number of queries never grows.

A note may be in several piles. Through a pile that was put away it is in none. Notes that are held back or were taken
back are in no pile that anybody sees, and not among the unsorted; they come back to their piles when they are shown.
"""

from peewee import JOIN, fn

from ...cafe.models import TableDevice
from ...notes.models import HELD, SHOWN, Note
from ...notes.wall import with_topics
from ...once import once
from ...people.models import Person
from ..models import InTheme, SortingAct, Theme

LAST_ACTS = 10  # how many steps can be undone


@once
def themes_of(event, away=False) -> list[Theme]:
    """The piles, in the order in which they were begun, each with who named it; with `away`, those that were put away
    or joined into another too. One query."""
    found = Theme.select(Theme, Person).join(Person, JOIN.LEFT_OUTER, on=Theme.named_by).where(Theme.event == event)
    return list((found if away else found.where(Theme.away_at.is_null())).order_by(Theme.position, Theme.id))


def piles_of(event, held=False) -> list[tuple[Theme, list[Note]]]:
    """`(pile, its notes in the order of arrival, each with its place)` of every pile; with `held`, the notes that are
    held back too, for the book, which marks them. Three queries."""
    wanted = with_topics(event).where(Note.state.in_((SHOWN, HELD) if held else (SHOWN,)), Note.id.in_(_sorted(event)))
    notes = {note.id: note for note in wanted}
    inside: dict[int, list[Note]] = {}
    for theme_id, note_id in _pairs(event):
        if note_id in notes:
            inside.setdefault(theme_id, []).append(notes[note_id])
    return [(theme, inside.get(theme.id, [])) for theme in themes_of(event)]


def unsorted(event):
    """The shown notes that are in no pile, oldest first, each with its place: one query to go on with."""
    return with_topics(event).where(Note.state == SHOWN, Note.id.not_in(_sorted(event))).order_by(Note.id)


def how_many_unsorted(event) -> int:
    """How many shown notes are in no pile. One query."""
    return Note.select().where(Note.event == event, Note.state == SHOWN, Note.id.not_in(_sorted(event))).count()


def themes_of_notes(event) -> dict[int, list[int]]:
    """`{note id: ids of the piles it is in}`, whatever the state of the note. One query."""
    found: dict[int, list[int]] = {}
    for theme_id, note_id in _pairs(event):
        found.setdefault(note_id, []).append(theme_id)
    return found


def inside(event, theme_id: int):
    """The shown notes in one pile, oldest first, each with its place: one query to go on with."""
    return with_topics(event).where(Note.state == SHOWN, Note.id.in_(notes_in(theme_id))).order_by(Note.id)


def notes_in(theme_id: int):
    """The numbers of the notes in one pile, as a query to ask with: `Note.id.in_(notes_in(theme.id))`."""
    return InTheme.select(InTheme.note).join(Theme).where(InTheme.theme == theme_id, Theme.away_at.is_null())


def piles_with(event, notes) -> dict[int, list[Theme]]:
    """`{note id: the piles it is in}` of these notes (ids), the piles in their order. One query."""
    rows = (
        InTheme.select(InTheme.note, Theme)
        .join(Theme)
        .where(InTheme.event == event, InTheme.note.in_(list(notes)), Theme.away_at.is_null())
        .order_by(Theme.position, Theme.id)
    )
    found: dict[int, list[Theme]] = {}
    for row in rows:
        found.setdefault(row.note_id, []).append(row.theme)
    return found


def newest_in(event, theme_ids, at_most: int) -> dict[int, list[Note]]:
    """`{pile id: the shown notes that were put there last}`, at most so many of each, without their places. Two
    queries."""
    pairs = (
        InTheme.select(InTheme.theme, InTheme.note)
        .join(Note)
        .where(InTheme.event == event, InTheme.theme.in_(list(theme_ids)), Note.state == SHOWN)
        .order_by(InTheme.put_at.desc(), InTheme.id.desc())
    )
    last: dict[int, list[int]] = {}
    for theme_id, note_id in pairs.tuples():
        if len(last.setdefault(theme_id, [])) < at_most:
            last[theme_id].append(note_id)
    wanted = Note.select().where(Note.id.in_({id_ for ids in last.values() for id_ in ids}))
    notes = {note.id: note for note in wanted}
    return {theme_id: [notes[id_] for id_ in ids] for theme_id, ids in last.items()}


def counts(event) -> dict[int, int]:
    """`{pile id: how many shown notes are in it}`; piles without any are left out. One query."""
    counted = (
        InTheme.select(InTheme.theme, fn.COUNT(InTheme.id))
        .join(Note)
        .where(InTheme.event == event, Note.state == SHOWN)
        .group_by(InTheme.theme)
    )
    return dict(counted.tuples())


def own_notes(viewer, event):
    """The shown notes that somebody on this phone said or wrote down, or this phone's table did, the newest first: one
    query to go on with."""
    people = [person.id for person in viewer.people]
    own = Note.said_by.in_(people) | Note.written_by.in_(people)
    if viewer.device is not None:
        own |= Note.device.in_(TableDevice.select(TableDevice.id).where(TableDevice.table == viewer.device.table_id))
    return with_topics(event).where(Note.state == SHOWN, own).order_by(Note.id.desc())


def shown_name(theme: Theme) -> str:
    """The name of a pile for every shared screen and page; empty while it has none, or when it is held back."""
    return "" if theme.held_because else theme.name


def last_acts(event, person=None) -> list[SortingAct]:
    """The last ten steps of sorting of this person, or of the console, the newest first, without those that were
    undone. One query."""
    by = SortingAct.by_person.is_null() if person is None else SortingAct.by_person == person
    acts = SortingAct.select().where(SortingAct.event == event, by).order_by(SortingAct.id.desc()).limit(LAST_ACTS)
    return [act for act in acts if act.undone_at is None]


def _sorted(event):
    return InTheme.select(InTheme.note).join(Theme).where(InTheme.event == event, Theme.away_at.is_null())


def _pairs(event):
    """`(pile id, note id)` of every pile that was not put away, in the order of the notes' arrival."""
    pairs = InTheme.select(InTheme.theme, InTheme.note).join(Theme)
    return pairs.where(InTheme.event == event, Theme.away_at.is_null()).order_by(InTheme.note, InTheme.theme).tuples()
