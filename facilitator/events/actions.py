"""Making an event, and moving it through its day."""

import datetime

from flask_babel import gettext as _

from ..db import now
from ..errors import Refused
from ..journal import action
from .clock import stages_of
from .codes import new_code, new_token
from .models import Event, Facilitator, Message, Slot, Space, Stage
from .recipes import recipes

STRETCH_MINUTES = 5


@action("made")
def create(change, event, by, recipe: str, title: str, date: datetime.date, code: str | None = None, **details):
    """A new event from a recipe (a key of `recipes()`); `details` are further fields of Event. Returns the Event.

    Raises Refused when there is no such recipe.
    """
    format_ = recipes().get(recipe)
    if format_ is None:
        raise Refused(_("Please choose one of the formats."), field="recipe")
    details.setdefault("starts", format_.starts)
    details.setdefault("house_rules", format_.house_rules)
    details.setdefault("languages", ["en"])
    details.setdefault("look_back_on", date + datetime.timedelta(days=90))
    made = Event.create(
        recipe=recipe, title=title, date=date, code=code or unused_code(), token=new_token(), **details
    )
    for position, space in enumerate(format_.spaces):
        Space.create(event=made, position=position, **space)
    slots = 0
    for position, stage in enumerate(format_.stages):
        slot = None
        if stage["kind"] == "talk":
            slot = Slot.create(event=made, position=slots, name=stage["name"])
            slots += 1
        Stage.create(event=made, position=position, slot=slot, **stage)
    change.record(made)
    return made


def unused_code() -> str:
    """A join code that no event has."""
    while Event.select().where(Event.code == (code := new_code())).exists():
        pass
    return code


@action("appointed")
def appoint(change, event, by, name: str = ""):
    """A facilitator for this event. Returns the Facilitator; the browser keeps its id in its signed cookie."""
    facilitator = Facilitator.create(event=event, name=name)
    change.record(facilitator)
    return facilitator


@action("moved_to")
def go_to(change, event, by, stage: Stage):
    """It is this stage now: the current one ends, this one starts. Going back opens the earlier stage again."""
    moment, stages = now(), stages_of(event)
    earlier = next((each for each in stages if each.id == event.stage_id), None)
    if earlier is not None and earlier.id == stage.id:
        change.record(stage)
        return stage
    if earlier is not None:
        earlier.ended_at = moment
        earlier.save()
    stage.started_at, stage.ended_at, stage.extra_seconds = moment, None, 0
    stage.save()
    for later in stages:
        if later.position > stage.position and later.started_at is not None:
            later.started_at = later.ended_at = None
            later.extra_seconds = 0
            later.save()
    event.stage_id, event.paused_at = stage.id, None
    event.save()
    change.record(stage, event)
    return stage


@action("stretched")
def stretch(change, event, by, minutes: int = STRETCH_MINUTES):
    """Give the current stage more minutes; every later time shifts. Raises Refused before the doors open."""
    stage = _current(event)
    stage.extra_seconds += minutes * 60
    stage.save()
    change.record(stage, event)
    return stage


@action("paused")
def pause(change, event, by):
    """Stop the clock. The stage goes on; its end moves with each second."""
    stage = _current(event)
    if event.paused_at is None:
        event.paused_at = now()
        event.save()
    change.record(stage, event)
    return stage


@action("resumed")
def resume(change, event, by):
    """Let the clock run again; the pause is added to the stage."""
    stage = _current(event)
    if event.paused_at is not None:
        stage.extra_seconds += int((now() - event.paused_at).total_seconds())
        stage.save()
        event.paused_at = None
        event.save()
    change.record(stage, event)
    return stage


@action("said")
def say(change, event, by, words: str):
    """A short message to all screens; it takes the place of the one before. Returns the Message."""
    _hush(event)
    message = Message.create(event=event, words=words)
    change.record(message)
    return message


@action("took down")
def hush(change, event, by):
    """Take the message down. Returns the one that was up, or None."""
    message = _hush(event)
    if message is not None:
        change.record(message)
    return message


def _hush(event):
    message = Message.select().where(Message.event == event, Message.ended_at.is_null()).first()
    if message is not None:
        message.ended_at = now()
        message.save()
    return message


def _current(event) -> Stage:
    stage = event.stage_id and Stage.get_or_none(Stage.id == event.stage_id)
    if not stage:
        raise Refused(_("The day has not begun yet. Choose Next first."))
    return stage
