"""Keeping what was found, and answering it. A suggestion moves nothing by itself."""

from flask_babel import gettext as _

from ...db import now
from ...errors import Refused
from ...journal import action
from ...notes.models import SHOWN, Note
from ..models import Alike, SuggestedPile, Theme
from ..themes import actions as themes


@action("suggested piles")
def suggest(change, event, by, piles: list[dict], alike: list[list[int]]):
    """Keep a suggestion in the place of the one before, and which notes are alike. Piles are {words, notes}. Returns
    the event."""
    earlier = list(_waiting(event))
    SuggestedPile.delete().where(SuggestedPile.id.in_([pile.id for pile in earlier])).execute()
    here = set(_notes_of(event))
    kept = [
        SuggestedPile.create(
            event=event, position=position, words=pile["words"], notes=[id_ for id_ in pile["notes"] if id_ in here]
        )
        for position, pile in enumerate(piles)
    ]
    change.record(event, *earlier, *kept, *_keep_alike(event, alike, here))
    return event


@action("noticed what is alike")
def notice(change, event, by, alike: list[list[int]]):
    """Keep which notes are alike. Returns the event."""
    change.record(event, *_keep_alike(event, alike, set(_notes_of(event))))
    return event


@action("took a suggested pile")
def accept(change, event, by, pile: SuggestedPile, notes: list[Note], name: str = ""):
    """These notes of a suggested pile, which the room has looked at, become a pile of its own. Returns the Theme.

    Raises Refused when it was answered already, or none of its notes is left.
    """
    _must_wait(pile)
    wanted = [note for note in notes if note.id in pile.notes and note.state == SHOWN]
    if not wanted:
        raise Refused(_("Leave at least one note ticked."), field="note")
    theme: Theme = themes.begin(event=event, by=by, name=name, notes=wanted)
    pile.answered_at = now()
    pile.save()
    change.record(pile)
    return theme


@action("ignored suggested piles")
def ignore(change, event, by, pile: SuggestedPile | None = None):
    """Do without this suggested pile, or without all that wait. Twice is the same as once. Returns the event."""
    piles = [pile] if pile is not None else list(_waiting(event))
    for each in piles:
        each.answered_at = each.answered_at or now()
        each.save()
    change.record(event, *piles)
    return event


def _waiting(event):
    return SuggestedPile.select().where(SuggestedPile.event == event, SuggestedPile.answered_at.is_null())


def _must_wait(pile):
    if pile.answered_at is not None:
        raise Refused(_("Somebody has answered this suggestion already. Please look again."), status=409)


def _notes_of(event):
    return [id_ for (id_,) in Note.select(Note.id).where(Note.event == event).tuples()]


def _keep_alike(event, groups, here) -> list[Alike]:
    """The rows that came or went."""
    wanted = {id_: group[0] for group in groups for id_ in group if id_ in here}
    earlier = list(Alike.select().where(Alike.event == event))
    gone = [row for row in earlier if wanted.get(row.note_id) != row.number]
    stay = {row.note_id for row in earlier} - {row.note_id for row in gone}
    Alike.delete().where(Alike.id.in_([row.id for row in gone])).execute()
    new = [(id_, number) for id_, number in wanted.items() if id_ not in stay]
    return gone + [Alike.create(event=event, note=id_, number=number) for id_, number in new]
