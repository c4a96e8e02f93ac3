"""What every screen of an event shows: the stage it is now, and a message to all."""

from ..db import now
from ..live import Piece, fragment
from .clock import CURRENT, milliseconds, stages_of, timeline
from .models import Event, Message, Stage

ONE = [None]  # the key of a fragment of which there is only one


@fragment("stage", "events/_stage.html", wakes={Event: lambda e: ONE, Stage: lambda s: ONE})
def stage(event, audience, channel, keys=None):
    """Now, when it ends, what comes next."""
    times = timeline(event, stages_of(event))
    current = next((index for index, time in enumerate(times) if time.state == CURRENT), None)
    following = times[(0 if current is None else current + 1) :]
    yield Piece(
        None,
        context={
            "current": None if current is None else times[current],
            "following": following[0] if following else None,
            "ends_at": None if current is None or event.paused_at else milliseconds(times[current].ends),
            "now": milliseconds(now()),
        },
    )


@fragment("message", "events/_message.html", wakes={Message: lambda m: ONE, Event: lambda e: ONE})
def message(event, audience, channel, keys=None):
    """The message to all screens, when there is one."""
    said = Message.select().where(Message.event == event, Message.ended_at.is_null()).first()
    yield Piece(None, context={"message": said})
