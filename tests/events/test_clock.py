"""Soft clocks: stretched, stopped, ended early, gone back to; each later time shifts."""

import datetime
import time

import pytest

from facilitator.db import now
from facilitator.events import actions
from facilitator.events.clock import COMING, CURRENT, PAST, planned_start, stages_of, timeline
from facilitator.events.models import Event, Stage

MINUTE = datetime.timedelta(minutes=1)
NEARLY = datetime.timedelta(seconds=50)  # a full machine is no fault


def times(event, moment=None):
    event = Event.get_by_id(event.id)
    return timeline(event, stages_of(event), moment)


def goes_to(event, name):
    actions.go_to(event=event, stage=Stage.get(Stage.event == event, Stage.name == name))


def earlier(event, minutes):
    """As if everything so far had happened this much earlier."""
    from facilitator.journal import action

    @action("waited")
    def wait(change, event, by, minutes):
        for stage in stages_of(event):
            for field in ("started_at", "ended_at"):
                if getattr(stage, field):
                    setattr(stage, field, getattr(stage, field) - minutes * MINUTE)
            stage.save()
        if event.paused_at:
            event.paused_at -= minutes * MINUTE
            event.save()
        change.record(event)

    wait(event=event, minutes=minutes)


def current(event):
    return next(each for each in times(event) if each.state == CURRENT)


def test_before_the_day_all_is_as_planned(event):
    plan = times(event, planned_start(event) - datetime.timedelta(days=1))
    assert {each.state for each in plan} == {COMING}
    assert all(each.starts == each.planned for each in plan)
    assert [each.starts - plan[0].starts for each in plan[:4]] == [0 * MINUTE, 10 * MINUTE, 15 * MINUTE, 25 * MINUTE]


def test_a_day_that_begins_late_begins_now_at_the_earliest(event):
    late = times(event, planned_start(event) + 20 * MINUTE)
    assert all(each.starts - each.planned == 20 * MINUTE for each in late)


def test_ending_early_brings_all_later_times_forward(event):
    goes_to(event, "Tea")
    goes_to(event, "Hello and how it works")
    moment = now()
    tea, hello, market, *_ = times(event, moment)
    assert (tea.state, hello.state, market.state) == (PAST, CURRENT, COMING)
    assert abs(tea.ends - moment) < NEARLY
    assert abs(market.starts - moment - 5 * MINUTE) < NEARLY


def test_stretching_shifts_every_later_time(event):
    goes_to(event, "Tea")
    before = times(event)
    actions.stretch(event=event)
    after = times(event)
    assert after[0].ends - before[0].ends == 5 * MINUTE
    assert all(new.starts - old.starts == 5 * MINUTE for new, old in zip(after[1:], before[1:], strict=True))


def test_a_stopped_clock_moves_the_end_with_each_second_and_keeps_it(event):
    goes_to(event, "Tea")
    end = current(event).ends
    actions.pause(event=event)
    earlier(event, 0)
    assert abs(times(event, now() + 7 * MINUTE)[0].ends - end - 7 * MINUTE) < NEARLY
    actions.resume(event=event)
    assert abs(current(event).ends - end) < NEARLY


def test_a_stage_over_its_time_never_moves_on_by_itself(event):
    goes_to(event, "Tea")
    earlier(event, 40)
    moment = now()
    tea, hello, market, *_ = times(event, moment)
    assert tea.state == CURRENT
    assert tea.ends < moment
    assert hello.starts == moment
    assert market.starts == moment + 5 * MINUTE


def test_going_back_at_once_undoes_a_slip(event):
    goes_to(event, "Talk time 1")
    earlier(event, 10)
    end = current(event).ends
    goes_to(event, "Talk time 2")
    goes_to(event, "Talk time 1")
    assert current(event).ends == end
    assert times(event)[4].state == COMING


def test_going_back_gives_five_minutes_at_least(event):
    goes_to(event, "Talk time 1")
    earlier(event, 24)
    goes_to(event, "Talk time 2")
    goes_to(event, "Talk time 1")
    assert abs(current(event).ends - now() - 5 * MINUTE) < NEARLY


def test_next_after_going_back_by_a_slip_goes_on_where_it_was(event):
    goes_to(event, "Talk time 1")
    goes_to(event, "Talk time 2")
    earlier(event, 10)
    end = current(event).ends
    goes_to(event, "Talk time 1")
    goes_to(event, "Talk time 2")
    assert current(event).ends == end


def test_a_stage_that_comes_again_much_later_has_all_its_time(event):
    goes_to(event, "Talk time 2")
    actions.stretch(event=event)
    goes_to(event, "Talk time 1")
    earlier(event, 30)
    second = times(event)[4]
    assert second.ends - second.starts == 25 * MINUTE
    goes_to(event, "Talk time 2")
    assert abs(current(event).ends - now() - 25 * MINUTE) < NEARLY


def test_a_stage_that_was_left_out_takes_no_time(event):
    goes_to(event, "Tea")
    goes_to(event, "Talk time 1")
    tea, hello, market, talk, *_ = times(event)
    assert [hello.left_out, market.left_out, tea.left_out, talk.left_out] == [True, True, False, False]
    assert hello.starts == hello.ends == tea.ends


def test_leaving_a_stage_while_the_clock_is_stopped_keeps_the_pause_with_it(event):
    goes_to(event, "Talk time 1")
    actions.pause(event=event)
    earlier(event, 10)
    goes_to(event, "Talk time 2")
    assert Event.get_by_id(event.id).paused_at is None
    goes_to(event, "Talk time 1")
    assert abs(current(event).ends - now() - 25 * MINUTE) < NEARLY


def test_two_who_press_next_at_once_move_one_step(event):
    goes_to(event, "Tea")
    goes_to(event, "Hello and how it works")
    started = current(event).starts
    goes_to(event, "Hello and how it works")
    assert current(event).starts == started


@pytest.fixture
def in_london(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def planned_on(date, starts, minutes=60):
    event = Event(date=date, starts=starts)
    stages = [Stage(id=number, minutes=minutes, position=number) for number in (1, 2, 3)]
    return [each.planned for each in timeline(event, stages, datetime.datetime(2020, 1, 1))]


@pytest.mark.usefixtures("in_london")
def test_on_the_day_the_clocks_change_an_hour_is_an_hour():
    first, second, third = planned_on(datetime.date(2026, 10, 25), "00:30")
    assert (first, second, third) == (
        datetime.datetime(2026, 10, 24, 23, 30),
        datetime.datetime(2026, 10, 25, 0, 30),
        datetime.datetime(2026, 10, 25, 1, 30),
    )
    assert planned_on(datetime.date(2026, 3, 29), "10:00")[0] == datetime.datetime(2026, 3, 29, 9)


@pytest.mark.usefixtures("in_london")
def test_a_night_goes_on_past_midnight():
    assert planned_on(datetime.date(2026, 12, 31), "22:30")[2] == datetime.datetime(2027, 1, 1, 0, 30)
