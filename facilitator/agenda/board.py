"""Reading the board: what stands where, what is free, whose hands are up. A fixed number of queries, however big."""

from collections import Counter
from dataclasses import dataclass

from flask_babel import gettext as _
from peewee import JOIN, fn

from ..events.clock import COMING, StageTime, current_stage, stages_of, timeline
from ..events.models import HANDS_AFTER_CHOOSING, HANDS_ALWAYS, Event, Slot, Space
from ..i18n import isolated
from ..once import once
from ..people.models import Person
from ..statements import written_once
from ..topics.models import ANNOUNCED, Topic
from . import clashes
from .models import BoardAct, Hand, Presence, Session

LAST_ACTS = 10  # how many console acts can be undone


@dataclass(frozen=True)
class Box:
    """A time and a place."""

    slot: Slot
    space: Space

    @property
    def key(self) -> str:
        """As forms and element ids name it."""
        return f"{self.slot.id}-{self.space.id}"


@once
@written_once
def slots_of(event):
    """The event's times in order."""
    return Slot.select().where(Slot.event == event).order_by(Slot.position, Slot.id)


@once
@written_once
def spaces_of(event):
    """The event's places in order."""
    return Space.select().where(Space.event == event).order_by(Space.position, Space.id)


def sessions_of(event: Event, topic_ids=None, held=False) -> list[Session]:
    """The sessions on the board by time, then place, "any other spot" last; topic, convener, slot and space loaded.

    Only of topics that are announced and, unless `held`, not held back. `topic_ids` narrows it down. One query.
    """
    placed = _placed(event) if topic_ids is None else _placed(event, list(topic_ids))
    return sorted((one for one in placed if held or not one.topic.held_for), key=_by_time_then_place)


@written_once
def _placed(event, topics=None):
    placed = (
        Session.select(Session, Topic, Person, Slot, Space)
        .join(Topic)
        .join(Person, JOIN.LEFT_OUTER, on=Topic.convener)
        .switch(Session)
        .join(Slot)
        .switch(Session)
        .join(Space, JOIN.LEFT_OUTER)
        .where(Session.event == event, Topic.state == ANNOUNCED)
    )
    return placed if topics is None else placed.where(Session.topic.in_(topics))


def sessions_now(event: Event) -> list[Session]:
    """The sessions of the talk time that it is now; none between talk times. Two queries."""
    stage = current_stage(event)
    return sessions_in(event, stage.slot_id) if stage and stage.slot_id else []


def sessions_in(event: Event, slot_id: int) -> list[Session]:
    """The sessions of one slot, as `sessions_of`."""
    return [session for session in sessions_of(event) if session.slot_id == slot_id]


def parked(event: Event, topic_ids=None, held=False) -> list[Topic]:
    """The parking list: announced topics without a time and place, in the order of their arrival. One query."""
    found = _parked(event) if topic_ids is None else _parked(event, list(topic_ids))
    return [topic for topic in found if held or not topic.held_for]


@written_once
def _parked(event, topics=None):
    found = (
        Topic.select(Topic, Person)
        .join(Person, JOIN.LEFT_OUTER, on=Topic.convener)
        .switch(Topic)
        .join(Session, JOIN.LEFT_OUTER, on=(Session.topic == Topic.id))
        .where(Topic.event == event, Topic.state == ANNOUNCED, Session.id.is_null())
        .order_by(Topic.number)
    )
    return found if topics is None else found.where(Topic.id.in_(topics))


def talks_of(event: Event, people) -> list[tuple[Topic, Session | None]]:
    """The announced topics that these people start, each with its session if it has one. One query, and
    two more when there are any."""
    started = _started_by(list(people))
    if not started:
        return []
    placed = [(session.topic, session) for session in sessions_of(event, started, held=True)]
    return [(topic, None) for topic in parked(event, started, held=True)] + placed


@written_once
def _started_by(people):
    return Topic.select(Topic.id).where(Topic.convener.in_(people), Topic.state == ANNOUNCED).tuples()


