"""The state of each big screen: for the screen itself, and as a remote control on the console."""

from ..cafe.room import is_cafe
from ..events.clock import current_stage
from ..events.models import Event, Projector, Round, Stage
from ..live import ALL, CONSOLE, PROJECTOR, Piece, fragment
from . import cafe  # noqa: F401  (registers what the big screen shows of a café)
from .actions import LARGEST_TEXT
from .pages import labels, page_of, set_up_of


def channel_of(projector_id: int) -> str:
    """The channel on which one screen hears of its own state."""
    return f"screen-{projector_id}"


def connected(event):
    """The big screens of an event, in the order in which they came."""
    return Projector.select().where(Projector.event == event, Projector.revoked_at.is_null()).order_by(Projector.id)


def _all_of(event_id):
    return [(channel_of(row.id), None) for row in Projector.select(Projector.id).where(Projector.event == event_id)]


@fragment(
    "screen",
    "projector/_screen.html",
    audiences=(PROJECTOR,),
    wakes={
        Projector: lambda projector: [(channel_of(projector.id), None)],
        Event: lambda event: _all_of(event.id),
        Stage: lambda stage: _all_of(stage.event_id),
        Round: lambda round_: _all_of(round_.event_id),
    },
    channels=lambda event: [channel_of(projector.id) for projector in connected(event)],
)
def screen(event, audience, channel, keys=None):
    """One screen's page, and whether it is frozen, blank, larger; for the gentle signs, the stage it is. Gone when the
    screen is no longer connected."""
    id_ = int(channel.rpartition("-")[2] or 0) if channel.rpartition("-")[2].isdigit() else 0
    projector = connected(event).where(Projector.id == id_).first()
    if projector is not None:
        stage = current_stage(event)
        signs = {"stage_now": stage, "signs": is_cafe(event)}
        yield Piece(None, context={**_state(event, projector, stage), **signs})


@fragment(
    "remote",
    "projector/_remote.html",
    audiences=(CONSOLE,),
    wakes={
        Projector: lambda projector: [projector.id],
        **{row: lambda row: [ALL] for row in (Event, Stage, Round)},
    },
)
def remote(event, audience, channel, keys=None):
    """A remote control for each big screen, with the pages that fit the event's format."""
    said, stage = labels(event), current_stage(event)
    for number, projector in enumerate(connected(event), 1):
        if keys is None or projector.id in keys:
            context = {"number": number, "labels": said, **_state(event, projector, stage)}
            yield Piece(projector.id, order=projector.id, context=context)


def _state(event, projector, stage) -> dict:
    return {
        "projector": projector,
        "page": page_of(projector, stage),
        "set_up": set_up_of(event),
        "largest_text": LARGEST_TEXT,
    }
