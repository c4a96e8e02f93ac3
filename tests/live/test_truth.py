"""The watch over live screens (tests/truth.py) itself: it must notice silence, and every act must pass it."""

import pytest
from truth import Untrue, screens

from facilitator.db import now
from facilitator.journal import action
from facilitator.topics.models import ANNOUNCED, Topic


@action("whispered")
def whisper(change, event, by, topic):
    """An act that changes what people see and tells no one: what the watch is there to catch."""
    topic.title = "Something else"
    topic.save()
    return topic


def test_a_silent_change_is_noticed(app, event, ben, write):
    topic = write(
        Topic, event=event, number=1, title="Benches", convener=ben.person, state=ANNOUNCED, announced_at=now()
    )
    with pytest.raises(Untrue, match="whisper"):
        whisper(event=event, topic=topic)


def test_the_watch_sees_something_to_watch(app, event, ben, write):
    write(Topic, event=event, number=1, title="Benches", convener=ben.person, state=ANNOUNCED, announced_at=now())
    shown = [place for place, (_order, html) in screens(app, event.id).items() if "Benches" in html]
    assert {audience for _kind, audience, _channel, _key in shown} == {"phone", "projector", "console"}