def free_boxes(event: Event) -> list[Box]:
    """The boxes that hold no session, by time, then place. A topic that was withdrawn no longer takes up a box; one
    that is held back does. Three queries."""
    taken = {
        (slot, space)
        for slot, space in Session.select(Session.slot, Session.space)
        .join(Topic)
        .where(Session.event == event, Topic.state == ANNOUNCED)
        .tuples()
    }
    spaces = spaces_of(event)
    return [Box(slot, space) for slot in slots_of(event) for space in spaces if (slot.id, space.id) not in taken]


def slot_times(event: Event) -> dict[int, StageTime]:
    """`{slot id: when it is}` as the day stands now. One query."""
    return {time.stage.slot_id: time for time in timeline(event, stages_of(event)) if time.stage.slot_id}


def begun_slots(event: Event) -> set[int]:
    """The ids of the times that are over or have begun. One query."""
    return {slot_id for slot_id, time in slot_times(event).items() if time.state != COMING}


def hands_shown(event: Event) -> bool:
    """Whether everyone may see how many hands are up.

    "After choosing" begins with the stage after the first one for choosing; where the day has none, with the first
    talk time. It ends when the facilitator goes back to choosing.
    """
    if event.hands_visible != HANDS_AFTER_CHOOSING:
        return event.hands_visible == HANDS_ALWAYS
    kinds = [(stage.id, stage.kind) for stage in stages_of(event)]
    here = next((index for index, (id_, _kind) in enumerate(kinds) if id_ == event.stage_id), -1)
    chosen = next((index + 1 for index, (_id, kind) in enumerate(kinds) if kind == "choose"), None)
    talks = next((index for index, (_id, kind) in enumerate(kinds) if kind == "talk"), len(kinds))
    return here >= (talks if chosen is None else chosen)


def hand_counts(event: Event, topic_ids=None) -> Counter:
    """`{topic id: hands up}` of those who have not left. One query."""
    return _counts(Hand, event, topic_ids)


def present_counts(event: Event, topic_ids=None) -> Counter:
    """`{topic id: how many said "I am here"}` of those who have not left. One query."""
    return _counts(Presence, event, topic_ids)


def last_acts(event: Event) -> list[BoardAct]:
    """The last ten console acts on the board, the newest first, without those already undone. One query."""
    acts = BoardAct.select().where(BoardAct.event == event).order_by(BoardAct.id.desc()).limit(LAST_ACTS)
    return [act for act in acts if act.undone_at is None]


def where_words(slot: Slot, space: Space | None, elsewhere: str = "") -> str:
    """A time and a place in words."""
    return _("%(time)s, %(place)s", time=isolated(slot.name), place=isolated(space.name if space else elsewhere))


def clash_words(clash: clashes.Clash) -> str:
    """A clash as a plain sentence."""
    first = clash.sessions[0]
    said = {
        "title": first.topic.title,
        "other": clash.sessions[-1].topic.title,
        "time": first.slot.name,
        "place": first.space.name if first.space else first.elsewhere,
        "words": clash.words,
    }
    facts = {name: isolated(words) for name, words in said.items()}
    return {
        clashes.SAME_CONVENER: lambda: _("In %(time)s the same person starts “%(title)s” and “%(other)s”.", **facts),
        clashes.NOT_STEP_FREE: lambda: _("“%(title)s” needs a step-free place. %(place)s has steps.", **facts),
        clashes.NOT_QUIET: lambda: _("“%(title)s” needs a quiet place. %(place)s may be loud.", **facts),
        clashes.SAME_LANGUAGE: lambda: _(
            "In %(time)s both “%(title)s” and “%(other)s” need the same language help: %(words)s.", **facts
        ),
    }[clash.kind]()


def _counts(model, event, topic_ids):
    wanted = (
        model.select(model.topic, fn.COUNT(model.id))
        .join(Person)
        .where(model.event == event, Person.left_at.is_null())
        .group_by(model.topic)
    )
    if topic_ids is not None:
        wanted = wanted.where(model.topic.in_(list(topic_ids)))
    return Counter(dict(wanted.tuples()))


def _by_time_then_place(session):
    place = (1, 0, 0) if session.space is None else (0, session.space.position, session.space.id)
    return session.slot.position, session.slot.id, place, session.topic.number
