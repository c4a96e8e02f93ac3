"""What conveners do with topics. A facilitator may not make one; a helper may write one for someone."""

from flask_babel import gettext as _
from peewee import fn

from ..db import now
from ..errors import Refused
from ..journal import action
from ..people.models import Person
from .models import ANNOUNCED, DRAFT, WITHDRAWN, Topic


@action("offered")
def offer(change, event, by, convener: Person, title: str, why: str = "", needs=(), needs_words="", language="en"):
    """Offer a topic, as a draft that only its convener sees. `convener` is the viewer, or someone they help; then the
    viewer is its writer. Returns the Topic.

    Raises Refused when nobody is there to convene it.
    """
    if change.person is None:
        raise Refused(_("A topic needs someone who is willing to start the talk. Ask that person to offer it."))
    topic = Topic.create(
        event=event,
        number=(Topic.select(fn.MAX(Topic.number)).where(Topic.event == event).scalar() or 0) + 1,
        convener=convener,
        written_by=change.person if change.person.id != convener.id else None,
        title=title,
        why=why,
        needs=list(needs),
        needs_words=needs_words,
        language=language,
        state=DRAFT,
    )
    change.record(topic)
    return topic


@action("announced")
def announce(change, event, by, topic: Topic):
    """Put a topic up for all to see. Announcing twice is the same as once. Returns the Topic."""
    _only_its_convener(change, topic)
    if topic.state == DRAFT or topic.state == WITHDRAWN:
        topic.state, topic.announced_at = ANNOUNCED, now()
        topic.save()
    change.record(topic)
    return topic


def _only_its_convener(change, topic):
    """Raise Refused unless the person who acts convenes the topic, or helps the one who does."""
    mine = change.person and topic.convener_id in {
        change.person.id,
        *(person.id for person in change.by.people if person.helper_id == change.person.id),
    }
    if not mine:
        raise Refused(_("Only the person who offered this topic can change it."))
