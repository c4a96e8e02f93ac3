"""A topic as the room sees it."""

from ..live import CONSOLE, PHONE, PROJECTOR, Piece, fragment, mine
from .models import ANNOUNCED, DRAFT, Topic


@fragment("topic", "topics/_topic.html", audiences=(PHONE, PROJECTOR, CONSOLE), wakes={Topic: lambda t: [t.id]})
def topic(event, audience, channel, keys=None):
    """Announced topics in the order of their arrival; on the big screen the newest first."""
    wanted = Topic.select().where(Topic.event == event, Topic.state == ANNOUNCED, Topic.held_for == "")
    if keys is not None:
        wanted = wanted.where(Topic.id.in_(list(keys)))
    for found in wanted.order_by(Topic.number):
        yield Piece(found.id, order=-found.number if audience == PROJECTOR else found.number, context={"topic": found})


@mine("convener", "topic")
def convened(person):
    """The topics this person convenes."""
    return [row.id for row in Topic.select(Topic.id).where(Topic.convener == person)]


def drafts(person):
    """This person's topics that are not announced yet."""
    return Topic.select().where(Topic.convener == person, Topic.state == DRAFT).order_by(Topic.number)
