"""Running the day from the console: next and back, more time, a message to all, hints about the room."""

import datetime

import pytest

from facilitator.agenda.models import Session
from facilitator.db import now
from facilitator.events.clock import current_stage
from facilitator.events.models import Event, Message, Slot, Space, Stage
from facilitator.journal import action
from facilitator.journal.models import Journal
from facilitator.notes.models import HELD, Note
from facilitator.topics.models import ANNOUNCED, Topic


def named(event, name):
    return Stage.get(Stage.event == event, Stage.name == name)


def here(event):
    stage = current_stage(Event.get_by_id(event.id))
    return stage and stage.name


def test_next_moves_the_day_and_back_undoes_it(ada, event):
    assert "Next: Tea" in ada.get("console").text
    ada.post("console/stage", {"stage": named(event, "Tea").id})
    page = ada.post("console/stage", {"stage": named(event, "Hello and how it works").id})
    assert here(event) == "Hello and how it works"
    assert "Next: What do you want to talk about?" in page.text
    ada.post("console/stage", {"stage": named(event, "Tea").id})
    assert here(event) == "Tea"


def test_next_sent_twice_is_one_step(ada, event):
    stage = {"stage": named(event, "Tea").id, "op": "one"}
    assert ada.send("console/stage", stage) == ada.send("console/stage", stage)
    assert Journal.select().where(Journal.verb == "moved_to").count() == 1


def test_the_last_stage_has_no_next(ada, event):
    ada.post("console/stage", {"stage": named(event, "Thank you, and when you will hear").id})
    assert "This is the last part of the day" in ada.get("console").text


def test_five_more_minutes_and_stopping_the_clock(ada, event):
    ada.post("console/stage", {"stage": named(event, "Tea").id})
    ada.post("console/time", {"minutes": "5"})
    assert named(event, "Tea").extra_seconds == 300
    assert "The clock is stopped" in ada.post("console/clock", {"stopped": "1"}).text
    assert Event.get_by_id(event.id).paused_at is not None
    ada.post("console/clock", {"stopped": "0"})
    assert Event.get_by_id(event.id).paused_at is None


def test_before_the_day_there_is_nothing_to_stretch(ada):
    page = ada.post("console/time", {"minutes": "5", "page": ada.address("console")})
    assert page.status_code == 422
    assert "has not begun yet" in page.text


@pytest.mark.parametrize("minutes", ["0", "-5", "1000", "five", "9" * 40])
def test_odd_minutes_are_refused(ada, event, minutes):
    ada.post("console/stage", {"stage": named(event, "Tea").id})
    assert ada.post("console/time", {"minutes": minutes}).status_code == 422
    assert named(event, "Tea").extra_seconds == 0


@pytest.mark.parametrize("stage", ["", "x", "-1", "999999", "9" * 40])
def test_a_stage_that_is_none_moves_nothing(ada, event, stage):
    assert ada.post("console/stage", {"stage": stage}).status_code in (404, 422)
    assert here(event) is None


def test_another_events_stage_is_not_found(ada, event, other_event):
    assert ada.post("console/stage", {"stage": named(other_event, "Welcome").id}).status_code == 404
    assert here(other_event) is None


def test_a_message_stands_on_all_screens_until_it_is_taken_down(ada, ben):
    ada.post("console/message", {"words": "Soup <b>is</b> ready"})
    assert "Soup &lt;b&gt;is&lt;/b&gt; ready" in ben.get().text
    ada.post("console/message", {"words": "Cake, too"})
    assert "Soup" not in ben.get().text
    assert "Cake, too" in ada.get("projector").text
    ada.post("console/message/end")
    assert "Cake" not in ben.get().text
    assert Message.select().where(Message.ended_at.is_null()).count() == 0


def test_a_message_too_long_comes_back_with_its_words(ada):
    page = ada.post("console/message", {"words": "x" * 201, "page": ada.address("console")})
    assert page.status_code == 422
    assert "x" * 201 in page.text
    assert Message.select().count() == 0


def test_an_empty_message_is_refused(ada):
    assert ada.post("console/message", {"words": "  "}).status_code == 422


def test_a_participant_cannot_run_the_day(ben, cleo, event):
    for browser in (ben, cleo):
        assert "Stop the clock" not in browser.get(f"/e/{event.code}/console").text
        for path in (
            "console/stage",
            "console/time",
            "console/clock",
            "console/message",
            "console/message/end",
            "console/hands",
        ):
            answer = browser.post(f"/e/{event.code}/{path}", {"stage": named(event, "Tea").id, "words": "hi"})
            assert answer.status_code == 404
    assert here(event) is None
    assert Message.select().count() == 0


def test_counts_are_shown_when_the_room_turns_them_on(ada, event):
    ada.post("console/hands", {"visible": "always"})
    assert Event.get_by_id(event.id).hands_visible == "always"
    assert ada.post("console/hands", {"visible": "loud"}).status_code == 422
    ada.post("console/stars", {"shown": "1"})
    assert Event.get_by_id(event.id).stars_visible


def test_who_is_in_by_count(ada, ben, cleo):
    assert "<strong>1</strong> person is in" in ada.get("console").text


def test_notes_that_wait_are_counted(ada, event, write):
    assert "No notes wait for your look." in ada.get("console").text
    long_ago = now() - datetime.timedelta(minutes=7)
    write(Note, event=event, words="Ring me", state=HELD, held_because="phone", held_at=long_ago)
    write(Note, event=event, words="Held by hand", state=HELD, held_because="safety", held_at=now(), held_by_hand=True)
    page = ada.get("console").text
    assert "1 note waits for your look" in page
    assert "for 7 minutes" in page
    assert "Ring me" not in page


@action("waited for a test")
def begin_long_ago(change, event, by, stage):
    stage.started_at = now() - datetime.timedelta(minutes=15)
    stage.save()
    change.record(stage)


def test_a_quiet_talk_is_a_hint_after_a_while(ada, event, write):
    def talk(number, title, **session):
        topic = write(Topic, event=event, number=number, title=title, state=ANNOUNCED, announced_at=now())
        write(Session, event=event, topic=topic, slot=Slot.get(Slot.event == event), **session)
        return topic

    noted = talk(1, "Benches", space=Space.get(Space.event == event))
    talk(2, "Buses & bikes", elsewhere="By the oak")
    talk(3, "Over early", ended_at=now())
    write(Note, event=event, topic=noted, words="Three are broken")
    stage = named(event, "Talk time 1")
    ada.post("console/stage", {"stage": stage.id})
    assert "has no notes yet" not in ada.get("console").text
    begin_long_ago(event=event, stage=stage)
    page = ada.get("console").text
    assert page.count("has no notes yet") == 1
    assert "Buses &amp; bikes" in page
    assert "By the oak" in page
    assert "They may just be talking. A nudge is up to them." in page
