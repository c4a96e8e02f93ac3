"""How the day ended, in the Book: closing lines, whether people felt heard, and words that people asked about."""

from flask_babel import gettext as _

from . import labels
from .blocks import Facts, Heading, Said, Words
from .book import HELD


def closing(book):
    """All of it."""
    if book.impressions or any(book.felt_heard.values()):
        yield Heading(1, Words(_("What people will remember")))
    for impression in book.impressions:
        held = [labels.held(impression.because)] if impression.state == HELD else []
        words = None if impression.words is None else Words(impression.words, book.house)
        yield Said(words, "" if words else labels.gone(impression.state), [*held, *labels.came_late(impression)])
    if any(book.felt_heard.values()):
        answers = [f"{labels.felt_heard(answer)}: {count}" for answer, count in book.felt_heard.items()]
        yield Facts([(_("Did you feel heard?"), Words(_(", ").join(answers)))])
    if book.words:
        yield Heading(1, Words(_("Words people asked about")))
        nobody = Words(_("No one has written the meaning yet."))
        yield Facts([(word.word, Words(word.meaning, book.house) if word.meaning else nobody) for word in book.words])
