"""The easy read of the Book: one idea on a line, large letters, room for a picture beside each. It is shorter than the
book, and says so. People's words stand as they were said, sentence by sentence; what is held back is not in it.
"""

import re

from flask_babel import gettext as _
from flask_babel import ngettext

from ..i18n import LANGUAGES, day_words, isolated
from ..notes.models import MAIN
from . import labels
from .blocks import Heading, Idea, Words
from .book import ASKED, OPEN, PROMISED, SHOWN
from .outline_after import ways_in, when

# Where a sentence ends in the scripts of our languages; the sign stays with it.
END_OF_SENTENCE = re.compile(r"(?<=[.!?؟。।])\s+|\n+")
MOST_REMEMBERED, MOST_OFFERED = 12, 40


def easy(book, shape):
    """The whole of it."""
    yield from _about(book)
    yield from _rules(book)
    yield from _talked(book)
    yield from _themes(book)
    yield from _promised(book)
    yield from _leaders(book)
    yield from _waiting(book)
    yield from _offers(book)
    yield from _words(book)
    yield from _remembered(book)
    yield Heading(1, Words(_("How to join in")))
    yield from _ours(*ways_in(book))
    yield Heading(1, Words(_("When you will hear")))
    yield from _ours(*when(book))
    if shape.address:
        yield Idea(Words(shape.address))
    sentence = ngettext(
        "This is the short book. The whole book has the %(num)d note that was written.",
        "This is the short book. The whole book has all %(num)d notes that were written.",
        len(book.notes),
    )
    yield from _ours(sentence)


def ideas(text: str | None, language: str | None, strong=False):
    """One line for each sentence of some words."""
    for sentence in END_OF_SENTENCE.split(text or ""):
        if sentence.strip():
            yield Idea(Words(sentence.strip(), language), strong)


def _ours(*sentences):
    for sentence in sentences:
        yield from ideas(sentence, None)


def _about(book):
    event = book.event
    yield Heading(1, Words(_("What this is about")))
    yield from ideas(event.question, book.house, strong=True)
    yield from _ours(_("We met on %(day)s.", day=day_words(event.date)))
    if event.venue:
        yield from _ours(_("We met here: %(place)s.", place=isolated(event.venue)))
    if event.sponsor:
        yield from _ours(_("%(who)s invited us.", who=isolated(event.sponsor)))
    yield from _ours(ngettext("%(num)d person came.", "%(num)d people came.", book.people.total))
    if book.topics:
        yield from _ours(
            ngettext("We talked about %(num)d topic.", "We talked about %(num)d topics.", len(book.topics))
        )
    yield from _ours(ngettext("People wrote %(num)d note.", "People wrote %(num)d notes.", len(book.notes)))


def _rules(book):
    if book.house_rules:
        yield Heading(1, Words(_("House rules")))
    for rule in book.house_rules:
        yield from ideas(rule, book.house)


def _talked(book):
    topics = [topic for topic in book.topics if topic.title and not topic.held_because]
    if topics or book.rounds:
        yield Heading(1, Words(_("What we talked about")))
    for topic in topics:
        yield from ideas(topic.title, topic.language, strong=True)
        yield from ideas(topic.why, topic.language)
    for round_ in book.rounds:
        yield from ideas(round_.question, book.house, strong=True)
        for note in [note for at in round_.at_tables for note in at.notes] + round_.notes:
            if note.purpose == MAIN and note.state == SHOWN:
                yield from _said(note, book)


def _said(note, book):
    """A note, and its translation for readers of this language."""
    yield from ideas(note.words, note.language)
    for each in note.translations:
        if note.language != each.language == book.language:
            yield from ideas(each.words, each.language)
            yield from _ours(labels.translated(each))
    if note.words and note.language != book.language:
        language = LANGUAGES.get(note.language, note.language)
        yield from _ours(_("This was said in %(language)s.", language=language))


def _themes(book):
    found = [theme for theme in book.themes if not theme.held_because]
    if found:
        yield Heading(1, Words(_("The big themes")))
    for theme in found:
        yield from ideas(labels.theme(theme), book.house, strong=True)
        yield from _ours(
            ngettext("%(num)d note is about this.", "%(num)d notes are about this.", len(theme.notes)),
            labels.theme_state(theme),
        )
        yield from ideas(theme.why, book.house)


def _promised(book):
    found = _in_state(book, PROMISED)
    if found:
        yield Heading(1, Words(_("What people will do")))
    for action in found:
        yield from _deed(action, book)
        yield from _ours(_("Who said yes: %(people)s.", people=labels.who(action.said_yes)))


def _in_state(book, state):
    return [action for action in book.actions if action.state == state and not action.held_because]


def _deed(action, book):
    yield from ideas(labels.action(action), book.house, strong=True)
    if action.first_step:
        yield from ideas(_("The first step: %(step)s", step=isolated(action.first_step)), book.house)
    if action.due:
        yield from _ours(_("By %(day)s.", day=day_words(action.due)))


def _leaders(book):
    agreed = [line for line in book.debrief if line.confirmed_at and not line.held_because]
    if agreed:
        yield Heading(1, Words(_("What leaders said")))
    for line in agreed:
        yield from ideas(line.who, line.language, strong=True)
        for label, words in ((_("I heard"), line.i_heard), (_("I will"), line.i_will), (_("I cannot"), line.i_cannot)):
            if words:
                yield from ideas(f"{label}: {isolated(words)}", line.language)
        if line.because:
            yield from ideas(f"{_('because')}: {isolated(line.because)}", line.language)
        if line.by:
            yield from _ours(_("By %(day)s.", day=day_words(line.by)))


def _waiting(book):
    for state, heading in ((ASKED, _("What we ask of others")), (OPEN, _("No one has said yes yet"))):
        found = _in_state(book, state)
        if found:
            yield Heading(1, Words(heading))
        for action in found:
            yield from _deed(action, book)
            for ask in action.asks:
                yield from _ours(_("We ask: %(whom)s.", whom=isolated(labels.whom(ask))))


def _offers(book):
    offers = [offer for offer in book.offers if not offer.held_because]
    notes = [note for note in book.offered if note.state == SHOWN]
    if offers or notes:
        yield Heading(1, Words(_("What people can give")))
    for offer in offers:
        yield from ideas(offer.skill, book.house, strong=True)
        yield from ideas(offer.time, book.house)
    for note in notes[:MOST_OFFERED]:
        yield from _said(note, book)
    if len(notes) > MOST_OFFERED:
        yield from _ours(_("The whole book has more."))


def _words(book):
    known = [word for word in book.words if word.meaning]
    if known:
        yield Heading(1, Words(_("What words mean")))
    for word in known:
        yield from ideas(word.word, book.house, strong=True)
        yield from ideas(word.meaning, book.house)


def _remembered(book):
    found = [impression.words for impression in book.impressions if impression.state == SHOWN and impression.words]
    if found:
        yield Heading(1, Words(_("What people will remember")))
    for words in found[:MOST_REMEMBERED]:
        yield from ideas(words, book.house)
    if len(found) > MOST_REMEMBERED:
        yield from _ours(_("The whole book has more."))
