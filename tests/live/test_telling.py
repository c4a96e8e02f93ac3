"""What it costs to tell a hall something does not grow with the hall; who comes in is told only what they missed."""

import pytest
from cast import joined
from counting import all_told, queries_of

from facilitator.db import now
from facilitator.journal import action
from facilitator.live import broadcast
from facilitator.live.broadcast import Room, broadcaster, socketio
from facilitator.live.fragments import MANY
from facilitator.people.models import Person
from facilitator.topics.models import ANNOUNCED, Topic

pytestmark = pytest.mark.unwatched
SHOWS = (("board-card", ""), ("message", ""), ("topic", ""))


@pytest.fixture
def listen(app, event):
    """`listen(shows)`: one more listens in the room of such a page. Call it when all is written, so that nothing is
    told but by the test."""

    def enter(shows=SHOWS):
        all_told()
        broadcaster.enter(Room(event.id, shows, "phone", "en"))

    yield enter
    broadcaster.rooms.clear()


@action("filled for a test")
def fill(change, event, by, people):
    made = [Person.create(event=event, name=f"G{n}", return_code=f"R{n}") for n in range(people)]
    topics = [
        Topic.create(event=event, number=100 + n, title=f"T{n}", convener=person, state=ANNOUNCED, announced_at=now())
        for n, person in enumerate(made)
    ]
    change.record(*made, *topics)


def questions(event, subjects) -> int:
    """How many queries it takes to tell of these rows."""
    pending = broadcaster.pending[event.id]
    pending.subjects = {broadcast.identity(row): row for row in subjects}
    return queries_of(lambda: broadcaster.tell(event.id))


def test_queries_do_not_grow_with_the_listeners(event, listen):
    fill(event=event, people=3)
    topic = [Topic.get()]
    listen()
    few = questions(event, topic)
    for _ in range(50):
        listen()
    assert questions(event, topic) == few


def test_queries_do_not_grow_with_the_rows_that_changed(event, listen):
    fill(event=event, people=3 * MANY)
    people, topics = list(Person.select()), list(Topic.select())
    listen()
    some = questions(event, [*people[: MANY + 10], *topics[: MANY + 10]])
    assert questions(event, [*people, *topics]) <= some


def test_what_nobody_looks_at_is_not_asked_for(event, listen):
    fill(event=event, people=3)
    people = list(Person.select())
    listen()
    with_topics = questions(event, people)
    broadcaster.rooms.clear()
    listen((("message", ""),))
    assert questions(event, people) < with_topics


def phone(app, browser, event, shows):
    auth = {"event": event.code, "audience": "phone", "locale": "en", "shows": shows}
    return socketio.test_client(app, flask_test_client=browser.client, auth=auth)


def welcome(client) -> dict:
    return next(said["args"][0] for said in client.get_received() if said["name"] == "welcome")


def test_who_comes_in_need_not_fetch_the_page_for_what_it_does_not_show(app, event, ben):
    first = phone(app, ben, event, "message/")
    before = welcome(first)
    fill(event=event, people=3)
    dan = joined(app, event, "Dan")
    assert broadcaster.version(event.id) > before["version"]
    second = phone(app, dan, event, "message/")
    assert welcome(second)["version"] == before["version"]


def test_the_time_to_catch_up_in_grows_with_the_crowd(app, event, ben):
    clients = [phone(app, ben, event, "message/") for _ in range(3)]
    spreads = [welcome(client)["spread"] for client in clients]
    assert spreads == sorted(spreads)
    assert spreads[0] < spreads[-1]
