"""Writing down what will be done; saying yes, for oneself; asking someone who is not in the room."""

import datetime

from flask_babel import gettext as _

from ..access import FACILITATOR
from ..db import now
from ..errors import NotFound, Refused
from ..harvest.models import Theme
from ..journal import action
from ..notes.models import SHOWN, Note
from ..people.actions import join
from ..people.models import Person
from ..people.phones import without_phone
from ..people.speaking import writer
from ..private_details import NAMES as PATTERNS
from ..private_details import likely
from ..topics.models import Topic
from .models import Action, Ask, CameFrom, HelpsWith, Promise
from .own import may_speak_for


@action("wrote down")
def write_down(
    change, event, by, what: str, lens="", first_step="", due: datetime.date | None = None,
    note: Note | None = None, notes: list[Note] | tuple = (), topic: Topic | None = None, theme: Theme | None = None,
    involvement="", decided_by="", i_will=False, whom="", i_ask=False, ask_by: datetime.date | None = None,
):  # fmt: skip
    """An action, from nothing or from notes: `note`, or all of `notes`, of which the first is the one it began with.
    With `i_will` the one who writes says yes at once; with `whom` it is an ask to someone not in the room, whom the
    writer will ask (`i_ask`) until a day (`ask_by`). Returns the Action.
    """
    begun_with, *others = [note, *notes] if note else notes or [None]
    written = Action.create(
        event=event, what=what, lens=lens, first_step=first_step, due=due, note=begun_with, theme=theme,
        topic=topic or (begun_with and begun_with.topic), involvement=involvement, decided_by=decided_by,
        written_by=None if _on_console(by) else change.person, late=change.late,
        held_because=_held(event, what, first_step, decided_by, whom),
    )  # fmt: skip
    change.record(written)
    for other in others:
        link(event=event, by=by, action=written, note=other, comes_from=True)
    if i_will:
        promise(event=event, by=by, action=written, said=True)
    if whom:
        ask(event=event, by=by, action=written, whom=whom, i_ask=i_ask, until=ask_by)
    return written


@action("rewrote")
def rewrite(
    change, event, by, action: Action, what: str, lens="", first_step="", due: datetime.date | None = None,
    theme: Theme | None = None, involvement="", decided_by="",
):  # fmt: skip
    """Change an action's words: only its writer may, for others said yes to what they read. Returns the Action."""
    _only_its_writer(change, action, _("Only the person who wrote this can change it."))
    action.what, action.lens, action.first_step, action.due = what, lens, first_step, due
    action.theme, action.involvement, action.decided_by = theme, involvement, decided_by
    action.late = action.late or change.late
    _look_again(action)
    action.save()
    change.record(action)
    return action


@action("described")
def describe(change, event, by, action: Action, theme: Theme | None = None, involvement="", decided_by=""):
    """A facilitator writes down what the room says about an action: its theme, who takes part, who decides. Its words
    stay its writer's. Returns the Action."""
    action.theme, action.involvement, action.decided_by = theme, involvement, decided_by
    _look_again(action)
    action.save()
    change.record(action)
    return action


@action("took back")
def take_back(change, event, by, action: Action):
    """Take back an action one wrote, with its asks and one's own yes. Refused once someone else said yes to it: then
    it is theirs too. Returns the Action."""
    _only_its_writer(change, action, _("Only the person who wrote this can take it back."))
    if Promise.select().where(Promise.action == action, Promise.person != change.person).exists():
        raise Refused(_("Someone else said yes to this. Talk to them first."))
    action.taken_back_at, action.what, action.first_step, action.held_because = now(), "", "", ""
    action.decided_by, action.involvement, action.theme = "", "", None
    action.save()
    change.record(action)
    for kind in (Promise, Ask, CameFrom, HelpsWith):
        for row in list(kind.select().where(kind.action == action)):
            row.delete_instance()
            change.record(row)
    return action


@action("linked")
def link(change, event, by, action: Action, note: Note, comes_from: bool):
    """This action comes from those words, or does not: absolute. By its writer, or by a facilitator with the room.
    Returns the Action. Raises NotFound for a note that is not shown."""
    if not _on_console(by):
        _only_its_writer(change, action, _("Only the person who wrote this can change it."))
    if comes_from and note.state != SHOWN:
        raise NotFound
    added = CameFrom.get_or_none(CameFrom.action == action, CameFrom.note == note)
    if comes_from and action.note_id is None:
        action.note = note
        action.save()
    elif comes_from and added is None and action.note_id != note.id:
        added = CameFrom.create(action=action, note=note)
    elif not comes_from and action.note_id == note.id:
        added = CameFrom.select().where(CameFrom.action == action).order_by(CameFrom.id).first()
        action.note = added and added.note
        action.save()
    if added is not None and (not comes_from or action.note_id == added.note_id):
        added.delete_instance()
    change.record(action, *([added] if added else []))
    return action


