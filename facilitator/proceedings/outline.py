"""The Book as a reader meets it: a list of blocks in order, in the language of the house. PDF, Word and Markdown lay
out the same blocks, so that they cannot disagree.
"""

from flask_babel import gettext as _
from flask_babel import ngettext

from ..i18n import clock_words, day_words
from ..notes.models import LENSES, OF_THE_ROOM
from . import labels
from .blocks import Card, Facts, Grid, Heading, Line, Said, Words, by_kind, pictures
from .book import ASKED, HELD, OPEN, PROMISED, Book
from .outline_cafe import debrief, laid, patterns, plan_of_leaders, rounds


def title_of(book: Book) -> str:
    """The book's title."""
    return book.event.title


def with_colon(label: str) -> str:
    """A fact's label as it stands before the fact; a question needs no colon."""
    return label if label.endswith(("?", "؟")) else _("%(label)s:", label=label)


def blocks(book: Book):
    """Everything, in order: the action plan, then what happened and all that was said."""
    yield from _plan(book)
    yield from _day(book)
    for topic in book.topics:
        yield from _topic(topic, book)
    yield from rounds(book)
    yield from patterns(book)
    to_all = [note for note in book.whole_room if note.purpose not in OF_THE_ROOM]
    if to_all or book.whole_room_photos:
        yield Heading(2, Words(_("Said to the whole room")))
        yield from by_kind(to_all, book)
        yield from pictures(book.whole_room_photos)
    yield from debrief(book)
    if book.words:
        yield Heading(1, Words(_("Words people asked about")))
        yield Facts(
            [(word.word, Words(word.meaning or _("No one has written the meaning yet."))) for word in book.words]
        )


def _plan(book):
    event = book.event
    if event.question:
        yield Line(Words(event.question), "question")
    facts = [
        (_("Day"), day_words(event.date)),
        (_("Place"), event.venue),
        (_("Invited by"), event.sponsor),
        (_("Question asked by"), event.question_by),
        (_("Why we asked"), event.question_why),
        (_("We look back on"), event.look_back_on and day_words(event.look_back_on)),
    ]
    yield Facts([(label, Words(value)) for label, value in facts if value])
    yield Heading(1, Words(_("Action plan")))
    promised = [action for action in book.actions if action.state == PROMISED]
    for lens in LENSES:
        under = [action for action in promised if (action.lens or "not_sure") == lens]
        if under:
            yield Heading(2, Words(labels.lens(lens)))
            yield from (_action(action, book) for action in under)
    yield from plan_of_leaders(book)
    yield from _list_of_actions(book, ASKED, _("What we ask of people who were not in the room"))
    if book.offers:
        yield Heading(2, Words(_("What people can give")))
        yield from (Said(Words(note.words, note.language)) for note in book.offers)
    yield from _list_of_actions(book, OPEN, _("No one has said yes yet"))
    if not book.actions and not any(line.i_will and line.confirmed_at for line in book.debrief):
        yield Line(Words(_("Nobody has written down an action yet.")), "soft")
    if book.actions_taken_back:
        taken = ngettext("%(num)d action was taken back.", "%(num)d actions were taken back.", book.actions_taken_back)
        yield Line(Words(taken), "soft")
    yield from _who_came(book)
    yield from _closing(book)


def _list_of_actions(book, state, heading):
    found = [action for action in book.actions if action.state == state]
    if found:
        yield Heading(2, Words(heading))
        yield from (_action(action, book, with_lens=True) for action in found)


def _action(action, book, with_lens=False):
    facts = [
        (_("Who said yes"), labels.who(action.said_yes) if action.said_yes else ""),
        (_("We ask"), _(", ").join(ask.whom for ask in action.asks)),
        (_("First step"), action.first_step),
        (_("By when"), day_words(action.due) if action.due else ""),
        (_("Who can do it"), labels.lens(action.lens) if with_lens and action.lens else ""),
        (_("State"), labels.state(action.state) if action.state != OPEN else ""),
    ]
    return Card(
        title=Words(labels.gone(HELD) if action.what is None else action.what),
        facts=[(label, Words(value)) for label, value in facts if value],
        marks=[*([labels.held(action.held_because)] if action.held_because else []), *labels.came_late(action)],
    )


