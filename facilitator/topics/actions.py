"""What conveners do with topics. A facilitator may not make one; a helper may write one for someone."""

from flask_babel import gettext as _
from peewee import fn

from ..db import now
from ..errors import Refused
from ..journal import action
from ..people import actions as people
from ..people.models import Person
from ..people.speaking import writer
from ..private_details import NAMES, likely
from .models import ANNOUNCED, DRAFT, JOINED, WITHDRAWN, JoinRequest, Topic, TopicHold


@action("offered")
def offer(change, event, by, convener: Person, title: str, why: str = "", needs=(), needs_words="", language="en"):
    """Offer a topic, as a draft that only its convener sees. `convener` is the viewer, or someone they help; then the
    viewer is its writer. Returns the Topic.

    Raises Refused when nobody is there to convene it, or when it is somebody who is not on this phone.
    """
    if change.person is None:
        raise Refused(_("A topic needs someone who is willing to start the talk. Ask that person to offer it."))
    if convener.id not in _on_this_phone(change):
        raise Refused(_("You can only offer a topic for yourself, or for someone you help on this phone."))
    return _make(
        change, event, convener, title, why, needs, needs_words, language, written_by=_writer(change, convener)
    )


@action("written down")
def write_down(
    change, event, by, title: str, said_yes: bool, convener: Person | None = None, name: str = "", why: str = "",
    needs=(), needs_words="", language="en",
):  # fmt: skip
    """A facilitator types in a topic that was said aloud, and puts it up. It belongs to the person in the room who will
    start the talk: `convener`, or someone without a phone by that `name`, who joins by it. Returns the Topic.

    Raises Refused when nobody was named, when they did not say yes, or when somebody of that name is here already.
    """
    if convener is None and not name:
        raise Refused(_("Who will start this talk? Please write their name."), field="name")
    if not said_yes:
        raise Refused(
            _("Please ask them first. A topic needs someone who says yes to starting the talk."), field="said_yes"
        )
    if convener is None:
        here = {person.name.casefold() for person in event.people.where(Person.left_at.is_null())}
        if name.casefold() in here:
            raise Refused(
                _(
                    "Someone called %(name)s is here already. Choose them from the list, or write a longer name.",
                    name=name,
                ),
                field="name",
            )
        convener = people.join(name=name, language=language)
    topic = _make(change, event, convener, title, why, needs, needs_words, language, said_aloud=True)
    topic.state, topic.announced_at = ANNOUNCED, now()
    topic.save()
    return topic


@action("changed")
def rewrite(change, event, by, topic: Topic, title: str, why: str = "", needs=(), needs_words=""):
    """Its convener changes a topic's words and needs, at any time. Returns the Topic."""
    _only_its_convener(change, topic)
    said_before = (topic.title, topic.why, topic.needs_words)
    topic.late = topic.late or change.late
    topic.title, topic.why, topic.needs, topic.needs_words = title, why, list(needs), needs_words
    if said_before != (title, why, needs_words):
        _look_for_private_details(change, event, topic)
    topic.save()
    change.record(topic)
    return topic


@action("announced")
def announce(change, event, by, topic: Topic):
    """Put a topic up for all to see. Announcing twice is the same as once. Returns the Topic."""
    _only_its_convener(change, topic)
    if topic.state in (DRAFT, WITHDRAWN):
        topic.state, topic.announced_at = ANNOUNCED, topic.announced_at or now()
        topic.save()
    change.record(topic)
    return topic


@action("withdrawn")
def withdraw(change, event, by, topic: Topic):
    """Its convener takes it back; only they see it now, and may bring it back. Returns the Topic.

    Raises Refused when it was joined with another.
    """
    _only_its_convener(change, topic)
    if topic.state == JOINED:
        raise Refused(_("This topic is joined with another one now. Talk to the person who starts that talk."))
    topic.state, topic.is_pitching = WITHDRAWN, False
    topic.save()
    change.record(topic)
    return topic


@action("brought back")
def bring_back(change, event, by, topic: Topic):
    """A topic that was taken back is as it was before: up, when it had been up, else a draft. Returns the Topic."""
    _only_its_convener(change, topic)
    if topic.state == WITHDRAWN:
        topic.state = ANNOUNCED if topic.announced_at else DRAFT
        topic.save()
    change.record(topic)
    return topic


@action("must leave")
def hand_on(change, event, by, topic: Topic, leaving: bool):
    """Its convener must leave and hopes that someone takes it up, or can stay after all. Returns the Topic."""
    _only_its_convener(change, topic)
    topic.seeks_convener = leaving
    topic.save()
    change.record(topic)
    return topic


@action("taken up")
def take_up(change, event, by, topic: Topic):
    """The viewer says yes to starting this talk. Nobody can say it for them. Returns the Topic.

    Raises Refused when nobody is there to say yes, or (409) when the topic has someone to start it.
    """
    if change.person is None:
        raise Refused(_("Only someone who is here can take up a topic, and only for themself."))
    former = []
    if topic.convener_id != change.person.id:
        if not (topic.on_screens and topic.wants_convener):
            raise Refused(_("This topic has someone to start it now. Thank you for saying yes."), status=409)
        former = [topic.convener] if topic.convener else []
        topic.convener, topic.written_by = change.person, writer(change.by)
    topic.seeks_convener = False
    topic.save()
    change.record(topic, *former)
    return topic


