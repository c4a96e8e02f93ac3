"""The clock of the server is set, back or forward, by an hour or by ten years: order and clocks stay right."""

import datetime
import time

import pytest

from facilitator import record_time
from facilitator.events import actions
from facilitator.events.clock import milliseconds, planned_start, stages_of, timeline
from facilitator.events.models import Event
from facilitator.i18n import clock_words
from facilitator.journal.models import Journal

pytestmark = pytest.mark.unwatched  # a clock that is set changes what all times look like, without an act

HOUR, TEN_YEARS = datetime.timedelta(hours=1), datetime.timedelta(days=3653)
JUMPS = [HOUR, -HOUR, TEN_YEARS, -TEN_YEARS]
NEARLY = datetime.timedelta(seconds=5)


@pytest.fixture
def set_clock(monkeypatch):
    """`set_clock(jump)`: from now on the machine's clock is that much off, for all of Python that asks it."""
    right, right_time = record_time._clock, time.time

    def set_to(jump):
        monkeypatch.setattr(record_time, "_clock", lambda: right() + jump)
        monkeypatch.setattr(time, "time", lambda: right_time() + jump.total_seconds())

    return set_to


@pytest.mark.parametrize("jump", JUMPS)
def test_a_stage_ends_when_it_would_have_ended(event, set_clock, jump):
    actions.go_to(event=event, stage=stages_of(event)[2])
    ends = ends_of(event) - record_time.now()
    set_clock(jump)
    assert abs(ends_of(event) - record_time.now() - ends) < NEARLY
    actions.stretch(event=event)
    assert abs(ends_of(event) - record_time.now() - ends - datetime.timedelta(minutes=5)) < NEARLY


@pytest.mark.parametrize("jump", JUMPS)
def test_what_came_later_is_written_as_later(event, set_clock, jump):
    actions.say(event=event, words="before")
    set_clock(jump)
    actions.say(event=event, words="after")
    first, second = Journal.select().order_by(Journal.id.desc()).limit(2)[::-1]
    assert (first.version + 1, True) == (second.version, first.at <= second.at)
    assert second.at - first.at < NEARLY


@pytest.mark.parametrize("jump", [HOUR, -HOUR])
def test_times_are_shown_as_the_clock_has_them_now(app, set_clock, jump):
    with app.test_request_context():
        moment = record_time.now().replace(hour=12, minute=30)
        before = datetime.datetime.strptime(clock_words(moment), "%H:%M")
        set_clock(jump)
        after = datetime.datetime.strptime(clock_words(moment), "%H:%M")
    assert (after - before - jump).total_seconds() % 86400 in (0, 60, 86340)


@pytest.mark.parametrize("jump", [HOUR, -HOUR])
def test_the_plan_keeps_to_the_clock_on_the_wall(event, set_clock, jump):
    left = planned_start(event) - record_time.now()
    set_clock(jump)
    assert abs(planned_start(event) - record_time.now() - (left - jump)) < NEARLY


@pytest.mark.parametrize("jump", [-HOUR, -TEN_YEARS])
def test_a_start_with_the_clock_set_back_goes_on_after_the_newest_act(event, set_clock, jump):
    actions.go_to(event=event, stage=stages_of(event)[2])
    ends, newest = ends_of(event), Journal.select(Journal.at).order_by(Journal.id.desc()).scalar()
    set_clock(jump)
    record_time.begin(newest)
    assert newest <= record_time.now() <= newest + NEARLY
    assert ends_of(event) == ends


@pytest.mark.parametrize("jump", JUMPS)
def test_whoever_is_in_stays_in(app, event, ben, ada, set_clock, jump):
    assert ben.get(f"/e/{event.code}/").status_code == 200
    set_clock(jump)
    assert ben.get(f"/e/{event.code}/").status_code == 200
    assert ada.get(f"/e/{event.code}/console").status_code == 200


def test_a_cookie_says_how_long_it_lives_as_a_span(app, event):
    answer = app.test_client().post(f"/j/{event.token}", data={"name": "Zoe", "op": "z"})
    assert "Max-Age=15552000" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("jump", JUMPS)
def test_limits_neither_stay_for_ever_nor_go_at_once(app, set_clock, jump, monkeypatch):
    from limits import RateLimitItemPerMinute

    from facilitator.security import limiter

    limit, stopwatch = RateLimitItemPerMinute(2), time.monotonic
    with app.app_context():
        assert [limiter.limiter.hit(limit, str(jump)) for _ in range(2)] == [True, True]
        set_clock(jump)
        assert not limiter.limiter.hit(limit, str(jump))
        monkeypatch.setattr(time, "monotonic", lambda: stopwatch() + 61)
        assert limiter.limiter.hit(limit, str(jump))


@pytest.mark.parametrize("jump", JUMPS)
def test_an_invitation_lasts_fifteen_minutes_of_the_stopwatch(event, set_clock, jump):
    from facilitator.events.team import actions as team

    invitation = team.invite(event=event, token="abc")
    set_clock(jump)
    assert team.is_open(invitation)
    assert abs(invitation.expires_at - record_time.now() - team.INVITATION_LASTS) < NEARLY


def test_browsers_hear_the_records_time(event, ada, set_clock):
    set_clock(TEN_YEARS)
    actions.go_to(event=event, stage=stages_of(event)[2])
    page = ada.get(f"/e/{event.code}/console").get_data(as_text=True)
    told = int(page.partition('data-now="')[2].partition('"')[0])
    assert abs(told - milliseconds(record_time.now())) < 5000


def ends_of(event):
    """When the current stage ends."""
    event = Event.get_by_id(event.id)
    return next(each.ends for each in timeline(event, stages_of(event)) if each.state == "current")
