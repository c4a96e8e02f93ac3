"""Closing lines on the big screen and the console, and the counts of the day. Never with a name."""

from ..actions.fragments import WAITING, WITHHELD
from ..actions.models import Action, Ask, Promise
from ..events.models import Event
from ..live import CONSOLE, PHONE, PROJECTOR, Piece, fragment
from ..notes.models import TAKEN_BACK as NOTE_TAKEN_BACK
from ..notes.models import Note
from ..private_details import NAMES as PATTERNS
from ..topics.models import ANNOUNCED, Topic
from .models import HELD, SHOWN, Impression

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
    },
)
def day_in_numbers(event, audience, channel, keys=None):
    """How many topics, notes, promises; what nobody said yes to yet; and the day on which people will hear back."""
    yield Piece(None, context=numbers(event))


def numbers(event) -> dict:
    """The counts that a room may see at the end: topics, notes, promises, actions nobody said yes to yet."""
    actions = Action.select().where(Action.event == event, Action.taken_back_at.is_null())
    return {
        "topics": Topic.select().where(Topic.event == event, Topic.state == ANNOUNCED).count(),
        "notes": Note.select().where(Note.event == event, Note.state != NOTE_TAKEN_BACK).count(),
        "promises": Promise.select().where(Promise.event == event).count(),
        "nobody_yet": actions.where(
            Action.id.not_in(Promise.select(Promise.action)), Action.id.not_in(Ask.select(Ask.action))
        ).count(),
    }
