"""Writing down what will be done; saying yes, for oneself; asking someone who is not in the room."""

import datetime

from flask_babel import gettext as _

from ..db import now
from ..errors import NotFound, Refused
from ..journal import action
from ..notes.models import Note
from ..people.actions import join
from ..private_details import NAMES as PATTERNS
from ..private_details import likely
from ..topics.models import Topic
from .models import Action, Ask, Promise


@action("wrote down")
def write_down(
    change, event, by, what: str, lens="", first_step="", due: datetime.date | None = None,
    note: Note | None = None, topic: Topic | None = None, i_will=False, whom="",
):  # fmt: skip
    """An action, from nothing or from a note. With `i_will` the one who writes says yes at once; with `whom` it is an
    ask to someone not in the room. Returns the Action.
    """
    written = Action.create(
        event=event, what=what, lens=lens, first_step=first_step, due=due, note=note,
        topic=topic or (note and note.topic), written_by=change.person,
        held_because=_held(event, what, first_step, whom), late=change.late,
    )  # fmt: skip
    change.record(written)
    if i_will:
        promise(event=event, by=by, action=written, said=True)
    if whom:
        ask(event=event, by=by, action=written, whom=whom)
    return written


@action("rewrote")
def rewrite(change, event, by, action: Action, what: str, lens="", first_step="", due: datetime.date | None = None):
    """Change an action's words: only its writer may, for others said yes to what they read. Returns the Action."""
    if change.person is None or action.written_by_id != change.person.id:
        raise Refused(_("Only the person who wrote this can change it."))
    action.what, action.lens, action.first_step, action.due = what, lens, first_step, due
    action.late = action.late or change.late
    if not action.held_because or action.held_because in PATTERNS:  # what a facilitator held, a facilitator shows
        action.held_because = _held(event, what, first_step, *(asked.whom for asked in action.asks))
    action.save()
    change.record(action)
    return action


@action("took back")
def take_back(change, event, by, action: Action):
    """Take back an action one wrote. Refused once someone else said yes to it: then it is theirs too."""
    if change.person is None or action.written_by_id != change.person.id:
        raise Refused(_("Only the person who wrote this can take it back."))
    if Promise.select().where(Promise.action == action, Promise.person != change.person).exists():
        raise Refused(_("Someone else said yes to this. Talk to them first."))
    action.taken_back_at, action.what, action.first_step, action.held_because = now(), "", "", ""
    action.save()
    change.record(action)
    return action


@action("promised")
def promise(change, event, by, action: Action, said: bool):
    """I say yes to this (or not any more): absolute, and only for oneself. Returns the Action."""
    person = change.person
    if person is None or action.taken_back_at is not None:
        raise NotFound
    mine = Promise.get_or_none(Promise.action == action, Promise.person == person)
    if said and mine is None:
        helper = next((each for each in by.people if each.id == person.helper_id), None)
        mine = Promise.create(event=event, action=action, person=person, written_by=helper)
    elif not said and mine is not None:
        mine.delete_instance()
    change.record(action, *([mine] if mine else []))
    return action


@action("promised aloud")
def promise_aloud(change, event, by, action: Action, name: str):
    """Someone without a phone said yes aloud, and a facilitator writes that down. Returns the Action."""
    person = join(event=event, by=by, name=name)
    change.record(action, Promise.create(event=event, action=action, person=person))
    return action


@action("asked")
def ask(change, event, by, action: Action, whom: str):
    """An ask to a service or person who is not in the room. It stays open until they answer. Returns the Ask."""
    asked = Ask.create(event=event, action=action, whom=whom, person=change.person)
    action.held_because = action.held_because or _held(event, whom)
    action.save()
    change.record(asked, action)
    return asked


@action("held")
def hold(change, event, by, action: Action, because: str):
    """Keep an action off shared screens, for a reason its writer can read; an empty reason shows it again."""
    action.held_because = because
    action.save()
    change.record(action)
    return action


def _held(event, *texts) -> str:
    return (event.holds_private_details and next(filter(None, map(likely, texts)), None)) or ""
