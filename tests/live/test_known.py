"""A room is sent what is new to it, once, and never less."""

import random

import pytest
from cast import joined
from waiting import until

from facilitator.events import actions as events
from facilitator.events.models import Stage
from facilitator.live import socketio
from facilitator.live.doors import listening
from facilitator.live.known import Known


def piece(id_, html, order=1):
    return {"id": id_, "list": "list-x", "order": order, "html": html}


def only(*ids):
    return {"list": "list-x", "only": list(ids)}


class Page:
    """What a browser that hears every message shows of the list."""

    def __init__(self, shown):
        self.shown = dict(shown)

    def hear(self, messages):
        for message in messages:
            if "only" in message:
                self.shown = {id_: html for id_, html in self.shown.items() if id_ in message["only"]}
            elif message["html"] is None:
                self.shown.pop(message["id"], None)
            else:
                self.shown[message["id"]] = message["html"]


def test_the_same_again_is_no_news():
    known = Known()
    assert known.news([piece("a", "one")]) == [piece("a", "one")]
    assert known.news([piece("a", "one")]) == []
    assert known.news([piece("a", "two")]) == [piece("a", "two")]
    assert known.news([piece("a", "two", order=2)]) == [piece("a", "two", order=2)]


def test_what_went_and_came_back_is_sent_again():
    known = Known()
    known.news([piece("a", "one")])
    assert known.news([piece("a", None)]) == [piece("a", None)]
    assert known.news([piece("a", "one")]) == [piece("a", "one")]
    known.news([piece("b", "two"), only("b")])
    assert piece("a", "one") in known.news([piece("a", "one"), piece("b", "two"), only("a", "b")])


def test_a_whole_list_that_is_as_it_was_is_no_news():
    known, whole = Known(), [piece("a", "one"), piece("b", "two"), only("a", "b")]
    assert known.news(whole) == whole
    assert known.news(whole) == []
    assert known.news([piece("a", "one"), piece("b", "new"), only("a", "b")]) == [piece("b", "new")]


def test_after_forgetting_all_is_news():
    known, whole = Known(), [piece("a", "one"), only("a")]
    known.news(whole)
    known.forget()
    assert known.news(whole) == whole


@pytest.mark.parametrize("seed", range(20))
def test_a_page_shows_what_is_there_whatever_came_before(seed):
    draw = random.Random(seed)
    truth = {"a": "1", "b": "1"}
    page, known = Page(truth), Known()
    for _each in range(200):
        for id_ in draw.sample("abcd", draw.randint(1, 3)):
            if draw.random() < 0.4:
                truth.pop(id_, None)
            else:
                truth[id_] = draw.choice("12")
        if draw.random() < 0.5:
            messages = [*(piece(id_, html) for id_, html in truth.items()), only(*truth)]
        else:
            messages = [piece(id_, truth.get(id_)) for id_ in "abcd"]
        page.hear(known.news(messages))
        assert page.shown == truth


def test_a_phone_hears_only_what_differs(app, event):
    """The day goes on: the stage is another, the house rules are as they were."""
    ben = joined(app, event, "Ben")
    phone = socketio.test_client(
        app,
        flask_test_client=ben.client,
        auth={"event": event.code, "audience": "phone", "locale": "en", "shows": "stage/ house-rules/"},
    )
    stages = list(Stage.select().where(Stage.event == event).order_by(Stage.position))
    heard = []
    for stage in stages[:3]:
        events.go_to(event=event, stage=stage)
        heard.append(changes(phone))
    assert [{each["id"] for each in message} for message in heard] == [{"stage", "house-rules"}, {"stage"}, {"stage"}]
    phone.disconnect()
    listening.clear()


def test_a_mark_that_travels_says_of_whom_it_is(app, event):
    ben = joined(app, event, "Ben")
    phone = socketio.test_client(
        app,
        flask_test_client=ben.client,
        auth={"event": event.code, "audience": "phone", "locale": "en", "shows": "stage/"},
    )
    ben.post("me", {"name": "Benjamin"})
    message = until(lambda: [each["args"][0] for each in phone.get_received() if each["name"] == "mine"])
    assert message[0]["of"] == ben.person.id
    phone.disconnect()
    listening.clear()


def changes(phone):
    found = until(lambda: [each["args"][0] for each in phone.get_received() if each["name"] == "change"])
    return [fragment for message in found for fragment in message["fragments"]]
