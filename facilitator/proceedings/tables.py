"""The Book as tables, for spreadsheets: the same columns in the workbook and in the CSV file."""

from collections import defaultdict

from flask_babel import gettext as _

from ..events.clock import local
from . import labels
from .book import HELD, Book
from .columns import Column, Table
from .tables_cafe import debrief, drawings, laid, rounds
from .tables_promises import actions, offers, themes, updates


def tables(book: Book) -> list[Table]:
    """Actions, what was said of them later, offers, notes, translations, topics, themes, people, the day, closing
    lines, words, photos; of a café its rounds, tables and drawings; and what leaders said, where some did."""
    return [
        actions(book),
        *([updates(book)] if any(action.updates for action in book.actions) else []),
        offers(book),
        _notes(book),
        *([_translations(book)] if any(note.translations for note in book.notes) else []),
        _topics(book),
        themes(book),
        *([rounds(book), laid(book), drawings(book)] if book.is_cafe else []),
        *([debrief(book)] if book.debrief else []),
        _people(book),
        _stages(book),
        _closing(book),
        _words(book),
        _photos(book),
    ]


def _notes(book):
    columns = [
        Column("number", _("Number"), 9),
        Column("topic", _("Topic"), 8),
        Column("title", _("Title"), 30),
        Column("round", _("Round"), 8),
        Column("table", _("Table"), 8),
        Column("question", _("Question"), 40),
        Column("purpose", _("What it is for"), 18),
        Column("kind", _("Kind"), 24),
        Column("lens", _("Who can do it"), 30),
        Column("words", _("Words"), 80),
        Column("held", _("Held back"), 26),
        Column("language", _("Language"), 10),
        Column("source", _("How it came in"), 20),
        Column("at", _("When"), 17),
        Column("stars", _("Stars"), 8),
        Column("helping", _("Will help"), 8),
        Column("themes", _("Themes"), 30),
        Column("said_by", _("Said by"), 18),
        Column("written_by", _("Written by"), 18),
        Column("interpreted_by", _("Interpreted by"), 18),
    ]

    piles = defaultdict(list)
    for theme in book.themes:
        for number in theme.notes:
            piles[number].append(labels.theme(theme))

    def row(note, place):
        topic, round_, table = place.topic, place.round, place.table
        return [
            note.id,
            topic and topic.number,
            labels.topic_title(topic) if topic else "" if round_ or table else _("Said to the whole room"),
            round_ and round_.number,
            table and table.number,
            place.question,
            labels.purpose(note.purpose),
            labels.kind(note.kind),
            labels.lens(note.lens) if note.lens else "",
            labels.gone(note.state) if note.words is None else note.words,
            labels.held(note.because) if note.state == HELD else "",
            note.language,
            labels.source(note),
            local(note.written_at),
            note.stars,
            note.helping,
            _("; ").join(piles.get(note.id, ())),
            note.said_by or "",
            note.written_by or "",
            note.interpreted_by or (_("Yes") if note.interpreted else ""),
        ]

    rows = [row(note, place) for place in book.places for note in place.notes]
    return Table("notes", _("Notes"), columns, rows)


def _translations(book):
    columns = [
        Column("number", _("Number"), 9),
        Column("language", _("Language"), 10),
        Column("words", _("Words"), 80),
        Column("translated_by", _("Translated by"), 26),
    ]
    rows = [[note.id, each.language, each.words, each.by] for note in book.notes for each in note.translations]
    return Table("translations", _("Translations"), columns, rows)


def _topics(book):
    columns = [
        Column("topic", _("Topic"), 8),
        Column("title", _("Title"), 40),
        Column("why", _("Why"), 60),
        Column("when", _("When"), 22),
        Column("starts", _("Began"), 17),
        Column("where", _("Where"), 26),
        Column("who", _("Started by"), 18),
        Column("state", _("State"), 26),
        Column("held", _("Held back"), 26),
        Column("notes", _("Notes"), 8),
        Column("hands", _("Hands up"), 8),
    ]
    rows = [
        [
            topic.number,
            labels.topic_title(topic),
            topic.why or "",
            topic.session.slot if topic.session else "",
            topic.session and topic.session.starts and local(topic.session.starts),
            labels.place(topic.session) if topic.session else "",
            topic.convener or "",
            labels.topic_state(topic),
            labels.held(topic.held_because) if topic.held_because else "",
            len(topic.notes),
            topic.hands,
        ]
        for topic in book.topics
    ]
    return Table("topics", _("Topics"), columns, rows)


def _people(book):
    rows = [
        [labels.voice(voice), _("hidden") if count is None else count] for voice, count in book.people.voices.items()
    ]
    columns = [Column("voice", _("Here as"), 24), Column("count", _("How many"), 12)]
    return Table("people", _("People"), columns, [*rows, [_("All"), book.people.total]])


def _stages(book):
    columns = [
        Column("stage", _("What"), 40),
        Column("minutes", _("Minutes"), 9),
        Column("planned", _("Planned"), 17),
        Column("began", _("Began"), 17),
        Column("ended", _("Ended"), 17),
    ]
    rows = [
        [
            stage.name,
            stage.minutes,
            local(stage.planned),
            stage.started and local(stage.started),
            stage.ended and local(stage.ended),
        ]
        for stage in book.stages
    ]
    return Table("stages", _("The day"), columns, rows)


def _closing(book):
    rows = [
        [
            labels.gone(impression.state) if impression.words is None else impression.words,
            labels.held(impression.because) if impression.state == HELD else "",
            None,
        ]
        for impression in book.impressions
    ]
    felt = [
        [_("Did you feel heard? %(answer)s", answer=labels.felt_heard(answer)), "", count]
        for answer, count in book.felt_heard.items()
    ]
    columns = [Column("words", _("Words"), 80), Column("held", _("Held back"), 26), Column("count", _("How many"), 10)]
    return Table("closing", _("Closing"), columns, rows + felt)


def _words(book):
    columns = [
        Column("word", _("Word"), 30),
        Column("meaning", _("Meaning"), 80),
        Column("count", _("How many asked"), 10),
    ]
    return Table("words", _("Words"), columns, [[word.word, word.meaning, word.asked] for word in book.words])


def _photos(book):
    columns = [
        Column("number", _("Number"), 9),
        Column("topic", _("Topic"), 8),
        Column("round", _("Round"), 8),
        Column("table", _("Table"), 8),
        Column("words", _("Words"), 60),
        Column("held", _("Held back"), 26),
        Column("at", _("When"), 17),
    ]
    rows = [
        [
            photo.id,
            place.topic and place.topic.number,
            place.round and place.round.number,
            place.table and place.table.number,
            labels.gone(photo.state) if photo.words is None else photo.words,
            labels.held(photo.because) if photo.state == HELD else "",
            local(photo.taken_at),
        ]
        for place in book.places
        for photo in place.photos
    ]
    return Table("photos", _("Photos"), columns, rows)
