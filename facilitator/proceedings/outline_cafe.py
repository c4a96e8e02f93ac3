"""A café in the Book: round by round the question, the main things, then each table; what the whole room saw; what
leaders said.
"""

from flask_babel import gettext as _

from ..i18n import clock_words, day_words
from ..notes.models import MAIN, OF_THE_ROOM, PATTERN, RECAP, SURPRISE
from . import labels
from .blocks import Card, Drawn, Facts, Grid, Heading, Line, Said, Words, pictures, said
from .book import HELD, SHOWN, Book


def rounds(book: Book):
    """Each round with its question; then what was said at the tables between the rounds."""
    tables = {table.number: table for table in book.tables}
    for round_ in book.rounds:
        yield from _round(round_, tables, book)
    between = [table for table in book.tables if table.notes or table.photos]
    if between:
        yield Heading(2, Words(_("Said at the tables, between the rounds")))
    for table in between:
        yield Heading(3, Words(labels.table(table)))
        yield from (said(note, book, True, labels.purpose(note.purpose)) for note in table.notes)
        yield from pictures(table.photos)


def laid(book: Book):
    """The tables as they stood in the room."""
    if not book.tables:
        return
    with_hosts = any(table.hosts for table in book.tables)
    with_questions = any(table.question for table in book.tables)  # also of those where nothing was written
    yield Heading(2, Words(_("The tables")))
    heads = [
        _("Table"), _("Seats"), _("How it is"),
        *([_("Its own question")] if with_questions else []), *([_("Hosts")] if with_hosts else []),
    ]  # fmt: skip
    rows = [
        [
            labels.table(table),
            str(table.seats),
            labels.table_marks(table),
            *([table.question] if with_questions else []),
            *([_(", ").join(table.hosts)] if with_hosts else []),
        ]
        for table in book.tables
    ]
    yield Grid(_("The tables"), heads, rows)


def patterns(book: Book):
    """What the whole room saw in the end."""
    headings = {PATTERN: _("Patterns"), SURPRISE: _("Surprises, and what is missing")}
    found = {purpose: [note for note in book.whole_room if note.purpose == purpose] for purpose in OF_THE_ROOM}
    if any(found.values()):
        yield Heading(2, Words(_("What the whole room saw")))
    for purpose, notes in found.items():
        if notes:
            yield Heading(3, Words(headings[purpose]))
            yield from (said(note, book, kind_too=True) for note in notes)


def debrief(book: Book):
    """What each leader said, in the order in which they spoke."""
    if book.debrief:
        yield Heading(1, Words(_("What leaders said")))
    for line in book.debrief:
        yield Heading(2, Words(labels.gone(HELD) if line.who is None else line.who, line.language))
        facts = [(label, words) for label, words in _said_by_leader(line) if words.text]
        if facts:
            yield Facts(facts)
        marks = [labels.agreed(line), *([labels.held(line.held_because)] if line.held_because else [])]
        yield Line(Words(" · ".join(marks)), "soft")


def plan_of_leaders(book: Book):
    """What leaders said aloud that they will do, and agreed to when it was read back: their own word, not a promise of
    anybody else."""
    agreed = [line for line in book.debrief if line.confirmed_at and line.i_will != ""]
    if agreed:
        yield Heading(2, Words(_("What leaders said they will do")))
    for line in agreed:
        yield Card(
            title=_words(line.i_will, line),
            facts=[
                (_("Said by"), _words(line.who, line)),
                *([(_("By when"), Words(day_words(line.by)))] if line.by else []),
                (_("State"), Words(labels.agreed(line))),
            ],
            marks=[labels.held(line.held_because)] if line.held_because else [],
        )


def _said_by_leader(line):
    return [
        (_("I heard"), _words(line.i_heard, line)),
        (_("I will"), _words(line.i_will, line)),
        (_("By when"), Words(day_words(line.by) if line.by else "")),
        (_("I cannot"), _words(line.i_cannot, line)),
        (_("because"), _words(line.because, line)),
    ]


def _words(text, line):
    return Words(labels.gone(HELD)) if text is None else Words(text, line.language)


def _round(round_, tables, book):
    left_out = f" ({_('put away')})" if round_.put_away else ""
    yield Heading(2, Words(labels.round_(round_) + left_out), apart=round_ is not book.rounds[0])
    if round_.question:
        yield Line(Words(round_.question, book.house), "question")
    when = " – ".join(clock_words(moment) for moment in (round_.started, round_.ended) if moment)
    if when:
        yield Facts([(_("When"), Words(when))])
    main = [(note, tables[at.table]) for at in round_.at_tables for note in at.notes if note.purpose == MAIN]
    main += [(note, None) for note in round_.notes if note.purpose == MAIN]
    if main:
        yield Heading(3, Words(_("The main things")))
        yield from (said(note, book, True, labels.table(table) if table else "") for note, table in main)
    for at in round_.at_tables:
        yield from _table(at, tables[at.table], round_, book)
    others = [note for note in round_.notes if note.purpose != MAIN]
    if others or round_.photos:
        yield Heading(3, Words(_("Said in this round, at no table")))
        yield from (said(note, book, True, labels.purpose(note.purpose)) for note in others)
        yield from pictures(round_.photos)
    yield from _quiet_tables(round_, tables)


def _table(at, table, round_, book):
    notes = [note for note in at.notes if note.purpose != MAIN]
    own_question = at.question if at.question != round_.question else ""
    if not (notes or at.photos or at.drawing or own_question or at.scribe):
        return  # its main thing stands above
    yield Heading(3, Words(labels.table(table)))
    facts = [(_("Its own question"), Words(own_question, book.house)), (_("Who wrote"), Words(at.scribe or ""))]
    facts = [(label, words) for label, words in facts if words.text]
    if facts:
        yield Facts(facts)
    for note in sorted(notes, key=lambda note: note.purpose != RECAP):  # what its host told the newcomers comes first
        yield said(note, book, True, labels.purpose(note.purpose))
    yield from _drawing(at.drawing, table, round_)
    yield from pictures(at.photos)


def _drawing(drawing, table, round_):
    if drawing is None:
        return
    alt = _("What table %(table)d drew on its cloth in round %(round)d", table=table.number, round=round_.number)
    marks = [labels.held(drawing.because)] if drawing.state != SHOWN else []
    if drawing.strokes:
        yield Drawn(drawing, f"{alt} ({marks[0]})" if marks else alt)
    else:
        yield Said(None, _("A drawing. It is only in the edition with names."), marks)


def _quiet_tables(round_, tables):
    """Nobody is made to report; but a reader should know that nothing is left out."""
    spoke = {at.table for at in round_.at_tables if at.notes or at.photos or at.drawing}
    quiet = [str(number) for number, table in tables.items() if number not in spoke and not table.put_away]
    if round_.started and quiet and not round_.put_away:
        yield Line(Words(_("No notes from tables: %(numbers)s", numbers=_(", ").join(quiet))), "soft")
