"""Making sense together: piles that the room names, and what becomes of them.

Facilitators sort with the room; whoever wrote a note says from their phone where it belongs, and may name a pile that
nobody has named yet. Nobody's words are changed, nothing is ranked, and what has no pile stays in sight. Every step
that changed something is kept as a SortingAct, so that it can be undone.
"""

from dataclasses import dataclass

from flask_babel import gettext as _
from peewee import fn

from ...access import FACILITATOR
from ...db import now
from ...errors import NotFound, Refused
from ...i18n import isolated
from ...journal import action
from ...notes.actions import of_its_table
from ...notes.models import SHOWN, Note
from ...private_details import NAMES as PATTERNS
from ...private_details import likely
from ..models import FORWARDED, OPEN, PARKED, InTheme, SortingAct, Theme
from .undoing.standing import begun, standing


@dataclass(frozen=True)
class NotesSorted:
    """These notes of an event were put into piles or taken out: what wakes the list of those in none."""

    event_id: int
    notes: tuple  # ids


@action("began a pile")
def begin(change, event, by, name: str = "", notes: list[Note] = ()):
    """A new pile, with a name or without, and these notes in it: one act. Where a pile of that name stands already, the
    notes go into that one. Returns the Theme.

    A participant begins one for notes of their own, with a name. Raises Refused without that name, NotFound for notes
    of others.
    """
    person = _who(change, notes)
    if person is not None and not name:
        raise Refused(_("Please write a name for the pile first."), field="name")
    there = _named(event, name)
    if there is not None:
        return put(theme=there, notes=list(notes)) if notes else _as_it_is(change, there)
    last = Theme.select(fn.MAX(Theme.position)).where(Theme.event == event).scalar() or 0
    theme = Theme(event=event, position=last + 1, late=change.late)
    _call(change, theme, name)
    theme.save()
    rows = _put(change, theme, [note.id for note in notes if note.state == SHOWN])
    ids = tuple(row.note_id for row in rows)
    change.record(theme, *rows, NotesSorted(event.id, ids))
    _remember(change, "begin", begun(theme), [theme], ids)
    return theme


@action("put into a pile")
def put(change, event, by, theme: Theme, notes: list[Note], out_of: Theme | None = None):
    """These notes are in that pile too, and in `out_of` no longer; those that are in it stay. Whoever wrote a note may
    say so, and facilitators of all that are shown. Returns the Theme.

    Raises Refused (409) when the pile was put away, or none of the notes is on the wall any more; NotFound for a note
    of somebody else.
    """
    _who(change, notes)
    _must_stand(theme)
    shown = [note.id for note in notes if note.state == SHOWN]
    if not shown:
        raise Refused(_("These notes are not on the wall any more."), status=409)
    moves = out_of is not None and out_of.id != theme.id
    piles = [theme, out_of] if moves else [theme]
    before = standing(piles, shown)
    rows = [*_put(change, theme, shown), *(_take_out(out_of, shown) if moves else [])]
    change.record(theme, *rows, NotesSorted(event.id, tuple({row.note_id for row in rows})))
    _remember(change, "move" if moves else "put", before, piles, shown)
    return theme


@action("took out of a pile")
def take_out(change, event, by, theme: Theme, notes: list[Note]):
    """These notes are not in that pile any more; other piles keep them. By whoever wrote them, or a facilitator. Twice
    is the same as once. Returns the Theme. Raises NotFound for a note of somebody else."""
    _who(change, notes)
    ids = [note.id for note in notes]
    before = standing([theme], ids)
    rows = _take_out(theme, ids)
    change.record(theme, *rows, NotesSorted(event.id, tuple(row.note_id for row in rows)))
    _remember(change, "take out", before, [theme], ids)
    return theme


