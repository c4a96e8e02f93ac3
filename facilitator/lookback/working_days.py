"""Working days: Monday to Friday. Holidays differ from place to place, so none is left out."""

import datetime

DAY = datetime.timedelta(days=1)
SATURDAY = 5


def is_working_day(day: datetime.date) -> bool:
    """Monday to Friday."""
    return day.weekday() < SATURDAY


def after(day: datetime.date, count: int) -> datetime.date:
    """The working day that comes so many after `day`, which itself is not counted."""
    while count > 0:
        day += DAY
        count -= is_working_day(day)
    return day


def between(first: datetime.date, last: datetime.date) -> int:
    """How many working days lie after `first`, up to and with `last`; 0 when `last` is not later."""
    weeks, rest = divmod(max(0, (last - first).days), 7)
    return weeks * 5 + sum(is_working_day(last - DAY * number) for number in range(rest))
