"""The set-up page: every part saves alone, and nothing that people said is lost by it."""

import datetime

import pytest

from facilitator.agenda.models import Session
from facilitator.db import now
from facilitator.events.actions import go_to
from facilitator.events.clock import stages_of
from facilitator.events.models import Event, Slot, Space, Stage
from facilitator.events.setting_up.actions import spaces_of
from facilitator.topics.models import Topic

RULES = {"places_topics": "facilitators", "hands_visible": "hidden"}


def names(event):
    return [stage.name for stage in stages_of(event)]


def columns(event):
    return [slot.name for slot in Slot.select().where(Slot.event == event).order_by(Slot.position)]


def stage(event, name):
    return Stage.get(Stage.event == event, Stage.name == name)


@pytest.fixture
def talk(ben, event, write):
    """Ben's topic stands in the first talk time, at the kitchen table."""
    topic = write(
        Topic, event=event, number=1, title="Benches", convener=ben.person, state="announced", announced_at=now()
    )
    slot = Slot.select().where(Slot.event == event).order_by(Slot.position).first()
    space = Space.get(Space.event == event, Space.name == "Kitchen table")
    return write(Session, event=event, topic=topic, slot=slot, space=space)


def test_the_words_of_the_event(ada, event):
    said = {"title": "حفلة شاي", "question": "Why?", "question_by": "Zo", "question_why": "So", "sponsor": "Us"}
    page = ada.post("console/set-up/question", said)
    kept = Event.get_by_id(event.id)
    assert {name: getattr(kept, name) for name in said} == said
    assert "Saved." in page.text


def test_where_and_when(ada, event):
    ada.post(
        "console/set-up/when",
        {"venue": "Mill", "date": "2027-01-02", "starts": "09:15", "look_back_on": "2027-04-01"},
    )
    kept = Event.get_by_id(event.id)
    assert (kept.venue, kept.date, kept.starts) == ("Mill", datetime.date(2027, 1, 2), "09:15")
    assert kept.look_back_on == datetime.date(2027, 4, 1)
    ada.post("console/set-up/when", {"venue": "", "date": "", "starts": "", "look_back_on": ""})
    kept = Event.get_by_id(event.id)
    assert (kept.venue, kept.date, kept.starts, kept.look_back_on) == ("", datetime.date(2027, 1, 2), "09:15", None)


@pytest.mark.parametrize(
    ("part", "said", "sentence"),
    [
        ("question", {"title": " ", "question": "A long thought"}, "Please give the event a name."),
        ("question", {"title": "x" * 81, "question": "A long thought"}, "81 letters long"),
        ("when", {"date": "yesterday", "venue": "A long thought"}, "Please write the day"),
        ("when", {"starts": "25:00", "venue": "A long thought"}, "Please write the time"),
        ("when", {"date": "2026-11-21", "look_back_on": "2026-11-20", "venue": "A long thought"}, "after the event"),
        ("rules", {**RULES, "house_rules": "A long thought\n" + "one more\n" * 12}, "12 rules or fewer"),
        ("rules", {**RULES, "house_rules": "A long thought", "hands_visible": "loud"}, "Please choose one"),
        ("wifi", {"wifi_name": "x" * 33, "wifi_password": "A long thought"}, "33 letters long"),
        ("places", {"name": "A long thought" * 6}, "letters long"),
        ("stages", {"name": "A long thought", "minutes": "a while", "kind": "break"}, "number from 1 to 600"),
        ("stages", {"name": "A long thought", "minutes": "601", "kind": "break"}, "number from 1 to 600"),
    ],
)
def test_refused_words_stay_in_their_box(ada, event, part, said, sentence):
    before = Event.select().dicts().get()
    page = ada.post(f"console/set-up/{part}", {**said, "page": ada.address("console/set-up")})
    assert page.status_code == 422
    assert sentence in page.text
    assert "A long thought" in page.text
    assert Event.select().dicts().get() == before


def test_refused_words_of_a_part_of_the_day_stay_in_their_box(ada, event):
    tea = stage(event, "Tea")
    page = ada.post(
        f"console/set-up/stages/{tea.id}",
        {"name": "Tea and cake", "minutes": "0", "page": ada.address("console/set-up")},
    )
    assert page.status_code == 422
    assert 'value="Tea and cake"' in page.text
    assert "number from 1 to 600" in page.text
    assert names(event)[0] == "Tea"


