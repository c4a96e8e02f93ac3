"""Making an event, and moving it through its day."""

import datetime

from flask_babel import gettext as _

from ..db import now
from ..errors import Refused
from ..journal import action
from .clock import reopen, stages_of, timeline
from .codes import fingerprint, new_code, new_token, typed
from .models import Event, Facilitator, Message, Projector, Round, Slot, Space, Stage, Table
from .phases import bring_forward, phase_at, phases_of
from .recipes import recipes

STRETCH_MINUTES = 5
A_SLIP = datetime.timedelta(minutes=2)  # who comes back to a stage within this time left it by mistake
MESSAGE_LENGTH = 200
PAIRING_LASTS = datetime.timedelta(hours=1)
MOST_WAITING_SCREENS = 300


@action("made")
def create(
    change, event, by, recipe: str, title: str, date: datetime.date, code: str | None = None, tables=None, **details
):
    """A new event from a recipe (a key of `recipes()`); `tables` (a list of {seats, …}) instead of the recipe's own;
    `details` are further fields of Event. Returns the Event.

    Raises Refused when there is no such recipe.
    """
    format_ = recipes().get(recipe)
    if format_ is None:
        raise Refused(_("Please choose one of the formats."), field="recipe")
    details.setdefault("starts", format_.starts)
    details.setdefault("house_rules", format_.house_rules)
    details.setdefault("languages", ["en"])
    details.setdefault("look_back_on", date + datetime.timedelta(days=90))
    made = Event.create(recipe=recipe, title=title, date=date, code=code or unused_code(), token=new_token(), **details)
    for position, space in enumerate(format_.spaces):
        Space.create(event=made, position=position, **space)
    for number, table in enumerate(format_.tables if tables is None else tables, 1):
        Table.create(event=made, number=number, token=new_token(), **table)
    rounds = [Round.create(event=made, position=position, **said) for position, said in enumerate(format_.rounds)]
    slots = 0
    for position, stage in enumerate(format_.stages):
        slot = None
        if stage["kind"] == "talk":
            slot = Slot.create(event=made, position=slots, name=stage["name"])
            slots += 1
        round_ = rounds[stage["round"] - 1] if "round" in stage else None
        Stage.create(event=made, position=position, slot=slot, **{**stage, "round": round_})
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
def go_to(change, event, by, stage: Stage, moment: datetime.datetime | None = None):
    """It is this stage now: the current one ends, this one starts. Absolute: two who press Next at once move one step.

    An earlier stage opens again where it was, with five minutes at least. The same goes for a later one that was left
    by a slip, less than two minutes ago; otherwise a later stage starts with all its time. A day told
    afterwards says the `moment` of each step, in UTC. Returns the Stage.
    """
    moment, stages = moment or now(), stages_of(event)
    left = next((each for each in stages if each.id == event.stage_id), None)
    if left is not None and left.id == stage.id:
        change.record(stage)
        return stage
    if left is not None:
        left.extra_seconds += _paused_for(event, moment)
        left.ended_at = moment
        left.save()
    goes_back = left is not None and stage.position < left.position
    slip = stage.ended_at is not None and moment - stage.ended_at < A_SLIP
    if stage.started_at is not None and (goes_back or slip):
        reopen(stage, moment)
    else:
        stage.started_at, stage.extra_seconds, stage.phase_shift = moment, 0, 0
    stage.ended_at = None
    stage.save()
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


@action("next phase")
def next_phase(change, event, by, after: str):
    """Within a café's round, the phase that follows `after` (one of phases.PHASES) begins now. Absolute: two who press
    at once move one step. Returns the Stage. Raises Refused when it is no round, or this is its last phase."""
    stage, moment = _current(event), now()
    phases = phases_of(next(time for time in timeline(event, stages_of(event), moment) if time.stage.id == stage.id))
    here = phase_at(phases, moment)
    if stage.kind != "round":
        raise Refused(_("There are phases in a round only."))
    if here.key == phases[-1].key:
        raise Refused(_("This is the last part of the round. Choose Next to go on."))
    if here.key == after:
        bring_forward(stage, phases, moment)
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
        stage.extra_seconds += _paused_for(event, now())
        stage.phase_shift += _paused_for(event, now())
        stage.save()
        event.paused_at = None
        event.save()
    change.record(stage, event)
    return stage


@action("said")
def say(change, event, by, words: str):
    """A short message to all screens; it takes the place of the one before. Returns the Message.

    Raises Refused when it is too long to be read in passing.
    """
    if len(words) > MESSAGE_LENGTH:
        raise Refused(_("Please say it in %(most)d letters or fewer.", most=MESSAGE_LENGTH), field="words")
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


@action("showed hands")
def show_hands(change, event, by, visible: str):
    """Who may see how many hands are up: hidden, after (choosing), always. Returns the Event."""
    event.hands_visible = visible
    event.save()
    change.record(event)
    return event


@action("asked to pair")
def offer_pairing(change, event, by, key: str):
    """A big screen without an event asks for one. `key` is what its cookie holds. Returns the Projector, whose
    `pairing` it shows until a facilitator types it.

    Raises Refused when very many screens wait already.
    """
    Projector.delete().where(Projector.event.is_null(), Projector.asked_at < now() - PAIRING_LASTS).execute()
    if Projector.select().where(Projector.event.is_null()).count() >= MOST_WAITING_SCREENS:
        raise Refused(_("Very many screens are waiting. Please try again in an hour."), status=429)
    while Projector.select().where(Projector.pairing == (pairing := new_code())).exists():
        pass
    projector = Projector.create(key=fingerprint(key), pairing=pairing)
    change.record(projector)
    return projector


def still_waits(projector: Projector) -> bool:
    """Whether the code this screen shows can still be typed; it shows a new one well before the old one goes."""
    return projector.event_id is None and projector.asked_at > now() - PAIRING_LASTS / 2


@action("connected")
def connect_projector(change, event, by, pairing: str):
    """Connect the big screen that shows this code to the event. Returns the Projector.

    Raises Refused when no screen shows it.
    """
    projector = Projector.get_or_none(
        Projector.pairing == typed(pairing), Projector.event.is_null(), Projector.asked_at > now() - PAIRING_LASTS
    )
    if projector is None:
        raise Refused(_("No screen shows that code. Look at the screen and type it again."), field="pairing")
    projector.event, projector.pairing, projector.connected_at = event, None, now()
    projector.save()
    change.record(projector)
    return projector


@action("opened a screen")
def open_projector(change, event, by, key: str):
    """Make the facilitator's own browser a big screen of this event, without a code. Returns the Projector."""
    projector = Projector.create(event=event, key=fingerprint(key), connected_at=now())
    change.record(projector)
    return projector


@action("disconnected")
def disconnect_projector(change, event, by, projector: Projector):
    """Take a big screen off the event, at once. Returns the Projector."""
    if projector.revoked_at is None:
        projector.revoked_at = now()
        projector.save()
    change.record(projector)
    return projector


def _hush(event):
    message = Message.select().where(Message.event == event, Message.ended_at.is_null()).first()
    if message is not None:
        message.ended_at = now()
        message.save()
    return message


def _paused_for(event, moment) -> int:
    """Seconds since the clock was stopped; none when it runs."""
    return int((moment - event.paused_at).total_seconds()) if event.paused_at else 0


def _current(event) -> Stage:
    stage = event.stage_id and Stage.get_or_none(Stage.id == event.stage_id)
    if not stage:
        raise Refused(_("The day has not begun yet. Choose Next first."))
    return stage