def _who_came(book):
    people = ngettext("%(num)d person came.", "%(num)d people came.", book.people.total)
    yield Heading(2, Words(_("Who came")))
    yield Line(Words(people))
    voices = {voice: count for voice, count in book.people.voices.items() if count != 0}
    if any(voices.values()):
        counted = [f"{labels.voice(voice)}: {labels.count(count)}" for voice, count in voices.items()]
        yield Facts([(_("Here as"), Words(" · ".join(counted)))])
        if None in voices.values():
            yield Line(Words(_("Small numbers are hidden, so that nobody can be picked out.")), "soft")


def _closing(book):
    if book.impressions or any(book.felt_heard.values()):
        yield Heading(2, Words(_("What people will remember")))
    for impression in book.impressions:
        held = [labels.held(impression.because)] if impression.state == HELD else []
        marks = [*held, *labels.came_late(impression)]
        words = None if impression.words is None else Words(impression.words)
        yield Said(words, "" if words else labels.gone(impression.state), marks)
    if any(book.felt_heard.values()):
        answers = [f"{labels.felt_heard(answer)}: {count}" for answer, count in book.felt_heard.items()]
        yield Facts([(_("Did you feel heard?"), Words(_(", ").join(answers)))])


def _day(book):
    yield Heading(1, Words(_("How the day went")), apart=True)
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
        yield Grid(_("How the day went"), [_("What"), _("Planned"), _("Began"), _("Ended")], rows)
    yield from laid(book)
    if book.house_rules:
        yield Heading(2, Words(_("House rules")))
        yield from (Line(Words(rule), "list") for rule in book.house_rules)
    yield Heading(1, Words(_("Everything that was said")))
    said = ngettext("%(num)d note", "%(num)d notes", len(book.notes))
    topics = ngettext("%(num)d topic", "%(num)d topics", len(book.topics))
    if book.is_cafe:
        held = ngettext("%(num)d round", "%(num)d rounds", len(book.rounds))
        tables = ngettext("%(num)d table", "%(num)d tables", len(book.tables))
        counted = _(", ").join([held, tables, *([topics] if book.topics else [])])
    else:
        counted = topics
    yield Line(
        Words(_("%(topics)s and %(notes)s, in the words in which they were written.", topics=counted, notes=said))
    )
    edition = (
        _("This edition has names in it. It is for the people who do the work. Please do not pin it to a wall.")
        if book.names
        else _("This edition has no names in it.")
    )
    yield Line(Words(edition), "soft")


def _topic(topic, book):
    title = Words(f"{topic.number}. {labels.topic_title(topic)}", topic.language if topic.title else None)
    yield Heading(2, title)
    session = topic.session
    when = session and _(", ").join(filter(None, [session.slot, clock_words(session.starts) if session.starts else ""]))
    facts = [
        (_("When"), when),
        (
            _("Where"),
            labels.place(session) if session else _("It did not get a time and a place.") if topic.title else "",
        ),
        (_("Started by"), topic.convener),
        (_("Why"), topic.why),
        (_("Hands up"), str(topic.hands) if topic.hands else ""),
        (_("Goes on"), session and session.carries_on),
        (_("Comes from"), _("Topic %(number)d", number=topic.split_from) if topic.split_from else ""),
        (_("State"), labels.topic_state(topic)),
        (_("State"), labels.held(topic.held_because) if topic.held_because else ""),
    ]
    yield Facts(
        [(label, Words(value, topic.language if value is topic.why else None)) for label, value in facts if value]
    )
    if not topic.notes:
        yield Line(Words(_("No notes.")), "soft")
    yield from by_kind(topic.notes, book)
    yield from pictures(topic.photos)
