"""Monday to Friday, counted as on fingers."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from facilitator.lookback import working_days

FRIDAY = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [(0, 0, 0), (0, 1, 3), (1, 1, 3), (2, 1, 3), (0, 5, 7), (0, 10, 14), (3, 10, 17)],
)
def test_so_many_working_days_later(start, count, end):
    assert working_days.after(FRIDAY + start * DAY, count) == FRIDAY + end * DAY


@given(some.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1)), some.integers(0, 400))
def test_counting_back_gives_the_same(start, length):
    days = [start + number * DAY for number in range(1, length + 1)]
    count = sum(day.weekday() < 5 for day in days)
    assert working_days.between(start, start + length * DAY) == count
    assert working_days.between(start, working_days.after(start, count)) == count


def test_nothing_lies_between_a_day_and_an_earlier_one():
    assert working_days.between(FRIDAY, FRIDAY - 10 * DAY) == 0
