"""A board with a few topics on it."""

import pytest

from facilitator.access import FACILITATOR, PARTICIPANT, Viewer
from facilitator.agenda.models import Session
from facilitator.events.models import Slot, Space
from facilitator.topics import actions as topics
from tests.conftest import joined


@pytest.fixture
def announced(event):
    """`announced(person, title, needs=…)`: a topic that is up."""

    def offer(person, title, **said):
        by = Viewer(event=person.event, role=PARTICIPANT, person=person, people=(person,))
        topic = topics.offer(event=person.event, by=by, convener=person, title=title, **said)
        return topics.announce(event=person.event, by=by, topic=topic)

    return offer


@pytest.fixture
def slots(event):
    return list(Slot.select().where(Slot.event == event).order_by(Slot.position))


@pytest.fixture
def spaces(event):
    return list(Space.select().where(Space.event == event).order_by(Space.position))


@pytest.fixture
def dana(app, event):
    return joined(app, event, "Dana")


@pytest.fixture
def console(event):
    """A facilitator as actions see one."""
    return Viewer(event=event, role=FACILITATOR)


def where(topic):
    """Where a topic stands: (slot id, space id or words), or None."""
    session = Session.get_or_none(Session.topic == topic)
    return session and (session.slot_id, session.space_id or session.elsewhere)
