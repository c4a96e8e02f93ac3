"""Copying an event's set-up, putting events away and bringing them back, closing and opening their doors."""

import datetime

from flask_babel import gettext as _

from ...db import now
from ...journal import action
from ..actions import unused_code
from ..codes import new_token
from ..models import Event, Slot, Space, Stage

LOOK_BACK_AFTER = datetime.timedelta(days=90)
TITLE_LENGTH = 80

# What belongs to one meeting and not to its set-up.
NOT_COPIED = (
    "id", "version", "code", "token", "title", "date", "look_back_on", "stars_visible", "is_demo", "stage_id",
    "paused_at", "closed_at", "archived_at", "created_at",
)  # fmt: skip


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
        Space.create(event=made, position=space.position, name=space.name, step_free=space.step_free, quiet=space.quiet)
    for stage in Stage.select().where(Stage.event == event):
        slot = stage.slot and Slot.create(event=made, position=stage.slot.position, name=stage.slot.name)
        Stage.create(
            event=made, position=stage.position, kind=stage.kind, name=stage.name, minutes=stage.minutes, slot=slot
        )
    change.record(made)
    return made


@action("archived")
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


def _mark(change, event, field, value):
    setattr(event, field, value)
    event.save()
    change.record(event)
    return event
