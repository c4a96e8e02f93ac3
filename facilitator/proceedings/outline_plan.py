"""The action plan, in the Book: what people take home on the day, on two pages of A4.

Things stand in sections. Where not all of them find room, `shape.most` says how many do (fitting.py finds that out);
then each section keeps its first ones, promises more of them than others, and says how many more the whole book holds.
What is held back is not in it: everybody gets this paper, before anyone has read it over.
"""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from ..i18n import day_words
from ..notes.models import LENSES
from . import labels
from .blocks import Card, Facts, Heading, Line, Words, short
from .book import ASKED, OPEN, PROMISED, SHOWN
from .outline_after import ways_in, when


@dataclass
class Section:
    """A heading and its things, the first ones first. Of two sections, the heavier one is cut down sooner."""

    heading: str
    things: list
    weight: int = 1


def plan(book, shape):
    """The two pages."""
    event = book.event
    if event.question:
        yield Line(Words(event.question, book.house), "question")
    facts = [
        (_("Day"), Words(day_words(event.date))),
        (_("Place"), Words(event.venue, book.house)),
        (_("Invited by"), Words(event.sponsor, book.house)),
    ]
    yield Facts([(label, words) for label, words in facts if words.text])
    yield Line(Words(_how_much(book)))
    found = sections(book)
    kept = _kept(found, shape.most)
    if not found:
        yield Line(Words(_("Nobody has written down an action yet.")), "soft")
    for section, number in zip(found, kept, strict=True):
        yield Heading(1, Words(section.heading))
        yield from section.things[:number]
        left_out = len(section.things) - number
        if left_out:
            more = ngettext("%(num)d more is in the whole book.", "%(num)d more are in the whole book.", left_out)
            yield Line(Words(more), "soft")
    yield Heading(1, Words(_("How to join in, and when you will hear")))
    yield from (Line(Words(sentence), "list") for sentence in [*ways_in(book), *when(book)])
    if shape.address:
        yield Facts([(_("The page where you can see what happened"), Words(shape.address))])
    if sum(kept) < how_many(book):
        sentence = _("There was no room here for everything. Ask for the whole book: nothing is left out of it.")
        yield Line(Words(sentence), "soft")


def how_many(book) -> int:
    """How many things the plan would hold, were there room."""
    return sum(len(section.things) for section in sections(book))


def sections(book) -> list[Section]:
    """What the plan is made of; none of them is empty."""
    actions = [action for action in book.actions if not action.held_because]
    by_state = {state: [each for each in actions if each.state == state] for state in (PROMISED, ASKED, OPEN)}
    promised = sorted(by_state[PROMISED], key=lambda each: LENSES.index(each.lens or "not_sure"))
    agreed = [line for line in book.debrief if line.confirmed_at and line.i_will and not line.held_because]
    offers = [Line(Words(_with_time(offer), book.house), "list") for offer in book.offers if not offer.held_because]
    offers += [Line(Words(short(note.words), note.language), "list") for note in book.offered if note.state == SHOWN]
    themes = [theme for theme in book.themes if not theme.held_because]
    found = [
        Section(_("People said yes to this"), [_card(each, book) for each in promised]),
        Section(_("What leaders said they will do"), [_of_leader(line) for line in agreed]),
        Section(_("We ask people who were not in the room"), [_card(each, book) for each in by_state[ASKED]], 2),
        Section(_("No one has said yes yet"), [_card(each, book) for each in by_state[OPEN]], 2),
        Section(_("What people can give"), offers, 4),
        Section(_("Themes"), [Line(Words(_theme(theme), book.house), "list") for theme in themes], 4),
    ]
    return [section for section in found if section.things]


def _kept(found, most):
    """How many things each section keeps, when there is room for so many (None: for all)."""
    if most is None:
        return [len(section.things) for section in found]
    ranks = [
        (index * section.weight, number) for number, section in enumerate(found) for index in range(len(section.things))
    ]
    kept = [number for _rank, number in sorted(ranks)[:most]]
    return [kept.count(number) for number in range(len(found))]


def _card(action, book):
    facts = [
        (_("Who said yes"), Words(labels.who(action.said_yes) if action.said_yes else "")),
        *((_("We ask"), Words(labels.asked(ask), book.house)) for ask in action.asks),
        (_("First step"), Words(action.first_step, book.house)),
        (_("By when"), Words(day_words(action.due) if action.due else "")),
        (_("Who can do it"), Words(labels.lens(action.lens) if action.lens else "")),
    ]
    return Card(Words(labels.action(action), book.house), [(label, words) for label, words in facts if words.text])


def _of_leader(line):
    facts = [
        (_("Said by"), Words(line.who, line.language)),
        (_("By when"), Words(day_words(line.by) if line.by else "")),
    ]
    return Card(Words(line.i_will, line.language), [(label, words) for label, words in facts if words.text])


def _with_time(offer):
    return f"{offer.skill} ({offer.time})" if offer.time else offer.skill


def _theme(theme):
    notes = ngettext("%(num)d note", "%(num)d notes", len(theme.notes))
    return " · ".join(filter(None, [labels.theme(theme), notes, labels.theme_state(theme)]))


def _how_much(book):
    people = ngettext("%(num)d person came", "%(num)d people came", book.people.total)
    topics = ngettext("%(num)d topic", "%(num)d topics", len(book.topics)) if book.topics else ""
    rounds = ngettext("%(num)d round", "%(num)d rounds", len(book.rounds)) if book.rounds else ""
    notes = ngettext("%(num)d note", "%(num)d notes", len(book.notes))
    return " · ".join(filter(None, [people, topics, rounds, notes]))
