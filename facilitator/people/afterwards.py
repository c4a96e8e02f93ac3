"""Where the QR code of the day leads when the day is behind everyone. Later slices say so; this one knows none."""

import datetime

_ways = []
ONE_DAY = datetime.timedelta(days=1)


def leads_on(function):
    """Register `function(event) → address or None`: where people go who scan the event's code after it is over."""
    _ways.append(function)
    return function


def way_after(event) -> str | None:
    """Where the code of an event leads that is over; None while people may come in by it, or there is nothing yet."""
    if not (event.is_over or datetime.date.today() > event.date + ONE_DAY):
        return None
    return next(filter(None, (way(event) for way in _ways)), None)
