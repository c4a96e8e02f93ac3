"""Soft clocks: when each stage was planned, when it really is, and when the current one ends."""

import datetime
import math
from dataclasses import dataclass

from ..db import now
from ..once import once
from ..record_time import by_the_clock, by_the_record
from ..statements import written_once
from .models import Event, Stage

PAST, CURRENT, COMING = "past", "current", "coming"


AT_LEAST = datetime.timedelta(minutes=5)  # what a stage has left when it is opened again


@dataclass(frozen=True)
class StageTime:
    """A stage with its times, all in UTC without a mark: as planned at first, and as things stand now."""

    stage: Stage
    state: str  # past, current, coming
    planned: datetime.datetime
    starts: datetime.datetime
    ends: datetime.datetime

    @property
    def left_out(self) -> bool:
        """The day went past this stage without opening it."""
        return self.state == PAST and self.stage.started_at is None


def planned_start(event: Event) -> datetime.datetime:
    """The event's date and local start time, in UTC, as the record counts."""
    hours, _colon, minutes = event.starts.partition(":")
    local = datetime.datetime.combine(event.date, datetime.time(int(hours), int(minutes)))
    return by_the_record(local.astimezone().astimezone(datetime.UTC).replace(tzinfo=None))


def length(stage: Stage) -> datetime.timedelta:
    """How long an opened stage takes, with what it was given on top."""
    return datetime.timedelta(minutes=stage.minutes, seconds=stage.extra_seconds)


def reopen(stage: Stage, moment: datetime.datetime) -> None:
    """Open a stage again where it was; when less than five minutes are left, it gets five. Changes `extra_seconds`."""
    missing = moment + AT_LEAST - (stage.started_at + length(stage))
    if missing > datetime.timedelta():
        stage.extra_seconds += math.ceil(missing.total_seconds())


def timeline(event: Event, stages: list[Stage], moment: datetime.datetime | None = None) -> list[StageTime]:
    """Every stage with planned and real times; a stage stretched or ended early shifts all later ones.

    While the event is paused the current stage ends later by each second that passes. A stage that overruns goes on
    until somebody moves the day, and pushes the rest: nothing later begins before now. A stage that was left out
    takes no time.
    """
    moment = moment or now()
    plan = planned_start(event)
    current = next((index for index, stage in enumerate(stages) if stage.id == event.stage_id), None)
    real, result = plan if current is not None else max(plan, moment), []
    for index, stage in enumerate(stages):
        if current is None or index > current:
            result.append(StageTime(stage, COMING, plan, real, real + datetime.timedelta(minutes=stage.minutes)))
            real = result[-1].ends
        elif index == current:
            starts = stage.started_at or moment
            ends = starts + length(stage)
            if event.paused_at:
                ends += moment - event.paused_at
            result.append(StageTime(stage, CURRENT, plan, starts, ends))
            real = max(ends, moment)
        else:
            starts = stage.started_at or real
            ends = (stage.ended_at or starts + length(stage)) if stage.started_at else starts
            result.append(StageTime(stage, PAST, plan, starts, ends))
            real = ends
        plan += datetime.timedelta(minutes=stage.minutes)
    return result


def about(moment: datetime.datetime) -> datetime.datetime:
    """The nearest full five minutes: nobody in a hall needs to know more."""
    five = 5 * 60
    seconds = (moment - datetime.datetime(2000, 1, 1)).total_seconds()
    return datetime.datetime(2000, 1, 1) + datetime.timedelta(seconds=round(seconds / five) * five)


@once
@written_once
def stages_of(event):
    """The event's stages in order."""
    return Stage.select().where(Stage.event == event).order_by(Stage.position, Stage.id)


def current_stage(event: Event) -> Stage | None:
    """The stage it is now, or None before the doors open."""
    return next((stage for stage in stages_of(event) if stage.id == event.stage_id), None)


def milliseconds(moment: datetime.datetime) -> int:
    """A moment as browsers count: milliseconds since 1970."""
    return round(moment.replace(tzinfo=datetime.UTC).timestamp() * 1000)


def local(moment: datetime.datetime) -> datetime.datetime:
    """A moment of the record in the hall's own time."""
    return by_the_clock(moment).replace(tzinfo=datetime.UTC).astimezone()
