"""The Book as a reader meets it: a list of blocks in order. PDF, Word, Markdown and the page lay out the same blocks,
so that they cannot disagree. Each shape of the book has an outline of its own; this is the one of the whole.
"""

from flask_babel import gettext as _
from flask_babel import ngettext

from ..i18n import clock_words, day_words
from ..notes.models import OF_THE_ROOM
from . import labels
from .blocks import Card, Facts, Grid, Heading, Line, Words, by_kind, pictures
from .book import Book
from .outline_after import after
from .outline_cafe import debrief, laid, patterns, rounds
from .outline_closing import closing
from .outline_easy import easy
from .outline_plan import plan
from .outline_promises import promises
from .outline_themes import themes
from .shape import EASY, PLAN, Shape


def title_of(book: Book) -> str:
    """The book's title."""
    return book.event.title


def with_colon(label: str) -> str:
    """A fact's label as it stands before the fact; a question needs no colon."""
    return label if label.endswith(("?", "؟")) else _("%(label)s:", label=label)


def blocks(book: Book, shape: Shape | None = None):
    """Everything that this shape of the book holds, in order."""
    shape = shape or Shape()
    if shape.kind == PLAN:
        yield from plan(book, shape)
    elif shape.kind == EASY:
        yield from easy(book, shape)
    else:
        yield from _whole(book, shape)


def _whole(book, shape):
    """From the invitation to the day on which people will hear."""
    yield from invitation(book, shape)
    yield from _day(book)
    yield from _who_came(book)
    yield Heading(1, Words(_("Everything that was said")), apart=True)
    yield from _how_much(book)
    for topic in book.topics:
        yield from _topic(topic, book)
    yield from rounds(book)
    yield from patterns(book)
    to_all = [note for note in book.whole_room if note.purpose not in OF_THE_ROOM]
    if to_all or book.whole_room_photos:
        yield Heading(2, Words(_("Said to the whole room")))
        yield from by_kind(to_all, book)
        yield from pictures(book.whole_room_photos)
    yield from themes(book)
    yield from promises(book)
    yield from debrief(book)
    yield from closing(book)
    yield from after(book, shape)


def invitation(book, shape):
    """What people were invited to, and how far this book is."""
    event = book.event
    if event.question:
        yield Line(Words(event.question, book.house), "question")
    facts = [
        (_("Day"), Words(day_words(event.date))),
        (_("Place"), Words(event.venue, book.house)),
        (_("Invited by"), Words(event.sponsor, book.house)),
        (_("Question asked by"), Words(event.question_by, book.house)),
        (_("Why we asked"), Words(event.question_why, book.house)),
        (_("One of"), Words(event.series, book.house)),
        (_("Comes after"), Words(event.follows, book.house)),
        (_("You will hear what happened on"), Words(event.look_back_on and day_words(event.look_back_on))),
    ]
    yield Facts([(label, words) for label, words in facts if words.text])
    if shape.standing:
        yield Line(Words(shape.standing), "soft")
    yield edition(book)


def edition(book):
    """Whether names are in it."""
    with_names = _(
        "This edition has names in it. It is for the people who do the work. Please do not pin it to a wall."
    )
    return Line(Words(with_names if book.names else _("This edition has no names in it.")), "soft")


def _day(book):
    yield Heading(1, Words(_("What happened")))
    rows = [
        [
            stage.name,
            clock_words(stage.planned),
            clock_words(stage.started) if stage.started else "",
            clock_words(stage.ended) if stage.ended else "",
        ]
        for stage in book.stages
    ]
    if rows:
        yield Grid(_("What happened"), [_("What"), _("Planned"), _("Began"), _("Ended")], rows)
    yield from laid(book)
    if book.house_rules:
        yield Heading(1, Words(_("House rules")))
        yield from (Line(Words(rule, book.house), "list") for rule in book.house_rules)


def _who_came(book):
    yield Heading(1, Words(_("Who came")))
    yield Line(Words(ngettext("%(num)d person came.", "%(num)d people came.", book.people.total)))
    voices = {voice: count for voice, count in book.people.voices.items() if count != 0}
    if any(voices.values()):
        counted = [f"{labels.voice(voice)}: {labels.count(count)}" for voice, count in voices.items()]
        yield Facts([(_("Here as"), Words(" · ".join(counted)))])
        if None in voices.values():
            yield Line(Words(_("Small numbers are hidden, so that nobody can be picked out.")), "soft")
    if book.people.names:
        yield Facts([(_("Those who agreed to be named"), Words(_(", ").join(book.people.names), book.house))])


def _how_much(book):
    said = ngettext("%(num)d note", "%(num)d notes", len(book.notes))
    topics = ngettext("%(num)d topic", "%(num)d topics", len(book.topics))
    if book.is_cafe:
        held = ngettext("%(num)d round", "%(num)d rounds", len(book.rounds))
        tables = ngettext("%(num)d table", "%(num)d tables", len(book.tables))
        counted = _(", ").join([held, tables, *([topics] if book.topics else [])])
    else:
        counted = topics
    sentence = _("%(topics)s and %(notes)s, in the words in which they were written.", topics=counted, notes=said)
    yield Line(Words(sentence))


def _topic(topic, book):
    title = Words(f"{topic.number}. {labels.topic_title(topic)}", topic.language if topic.title else None)
    yield Heading(2, title)
    session = topic.session
    when = session and _(", ").join(filter(None, [session.slot, clock_words(session.starts) if session.starts else ""]))
    no_place = _("It did not get a time and a place.") if topic.title else ""
    facts = [
        (_("When"), Words(when, book.house)),
        (_("Where"), Words(labels.place(session), book.house) if session else Words(no_place)),
        (_("Started by"), Words(topic.convener, topic.language)),
        (_("Why"), Words(topic.why, topic.language)),
        (_("Hands up"), Words(str(topic.hands) if topic.hands else "")),
        (_("Goes on"), Words(session and session.carries_on, topic.language)),
        (_("Comes from"), Words(_("Topic %(number)d", number=topic.split_from) if topic.split_from else "")),
        (_("State"), Words(labels.topic_state(topic))),
        (_("State"), Words(labels.held(topic.held_because) if topic.held_because else "")),
    ]
    yield Facts([(label, words) for label, words in facts if words.text])
    if not topic.notes:
        yield Line(Words(_("No notes.")), "soft")
    yield from by_kind(topic.notes, book)
    yield from pictures(topic.photos)
    here = [action for action in book.actions if action.topic == topic.number]
    if here:
        yield Heading(3, Words(_("What will be done")))
    for action in here:
        yield Card(Words(labels.action(action), book.house), [(_("State"), Words(labels.state(action.state)))])
