"""Others on a page hear that someone writes, and by name only when that person agreed that screens show it."""

import pytest
from cast import joined

from facilitator.live import socketio
from facilitator.live.doors import listening
from facilitator.people.actions import describe


@pytest.fixture(autouse=True)
def nobody_left_over():
    yield
    listening.clear()


def listen(app, browser):
    auth = {"event": browser.event.code, "audience": "phone", "locale": "en", "shows": "note/session-1"}
    return socketio.test_client(app, flask_test_client=browser.client, auth=auth)


def names_heard(phone):
    return [message["args"][0]["name"] for message in phone.get_received() if message["name"] == "writing"]


def test_a_name_only_with_consent(app, event, ben):
    dan = joined(app, event, "Dan")
    bens, dans = listen(app, ben), listen(app, dan)
    bens.emit("writing", "session-1")
    assert names_heard(dans) == [""]
    assert names_heard(bens) == []
    describe(event=event, by=None, person=ben.person, show_name=True)
    for listener in listening.values():
        listener.wrote = float("-inf")  # the two seconds are over
    bens.emit("writing", "session-1")
    assert names_heard(dans) == ["Ben"]


def test_another_pages_writing_is_not_heard(app, event, ben):
    dan = joined(app, event, "Dan")
    bens, dans = listen(app, ben), listen(app, dan)
    bens.emit("writing", "session-2")
    bens.emit("writing", "")
    bens.emit("writing", {"channel": "session-1"})
    assert names_heard(dans) == []