@action("promised")
def promise(change, event, by, action: Action, said: bool):
    """I say yes to this (or not any more): absolute, and only for oneself. On a helper's phone it was said aloud, and
    the helper wrote it down. Returns the Action."""
    person = change.person
    if person is None or action.taken_back_at is not None:
        raise NotFound
    mine = Promise.get_or_none(Promise.action == action, Promise.person == person)
    if said and mine is None:
        helper = writer(by)
        mine = Promise.create(event=event, action=action, person=person, written_by=helper, aloud=helper is not None)
    elif not said and mine is not None:
        mine.delete_instance()
    change.record(action, *([mine] if mine else []))
    return action


@action("promised aloud")
def promise_aloud(change, event, by, action: Action, name: str = "", person: Person | None = None):
    """Someone without a phone said yes aloud, and a facilitator writes that down: `person`, or somebody new with this
    name. Returns the Action. Raises Refused for who has a phone: they say yes there."""
    if person is None:
        person = join(event=event, by=by, name=name)
    elif person.id not in without_phone(event, [person.id]):
        raise Refused(_("They have a phone. They can say yes there."), field="person")
    said = Promise.get_or_none(Promise.action == action, Promise.person == person)
    said = said or Promise.create(event=event, action=action, person=person, aloud=True)
    change.record(action, said)
    return action


@action("took a yes back")
def take_yes_back(change, event, by, promise: Promise):
    """Someone without a phone takes their yes back aloud. Returns the Action. Raises Refused for who has a phone."""
    action, person = promise.action, promise.person
    if person.id not in without_phone(event, [person.id]):
        raise Refused(_("They have a phone. They can take it back there."))
    promise.delete_instance()
    change.record(action, promise)
    return action


@action("said how to be named")
def name_in_look_back(change, event, by, promise: Promise, named: bool):
    """Whether my name may stand beside my promise where everyone can read what happened. Returns the Promise. Raises
    NotFound for somebody else's."""
    if not may_speak_for(by, event, promise.person):
        raise NotFound
    promise.named = named
    promise.save()
    change.record(promise)
    return promise


@action("asked")
def ask(change, event, by, action: Action, whom: str, i_ask=False, until: datetime.date | None = None):
    """An ask to a service or person who is not in the room. It stays open until they answer. With `i_ask` the one who
    writes will ask them; `until` is the day until which they will have been asked. Returns the Ask."""
    asker = change.person if i_ask and not _on_console(by) else None
    asked = Ask.create(event=event, action=action, whom=whom, person=asker, asked_by=until)
    action.held_because = action.held_because or _held(event, whom)
    action.save()
    change.record(asked, action)
    return asked


@action("took on an ask")
def take_on(change, event, by, ask: Ask, will: bool, until: datetime.date | None = None, person: Person | None = None):
    """I will ask them (or not any more): absolute, and for oneself; `person` is somebody without a phone who said so
    to a facilitator. Returns the Ask. Raises Refused when somebody else will ask already, NotFound when nobody acts."""
    asker = person if _on_console(by) else change.person
    if asker is None:
        raise NotFound
    if _on_console(by) and asker.id not in without_phone(event, [asker.id]):
        raise Refused(_("They have a phone. They can say it there."), field="person")
    if will and ask.person_id not in (None, asker.id):
        raise Refused(_("Somebody else will ask them."), status=409)
    if will:
        ask.person, ask.asked_by = asker, until or ask.asked_by
    elif ask.person_id == asker.id:
        ask.person = None
    ask.save()
    change.record(ask)
    return ask


@action("took an ask back")
def take_ask_back(change, event, by, ask: Ask):
    """This need not be asked: said by who wrote the action or will ask, or by a facilitator with the room. Returns the
    Action. Raises Refused for anyone else."""
    mine = {person.id for person in by.people} if by else set()
    if not _on_console(by) and not mine & {ask.person_id, ask.action.written_by_id}:
        raise Refused(_("Only the person who wrote this can take it back."))
    action = ask.action
    ask.delete_instance()
    change.record(ask, action)
    return action


@action("held")
def hold(change, event, by, action: Action, because: str):
    """Keep an action off shared screens, for a reason its writer can read; an empty reason shows it again."""
    action.held_because = because
    action.save()
    change.record(action)
    return action


def _on_console(by) -> bool:
    """A facilitator acts for the room, also when they are a person here too."""
    return by is not None and by.role == FACILITATOR


def _only_its_writer(change, action, sentence):
    if change.person is None or action.written_by_id != change.person.id:
        raise Refused(sentence)


def _look_again(action):
    if not action.held_because or action.held_because in PATTERNS:  # what a facilitator held, a facilitator shows
        whom = [asked.whom for asked in action.asks]
        action.held_because = _held(action.event, action.what, action.first_step, action.decided_by, *whom)


def _held(event, *texts) -> str:
    return (event.holds_private_details and next(filter(None, map(likely, texts)), None)) or ""
