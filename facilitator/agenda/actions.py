"""What people do with the board. Nobody is ever assigned to a session, and no session is ever full."""

import datetime

from flask_babel import gettext as _

from ..access import FACILITATOR
from ..db import now
from ..errors import Refused
from ..events.models import FACILITATORS_TOO, Slot, Space
from ..i18n import isolated
from ..journal import action
from ..topics import actions as topics
from ..topics.models import ANNOUNCED, DRAFT, Topic
from .board import begun_slots, free_boxes, last_acts, where_words
from .models import BoardAct, Hand, Plan, Presence, Session

WHERE_LENGTH = 80
MOST_BOXES_NAMED = 8


@action("placed")
def place(change, event, by, topic: Topic, slot: Slot, space: Space | None = None, elsewhere: str = ""):
    """Give a topic a time and a place; one that stands elsewhere moves, in one act. Without `space` it is any other
    spot, and `elsewhere` says where. Returns the Session.

    Raises Refused when the viewer may not, when the topic is not up, when no place is named, and (409, naming the
    free boxes) when another topic has the box.
    """
    _may_place(change, event, topic)
    if space is None and not elsewhere:
        raise Refused(_("Please say where, in a few words."), field="elsewhere")
    before = [standing(topic)]
    if space is not None:
        _clear(event, slot, space, topic)
    session = Session.get_or_none(Session.topic == topic) or Session(event=event, topic=topic)
    session.slot, session.space, session.elsewhere = slot, space, "" if space else elsewhere
    if standing(topic) != _as_kept(session):
        session.by_facilitator, session.placed_at = by.role == FACILITATOR, now()
    session.save()
    change.record(session)
    _remember(change, event, "move" if before[0]["slot"] else "place", before)
    return session


@action("swapped")
def swap(change, event, by, topic: Topic, other: Topic):
    """Two topics on the board change places, in one act; for the console. Returns the first one's Session.

    Raises Refused when the viewer is no facilitator who may place, or one of the two has no place: nobody loses a box
    to a topic that had none (409, naming the free boxes).
    """
    if by.role != FACILITATOR:
        raise Refused(_("Ask a helper in the hall to swap two talks."))
    _may_place(change, event, topic)
    _may_place(change, event, other)
    one, two = Session.get_or_none(Session.topic == topic), Session.get_or_none(Session.topic == other)
    if one is None and two is not None and two.space is not None:
        raise Refused(_taken(event, two.slot, two.space), status=409)
    if one is None or two is None:
        raise Refused(_("Only two talks that are both on the board can swap."))
    before = [standing(topic), standing(other)]
    to_one, to_two = (two.slot, two.space, two.elsewhere), (one.slot, one.space, one.elsewhere)
    _lift([one, two])
    for session, (slot, space, elsewhere) in ((one, to_one), (two, to_two)):
        session.slot, session.space, session.elsewhere = slot, space, elsewhere
        session.by_facilitator, session.placed_at = True, now()
        session.save()
    change.record(one, two)
    _remember(change, event, "swap", before)
    return one


@action("unplaced")
def unplace(change, event, by, topic: Topic):
    """Take a topic off the board, to the parking list. Doing it twice is the same as once. Returns the Topic."""
    _may_place(change, event, topic)
    before, session = [standing(topic)], Session.get_or_none(Session.topic == topic)
    if session is not None:
        session.delete_instance()
        change.record(session)
    _remember(change, event, "unplace", before)
    return topic


@action("accepted a suggestion")
def accept(change, event, by, moves: list[dict]):
    """Many topics go where a suggestion puts them, in one act, or none of them; for the console. Returns the sessions.

    A move is {"topic": id, "before": [slot id, space id] or None, "after": [slot id, space id]}. Raises Refused when
    the viewer is no facilitator who may place, and (409) when the board has changed since: a topic stands elsewhere or
    was taken back, a box is taken, a time has begun, a time or place has gone.
    """
    if by.role != FACILITATOR or event.places_topics != FACILITATORS_TOO:
        raise Refused(_conveners_only())
    topics_ = {topic.id: topic for topic in Topic.select().where(Topic.event == event, Topic.state == ANNOUNCED)}
    sessions = {session.topic_id: session for session in Session.select().where(Session.event == event)}
    slots, spaces = ({row.id: row for row in kind.select().where(kind.event == event)} for kind in (Slot, Space))
    begun = begun_slots(event)
    for move in moves:
        topic, (slot, space), session = move["topic"], move["after"], sessions.get(move["topic"])
        stands = [session.slot_id, session.space_id] if session else None
        if (
            topic not in topics_ or stands != move["before"] or slot not in slots or space not in spaces
            or slot in begun or (session and (session.slot_id in begun or session.ended_at))
        ):  # fmt: skip
            raise Refused(_changed_meanwhile(), status=409)
    before = [standing(topics_[move["topic"]]) for move in moves]
    _lift([sessions[move["topic"]] for move in moves if move["topic"] in sessions])
    changed = []
    for move in moves:
        topic, (slot, space) = topics_[move["topic"]], move["after"]
        _clear(event, slots[slot], spaces[space], topic)
        session = sessions.get(topic.id) or Session(event=event, topic=topic)
        session.slot, session.space, session.elsewhere = slots[slot], spaces[space], ""
        session.by_facilitator, session.placed_at = True, now()
        session.save()
        changed.append(session)
    change.record(*changed)
    _remember(change, event, "suggestion", before)
    return changed


