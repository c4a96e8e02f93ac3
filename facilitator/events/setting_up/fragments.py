"""The day and the places as the facilitators set them up, live for all who do."""

from ...live import CONSOLE, Piece, fragment
from ..clock import stages_of, timeline
from ..models import Event, Slot, Space, Stage
from .actions import fixed, spaces_of
from .kinds import kind_names

ONE = [None]  # the key of a fragment of which there is only one


@fragment(
    "set-up-day",
    "events/_set_up_day.html",
    audiences=(CONSOLE,),
    wakes={Event: lambda e: ONE, Stage: lambda s: ONE, Slot: lambda s: ONE},
)
def day(event, audience, channel, keys=None):
    """Every part of the day with its planned time."""
    stages = stages_of(event)
    yield Piece(
        None,
        context={"times": timeline(event, stages), "fixed": fixed(event, stages), "kinds": dict(kind_names())},
    )


@fragment(
    "set-up-places",
    "events/_set_up_places.html",
    audiences=(CONSOLE,),
    wakes={Space: lambda s: ONE},
)
def places(event, audience, channel, keys=None):
    """Every place for talks."""
    yield Piece(None, context={"spaces": spaces_of(event)})