@action("named a pile")
def name(change, event, by, theme: Theme, name: str, seen: str | None = None):
    """The room gives a pile its name, in its own words, or another one. A participant may name a pile that nobody has
    named, and change the name they gave. `seen` is the name that stood there when they wrote. Returns the Theme.

    Raises Refused (409) when somebody named it otherwise meanwhile, or another pile has that name.
    """
    person = _who(change)
    _must_stand(theme)
    if theme.name == name:
        return _as_it_is(change, theme)
    if seen is not None and theme.name != seen:
        raise Refused(
            _("Somebody named this pile “%(name)s” meanwhile. Please look again.", name=isolated(theme.name)),
            field="name",
            status=409,
        )
    if person is not None and not name:
        raise Refused(_("Please write a name for the pile first."), field="name")
    if person is not None and theme.name and theme.named_by_id != person.id:
        raise Refused(_("This pile has a name already. Talk to the facilitator about another one."), status=409)
    must_be_free(name, theme, field="name")
    before = standing([theme], [])
    _call(change, theme, name)
    theme.late = theme.late or change.late
    theme.save()
    change.record(theme)
    _remember(change, "name", before, [theme])
    return theme


@action("joined piles")
def join(change, event, by, theme: Theme, into: Theme):
    """All notes of a pile are in another one too, and the first is put away. Returns the pile that stays.

    Raises Refused when one of them was put away, or they are the same.
    """
    _only_with_the_room(change)
    _must_stand(theme)
    _must_stand(into)
    if theme.id == into.id:
        raise Refused(_("Choose another pile to join it with."), field="into")
    notes = [row.note_id for row in InTheme.select(InTheme.note).where(InTheme.theme == theme)]
    before = standing([theme, into], notes)
    rows = _put(change, into, notes)
    theme.joined_into, theme.away_at = into, now()
    theme.save()
    change.record(into, theme, *rows)
    _remember(change, "join", before, [theme, into], notes)
    return into


@action("put a pile away")
def put_away(change, event, by, theme: Theme):
    """Through this pile, no note is in a pile any more. Putting away twice is the same as once. Returns the Theme."""
    _only_with_the_room(change)
    if theme.away_at is not None:
        return _as_it_is(change, theme)
    before, notes = standing([theme], []), _notes_in(theme)
    theme.away_at = now()
    theme.save()
    change.record(theme, NotesSorted(event.id, notes))
    _remember(change, "put away", before, [theme])
    return theme


@action("forwarded a pile")
def forward(change, event, by, theme: Theme, whom: str, why: str):
    """Give a pile to somebody outside the room, and say to whom and why. Returns the Theme. Raises Refused without."""
    if not whom:
        raise Refused(_("Please say who gets it."), field="whom")
    return _decide(change, theme, "forward", FORWARDED, why, whom)


@action("parked a pile")
def park(change, event, by, theme: Theme, why: str):
    """Keep a pile for another time, and say why. Returns the Theme. Raises Refused without."""
    return _decide(change, theme, "park", PARKED, why)


@action("took a pile up again")
def take_up(change, event, by, theme: Theme):
    """Neither forwarded nor parked nor put away any more. Returns the Theme. Raises Refused (409) when it was put away
    and another pile has its name by now."""
    _only_with_the_room(change)
    if theme.away_at is not None:
        must_be_free(theme.name, theme)
    notes = _notes_in(theme) if theme.away_at is not None else ()
    before = standing([theme], notes)
    theme.state, theme.whom, theme.why, theme.away_at, theme.joined_into = OPEN, "", "", None, None
    theme.save()
    change.record(theme, NotesSorted(event.id, notes))
    _remember(change, "take up", before, [theme], notes)
    return theme


@action("held the name of a pile")
def hold_name(change, event, by, theme: Theme, because: str):
    """Keep a name off the shared screens, with a reason; the pile stays. Returns the Theme. Raises Refused without."""
    _only_with_the_room(change)
    if not because:
        raise Refused(_("Please say why. The writer will see your reason."), field="because")
    theme.held_because = because
    theme.save()
    change.record(theme)
    return theme


@action("showed the name of a pile")
def show_name(change, event, by, theme: Theme):
    """Let a held name onto the screens. Returns the Theme."""
    _only_with_the_room(change)
    theme.held_because = ""
    theme.save()
    change.record(theme)
    return theme


