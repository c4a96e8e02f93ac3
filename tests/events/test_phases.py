"""The phases of a café's round follow one another by the clock."""

import datetime

import pytest

from facilitator.db import now
from facilitator.errors import Refused
from facilitator.events import actions
from facilitator.events.clock import stages_of, timeline
from facilitator.events.models import Event, Stage
from facilitator.events.phases import phase_at, phases_of


@pytest.fixture
def cafe(app):
    return actions.create(recipe="world_cafe", title="Café", date=datetime.date(2026, 11, 21), code="CAFE34")


def second_round(cafe, minutes_ago=0):
    stage = next(each for each in stages_of(cafe) if each.name == "Round 2")
    actions.go_to(event=cafe, stage=stage, moment=now() - datetime.timedelta(minutes=minutes_ago))
    return Stage.get_by_id(stage.id)


def phases_now(cafe):
    cafe = Event.get_by_id(cafe.id)
    time = next(each for each in timeline(cafe, stages_of(cafe)) if each.stage.id == cafe.stage_id)
    return phases_of(time)


def test_a_round_has_its_phases_and_talking_takes_what_is_left(cafe):
    second_round(cafe)
    phases = phases_now(cafe)
    minutes = [(phase.key, round((phase.ends - phase.starts).total_seconds() / 60)) for phase in phases]
    assert minutes == [("recap", 1), ("quiet", 1), ("go_round", 6), ("talk", 12)]


def test_the_first_round_has_no_story_to_tell(cafe):
    actions.go_to(event=cafe, stage=next(each for each in stages_of(cafe) if each.kind == "round"))
    assert [phase.key for phase in phases_now(cafe)] == ["quiet", "go_round", "talk"]


def test_the_clock_says_which_phase_it_is(cafe):
    second_round(cafe, minutes_ago=3)
    assert phase_at(phases_now(cafe), now()).key == "go_round"


def test_the_next_phase_can_begin_now_and_two_who_press_move_one_step(cafe):
    second_round(cafe)
    actions.next_phase(event=cafe, after="recap")
    actions.next_phase(event=cafe, after="recap")
    assert phase_at(phases_now(cafe), now()).key == "quiet"


def test_five_more_minutes_are_for_talking(cafe):
    second_round(cafe, minutes_ago=3)
    before = phases_now(cafe)
    actions.stretch(event=cafe)
    after = phases_now(cafe)
    assert [phase.ends for phase in after[:-1]] == [phase.ends for phase in before[:-1]]
    assert after[-1].ends - before[-1].ends == datetime.timedelta(minutes=5)


def test_a_pause_shifts_the_phases_still_to_come(cafe):
    stage = second_round(cafe)
    before = phases_now(cafe)
    actions.pause(event=cafe)
    actions.resume(event=cafe)
    assert Stage.get_by_id(stage.id).phase_shift >= 0
    assert phases_now(cafe)[1].starts >= before[1].starts


def test_the_last_phase_has_no_next(cafe):
    second_round(cafe, minutes_ago=15)
    with pytest.raises(Refused):
        actions.next_phase(event=cafe, after="talk")


def test_harvest_and_move_are_one_phase_each(cafe):
    actions.go_to(event=cafe, stage=next(each for each in stages_of(cafe) if each.kind == "harvest"))
    assert [phase.key for phase in phases_now(cafe)] == ["harvest"]
