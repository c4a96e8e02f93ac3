"""Words that were on a phone without signal when their event, their talk or their writer went: they still come in."""

import pytest

from facilitator.actions.models import Action
from facilitator.closing.models import Impression
from facilitator.events.shelf import actions as shelf
from facilitator.notes.models import Note
from facilitator.people import actions as people
from facilitator.proceedings import labels
from facilitator.proceedings.gather import gather
from facilitator.topics.models import Topic

WAYS = [
    ("wall", {"words": "A bench"}, Note),
    ("topics", {"title": "Benches"}, Topic),
    ("actions", {"what": "Build a bench"}, Action),
    ("goodbye", {"words": "The tea"}, Impression),
]


def knew(event):
    """The version that a page had heard of."""
    return type(event).get_by_id(event.id).version


@pytest.mark.parametrize(("path", "said", "kind"), WAYS)
def test_words_written_before_anyone_could_know_of_the_end_come_in_late(event, ben, path, said, kind):
    before = knew(event)
    shelf.archive(event=event, by=None)
    status, answer = ben.send(path, {**said, "op": "kept", "version": before})
    assert (status, answer["saved"]) == (200, True)
    assert kind.get().late
    assert ben.send(path, {**said, "op": "kept", "version": before})[1]["saved"]
    assert kind.select().count() == 1


@pytest.mark.parametrize(("path", "said", "kind"), WAYS)
def test_a_page_that_knows_of_the_end_takes_nothing_new(event, ben, path, said, kind):
    shelf.archive(event=event, by=None)
    for version in (knew(event), "", "x", "²", "9" * 40):
        status, answer = ben.send(path, {**said, "op": f"new {version}", "version": version})
        assert (status, answer["saved"]) == (422, False)
    assert kind.select().count() == 0


def test_words_in_time_are_not_late(event, ben):
    ben.send("wall", {"words": "A bench", "version": 0})
    assert not Note.get().late


def test_what_came_late_is_marked_on_the_wall_and_in_the_book(event, ben):
    before = knew(event)
    shelf.archive(event=event, by=None)
    ben.send("wall", {"words": "A bench", "version": before})
    assert "Came late" in ben.get("wall").text
    with ben.client:
        ben.get("wall")
        assert labels.came_late(gather(event).notes[0]) == ["Came late"]


def test_words_for_a_talk_come_in_after_it_was_taken_back_but_never_before_it_was_up(event, ben):
    ben.send("topics", {"title": "Benches", "op": "t"})
    topic = Topic.get()
    assert ben.send(f"topics/{topic.id}/notes", {"words": "Too early"})[0] == 404
    ben.send(f"topics/{topic.id}/announcement", {"op": "up"})
    ben.send(f"topics/{topic.id}/withdrawal", {"op": "down"})
    status, answer = ben.send(f"topics/{topic.id}/notes", {"words": "Said before"})
    assert (status, answer["saved"], Note.get().topic_id) == (200, True, topic.id)


def test_words_for_somebody_who_left_are_said_by_nobody_else(app, event, ben):
    mo = people.join(event=event, by=None, name="Mo", helper=ben.person)
    with ben.client.session_transaction() as session:
        session["people"] = {str(event.id): [ben.person.id, mo.id]}
    people.leave(event=event, by=None, person=mo)
    status, answer = ben.send("wall", {"words": "Mine", "as": mo.id})
    assert (status, answer["saved"], Note.select().count()) == (401, False, 0)
    assert answer["way_in"] == f"/back?code={event.code}"
    people.come_back(event=event, by=None, person=mo)
    assert ben.send("wall", {"words": "Mine", "as": mo.id})[1]["saved"]
    assert Note.get().said_by_id == mo.id


def test_strangers_are_told_the_same_whether_or_not_there_is_such_an_event(app, event):
    for code in (event.code, "NOSUCH"):
        answer = app.test_client().post(f"/e/{code}/wall", data={"words": "Hi"}, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json["way_in"]) == (401, f"/back?code={code}")


def test_a_page_that_has_the_newest_is_told_so_in_one_line(event, ben):
    version = knew(event)
    known = {"If-None-Match": f'"{version}.{ben.person.id}"'}
    assert ben.get("wall", headers=known).status_code == 304
    assert ben.get("wall", headers={"If-None-Match": f'"{version}."'}).status_code == 200
    ben.send("wall", {"words": "News"})
    assert ben.get("wall", headers=known).status_code == 200