def _changed_meanwhile():
    return _("The board has changed since then, so nothing was moved. Please look at it again.")


@action("undone")
def undo(change, event, by, act: BoardAct):
    """Put back exactly what one of the last ten console acts changed. Returns the BoardAct.

    Raises Refused (409) when a topic was moved or taken back since, a box was taken since, or the act is too old.
    """
    if by.role != FACILITATOR or event.places_topics != FACILITATORS_TOO:
        raise Refused(_conveners_only())
    if act.undone_at is None:
        if act.id not in {each.id for each in last_acts(event)}:
            raise Refused(_("Only the last ten steps can be undone."), status=409)
        sessions = _put_back(event, act)
        act.undone_at = now()
        act.save()
        change.record(act, *sessions)
    return act


@action("hand")
def raise_hand(change, event, by, topic: Topic, up: bool):
    """ "I may come": the viewer's hand for a topic is up, or down. Not a booking. Returns the Hand."""
    return _mark(change, event, Hand, topic, up)


@action("planned")
def plan(change, event, by, topic: Topic, going: bool):
    """A topic is in the viewer's own day, or not. Only they see it. Returns the Plan."""
    return _mark(change, event, Plan, topic, going)


@action("came to")
def be_here(change, event, by, topic: Topic, here: bool):
    """ "I am here", or no longer. Being at one session ends being at another. Returns the Presence."""
    if here and change.person is not None:
        for elsewhere in Presence.select().where(Presence.person == change.person, Presence.topic != topic):
            elsewhere.delete_instance()
            change.record(elsewhere)
    return _mark(change, event, Presence, topic, here)


@action("ended")
def end(change, event, by, topic: Topic, over: bool = True):
    """Its convener says that the talk is over, before its time or after; or that it goes on after all. Returns the
    Session. Raises Refused for anyone else, or when it is not on the board."""
    session = _session_of_convener(change, topic)
    if over and session.ended_at is None:
        session.ended_at = now()
    elif not over:
        session.ended_at = None
    session.save()
    change.record(session)
    return session


@action("carried on")
def carry_on(change, event, by, topic: Topic, where: str):
    """Its convener says in words where the talk goes on; empty takes that back. Returns the Session."""
    session = _session_of_convener(change, topic)
    session.carries_on = where
    session.save()
    change.record(session)
    return session


@action("split")
def split(change, event, by, topic: Topic, title: str, why: str = "", language="en"):
    """Somebody in a talk offers a new topic that grew out of it. They are its convener, and announce it like any
    other. Returns the new Topic. Raises Refused when nobody is there to convene it."""
    _must_be_up(topic)
    new = topics.offer(convener=change.person, title=title, why=why, language=language)
    new.split_from = topic
    new.save()
    change.record(new)
    return new


def starts(change_or_viewer, topic: Topic) -> bool:
    """Whether a viewer (or the one who acts in a change) starts this talk, or their phone speaks for whoever does."""
    viewer = getattr(change_or_viewer, "by", change_or_viewer)
    if viewer.person is None:
        return False
    return topic.convener_id in {viewer.person.id, *(person.id for person in viewer.people)}


def standing(topic: Topic) -> dict:
    """Where a topic stands, as a BoardAct keeps it."""
    session = Session.get_or_none(Session.topic == topic)
    return {"topic": topic.id, "slot": None} if session is None else _as_kept(session)


def _as_kept(session):
    return {
        "topic": session.topic_id,
        "slot": session.slot_id,
        "space": session.space_id,
        "elsewhere": session.elsewhere,
        "by_facilitator": session.by_facilitator,
        "placed_at": _text(session.placed_at),
        "ended_at": _text(session.ended_at),
        "carries_on": session.carries_on,
    }


def _spot(kept):
    """The part of what was kept that says where: two are equal when they are the same time and place."""
    return tuple(kept.get(name) for name in ("slot", "space", "elsewhere"))


def _text(moment):
    return moment and moment.isoformat()


def _moment(text):
    return text and datetime.datetime.fromisoformat(text)


