"""The end of the Book: what we missed, how to join in, and when people will hear."""

from flask_babel import gettext as _
from flask_babel import ngettext

from ..i18n import LANGUAGES, day_words, isolated
from ..notes.models import SURPRISE
from . import labels
from .blocks import Facts, Heading, Line, Said, Words
from .book import HELD, OPEN, TAKEN_BACK


def after(book, shape):
    """All three."""
    yield from _missed(book)
    yield Heading(1, Words(_("How to join in")))
    yield from (Line(Words(sentence), "list") for sentence in ways_in(book))
    yield Heading(1, Words(_("When you will hear")))
    yield from (Line(Words(sentence)) for sentence in when(book))
    if shape.address:
        yield Facts([(_("The page where you can see what happened"), Words(shape.address))])


def ways_in(book) -> list[str]:
    """How somebody who was there, or was not, can still take part."""
    waiting = sum(action.state == OPEN for action in book.actions)
    needs_people = ngettext(
        "%(num)d thing still needs someone who says yes. You can only say yes for yourself.",
        "%(num)d things still need someone who says yes. You can only say yes for yourself.",
        waiting,
    )
    return [
        *([needs_people] if waiting else []),
        _("Tell us what you can give: some time, or something you know how to do."),
        _("Is something in here wrong, or missing? Tell us."),
        *([_("Ask %(who)s.", who=isolated(book.event.sponsor))] if book.event.sponsor else []),
    ]


def when(book) -> list[str]:
    """The day on which people hear what happened, and by when those who were asked answer."""
    event = book.event
    day = event.look_back_on and day_words(event.look_back_on)
    asked = any(action.asks for action in book.actions)
    answers = ngettext(
        "Those we ask have promised an answer within %(num)d working day.",
        "Those we ask have promised an answer within %(num)d working days.",
        event.answer_within or 0,
    )
    return [
        _("On %(day)s you will hear what was done, what was not, and why.", day=day)
        if day
        else _("No day has been set yet on which you will hear."),
        *([answers] if asked and event.answer_within else []),
    ]


def _missed(book):
    """What the book does not hold, told plainly; and what the room itself found missing."""
    sentences, surprises = missed(book), [note for note in book.whole_room if note.purpose == SURPRISE]
    if sentences or surprises:
        yield Heading(1, Words(_("What we missed")))
    yield from (Line(Words(sentence), "list") for sentence in sentences)
    if surprises:
        yield Line(Words(_("What the room itself found missing, or surprising:")))
    for note in surprises:
        words = None if note.words is None else Words(note.words, note.language)
        yield Said(words, "" if words else labels.gone(note.state))


def missed(book) -> list[str]:
    """One sentence for each thing that is not in the book, or not finished."""
    return [*_nobody_said(book), *_not_in_the_book(book.notes), *_not_finished(book), *_untranslated(book)]


def _nobody_said(book):
    voices = book.people.voices
    absent = [labels.voice(voice) for voice, count in voices.items() if voice and count == 0]
    if absent and any(voices.values()):
        yield _("Nobody here said that they are: %(voices)s.", voices=_(", ").join(absent))
    silent = [str(topic.number) for topic in book.topics if topic.title and not topic.notes and not topic.photos]
    if silent:
        yield _("Nothing was written down about these topics: %(numbers)s.", numbers=_(", ").join(silent))


def _not_in_the_book(notes):
    yield from _counted(
        sum(note.state == HELD for note in notes),
        lambda many: ngettext(
            "%(num)d note is held back. It is marked.", "%(num)d notes are held back. They are marked.", many
        ),
    )
    yield from _counted(
        sum(note.state == TAKEN_BACK for note in notes),
        lambda many: ngettext(
            "%(num)d note was taken back by the person who wrote it.",
            "%(num)d notes were taken back by the people who wrote them.",
            many,
        ),
    )
    yield from _counted(
        sum(note.late for note in notes),
        lambda many: ngettext(
            "%(num)d note came after the day was over. It is marked.",
            "%(num)d notes came after the day was over. They are marked.",
            many,
        ),
    )


def _not_finished(book):
    yield from _counted(
        sum(action.state == OPEN for action in book.actions),
        lambda many: ngettext("%(num)d action has no owner yet.", "%(num)d actions have no owner yet.", many),
    )
    yield from _counted(
        sum(action.due is None for action in book.actions),
        lambda many: ngettext("%(num)d action has no day.", "%(num)d actions have no day.", many),
    )
    yield from _counted(
        sum(line.confirmed_at is None for line in book.debrief),
        lambda many: ngettext(
            "What %(num)d leader said was not read back.", "What %(num)d leaders said was not read back.", many
        ),
    )


def _counted(number, words):
    return [words(number)] if number else []


def _untranslated(book):
    """In a book in another language than the house's, what nobody has put into that language yet."""
    if book.language == book.house:
        return []
    waiting = sum(
        note.words is not None
        and note.language != book.language
        and all(each.language != book.language for each in note.translations)
        for note in book.notes
    )
    language = LANGUAGES.get(book.language, book.language)
    return _counted(
        waiting,
        lambda many: ngettext(
            "%(num)d note has no words in %(language)s yet. It stands as it was said.",
            "%(num)d notes have no words in %(language)s yet. They stand as they were said.",
            many,
            language=language,
        ),
    )
