"""Topics on the phone: the list, one topic's page, offering and changing, leaving and taking up, joining two."""

from dataclasses import replace

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext as _
from peewee import JOIN

from .. import pace
from ..access import FACILITATOR, PARTICIPANT, open_to
from ..errors import NotFound, Refused
from ..forms import choice, choices, number, op, saved, ticked, words
from ..i18n import chosen_locale
from ..people.models import Person
from ..people.names import called, public_name
from ..private_details import in_words
from . import actions
from .fragments import asked_of, not_up, page_channel, standing
from .models import ANNOUNCED, DRAFT, JOINED, NEEDS, TITLE_LENGTH, JoinRequest, Topic
from .naming import need_word, need_words
from .similar import similar

WHY_LENGTH, NEEDS_LENGTH = 500, 200

pages = Blueprint("topics", __name__)
pages.app_template_global("need_words")(need_words)
pages.app_template_filter("need")(need_word)
pages.app_template_filter("held_words")(in_words)
pages.app_template_filter("called")(called)
pages.app_template_filter("public_name")(public_name)


@pages.get("/e/<code>/topics")
@open_to(PARTICIPANT, FACILITATOR)
def all_topics(code):
    """All topics, in the order in which they arrived; on top what only I see. `?offer=1` opens the form."""
    people = g.viewer.people
    offering = "offer" in request.args
    return render_template("topics/all.html", own=not_up(people), asked=asked_of(people), offering=offering)


@pages.post("/e/<code>/topics")
@open_to(PARTICIPANT)
def offer(code):
    """Offer one; on to its own page, where it can be put up."""
    pace.keep_to(pace.OTHER_WORDS, "topics")
    topic = actions.offer(
        event=g.viewer.event, by=g.viewer, op=op(), convener=g.viewer.person, language=chosen_locale(), **_typed()
    )
    return saved(url_for("topics.one", code=code, id=topic.id))


@pages.get("/e/<code>/topics/<int:id>")
@open_to(PARTICIPANT, FACILITATOR)
def one(code, id):
    """A topic; for its convener with what they can do with it."""
    topic = _topic(id)
    people = g.viewer.people
    own = _is_own(topic)
    return render_template(
        "topics/one.html",
        topic=topic,
        own=own,
        channel=page_channel(topic.id),
        alike=_alike(topic) if own else [],
        asked=[each for each in asked_of(people) if each.into_id == topic.id],
        mine=[] if own or not topic.on_screens or topic.wants_convener else standing(people),
        requests=list(JoinRequest.select().where(JoinRequest.topic == topic).order_by(JoinRequest.id)) if own else [],
        asked_already=_asked_already(topic, people),
    )


@pages.get("/e/<code>/topics/<int:id>/words")
@open_to(PARTICIPANT)
def words_of(code, id):
    """Its convener's form to change it."""
    return render_template("topics/words.html", topic=_own_topic(id))


@pages.post("/e/<code>/topics/<int:id>/words")
@open_to(PARTICIPANT)
def rewrite(code, id):
    """Change it."""
    return _done(actions.rewrite, _own_topic(id), **_typed())


@pages.post("/e/<code>/topics/<int:id>/announcement")
@open_to(PARTICIPANT)
def announcement(code, id):
    """Put it up."""
    return _done(actions.announce, _own_topic(id))


@pages.post("/e/<code>/topics/<int:id>/withdrawal")
@open_to(PARTICIPANT, even_after=True)
def withdrawal(code, id):
    """Take it back, or (`back=1`) bring it back."""
    return _done(actions.bring_back if ticked("back") else actions.withdraw, _own_topic(id))


@pages.post("/e/<code>/topics/<int:id>/leaving")
@open_to(PARTICIPANT)
def leaving(code, id):
    """I must leave; or (`stay=1`) I can stay after all."""
    return _done(actions.hand_on, _own_topic(id), leaving=not ticked("stay"))


@pages.get("/e/<code>/topics/<int:id>/convener")
@open_to(PARTICIPANT)
def convener(code, id):
    """What it means to take a topic up, before saying yes."""
    return render_template("topics/convener.html", topic=_topic(id))


