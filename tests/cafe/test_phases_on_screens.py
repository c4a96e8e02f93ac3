"""The parts of a round on phones, big screen and console: words and times; each browser's own clock does the rest."""

import datetime
import re

import pytest
from cast import Browser

from facilitator.cafe.models import COMPUTED, MOVE_RULE, OFFERED, PUBLISHED, SeatingPlan
from facilitator.cafe.phases import parts_of
from facilitator.db import now
from facilitator.events import actions
from facilitator.events.clock import milliseconds, stages_of, timeline
from facilitator.events.models import Event, Stage
from facilitator.events.phases import GO_ROUND, QUIET, RECAP, TALK
from facilitator.live import pieces

MINUTE = 60_000


@pytest.fixture
def cafe(app):
    day, tables = datetime.date(2026, 11, 21), [{"seats": 4}] * 2
    return actions.create(recipe="world_cafe", title="Riverside café", date=day, code="CAFE34", tables=tables)


@pytest.fixture
def ada(app, cafe):
    browser = Browser(app, cafe)
    facilitator = actions.appoint(event=cafe, name="Ada")
    with browser.client.session_transaction() as session:
        session["facilitator"] = {str(cafe.id): facilitator.id}
    return browser


def goes_to(cafe, kind, number=0, minutes_ago=0.0):
    """It is the so-manyth stage of that kind, since so many minutes; gives the stage."""
    stage = [each for each in stages_of(cafe) if each.kind == kind][number]
    actions.go_to(event=cafe, stage=stage, moment=now() - datetime.timedelta(minutes=minutes_ago))
    return Stage.get_by_id(stage.id)


def phase(app, cafe, audience="phone"):
    """The fragment as an audience gets it."""
    with app.test_request_context("/"):
        return str(pieces(Event.get_by_id(cafe.id), "phase", audience))


def parts(html):
    """`[(phase, state, since, until)]` in the server's milliseconds."""
    found = re.findall(r'class="phase-part (\w+)" data-part="(\w+)" data-since="(\d+)" data-until="(\d+)"', html)
    return [(key, state, int(since), int(until)) for state, key, since, until in found]


def test_all_parts_of_the_round_come_with_their_times(app, cafe):
    stage = goes_to(cafe, "round", number=1)
    begun = milliseconds(stage.started_at)
    assert parts(phase(app, cafe)) == [
        ("recap", "now", begun, begun + MINUTE),
        ("quiet", "coming", begun + MINUTE, begun + 2 * MINUTE),
        ("go_round", "coming", begun + 2 * MINUTE, begun + 8 * MINUTE),
        ("talk", "coming", begun + 8 * MINUTE, begun + 20 * MINUTE),
    ]


@pytest.mark.parametrize(("minutes", "part"), [(3, "go_round"), (10, "talk"), (25, "talk")])
def test_without_scripts_the_part_it_was_at_rendering_stands_open(app, cafe, minutes, part):
    goes_to(cafe, "round", number=1, minutes_ago=minutes)
    states = {state: key for key, state, _since, _until in parts(phase(app, cafe))}
    assert states["now"] == part


@pytest.mark.parametrize(("minutes", "before", "after"), [(1, RECAP, QUIET), (2, QUIET, GO_ROUND), (8, GO_ROUND, TALK)])
def test_a_part_begins_at_the_very_moment_at_which_the_one_before_ends(app, cafe, minutes, before, after):
    stage = goes_to(cafe, "round", number=1)
    boundary = stage.started_at + datetime.timedelta(minutes=minutes)
    cafe, stages = Event.get_by_id(cafe.id), stages_of(cafe)
    time = next(each for each in timeline(cafe, stages) if each.stage.id == stage.id)
    for moment, key in ((boundary - datetime.timedelta(milliseconds=1), before), (boundary, after)):
        with app.test_request_context("/"):
            found = parts_of(cafe, stages, time, moment)
        assert [part.phase.key for part in found if part.state == "now"] == [key]
        assert [part.state for part in found] == sorted(
            (part.state for part in found), key=["past", "now", "coming"].index
        )


@pytest.mark.parametrize("audience", ["phone", "projector"])
def test_each_part_has_its_plain_words(app, cafe, audience):
    goes_to(cafe, "round", number=1)
    shown = phase(app, cafe, audience)
    for words in (
        "Tell the new people the story so far. One minute is enough.",
        "Take one quiet minute. Then go round so each person can speak or pass.",
        "Ask each person first. Then talk.",
    ):
        assert words in shown
    goes_to(cafe, "harvest")
    assert "Before you move on: what is the one thing that matters most?" in phase(app, cafe, audience)
    goes_to(cafe, "harvest", number=2)
    assert "Before you move on" not in phase(app, cafe, audience)


def test_a_stopped_clock_says_so_and_has_no_times(app, cafe):
    goes_to(cafe, "round", number=1, minutes_ago=3)
    actions.pause(event=cafe)
    shown = phase(app, cafe)
    assert "The clock is stopped. Take your time." in shown
    assert 'class="phase-part now" data-part="go_round"' in shown
    assert "data-since" not in shown
    actions.resume(event=cafe)
    assert parts(phase(app, cafe))


def test_five_more_minutes_shift_the_end_of_the_talk(app, cafe):
    goes_to(cafe, "round", number=1)
    before = parts(phase(app, cafe))
    actions.stretch(event=cafe)
    after = parts(phase(app, cafe))
    assert after[:-1] == before[:-1]
    assert after[-1][3] - before[-1][3] == 5 * MINUTE


@pytest.mark.parametrize("kind", ["doors", "welcome", "explain", "read", "patterns", "act", "goodbye"])
def test_outside_of_rounds_there_is_nothing_to_show(app, cafe, kind):
    assert "hidden" in phase(app, cafe)
    goes_to(cafe, kind)
    assert "hidden" in phase(app, cafe)
    assert "phase-part" not in phase(app, cafe)


def published(write, cafe, how, letters=None, state=PUBLISHED):
    return write(SeatingPlan, cafe, how=how, state=state, rounds={}, letters=letters or {}, published_at=now())


def test_moving_on_is_said_as_the_plan_has_it(app, cafe, write):
    goes_to(cafe, "move")
    assert "go to a table that is new to you" in phase(app, cafe)
    published(write, cafe, COMPUTED)
    assert "look at your phone or your slip for your next table" in phase(app, cafe)
    published(write, cafe, MOVE_RULE, {"1": "A", "2": "B", "3": "C", "4": "A"})
    published(write, cafe, COMPUTED, state=OFFERED)
    shown = phase(app, cafe)
    assert "Hosts stay. A: move on one table. B: move on two. C: move on three." in shown
    assert "You may stay if you need to." in shown


def test_a_plan_that_is_published_during_a_round_changes_no_words(app, cafe, write):
    goes_to(cafe, "round")
    before = phase(app, cafe)
    published(write, cafe, COMPUTED)
    assert re.sub(r'data-now="\d+"', "", phase(app, cafe)) == re.sub(r'data-now="\d+"', "", before)