def test_languages_begin_with_that_of_the_house(ada, event):
    ada.post("console/set-up/languages", {"house": "ar", "languages": ["pl", "xx"]})
    assert Event.get().languages == ["ar", "en", "pl"]
    ada.post("console/set-up/languages", {"house": "ar"})
    assert Event.get().languages == ["ar"]


def test_rules_one_on_a_line_and_who_does_what(ada, event):
    ada.post(
        "console/set-up/rules",
        {"house_rules": " Be kind. \r\n\r\nListen.", "places_topics": "conveners", "hands_visible": "after"},
    )
    kept = Event.get()
    assert kept.house_rules == ["Be kind.", "Listen."]
    assert (kept.places_topics, kept.hands_visible, kept.holds_private_details) == ("conveners", "after", False)
    ada.post("console/set-up/rules", {**RULES, "holds_private_details": "1"})
    assert Event.get().holds_private_details


def test_a_talk_time_brings_its_column(ada, event):
    first = stage(event, "Talk time 1")
    ada.post("console/set-up/stages", {"kind": "talk", "name": "", "minutes": "20", "after": str(first.id)})
    assert names(event)[3:6] == ["Talk time 1", "Talk time 3", "Talk time 2"]
    assert columns(event) == ["Talk time 1", "Talk time 3", "Talk time 2"]


def test_a_part_goes_to_the_end_when_no_place_is_named(ada, event):
    ada.post("console/set-up/stages", {"kind": "break", "name": "Soup", "minutes": "20"})
    assert names(event)[-1] == "Soup"
    assert columns(event) == ["Talk time 1", "Talk time 2"]


def test_the_column_follows_its_talk_time(ada, event):
    second = stage(event, "Talk time 2")
    ada.post(f"console/set-up/stages/{second.id}", {"name": "After lunch", "minutes": "35"})
    assert columns(event) == ["Talk time 1", "After lunch"]
    ada.post(f"console/set-up/stages/{second.id}/place", {"place": "1"})
    assert names(event)[0] == "After lunch"
    assert columns(event) == ["After lunch", "Talk time 1"]


def test_moving_is_absolute_and_stays_in_the_list(ada, event):
    tea = stage(event, "Tea")
    for _ in range(2):
        ada.post(f"console/set-up/stages/{tea.id}/place", {"place": "3"})
        assert names(event)[2] == "Tea"
    ada.post(f"console/set-up/stages/{tea.id}/place", {"place": "60"})
    assert names(event)[-1] == "Tea"
    assert [each.position for each in stages_of(event)] == list(range(len(stages_of(event))))
    assert ada.post(f"console/set-up/stages/{tea.id}/place", {"place": "-1"}).status_code == 422


def test_taking_a_part_out(ada, event):
    second = stage(event, "Talk time 2")
    answers = [ada.send(f"console/set-up/stages/{second.id}/end", {"op": "same"}) for _ in range(2)]
    assert [status for status, _answer in answers] == [200, 200]
    assert "Talk time 2" not in names(event)
    assert columns(event) == ["Talk time 1"]
    assert ada.send(f"console/set-up/stages/{second.id}/end", {"op": "another"})[0] == 404


def test_a_talk_time_with_talks_stays(ada, event, talk):
    first = stage(event, "Talk time 1")
    page = ada.post(f"console/set-up/stages/{first.id}/end", {"page": ada.address("console/set-up")})
    assert page.status_code == 422
    assert "Move them on the board first" in page.text
    assert Session.get_by_id(talk.id).slot_id == first.slot_id
    ada.post(f"console/set-up/stages/{first.id}/place", {"place": "8"})
    assert Session.get_by_id(talk.id).slot_id == first.slot_id


def test_a_place_with_talks_stays(ada, event, talk):
    page = ada.post(f"console/set-up/places/{talk.space_id}/end", {"page": ada.address("console/set-up")})
    assert page.status_code == 422
    assert "Move them on the board first" in page.text
    assert Session.get_by_id(talk.id).space_id == talk.space_id