@pages.post("/e/<code>/topics/<int:id>/convener")
@open_to(PARTICIPANT)
def take_up(code, id):
    """I will take this up."""
    topic = actions.take_up(event=g.viewer.event, by=g.viewer, op=op(), topic=_topic(id))
    return saved(url_for("topics.one", code=code, id=topic.id))


@pages.post("/e/<code>/topics/<int:id>/join-requests")
@open_to(PARTICIPANT)
def ask_to_join(code, id):
    """Ask the convener of this topic whether to join; `topic` is the asking one."""
    into, topic = _topic(id), _own_topic(number("topic", 1, 2**53))
    actions.ask_to_join(event=g.viewer.event, by=_for(topic), op=op(), topic=topic, into=into)
    return saved(url_for("topics.one", code=code, id=topic.id))


@pages.post("/e/<code>/join-requests/<int:id>/answer")
@open_to(PARTICIPANT)
def answer_join(code, id):
    """Yes or no to joining."""
    asked = JoinRequest.get_or_none(JoinRequest.id == id, JoinRequest.event == g.viewer.event)
    if asked is None or not _is_own(asked.into):
        raise NotFound
    answer = choice("answer", ("yes", "no"))
    if not answer:
        raise Refused(_("Please say yes or no."), field="answer")
    actions.answer_join(event=g.viewer.event, by=_for(asked.into), op=op(), request=asked, yes=answer == "yes")
    return saved(url_for("topics.one", code=code, id=asked.into_id))


def _typed() -> dict:
    """A topic's words, as they stand in its form."""
    return {
        "title": words("title", TITLE_LENGTH, needed=_("Please write what you want to talk about.")),
        "why": words("why", WHY_LENGTH),
        "needs": choices("needs", NEEDS),
        "needs_words": words("needs_words", NEEDS_LENGTH),
    }


def _done(act, topic, **arguments):
    act(event=g.viewer.event, by=_for(topic), op=op(), topic=topic, **arguments)
    return saved(url_for("topics.one", code=g.viewer.event.code, id=topic.id))


def _for(topic):
    """The viewer, speaking for the person on this phone who convenes that topic."""
    return replace(g.viewer, person=next(person for person in g.viewer.people if person.id == topic.convener_id))


def _is_own(topic) -> bool:
    return topic.convener_id is not None and topic.convener_id in {person.id for person in g.viewer.people}


def _topic(id_) -> Topic:
    """A topic this viewer may reach. Raises NotFound."""
    topic = (
        Topic.select(Topic, Person)
        .join(Person, JOIN.LEFT_OUTER, on=Topic.convener)
        .where(Topic.id == id_, Topic.event == g.viewer.event)
        .first()
    )
    if topic is None or not (_is_own(topic) or (topic.state in (ANNOUNCED, JOINED) and not topic.held_for)):
        raise NotFound
    return topic


def _own_topic(id_) -> Topic:
    """A topic convened by someone on this phone. Raises NotFound."""
    topic = _topic(id_)
    if not _is_own(topic):
        raise NotFound
    return topic


def _alike(topic) -> list[Topic]:
    """Announced topics of others whose title says much the same, as long as one's own can still be joined."""
    if topic.state not in (DRAFT, ANNOUNCED):
        return []
    others = {
        each.id: each
        for each in Topic.select(Topic, Person)
        .join(Person, on=Topic.convener)
        .where(Topic.event == topic.event_id, Topic.state == ANNOUNCED, Topic.held_for == "", Topic.id != topic.id)
        if not _is_own(each) and not each.wants_convener
    }
    return [others[id_] for id_ in similar(topic.title, [(each.id, each.title) for each in others.values()])]


def _asked_already(topic, people) -> set[int]:
    """Topics that the pair of them has settled or is about to: asked by mine of this one, or by this one of others."""
    mine = [person.id for person in people]
    own = (
        JoinRequest.select().join(Topic, on=JoinRequest.topic).where(Topic.convener << mine, JoinRequest.into == topic)
    )
    return {each.topic_id for each in own} | {
        each.into_id for each in JoinRequest.select().where(JoinRequest.topic == topic)
    }
