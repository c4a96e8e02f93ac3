"""Closing lines on the big screen and the console (never with a name), what leaders say to the room, and the counts of
the day."""

from ..actions.fragments import WAITING, WITHHELD
from ..actions.models import Action, Ask, Promise
from ..events.models import Event, Table
from ..live import CONSOLE, PHONE, PROJECTOR, Piece, fragment
from ..notes.models import TAKEN_BACK as NOTE_TAKEN_BACK
from ..notes.models import Note
from ..private_details import NAMES as PATTERNS
from ..topics.models import ANNOUNCED, Topic
from .models import HELD, SHOWN, DebriefLine, Impression

ONE = [None]


@fragment(
    "impression",
    "closing/_impression.html",
    audiences=(PROJECTOR, CONSOLE),
    wakes={Impression: lambda impression: [impression.id]},
)
def impression(event, audience, channel, keys=None):
    """What people will remember, in the order in which they said it; held ones on the console only."""
    states = (SHOWN, HELD) if audience == CONSOLE else (SHOWN,)
    wanted = Impression.select().where(Impression.event == event, Impression.state.in_(states), Impression.words != "")
    if keys is not None:
        wanted = wanted.where(Impression.id.in_(list(keys)))
    for each in wanted.order_by(Impression.id):
        yield Piece(each.id, order=each.id, context={"impression": each})


@fragment(
    "held-impression",
    "closing/_impression.html",
    audiences=(CONSOLE,),
    wakes={Impression: lambda impression: [(channel, impression.id) for channel in (WAITING, WITHHELD)]},
    channels=lambda event: [WAITING, WITHHELD],
)
def held_impression(event, audience, channel, keys=None):
    """Closing lines that a pattern holds and a facilitator is to look at, or those that a facilitator holds."""
    by_pattern = Impression.held_because.in_(PATTERNS)
    wanted = Impression.select().where(Impression.event == event, Impression.state == HELD)
    wanted = wanted.where(by_pattern if channel == WAITING else ~by_pattern)
    if keys is not None:
        wanted = wanted.where(Impression.id.in_(list(keys)))
    for each in wanted.order_by(Impression.id):
        yield Piece(each.id, order=each.id, context={"impression": each})


@fragment(
    "debrief-line",
    "closing/_debrief_line.html",
    audiences=(PHONE, PROJECTOR, CONSOLE),
    wakes={DebriefLine: lambda line: [line.id]},
)
def debrief_line(event, audience, channel, keys=None):
    """What each leader says, as it is typed; on phones in the order in which they came, on the big screen the one who
    speaks now first. Held ones, and those who have not said anything yet, on the console only."""
    wanted = DebriefLine.select().where(DebriefLine.event == event)
    if keys is not None:
        wanted = wanted.where(DebriefLine.id.in_(list(keys)))
    for line in wanted.order_by(DebriefLine.id):
        if audience == CONSOLE or (line.says_something and not line.held_because):
            order = -line.changed_at.timestamp() if audience == PROJECTOR else line.id
            yield Piece(line.id, order=order, context={"line": line})


@fragment(
    "held-debrief-line",
    "closing/_held_debrief_line.html",
    audiences=(CONSOLE,),
    wakes={DebriefLine: lambda line: [(channel, line.id) for channel in (WAITING, WITHHELD)]},
    channels=lambda event: [WAITING, WITHHELD],
)
def held_debrief_line(event, audience, channel, keys=None):
    """What leaders said that a pattern holds and a facilitator is to look at, or that a facilitator holds."""
    by_pattern = DebriefLine.held_because.in_(PATTERNS)
    wanted = DebriefLine.select().where(DebriefLine.event == event, DebriefLine.held_because != "")
    wanted = wanted.where(by_pattern if channel == WAITING else ~by_pattern)
    if keys is not None:
        wanted = wanted.where(DebriefLine.id.in_(list(keys)))
    for line in wanted.order_by(DebriefLine.id):
        yield Piece(line.id, order=line.id, context={"line": line})


@fragment(
    "debrief-leader",
    "closing/_debrief_leader.html",
    audiences=(CONSOLE,),
    wakes={DebriefLine: lambda line: [line.id]},
)
def debrief_leader(event, audience, channel, keys=None):
    """The leaders in the order in which they came, with the way to the words of each."""
    wanted = DebriefLine.select().where(DebriefLine.event == event)
    if keys is not None:
        wanted = wanted.where(DebriefLine.id.in_(list(keys)))
    for line in wanted.order_by(DebriefLine.id):
        yield Piece(line.id, order=line.id, context={"line": line})


@fragment(
    "day-in-numbers",
    "closing/_day_in_numbers.html",
    audiences=(PHONE, PROJECTOR),
    wakes={
        Topic: lambda row: ONE,
        Note: lambda row: ONE,
        Action: lambda row: ONE,
        Promise: lambda row: ONE,
        Ask: lambda row: ONE,
        Event: lambda row: ONE,
        Table: lambda row: ONE,
    },
)
def day_in_numbers(event, audience, channel, keys=None):
    """How many topics (in a café: tables), notes, promises; what nobody said yes to yet; and the day on which people
    will hear back."""
    yield Piece(None, context=numbers(event))


def numbers(event) -> dict:
    """The counts that a room may see at the end: topics, tables, notes, promises, actions nobody said yes to yet."""
    actions = Action.select().where(Action.event == event, Action.taken_back_at.is_null())
    return {
        "topics": Topic.select().where(Topic.event == event, Topic.state == ANNOUNCED).count(),
        "tables": Table.select().where(Table.event == event, Table.away_at.is_null()).count(),
        "notes": Note.select().where(Note.event == event, Note.state != NOTE_TAKEN_BACK).count(),
        "promises": Promise.select().where(Promise.event == event).count(),
        "nobody_yet": actions.where(
            Action.id.not_in(Promise.select(Promise.action)), Action.id.not_in(Ask.select(Ask.action))
        ).count(),
    }