@action("asked to join")
def ask_to_join(change, event, by, topic: Topic, into: Topic):
    """The convener of `topic` asks the convener of `into`: shall we join? Returns the JoinRequest.

    Raises Refused when one of the two is not up any more, when both are theirs, when the other has asked already, or
    has said no before: one question is enough.
    """
    _only_its_convener(change, topic)
    if topic.state not in (DRAFT, ANNOUNCED) or topic.held_for or not into.on_screens:
        raise Refused(_("One of these topics is not up any more."), status=409)
    if into.wants_convener:
        raise Refused(_("Nobody is there to answer for that topic. You can take it up instead."))
    if into.convener_id in _on_this_phone(change):
        raise Refused(_("Both topics are yours. You can change one and take the other back."))
    earlier = JoinRequest.get_or_none(JoinRequest.topic == topic, JoinRequest.into == into)
    if earlier is not None and earlier.answer == "no":
        raise Refused(_("They said no to this before. That is fine. Both topics stay up."))
    if earlier is not None:
        change.record(earlier, topic, into)
        return earlier
    other_way = JoinRequest.get_or_none(JoinRequest.topic == into, JoinRequest.into == topic, JoinRequest.answer == "")
    if other_way is not None and other_way.is_open:
        raise Refused(_("They have asked you the same. Please answer them, on the page of your topic."))
    request = JoinRequest.create(event=event, topic=topic, into=into, asked_by=topic.convener)
    change.record(request, topic, into)
    return request


@action("answered")
def answer_join(change, event, by, request: JoinRequest, yes: bool):
    """The other convener says yes or no. With yes, the asking topic goes into theirs; what was said in it stays in the
    record. Returns the JoinRequest.

    Raises Refused when anybody else answers, or when one of the two is not up any more.
    """
    topic, into = request.topic, request.into
    _only_its_convener(change, into)
    if request.answer == "":
        if not request.is_open:
            raise Refused(_("One of these topics is not up any more."), status=409)
        request.answer, request.answered_at = ("yes" if yes else "no"), now()
        request.save()
        if yes:
            Topic.update(joined_into=into).where(Topic.joined_into == topic).execute()
            topic.state, topic.joined_into, topic.is_pitching = JOINED, into, False
            topic.save()
    change.record(request, topic, into)
    return request


@action("pitched")
def pitch(change, event, by, topic: Topic):
    """Its convener announces this topic to the room now: it is large on the big screen, and no other is. Returns it.

    Raises Refused when it is not up, or held back.
    """
    if not topic.on_screens:
        raise Refused(_("This topic is not up any more."), status=409)
    if not topic.is_pitching:
        topic.is_pitching, topic.pitched_at = True, now()
        topic.save()
    change.record(topic)
    _off_the_big_screen(change, event, but=topic)
    return topic


@action("pitched all")
def stop_pitching(change, event, by):
    """Nobody announces a topic just now: the big screen shows the list."""
    _off_the_big_screen(change, event)


@action("held")
def hold(change, event, by, topic: Topic, because: str):
    """A facilitator holds a topic back from the screens; its convener sees why. Its words stay as they are. Returns it.

    Raises Refused when no reason is given.
    """
    if not because:
        raise Refused(_("Please say why. The person who wrote it will see your reason."), field="because")
    topic.held_for, topic.is_pitching = because, False
    topic.save()
    TopicHold.create(event=event, topic=topic, what="held", because=because, by="facilitator")
    change.record(topic)
    return topic


@action("shown")
def show(change, event, by, topic: Topic):
    """A facilitator lets a topic onto the screens again, or after a pattern held it. Returns the Topic."""
    if topic.held_for:
        topic.held_for = ""
        topic.save()
        TopicHold.create(event=event, topic=topic, what="shown", by="facilitator")
    change.record(topic)
    return topic


def _off_the_big_screen(change, event, but=None):
    for shown in Topic.select().where(Topic.event == event, Topic.is_pitching):
        if shown != but:
            shown.is_pitching = False
            shown.save()
            change.record(shown)


def _only_its_convener(change, topic):
    if topic.convener_id not in _on_this_phone(change):
        raise Refused(_("Only the person who offered this topic can change it."))


def _on_this_phone(change):
    """The ids of everyone the phone that acts may speak for."""
    return {change.person.id, *(person.id for person in change.by.people)} if change.person else set()


def _writer(change, convener):
    """Who holds the phone, when it is not the convener."""
    return change.person if change.person.id != convener.id else writer(change.by)


def _make(change, event, convener, title, why, needs, needs_words, language, **more):
    topic = Topic(
        event=event,
        number=(Topic.select(fn.MAX(Topic.number)).where(Topic.event == event).scalar() or 0) + 1,
        convener=convener,
        offered_by=convener,
        title=title,
        why=why,
        needs=list(needs),
        needs_words=needs_words,
        language=language,
        late=change.late,
        **more,
    )
    topic.save(force_insert=True)
    _look_for_private_details(change, event, topic)
    topic.save()
    change.record(topic)
    return topic


def _look_for_private_details(change, event, topic):
    """Hold a topic back when its words may hold private details; let go of it when new words no longer do.

    What a facilitator holds back by hand stays held.
    """
    found = event.holds_private_details and likely("\n".join((topic.title, topic.why, topic.needs_words)))
    if found and not topic.held_for:
        topic.held_for = found
        TopicHold.create(event=event, topic=topic, what="held", because=found, by="pattern")
    elif not found and topic.held_for in NAMES:
        topic.held_for = ""
        TopicHold.create(event=event, topic=topic, what="shown", by="convener")
