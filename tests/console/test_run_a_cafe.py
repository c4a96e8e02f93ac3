"""The helm in a café: the next part of a round, what comes next, gentle signs of the big screen."""

import datetime
import re

import pytest
from cast import Browser

from facilitator.events import actions
from facilitator.events.clock import stages_of
from facilitator.events.models import Event, Stage
from facilitator.journal.models import Journal


@pytest.fixture
def event(app):
    day, tables = datetime.date(2026, 11, 21), [{"seats": 4}] * 2
    return actions.create(recipe="world_cafe", title="Riverside café", date=day, code="CAFE34", tables=tables)


def goes_to(event, kind, number=0):
    actions.go_to(event=event, stage=[each for each in stages_of(event) if each.kind == kind][number])


def part_now(page):
    return re.search(r'class="helm-part now".*?<strong>([^<]+)</strong>', page.text, re.DOTALL).group(1)


def test_the_next_part_of_a_round_begins_by_one_button(ada, event):
    goes_to(event, "round", 1)
    page = ada.get("console")
    assert part_now(page) == "The story so far"
    assert "Next part: One quiet minute" in page.text
    page = ada.post("console/phase", {"after": "recap"})
    assert part_now(page) == "One quiet minute"
    assert "Next part: Go round" in page.text
    assert part_now(ada.post("console/phase", {"after": "recap"})) == "One quiet minute"  # two pressed at once


def test_the_same_press_sent_twice_is_one(ada, event):
    goes_to(event, "round", 1)
    press = {"after": "recap", "op": "one"}
    assert ada.send("console/phase", press) == ada.send("console/phase", press)
    assert Journal.select().where(Journal.verb == "next phase").count() == 1


@pytest.mark.parametrize("after", ["lunch", "7", "recap' OR 1"])
def test_an_unknown_part_is_refused(ada, event, after):
    goes_to(event, "round", 1)
    assert ada.post("console/phase", {"after": after, "page": ada.address("console")}).status_code == 422


def test_outside_a_round_there_is_no_next_part(ada, event):
    goes_to(event, "move")
    assert "Next part" not in ada.get("console").text
    page = ada.post("console/phase", {"after": "move", "page": ada.address("console")})
    assert page.status_code == 422
    assert "in a round only" in page.text


def test_a_stopped_clock_has_no_next_part(ada, event):
    goes_to(event, "round", 1)
    page = ada.post("console/clock", {"stopped": "1"})
    assert part_now(page) == "The story so far"
    assert "Next part" not in page.text
    assert "Next part" in ada.post("console/clock", {"stopped": "0"}).text


@pytest.mark.parametrize(
    ("kind", "following"),
    [("round", "Write the one thing that matters most"), ("harvest", "Move tables"), ("move", "Round 2")],
)
def test_the_next_stage_of_the_cafe_is_announced(ada, event, kind, following):
    goes_to(event, kind)
    page = ada.get("console").text
    assert f"Next: {following}" in page
    assert "Are you ready?" in page


@pytest.mark.parametrize("sign", ["gentle_sound", "gentle_light"])
def test_gentle_signs_are_switched_from_the_helm(ada, event, sign):
    for wanted in ("1", "0", "1"):
        assert ada.post("console/gentle", {sign: wanted}).status_code == 200
        assert getattr(Event.get_by_id(event.id), sign) is (wanted == "1")


def test_nobody_else_runs_the_day(app, event):
    goes_to(event, "round", 1)
    stranger = Browser(app, event)
    stranger.post("console/phase", {"after": "recap"})
    stranger.post("console/gentle", {"gentle_sound": "1"})
    assert not Event.get_by_id(event.id).gentle_sound
    assert not Stage.select().where(Stage.event == event, Stage.phase_shift != 0).exists()
