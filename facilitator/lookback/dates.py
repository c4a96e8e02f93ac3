"""The dates of a look-back as a calendar to subscribe to (RFC 5545): what is to be done by when, when there is news
again, when an answer was promised, and the day to look back. Names are not in it."""

import datetime

from flask_babel import get_locale
from flask_babel import gettext as _
from icalendar import Calendar, Event

from ..db import number_of_record
from ..record_time import by_the_clock
from .feed import identity
from .naming import state_word
from .standing import Standing, open_page_of, standings

OUR_NAME = "-//Facilitator//Look-back//EN"
LOOK_AGAIN_AFTER = datetime.timedelta(hours=12)


def calendar_of(event, address: str) -> bytes:
    """The calendar in the language that is spoken now; `address` is the page's own, with host."""
    calendar = Calendar()
    calendar.add("prodid", OUR_NAME)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", event.title)
    calendar.add("refresh-interval", LOOK_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    made, record = open_page_of(event).opened_at, number_of_record()
    if event.look_back_on:
        day = _day(event.look_back_on, _("We look back: %(event)s", event=event.title), "", address, made)
        day.add("uid", identity(record, "look-back day of", event.id))
        calendar.add_component(day)
    for standing in standings(event):
        for kind, when, words in dates_of(standing):
            stands = _("How it stands: %(state)s", state=state_word(standing.state))
            changed = standing.updates[-1].said_at if standing.updates else made
            here = f"{address}#action-{standing.action.id}"
            day = _day(when, f"{words}: {standing.action.what}", stands, here, changed)
            day.add("uid", identity(record, f"{kind} of", standing.action.id))
            calendar.add_component(day)
    return calendar.to_ical()


def dates_of(standing: Standing) -> list[tuple[str, datetime.date, str]]:
    """`(kind, day, what it is)` of each date of one action that still matters, or that was met."""
    found = []
    if standing.action.due:
        found.append(("due day", standing.action.due, _("To be done")))
    if standing.news_by():
        found.append(("news day", standing.news_by(), _("News again")))
    waits = [asked.due for asked in standing.asks if asked.last is None]
    if waits:
        found.append(("answer day", min(waits), _("An answer was promised")))
    return found


def _day(day, summary, description, address, changed) -> Event:
    """A whole day, which keeps nobody busy."""
    made = Event()
    made.add("dtstart", day)
    made.add("dtend", day + datetime.timedelta(days=1))
    made.add("dtstamp", by_the_clock(changed).replace(microsecond=0, tzinfo=datetime.UTC))
    made.add("summary", summary, parameters={"LANGUAGE": str(get_locale())})
    if description:
        made.add("description", description)
    made.add("url", address)
    made.add("transp", "TRANSPARENT")
    return made
