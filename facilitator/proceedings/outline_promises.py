"""What gets done, in the Book: promises by who can do it, what leaders will do, asks, offers, and what nobody has said
yes to.
"""

from flask_babel import gettext as _
from flask_babel import ngettext

from ..i18n import day_words
from ..notes.models import LENSES
from . import labels
from .blocks import Card, Heading, Line, Said, Words, short
from .book import ASKED, OPEN, PROMISED
from .outline_cafe import plan_of_leaders

MOST_QUOTED = 5  # notes under an action it came from


def promises(book):
    """All of it."""
    yield Heading(1, Words(_("What gets done")), apart=True)
    notes, places = _notes_by_number(book), {theme.id: labels.theme(theme) for theme in book.themes}
    promised = [action for action in book.actions if action.state == PROMISED]
    for lens in LENSES:
        under = [action for action in promised if (action.lens or "not_sure") == lens]
        if under:
            yield Heading(2, Words(labels.lens(lens)))
            yield from (card(action, book, notes, places) for action in under)
    yield from plan_of_leaders(book)
    yield from _listed(book, ASKED, _("What we ask of people who were not in the room"), notes, places)
    yield from _offers(book)
    yield from _listed(book, OPEN, _("No one has said yes yet"), notes, places)
    if not book.actions and not any(line.i_will and line.confirmed_at for line in book.debrief):
        yield Line(Words(_("Nobody has written down an action yet.")), "soft")
    if book.actions_taken_back:
        taken = ngettext("%(num)d action was taken back.", "%(num)d actions were taken back.", book.actions_taken_back)
        yield Line(Words(taken), "soft")


def card(action, book, notes=None, themes=None, lens=False):
    """One action with all that is known of it. `notes` and `themes` are found by their numbers; `lens` says who can do
    it, where no heading does."""
    marks = [
        *([labels.held(action.held_because)] if action.held_because else []),
        *([_("Taken up from the event before")] if action.carried else []),
        *labels.came_late(action),
    ]
    return Card(Words(labels.action(action), book.house), _facts(action, book, notes or {}, themes or {}, lens), marks)


def _facts(action, book, notes, themes, lens):
    offers = [offer for offer in book.offers if action.id in offer.actions and offer.skill]
    facts = [
        (_("Who said yes"), Words(labels.who(action.said_yes) if action.said_yes else "")),
        *((_("To reach them"), Words(labels.reach(yes.contact))) for yes in action.said_yes if yes.contact),
        *((_("We ask"), Words(labels.asked(ask), book.house)) for ask in action.asks),
        (_("First step"), Words(action.first_step, book.house)),
        (_("By when"), Words(day_words(action.due) if action.due else "")),
        (_("Who can do it"), Words(labels.lens(action.lens) if lens and action.lens else "")),
        (_("People who use the service"), Words(labels.involvement(action.involvement))),
        (_("Who decides"), Words(action.decided_by, book.house)),
        (_("Theme"), Words(themes.get(action.theme, ""), book.house)),
        (_("Someone offers"), Words(" · ".join(offer.skill for offer in offers), book.house)),
        (_("State"), Words(labels.state(action.state) if action.state != OPEN else "")),
        *((_("What happened"), Words(labels.update(said))) for said in action.updates),
        (_("Readers asked what happened"), Words(_times(action.wondered))),
        *_came_from(action, notes),
    ]
    return [(label, words) for label, words in facts if words.text]


def _came_from(action, notes):
    """The words it came from, the beginning of each; words that are the action's own are not told twice."""
    found = [notes[number] for number in action.notes if number in notes]
    found = [note for note in found if _alike(note.words) != _alike(action.what or "")]
    for note in found[:MOST_QUOTED]:
        yield _("It came from"), Words(short(note.words), note.language)
    if len(found) > MOST_QUOTED:
        more = ngettext("%(num)d more note", "%(num)d more notes", len(found) - MOST_QUOTED)
        yield _("It came from"), Words(more)


def _times(number):
    return ngettext("%(num)d time", "%(num)d times", number) if number else ""


def _alike(text):
    return text.strip().rstrip(".!").casefold()


def _listed(book, state, heading, notes, themes):
    found = [action for action in book.actions if action.state == state]
    if found:
        yield Heading(2, Words(heading))
        yield from (card(action, book, notes, themes, lens=True) for action in found)


def _offers(book):
    if book.offers or book.offered:
        yield Heading(2, Words(_("What people can give")))
    for offer in book.offers:
        facts = [
            (_("When they can"), Words(offer.time, book.house)),
            (_("Who"), Words(offer.name, book.house)),
            (_("To reach them"), Words(labels.reach(offer.contact) if offer.contact else "")),
        ]
        marks = [*([labels.held(offer.held_because)] if offer.held_because else []), *labels.came_late(offer)]
        yield Card(Words(labels.offer(offer), book.house), [fact for fact in facts if fact[1].text], marks)
    yield from (Said(Words(note.words, note.language)) for note in book.offered)
    if book.offers_taken_back:
        taken = ngettext("%(num)d offer was taken back.", "%(num)d offers were taken back.", book.offers_taken_back)
        yield Line(Words(taken), "soft")


def _notes_by_number(book):
    """{number: note} of the notes that an action came from, those whose words are in this edition."""
    wanted = {number for action in book.actions for number in action.notes}
    return {note.id: note for note in book.notes if note.id in wanted and note.words} if wanted else {}
