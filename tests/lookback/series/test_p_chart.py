"""The p chart: the demo series comes to the expected values, and few numbers are not made to say much."""

import json

import pytest
from expected_p_chart import EXPECTED
from hypothesis import given
from hypothesis import strategies as st

from facilitator.commands.demo.series import FILE
from facilitator.lookback.series.pchart import ABOVE, BELOW, INSIDE, TOO_FEW, Count, p_chart

PLACES = {"residents": (1, 0), "owner": (3, 2), "answered": (4, 2)}


def demo_counts(measure):
    counted, of = PLACES[measure]
    told = json.loads(FILE.read_text(encoding="utf-8"))["counts"]
    return [Count(when, numbers[counted], numbers[of]) for when, numbers in told.items()]


@pytest.mark.parametrize("measure", EXPECTED)
def test_the_demo_series_has_the_expected_values(measure):
    chart = p_chart(demo_counts(measure))
    centre, points = EXPECTED[measure]
    assert round(chart.centre, 4) == centre
    assert [
        (each.when, each.n, each.x, round(each.share, 4), round(each.lower, 4), round(each.upper, 4), each.is_outside)
        for each in chart.points
    ] == points


def test_one_event_of_the_demo_is_above_the_limits():
    assert [(each.when, each.verdict) for each in p_chart(demo_counts("residents")).outside] == [("2025-07", ABOVE)]


def test_of_fewer_than_five_nothing_is_said():
    chart = p_chart([Count(place, 5, 10) for place in range(8)] + [Count("few", 4, 4), Count("none", 0, 0)])
    assert [(each.when, each.share, each.lower, each.verdict) for each in chart.points[8:]] == [
        ("few", 1.0, None, TOO_FEW),
        ("none", None, None, TOO_FEW),
    ]
    assert {each.verdict for each in chart.points[:8]} == {INSIDE}
    assert chart.centre == 44 / 84  # all events together, the small ones too


def test_of_fewer_than_eight_events_nothing_is_said():
    seven = [Count(place, 0 if place else 50, 50) for place in range(7)]
    chart = p_chart(seven)
    assert (chart.says_something, chart.outside) == (False, [])
    assert p_chart([*seven, Count("eighth", 0, 5)]).says_something
    assert not p_chart([*seven, Count("too small", 0, 4)]).says_something


def test_below_the_limits_is_told_apart_from_above():
    chart = p_chart([Count(place, 20, 40) for place in range(9)] + [Count("low", 2, 40), Count("high", 38, 40)])
    assert [(each.when, each.verdict) for each in chart.outside] == [("low", BELOW), ("high", ABOVE)]


@pytest.mark.parametrize("whole", [True, False])
def test_where_all_are_alike_nothing_is_outside(whole):
    chart = p_chart([Count(place, 9 * whole, 9) for place in range(9)])
    assert (chart.centre, chart.outside) == (float(whole), [])
    assert {(each.lower, each.upper) for each in chart.points} == {(float(whole), float(whole))}


def test_nothing_counted_is_an_empty_chart():
    assert p_chart([]).centre is None
    assert p_chart([Count("none", 0, 0)]).centre is None


@pytest.mark.parametrize(("x", "n"), [(3, 2), (-1, 2)])
def test_more_than_all_is_a_fault(x, n):
    with pytest.raises(ValueError):
        p_chart([Count("wrong", x, n)])


@given(st.lists(st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), max_size=30))
def test_limits_stay_between_none_and_all_around_the_centre(numbers):
    chart = p_chart([Count(place, x, n) for place, (x, n) in enumerate(numbers)])
    assert len(chart.points) == len(numbers)
    for point in chart.points:
        if point.lower is not None:
            assert 0 <= point.lower <= chart.centre <= point.upper <= 1
            assert point.is_outside == (not point.lower <= point.share <= point.upper)
