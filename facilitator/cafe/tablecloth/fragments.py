"""The lines of a tablecloth as its table sees them come, and the words beside the drawing."""

from flask_babel import ngettext
from peewee import JOIN, fn

from ...events.models import Round, Table
from ...live import ALL, CONSOLE, PHONE, Piece, carried, fragment, mine
from ...statements import written_once
from ..devices.fragments import at_every_table, in_channel, in_every_round, table_channels
from ..models import Cloth, Stroke
from ..room import cell
from .lines import COLOURS, path

CLOTH = "cloth"


def cloth_channel(round_id: int, table_id: int) -> str:
    """The channel that only the pages with this cloth hear."""
    return f"{CLOTH}-{round_id}-{table_id}"


def drawing_words(table: Table, round_: Round, lines: int) -> str:
    """What a drawing is, for those who cannot see it."""
    return ngettext(
        "Drawing of table %(table)d, round %(round)d, %(num)d line",
        "Drawing of table %(table)d, round %(round)d, %(num)d lines",
        lines,
        table=table.number,
        round=round_.number,
    )


def cloth_of(round_: Round, table: Table) -> Cloth | None:
    """The cloth of a table in a round; None while nobody has drawn on it."""
    return Cloth.get_or_none(Cloth.round == round_, Cloth.table == table)


def shown_strokes(round_id: int, table_id: int):
    """The lines of a cloth that were not taken back, in the order in which they were drawn, whether it is held or not:
    one query to go on with."""
    wanted = Stroke.select().join(Cloth).where(Cloth.round == round_id, Cloth.table == table_id)
    return wanted.where(Stroke.undone_at.is_null()).order_by(Stroke.id)


def _channels(event):
    return [_of_cloth(channel) for channel in table_channels(event)]


def _of_cloth(channel):
    return cloth_channel(*in_channel(channel))


def _of_stroke(stroke):
    return cloth_channel(stroke.cloth.round_id, stroke.cloth.table_id)


@fragment(
    "stroke",
    "cafe/_stroke.html",
    audiences=(PHONE,),
    wakes={
        Stroke: lambda stroke: [(_of_stroke(stroke), stroke.id)],
        Cloth: lambda cloth: [(cloth_channel(cloth.round_id, cloth.table_id), ALL)],
    },
    channels=_channels,
)
def strokes(event, audience, channel, keys=None):
    """The lines on a cloth that is shown, in the order in which they were drawn."""
    found = shown_strokes(*in_channel(channel, CLOTH)).where(Cloth.held_because == "", Cloth.event == event)
    if keys is not None:
        found = found.where(Stroke.id.in_(list(keys)))
    for row in found:
        colour = COLOURS[row.colour]
        yield Piece(row.id, order=row.id, context={"stroke": row, "d": path(row.points), "colour": colour})


@fragment(
    "cloth-words",
    "cafe/_cloth_words.html",
    audiences=(PHONE,),
    wakes={
        Stroke: lambda stroke: [(_of_stroke(stroke), None)],
        Cloth: lambda cloth: [(cloth_channel(cloth.round_id, cloth.table_id), None)],
        Round: lambda round_: [(_of_cloth(channel), None) for channel in at_every_table(round_)],
        Table: lambda table: [(_of_cloth(channel), None) for channel in in_every_round(table)],
    },
    channels=_channels,
)
def cloth_words(event, audience, channel, keys=None):
    """What the drawing is in words, and whether it is held back."""
    round_id, table_id = in_channel(channel, CLOTH)
    round_ = Round.get_or_none(Round.id == round_id, Round.event == event)
    table = Table.get_or_none(Table.id == table_id, Table.event == event)
    if round_ is None or table is None:
        return
    lines, held = (
        Cloth.select(fn.COUNT(Stroke.id), fn.MAX(Cloth.held_because))
        .join(Stroke, JOIN.LEFT_OUTER, on=(Stroke.cloth == Cloth.id) & Stroke.undone_at.is_null())
        .where(Cloth.round == round_, Cloth.table == table)
        .scalar(as_tuple=True)
    )
    yield Piece(
        None,
        context={
            "words": drawing_words(table, round_, lines),
            "held_because": held or "",
            "cell": cell(round_id, table_id),
        },
    )


@fragment(
    "held-cloth",
    "cafe/_held_cloth.html",
    audiences=(CONSOLE,),
    wakes={Cloth: lambda cloth: [cloth.id], Round: lambda round_: [ALL], Table: lambda table: [ALL]},
)
def held_cloths(event, audience, channel, keys=None):
    """Drawings that a facilitator holds back, with the way to where they can be shown again."""
    found = Cloth.select(Cloth, Round, Table).join(Round).join_from(Cloth, Table)
    found = found.where(Cloth.event == event, Cloth.held_because != "")
    if keys is not None:
        found = found.where(Cloth.id.in_(list(keys)))
    for row in found.order_by(Cloth.id):
        yield Piece(row.id, order=row.id, context={"cloth": row})


@fragment(
    "drawing",
    "cafe/_shown_cloth.html",
    audiences=(CONSOLE,),
    wakes={
        Cloth: lambda cloth: [cloth.id],
        Stroke: lambda stroke: [stroke.cloth_id],
        Round: lambda round_: [ALL],
        Table: lambda table: [ALL],
    },
)
def shown_cloths(event, audience, channel, keys=None):
    """All drawings that are shown, the newest first, for "Check notes"."""
    found = Cloth.select(Cloth, Round, Table, fn.COUNT(Stroke.id).alias("lines"), fn.MAX(Stroke.id).alias("last"))
    found = found.join(Round).join_from(Cloth, Table).join_from(Cloth, Stroke).group_by(Cloth, Round, Table)
    found = found.where(Cloth.event == event, Cloth.held_because == "", Stroke.undone_at.is_null())
    if keys is not None:
        found = found.where(Cloth.id.in_(list(keys)))
    for row in found:
        words = drawing_words(row.table, row.round, row.lines)
        # With each line the picture has another address, so that browsers fetch it anew.
        yield Piece(row.id, order=-row.id, context={"cloth": row, "words": words, "drawn": f"{row.last}-{row.lines}"})


@carried("drew", Stroke)
def drawn_on(people) -> dict[int, list[int]]:
    """`{person id: cells}` of the tables and rounds where they have lines that they can take back."""
    found: dict[int, list[int]] = {}
    for person, round_id, table_id in _drew(list(people)):
        found.setdefault(person, []).append(cell(round_id, table_id))
    return found


@written_once
def _drew(people):
    wanted = Stroke.select(Stroke.person, Cloth.round, Cloth.table).join(Cloth)
    return wanted.where(Stroke.person.in_(people), Stroke.undone_at.is_null()).distinct().tuples()


@mine("drew", "cell")
def my_cloths(person):
    """Where this person has lines that they can take back."""
    return drawn_on([person.id]).get(person.id, ())
