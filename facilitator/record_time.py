"""The record's own time: it runs like a stopwatch and never goes back, whatever is done to the clock of this machine.

It begins as the machine's clock when the program starts, but not before the newest act of the record. From then on it
only counts the seconds that pass, also those in which the machine slept. So a clock that is set while people talk moves
no end of a round, and what came later is always written as later. When times are shown, they are shown as the machine's
clock has it now (`by_the_clock`): somebody who sets a wrong clock right sees right times.

Moments are in UTC, without a time zone mark, as the record keeps them.
"""

import datetime
import time

A_LITTLE = datetime.timedelta(seconds=60)  # clocks that are kept right are moved by less, and nobody should notice


def _clock() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def _stopwatch() -> float:
    """Seconds since some moment, those included in which the machine slept."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):  # Linux; macOS, whose monotonic clock counts sleep
        if hasattr(time, name):
            return time.clock_gettime(getattr(time, name))
    return time.monotonic()  # Windows: counts sleep too


_began, _at = _clock(), _stopwatch()


def begin(not_before: datetime.datetime | None = None) -> None:
    """Take the time from the machine's clock anew; not before the newest act that is kept."""
    global _began, _at
    clock, _at = _clock(), _stopwatch()
    _began = clock if not_before is None else max(clock, not_before)


def now() -> datetime.datetime:
    """This moment, as the record counts: what it stores."""
    return _began + datetime.timedelta(seconds=_stopwatch() - _at)


def for_browsers() -> int:
    """This moment in milliseconds since 1970, from which browsers count."""
    return round(now().replace(tzinfo=datetime.UTC).timestamp() * 1000)


def by_the_clock(moment: datetime.datetime) -> datetime.datetime:
    """A moment of the record as this machine's clock has it (in UTC): for people to read."""
    return moment + _ahead()


def by_the_record(moment: datetime.datetime) -> datetime.datetime:
    """A moment of this machine's clock (in UTC) as the record counts: for what was planned by the clock."""
    return moment - _ahead()


def _ahead():
    """How far the machine's clock is ahead of the record's time."""
    ahead = _clock() - now()
    return ahead if abs(ahead) > A_LITTLE else datetime.timedelta()
