"""Copying an event's set-up, putting events away and bringing them back, closing and opening their doors."""

import datetime

from flask_babel import gettext as _

from ...db import now
from ...journal import action
from ..actions import create, unused_code
from ..codes import new_token
from ..models import ARCHIVED, Event, Round, Slot, Space, Stage, Table
from ..setting_up.rounds.actions import add_round, put_round_away, rounds_of

LOOK_BACK_AFTER = datetime.timedelta(days=90)
TITLE_LENGTH = 80

# What belongs to one meeting and not to its set-up.
NOT_COPIED = (
    "id", "version", "code", "token", "title", "date", "look_back_on", "stars_visible", "is_demo", "stage_id",
    "paused_at", "closed_at", "archived_at", "created_at",
)  # fmt: skip
NOT_COPIED_FROM_PARTS = (
    "id", "event", "token", "slot", "round", "phase_shift", "extra_seconds", "started_at", "ended_at",
)  # fmt: skip


@action("made")
def make(change, event, by, recipe: str, tables: int = 0, seats: int = 0, rounds: int = 0, **said):
    """A new event from a recipe; of a café, with so many tables and rounds where they are said. Returns the Event.

    Raises Refused when there is no such recipe.
    """
    made = create(recipe=recipe, tables=[{"seats": seats}] * tables or None, **said)
    held = rounds_of(made)
    for round_ in reversed(held[rounds:] if rounds else []):
        put_round_away(event=made, round=round_)
    for _more in range(rounds - len(held)):
        add_round(event=made, question="")
    return made


@action("copied")
def duplicate(change, event, by, date: datetime.date):
    """A new event with this one's set-up, on another day: its own code, nobody in it, nothing said. Returns it."""
    kept = {name: getattr(event, name) for name in Event._meta.fields if name not in NOT_COPIED}
    title = _("%(title)s (copy)", title=event.title)
    after = event.look_back_on - event.date if event.look_back_on else LOOK_BACK_AFTER
    made = Event.create(
        code=unused_code(), token=new_token(), title=title, date=date, look_back_on=date + after, **kept
    )
    for space in Space.select().where(Space.event == event):
        Space.create(event=made, **_fields(space))
    for table in Table.select().where(Table.event == event):
        Table.create(event=made, token=new_token(), **_fields(table))
    rounds = {round_.id: Round.create(event=made, **_fields(round_)) for round_ in rounds_of(event)}
    for stage in Stage.select().where(Stage.event == event):
        slot = stage.slot and Slot.create(event=made, **_fields(stage.slot))
        Stage.create(event=made, slot=slot, round=rounds.get(stage.round_id), **_fields(stage))
    change.record(made)
    return made


@action(ARCHIVED)
def archive(change, event, by):
    """Put the event away: out of the list, nobody joins or writes, everything is kept. Returns the Event."""
    return _mark(change, event, "archived_at", event.archived_at or now())


@action("brought back")
def bring_back(change, event, by):
    """Take the event out of the archive. Returns the Event."""
    return _mark(change, event, "archived_at", None)


@action("closed the doors")
def close_doors(change, event, by):
    """Nobody new may join. Who is in stays in. Returns the Event."""
    return _mark(change, event, "closed_at", event.closed_at or now())


@action("opened the doors")
def open_doors(change, event, by):
    """People may join again. Returns the Event."""
    return _mark(change, event, "closed_at", None)


def _fields(row) -> dict:
    """What a row of a set-up says, without whose it is and what happened to it on the day."""
    return {name: value for name, value in row.__data__.items() if name not in NOT_COPIED_FROM_PARTS}


def _mark(change, event, field, value):
    setattr(event, field, value)
    event.save()
    change.record(event)
    return event
