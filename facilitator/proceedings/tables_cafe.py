"""A café for spreadsheets: its rounds, tables and drawings; and what leaders said."""

from flask_babel import gettext as _

from ..events.clock import local
from . import labels
from .book import HELD, SHOWN, Book
from .columns import Column, Table


def rounds(book: Book) -> Table:
    """One row a round, with when it really was and how much was said in it."""
    columns = [
        Column("round", _("Round"), 8),
        Column("question", _("Question"), 40),
        Column("began", _("Began"), 17),
        Column("ended", _("Ended"), 17),
        Column("state", _("State"), 26),
        Column("notes", _("Notes"), 8),
    ]
    rows = [
        [
            round_.number,
            round_.question,
            round_.started and local(round_.started),
            round_.ended and local(round_.ended),
            _("put away") if round_.put_away else "",
            len(round_.notes) + sum(len(at.notes) for at in round_.at_tables),
        ]
        for round_ in book.rounds
    ]
    return Table("rounds", _("Rounds"), columns, rows)


def laid(book: Book) -> Table:
    """One row a table, as it stood in the room; hosts in the edition with names."""
    columns = [
        Column("table", _("Table"), 8),
        Column("name", _("Name"), 24),
        Column("seats", _("Seats"), 8),
        Column("marks", _("How it is"), 26),
        Column("question", _("Question"), 40),
        Column("hosts", _("Hosts"), 26),
    ]
    rows = [
        [
            table.number,
            table.name,
            table.seats,
            labels.table_marks(table),
            table.question,
            _(", ").join(table.hosts),
        ]
        for table in book.tables
    ]
    return Table("tables", _("Tables"), columns, rows)


def drawings(book: Book) -> Table:
    """One row a tablecloth."""
    columns = [
        Column("number", _("Number"), 9),
        Column("round", _("Round"), 8),
        Column("table", _("Table"), 8),
        Column("lines", _("Lines drawn"), 10),
        Column("held", _("Held back"), 26),
    ]
    rows = [
        [
            place.drawing.id,
            place.round.number,
            place.table.number,
            len(place.drawing.strokes) if place.drawing.strokes else None,
            labels.held(place.drawing.because) if place.drawing.state != SHOWN else "",
        ]
        for place in book.places
        if place.drawing
    ]
    return Table("drawings", _("Drawings"), columns, rows)


def debrief(book: Book) -> Table:
    """One row a leader."""
    columns = [
        Column("leader", _("Leader"), 26),
        Column("i_heard", _("I heard"), 50),
        Column("i_will", _("I will"), 50),
        Column("by_when", _("By when"), 12),
        Column("i_cannot", _("I cannot"), 50),
        Column("because", _("because"), 40),
        Column("state", _("How it stands"), 26),
        Column("held", _("Held back"), 26),
        Column("language", _("Language"), 10),
    ]
    rows = [
        [
            *(labels.gone(HELD) if words is None else words for words in (line.who, line.i_heard, line.i_will)),
            line.by,
            *(labels.gone(HELD) if words is None else words for words in (line.i_cannot, line.because)),
            labels.agreed(line),
            labels.held(line.held_because) if line.held_because else "",
            line.language,
        ]
        for line in book.debrief
    ]
    return Table("debrief", _("Leaders"), columns, rows)
