"""The head of a table's page: its question, its number, who writes. And which round it is, for all tables at once."""

from flask_babel import gettext as _

from ...events.clock import current_stage
from ...events.models import Event, Round, Stage, Table
from ...live import PHONE, Piece, fragment
from ..models import Scribe
from ..room import question_at, round_now

ONE = [None]


def table_channel(round_id: int, table_id: int) -> str:
    """The channel that only the page of this table in this round hears."""
    return f"table-{round_id}-{table_id}"


def table_channels(event) -> list[str]:
    """The channels of every table in every round, also of those put away: what was said there can be read."""
    tables = _tables(event)
    return [table_channel(round_id, table_id) for round_id in _rounds(event) for table_id in tables]


def in_channel(channel: str, name="table") -> tuple[int, int]:
    """The round and the table in a channel of this shape (`table-3-12`); zeros in any other."""
    word, _dash, numbers = channel.partition("-")
    round_id, _dash, table_id = numbers.partition("-")
    ours = word == name and round_id.isdecimal() and table_id.isdecimal() and len(numbers) < 30
    return (int(round_id), int(table_id)) if ours else (0, 0)


def at_every_table(round_: Round) -> list[str]:
    """The channels of a round."""
    return [table_channel(round_.id, table_id) for table_id in _tables(round_.event_id)]


def in_every_round(table: Table) -> list[str]:
    """The channels of a table."""
    return [table_channel(round_id, table.id) for round_id in _rounds(table.event_id)]


@fragment(
    "at-table",
    "cafe/_at_table.html",
    audiences=(PHONE,),
    wakes={
        Round: lambda round_: [(channel, None) for channel in at_every_table(round_)],
        Table: lambda table: [(channel, None) for channel in in_every_round(table)],
        Scribe: lambda scribe: [(table_channel(scribe.round_id, scribe.table_id), None)],
    },
    channels=table_channels,
)
def at_table(event, audience, channel, keys=None):
    """The question of a round at a table in big words, the table's number and name, who writes."""
    round_id, table_id = in_channel(channel)
    round_ = Round.get_or_none(Round.id == round_id, Round.event == event)
    table = Table.get_or_none(Table.id == table_id, Table.event == event)
    if round_ is None or table is None:
        return
    scribe = Scribe.get_or_none(Scribe.round == round_, Scribe.table == table)
    yield Piece(
        None,
        context={"round": round_, "table": table, "question": question_at(round_, table), "scribe": scribe},
    )


@fragment(
    "round-now",
    "cafe/_round_now.html",
    audiences=(PHONE,),
    wakes={Event: lambda event: ONE, Stage: lambda stage: ONE, Round: lambda round_: ONE},
)
def which_round(event, audience, channel, keys=None):
    """Which round it is and which kind of stage, as data: a page made for another round follows by itself."""
    stage = current_stage(event)
    yield Piece(None, context={"now_is": now_is(round_now(event), stage)})


def now_is(round_: Round | None, stage: Stage | None) -> str:
    """A round and a kind of stage in one word, to compare pages by."""
    writing = stage is not None and stage.kind == "harvest"
    return f"{round_.id if round_ else 0}{'-harvest' if writing else ''}"


def table_words(table: Table, round_: Round | None = None) -> str:
    """A table as people call it, and with a round also which one it is."""
    if round_ is None:
        return _("Table %(number)d", number=table.number)
    return _("Round %(round)d, table %(table)d", round=round_.number, table=table.number)


def _rounds(event) -> list[int]:
    return [row.id for row in Round.select(Round.id).where(Round.event == event)]


def _tables(event) -> list[int]:
    return [row.id for row in Table.select(Table.id).where(Table.event == event)]