def _mark(change, event, model, topic, on):
    """Make an absolute mark of the person who acts (a row that is there or not). Returns the row, or None."""
    if change.person is None:
        raise Refused(_("Only people who have joined can do that."))
    if on:
        _must_be_up(topic)
    row = model.get_or_none(model.topic == topic, model.person == change.person)
    if on and row is None:
        row = model.create(event=event, topic=topic, person=change.person)
        change.record(row)
    elif row is not None and not on:
        row.delete_instance()
        change.record(row)
    return row


def _must_be_up(topic):
    if topic.state == DRAFT:
        raise Refused(_("Put your topic up first. Then pick a time and a place."))
    if topic.state != ANNOUNCED:
        raise Refused(_("This topic was taken back."))


def _may_place(change, event, topic):
    if change.by.role == FACILITATOR:
        if event.places_topics != FACILITATORS_TOO:
            raise Refused(_conveners_only())
    elif not starts(change, topic):
        raise Refused(_("Only the person who starts this talk can pick its time and place."))
    _must_be_up(topic)


def _conveners_only():
    return _("In this event people pick the time and place of their own talks. You can change that in Set up.")


def _session_of_convener(change, topic):
    if not starts(change, topic):
        raise Refused(_("Only the person who starts this talk can say that."))
    session = Session.get_or_none(Session.topic == topic)
    if session is None:
        raise Refused(_("This talk has no time and place yet."))
    return session


def _clear(event, slot, space, topic):
    """See that a box is free for `topic`. What a withdrawn topic left behind goes; a topic that is up stays."""
    there = Session.get_or_none(Session.slot == slot, Session.space == space, Session.topic != topic)
    if there is None:
        return
    if there.topic.state == ANNOUNCED:
        raise Refused(_taken(event, slot, space), field="box", status=409)
    there.delete_instance()


def _taken(event, slot, space):
    taken = _("This box is taken: %(box)s.", box=where_words(slot, space))
    free = sorted(free_boxes(event), key=lambda box: box.slot.id != slot.id)  # the same time first
    if not free:
        return taken + " " + _("All boxes are full. Choose “Any other spot” and say where.")
    named = "; ".join(where_words(box.slot, box.space) for box in free[:MOST_BOXES_NAMED])
    return taken + " " + _("Still free: %(boxes)s. Or choose “Any other spot”.", boxes=named)


def _lift(sessions):
    """Let go of boxes for a moment, so that two can change places under the rule of one session to a box."""
    for session in sessions:
        Session.update(space=None).where(Session.id == session.id).execute()


def _remember(change, event, what, before):
    """Keep a facilitator's act, when it changed something, so that it can be undone."""
    after = [standing(Topic.get_by_id(kept["topic"])) for kept in before]
    if change.by.role == FACILITATOR and list(map(_spot, before)) != list(map(_spot, after)):
        change.record(BoardAct.create(event=event, what=what, before=before, after=after))


def _put_back(event, act):
    """Restore `act.before`; gives the sessions that changed. Raises Refused when that would touch what others did."""
    topics_ = {topic.id: topic for topic in Topic.select().where(Topic.id.in_([kept["topic"] for kept in act.before]))}
    for left in act.after:
        topic = topics_.get(left["topic"])
        if topic is None or topic.state != ANNOUNCED:
            raise Refused(_("A topic was taken back since then, so this step cannot be undone."), status=409)
        if _spot(standing(topic)) != _spot(left):
            raise Refused(
                _(
                    "“%(title)s” was moved again since then, so this step cannot be undone.",
                    title=isolated(topic.title),
                ),
                status=409,
            )
    now_there = {session.topic_id: session for session in Session.select().where(Session.topic.in_(list(topics_)))}
    _lift(now_there.values())
    changed = []
    for kept in act.before:
        session = now_there.get(kept["topic"])
        if kept["slot"] is None:
            session.delete_instance()
        else:
            session = _restore(event, topics_[kept["topic"]], session, kept)
        changed.append(session)
    return changed


def _restore(event, topic, session, kept):
    slot, space = (
        Slot.get_or_none(Slot.id == kept["slot"]),
        kept["space"] and Space.get_or_none(Space.id == kept["space"]),
    )
    if slot is None or (kept["space"] and space is None):
        raise Refused(_("That time or place is not there any more, so this step cannot be undone."), status=409)
    if space:
        _clear(event, slot, space, topic)
    if session is None:
        session = Session(event=event, topic=topic, ended_at=_moment(kept["ended_at"]), carries_on=kept["carries_on"])
    session.slot, session.space, session.elsewhere = slot, space or None, kept["elsewhere"]
    session.by_facilitator, session.placed_at = kept["by_facilitator"], _moment(kept["placed_at"])
    session.save()
    return session