def may_sort(viewer, note: Note) -> bool:
    """Whether this viewer may say where that note belongs: a facilitator, or whoever said or wrote it."""
    mine = {person.id for person in viewer.people} & {note.written_by_id, note.said_by_id}
    return viewer.role == FACILITATOR or bool(mine) or of_its_table(viewer, note)


def must_be_free(name: str, theme: Theme, field: str | None = None) -> None:
    """Raises Refused (409) when a pile other than this one stands under that name."""
    if _named(theme.event_id, name, other_than=theme) is not None:
        raise Refused(_("Another pile has that name. The room can join the two."), field=field, status=409)


def _who(change, notes=()):
    """The person who acts; None for a facilitator, and for a table's own device. Raises NotFound for anybody else, and
    when one of the notes is not theirs to sort."""
    if change.by is None or not (change.by.role == FACILITATOR or change.person or change.by.device):
        raise NotFound
    if not all(may_sort(change.by, note) for note in notes):
        raise NotFound
    return None if change.by.role == FACILITATOR else change.person


def _only_with_the_room(change):
    if change.by is None or change.by.role != FACILITATOR:
        raise Refused(_("That is for the whole room. Talk to the facilitator."))


def _must_stand(theme):
    if theme.away_at is not None:
        raise Refused(_("That pile was put away meanwhile. Please look again."), status=409)


def _as_it_is(change, theme):
    change.record(theme)
    return theme


def _named(event, name, other_than=None):
    """The pile that stands under this name, whatever its capital letters; None for no name."""
    piles = Theme.select().where(Theme.event == event, Theme.away_at.is_null(), Theme.name != "") if name else ()
    wanted = name.casefold()
    return next((pile for pile in piles if pile.name.casefold() == wanted and pile != other_than), None)


def _call(change, theme, name):
    """Give it that name, by the person who acts or the room; held when it may hold private details."""
    by_facilitator = change.by.role == FACILITATOR
    theme.name, theme.named_by = name, change.person if name and not by_facilitator else None
    if by_facilitator or not theme.held_because or theme.held_because in PATTERNS:  # else only a facilitator shows it
        theme.held_because = (change.event.holds_private_details and likely(name)) or ""


def _put(change, theme, notes) -> list[InTheme]:
    """Put those of these notes (ids) into the pile that are not in it; gives their new places."""
    inside, person = set(_notes_in(theme)), change.person if change.by.role != FACILITATOR else None
    new = [id_ for id_ in dict.fromkeys(notes) if id_ not in inside]
    return [InTheme.create(event=change.event, theme=theme, note=id_, put_by=person) for id_ in new]


def _take_out(theme, notes) -> list[InTheme]:
    """Take these notes (ids) out of the pile; gives the places they had."""
    rows = list(InTheme.select().where(InTheme.theme == theme, InTheme.note.in_(notes)))
    InTheme.delete().where(InTheme.id.in_([row.id for row in rows])).execute()
    return rows


def _notes_in(theme) -> tuple:
    return tuple(row.note_id for row in InTheme.select(InTheme.note).where(InTheme.theme == theme))


def _decide(change, theme, what, state, why, whom=""):
    _only_with_the_room(change)
    _must_stand(theme)
    if not why:
        raise Refused(_("Please say why, in a few words."), field="why")
    before = standing([theme], [])
    theme.state, theme.whom, theme.why = state, whom, why
    theme.save()
    change.record(theme)
    _remember(change, what, before, [theme])
    return theme


def _remember(change, what, before, themes, notes=()):
    """Keep a step that changed something, so that who took it can undo it. A table's own device has no steps."""
    after = standing(themes, notes)
    by_facilitator = change.by.role == FACILITATOR
    if before != after and (by_facilitator or change.person):
        person = None if by_facilitator else change.person
        change.record(SortingAct.create(event=change.event, what=what, before=before, after=after, by_person=person))
