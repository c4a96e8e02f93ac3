"""The phases of a café's round: recap, a quiet minute, going round, talking; then harvest and the move.

Harvest and move are stages of their own. Within a round one phase follows the
other by the clock; browsers count alone, so a new phase costs no traffic. A
pause shifts what is still to come, "next phase now" brings it forward, and
talking takes what is left of the stage.
"""

import datetime
import math
from dataclasses import dataclass

from .clock import StageTime
from .models import OF_A_ROUND, Stage

RECAP, QUIET, GO_ROUND, TALK, HARVEST, MOVE = "recap", "quiet", "go_round", "talk", "harvest", "move"
PHASES = (RECAP, QUIET, GO_ROUND, TALK, HARVEST, MOVE)
WITHIN_A_ROUND = (RECAP, QUIET, GO_ROUND)  # each with its own minutes on the Round; talking comes after them


@dataclass(frozen=True)
class Phase:
    """One of PHASES and when it is, in UTC without a mark."""

    key: str
    starts: datetime.datetime
    ends: datetime.datetime


def phases_of(time: StageTime) -> list[Phase]:
    """The phases of a stage as things stand, in order; those of no minutes are left out. None for other stages."""
    stage = time.stage
    if stage.kind not in OF_A_ROUND:
        return []
    if stage.kind != "round":
        return [Phase(stage.kind, time.starts, time.ends)]
    found, starts = [], time.starts
    shift = datetime.timedelta(seconds=stage.phase_shift)
    for key in WITHIN_A_ROUND:
        minutes = getattr(stage.round, key) if stage.round else 0
        ends = starts + datetime.timedelta(minutes=minutes)
        if minutes:
            found.append(Phase(key, starts, ends))
        starts = ends
    begins = [time.starts, *(phase.ends + shift for phase in found)]
    limits = [*(min(max(moment, time.starts), time.ends) for moment in begins), time.ends]
    keys = [*(phase.key for phase in found), TALK]
    return [Phase(key, *limits[place : place + 2]) for place, key in enumerate(keys)]


def phase_at(phases: list[Phase], moment: datetime.datetime) -> Phase | None:
    """The phase it is at that moment: the last that has begun; None when there are none."""
    begun = [phase for phase in phases if phase.starts <= moment]
    return (begun or phases[:1] or [None])[-1]


def bring_forward(stage: Stage, phases: list[Phase], moment: datetime.datetime) -> bool:
    """Let the next phase of a round begin now; changes `phase_shift`. False when it is the last one already."""
    here = phase_at(phases, moment)
    if here is None or here.key == phases[-1].key:
        return False
    stage.phase_shift -= math.ceil((here.ends - moment).total_seconds())  # whole seconds, and never a moment later
    return True
