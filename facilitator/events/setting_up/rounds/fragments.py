"""The rounds as the facilitators set them up, live for all who do."""

from ....live import CONSOLE, Piece, fragment
from ...clock import stages_of
from ...models import Event, Round, Stage
from ..actions import fixed
from . import actions

ONE = [None]


@fragment(
    "set-up-rounds",
    "events/_set_up_rounds.html",
    audiences=(CONSOLE,),
    wakes={Event: lambda event: ONE, Round: lambda round_: ONE, Stage: lambda stage: ONE},
)
def rounds(event, audience, channel, keys=None):
    """Every round with its question and minutes; those put away below."""
    stages, found = stages_of(event), actions.rounds_of(event)
    over = {stage.round_id for stage in stages[: fixed(event, stages)] if stage.kind == "round"}
    here = [(round_, actions.minutes_of(round_), round_.id in over) for round_ in found if round_.away_at is None]
    yield Piece(
        None,
        context={
            "rounds": here,
            "away": [round_ for round_ in found if round_.away_at is not None],
            "fixed": sum(begun for *_rest, begun in here),
        },
    )
