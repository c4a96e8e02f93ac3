"""Hands, my day, "I am here", and what a convener says of the talk."""

import pytest

from facilitator.agenda import board
from facilitator.agenda.models import Hand, Plan, Presence, Session
from facilitator.events import actions as events
from facilitator.events.clock import stages_of
from facilitator.events.models import Event
from facilitator.people import actions as people
from facilitator.topics.models import DRAFT, Topic
from tests.agenda.test_place import box, change_row


def test_a_hand_is_up_or_down_and_never_twice(ben, dana, announced):
    topic = announced(ben.person, "Benches")
    for _twice in range(2):
        assert dana.send(f"topics/{topic.id}/mine", {"hand": "1"})[0] == 200
    assert Hand.select().count() == 1
    for _twice in range(2):
        dana.send(f"topics/{topic.id}/mine", {"hand": "0"})
    assert Hand.select().count() == 0


@pytest.mark.parametrize("data", [{}, {"hand": ""}, {"hand": "2"}, {"plan": "yes"}])
def test_a_hand_that_says_neither_is_refused(ben, announced, data):
    topic = announced(ben.person, "Benches")
    assert ben.send(f"topics/{topic.id}/mine", data)[0] == 422


def test_nobody_but_people_who_joined_raises_a_hand(ada, ben, announced):
    topic = announced(ben.person, "Benches")
    assert ada.post(f"topics/{topic.id}/mine", {"hand": "1"}).status_code == 404


def test_counts_are_hidden_unless_the_room_turns_them_on(ben, dana, event, announced):
    topic = announced(ben.person, "Benches")
    dana.post(f"topics/{topic.id}/mine", {"hand": "1"})
    assert "hand up</p>" not in ben.get("board").text
    change_row(Event, event, hands_visible="always")
    assert "1 hand up</p>" in ben.get("board").text
    people.leave(event=event, person=dana.person)
    assert "hand up</p>" not in ben.get("board").text


def test_after_choosing_they_show_once_talk_time_begins(event):
    change_row(Event, event, hands_visible="after")
    shown = []
    for stage in stages_of(event):
        events.go_to(event=event, stage=stage)
        shown.append((stage.kind, board.hands_shown(Event.get_by_id(event.id))))
    assert [kind for kind, visible in shown if not visible] == ["doors", "explain", "marketplace"]


def test_after_choosing_they_show_from_the_stage_after_it(other_event):
    change_row(Event, other_event, hands_visible="after")
    for stage in stages_of(other_event):
        events.go_to(event=other_event, stage=stage)
        visible = board.hands_shown(Event.get_by_id(other_event.id))
        assert visible == (stage.kind not in ("doors", "welcome", "explain", "marketplace", "choose"))


def test_my_day_is_mine_alone(ben, dana, announced, slots, spaces):
    topic, other = announced(ben.person, "Benches"), announced(ben.person, "Buses")
    dana.post(f"topics/{topic.id}/mine", {"plan": "1"})
    assert "Benches" in dana.get("my-day").text
    assert "Buses" not in dana.get("my-day").text
    assert "Benches" not in ben.get("my-day").text
    dana.post(f"topics/{topic.id}/mine", {"plan": "0"})
    assert Plan.select().count() == 0
    assert other


def test_a_button_leads_back_to_the_page_it_stands_on(ben, announced):
    topic = announced(ben.person, "Benches")
    here = {"Referer": "http://localhost" + ben.address("my-day")}
    answer = ben.client.post(ben.address(f"topics/{topic.id}/mine"), data={"hand": "1"}, headers=here)
    assert answer.location == ben.address(f"my-day#board-card-{topic.id}")  # at the card, also without scripts
    away = {"Referer": "http://elsewhere.example/x"}
    answer = ben.client.post(ben.address(f"topics/{topic.id}/mine"), data={"hand": "1"}, headers=away)
    assert answer.location == ben.address(f"board#board-card-{topic.id}")


def test_being_here_is_not_being_there(ben, dana, announced):
    one, two = announced(ben.person, "Benches"), announced(ben.person, "Buses")
    dana.send(f"topics/{one.id}/presence", {"here": "1"})
    dana.send(f"topics/{two.id}/presence", {"here": "1"})
    assert [row.topic_id for row in Presence.select()] == [two.id]
    assert board.present_counts(ben.event) == {two.id: 1}
    dana.send(f"topics/{two.id}/presence", {"here": "0"})
    assert Presence.select().count() == 0


def test_its_convener_says_it_is_over_or_goes_on(ben, dana, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    assert ben.send(f"topics/{topic.id}/ending", {"over": "1"})[0] == 422  # not on the board yet
    ben.post(f"topics/{topic.id}/place", box(slots[0], spaces[0]))
    assert dana.send(f"topics/{topic.id}/ending", {"over": "1"})[0] == 422
    assert ben.send(f"topics/{topic.id}/ending", {"over": "1"})[0] == 200
    first = Session.get().ended_at
    ben.send(f"topics/{topic.id}/ending", {"over": "1"})
    assert Session.get().ended_at == first
    assert "This talk is over." in dana.get("board").text
    ben.send(f"topics/{topic.id}/ending", {"over": "0"})
    assert Session.get().ended_at is None


def test_it_carries_on_elsewhere(ben, dana, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    ben.post(f"topics/{topic.id}/place", box(slots[0], spaces[0]))
    assert dana.send(f"topics/{topic.id}/carrying-on", {"where": "the pub"})[0] == 422
    assert ben.send(f"topics/{topic.id}/carrying-on", {"where": "the garden"})[0] == 200
    assert "the garden" in dana.get("board").text
    assert ben.send(f"topics/{topic.id}/carrying-on", {"where": "x" * 81})[0] == 422
    ben.send(f"topics/{topic.id}/carrying-on", {"where": ""})
    assert Session.get().carries_on == ""


def test_a_new_topic_from_here_belongs_to_who_offers_it(ben, dana, announced):
    topic = announced(ben.person, "Benches")
    assert dana.send(f"topics/{topic.id}/split", {"title": ""})[0] == 422
    assert dana.send(f"topics/{topic.id}/split", {"title": "Shade", "op": "a"})[0] == 200
    dana.send(f"topics/{topic.id}/split", {"title": "Shade", "op": "a"})
    new = Topic.get(Topic.title == "Shade")
    assert (new.split_from_id, new.convener_id, new.state) == (topic.id, dana.person.id, DRAFT)
    assert Topic.select().count() == 2