def test_what_already_happened_stays(ada, event):
    tea, hello, market = stages_of(event)[:3]
    go_to(event=event, stage=tea)
    go_to(event=event, stage=hello)
    here = ada.address("console/set-up")
    assert ada.post(f"console/set-up/stages/{tea.id}/end", {"page": here}).status_code == 422
    assert ada.post(f"console/set-up/stages/{hello.id}/end", {"page": here}).status_code == 422
    assert ada.post(f"console/set-up/stages/{tea.id}/place", {"place": "5"}).status_code == 422
    assert ada.post(f"console/set-up/stages/{market.id}/place", {"place": "1"}).status_code == 422
    answer = ada.post("console/set-up/stages", {"kind": "break", "minutes": "5", "after": str(tea.id), "page": here})
    assert answer.status_code == 422
    assert names(event)[:3] == [tea.name, hello.name, market.name]
    ada.post("console/set-up/stages", {"kind": "break", "name": "Air", "minutes": "5", "after": str(hello.id)})
    assert names(event)[2] == "Air"


def test_places(ada, event):
    ada.post("console/set-up/places", {"name": "Garden", "quiet": "1"})
    garden = Space.get(Space.event == event, Space.name == "Garden")
    assert (garden.step_free, garden.quiet, garden.position) == (False, True, 3)
    ada.post(f"console/set-up/places/{garden.id}/place", {"place": "1"})
    assert [space.name for space in spaces_of(event)] == ["Garden", "Sofa", "Kitchen table", "Window"]
    ada.post(f"console/set-up/places/{garden.id}", {"name": "Big garden", "step_free": "1"})
    garden = Space.get_by_id(garden.id)
    assert (garden.name, garden.step_free, garden.quiet) == ("Big garden", True, False)
    for _ in range(2):
        assert ada.send(f"console/set-up/places/{garden.id}/end", {"op": "same"})[0] == 200
    assert [(space.name, space.position) for space in spaces_of(event)] == [
        ("Sofa", 0), ("Kitchen table", 1), ("Window", 2),
    ]  # fmt: skip


def test_a_place_needs_a_name(ada, event):
    page = ada.post("console/set-up/places", {"name": "  ", "page": ada.address("console/set-up")})
    assert page.status_code == 422
    assert "Please give it a name." in page.text


def test_sent_twice_is_one_place(ada, event):
    for _ in range(2):
        assert ada.send("console/set-up/places", {"name": "Garden", "op": "same"})[0] == 200
    assert Space.select().where(Space.name == "Garden").count() == 1


def test_closing_the_doors_and_opening_them(ada, event, stranger):
    assert "The doors are closed." in ada.post("console/set-up/doors/end").text
    assert "nobody new can join" in stranger.post(f"/j/{event.token}", {"name": "Late"}).text
    assert "The doors are open." in ada.post("console/set-up/doors").text


PARTS = [
    ("console/set-up/question", {"title": "Mine now"}),
    ("console/set-up/when", {"date": "2027-01-01"}),
    ("console/set-up/languages", {"house": "pl"}),
    ("console/set-up/rules", RULES),
    ("console/set-up/wifi", {"wifi_name": "Mine"}),
    ("console/set-up/stages", {"kind": "break", "minutes": "5"}),
    ("console/set-up/places", {"name": "Mine"}),
    ("console/set-up/doors", {}),
    ("console/set-up/doors/end", {}),
]


@pytest.mark.parametrize(("path", "said"), PARTS)
def test_only_who_runs_the_event_changes_it(app, event, ben, cleo, stranger, path, said):
    before = Event.select().where(Event.id == event.id).dicts().get()
    for browser in (ben, stranger):
        assert browser.post(path, said).status_code == 404
    assert cleo.post(f"/e/{event.code}/{path}", said).status_code == 404
    assert Event.select().where(Event.id == event.id).dicts().get() == before


def test_a_participant_does_not_see_the_set_up(ben, stranger):
    assert ben.get("console/set-up").request.path == "/sign-in"
    assert stranger.get("console/set-up").request.path == "/sign-in"


@pytest.mark.parametrize("what", ["", "/place", "/end"])
def test_parts_of_another_event_are_not_there(ada, other_event, what):
    stage, space = stages_of(other_event)[0], spaces_of(other_event)[0]
    said = {"name": "Mine", "minutes": "5", "place": "2"}
    assert ada.post(f"console/set-up/stages/{stage.id}{what}", said).status_code == 404
    assert ada.post(f"console/set-up/places/{space.id}{what}", said).status_code == 404
    assert ada.post("console/set-up/stages", {**said, "kind": "break", "after": str(stage.id)}).status_code == 404
    assert names(other_event)[0] == stage.name
    assert spaces_of(other_event)[0].name == space.name
