"""The room's piles, in the Book. Each note stands whole where it was said; under its pile stands how it begins."""

from flask_babel import gettext as _
from flask_babel import ngettext

from . import labels
from .blocks import Facts, Heading, Line, Said, Words, short
from .book import TAKEN_BACK

MOST_IN_A_PILE = 30  # shown in a pile; the tables list all


def themes(book):
    """Each pile as the room named it, then what is in none. Nothing where nobody sorted."""
    if not book.themes:
        return
    yield Heading(1, Words(_("Themes")), apart=True)
    places = {note.id: (note, place) for place in book.places for note in place.notes}
    for theme in book.themes:
        yield Heading(2, Words(labels.theme(theme), book.house))
        yield from about(theme, book)
        yield from _pile([places[number] for number in theme.notes if number in places])
    unsorted = [places[note.id] for note in book.unsorted]
    if unsorted:
        yield Heading(2, Words(_("In no pile")))
        yield from _pile(unsorted)


def about(theme, book):
    """What became of a pile, and why."""
    facts = [
        (_("Named by"), Words(theme.named_by, book.house)),
        (_("State"), Words(labels.theme_state(theme))),
        (_("Why"), Words(theme.why, book.house)),
        (_("State"), Words(labels.held(theme.held_because) if theme.held_because else "")),
        (_("Comes from"), Words(_("the event before") if theme.carried else "")),
    ]
    facts = [(label, words) for label, words in facts if words.text]
    if facts:
        yield Facts(facts)


def _pile(found):
    standing = [(note, place) for note, place in found if note.state != TAKEN_BACK]
    yield Line(Words(ngettext("%(num)d note", "%(num)d notes", len(standing))), "soft")
    for note, place in standing[:MOST_IN_A_PILE]:
        words = Words(short(note.words), note.language) if note.words else None
        yield Said(words, "" if words else labels.gone(note.state), [labels.where(place)])
    if len(standing) > MOST_IN_A_PILE:
        more = len(standing) - MOST_IN_A_PILE
        sentence = ngettext(
            "%(num)d more is in this pile. The tables (Excel and CSV) list them all.",
            "%(num)d more are in this pile. The tables (Excel and CSV) list them all.",
            more,
        )
        yield Line(Words(sentence), "soft")
