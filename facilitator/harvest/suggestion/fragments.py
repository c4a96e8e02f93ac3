"""Suggested piles on the console, as dotted outlines: nobody else sees them."""

from ...live import CONSOLE, Piece, fragment
from ...notes.models import Note
from ..models import SuggestedPile
from ..themes.actions import NotesSorted
from . import reading


@fragment(
    "suggested",
    "harvest/suggestion/_suggested.html",
    audiences=(CONSOLE,),
    wakes={
        SuggestedPile: lambda pile: [pile.id],
        Note: lambda note: reading.piles_with(note.event_id, [note.id]),
        NotesSorted: lambda sorted_: reading.piles_with(sorted_.event_id, sorted_.notes),
    },
)
def suggested(event, audience, channel, keys=None):
    """One suggested pile: the words its notes have in common, and the notes, each to be taken out before it is
    accepted."""
    for pile, notes in reading.suggested(event, keys):
        yield Piece(pile.id, order=pile.position, context={"pile": pile, "notes": notes})
