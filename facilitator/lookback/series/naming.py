"""Months, shares and verdicts in plain words, in the language that is spoken now."""

import datetime
import re

from babel.dates import format_skeleton
from babel.numbers import format_decimal, format_percent
from flask_babel import get_locale
from flask_babel import gettext as _

from ...errors import Refused
from ...i18n import day_words
from .counting import EARLY, GOES_ON, HIDDEN
from .pchart import ABOVE, BELOW, INSIDE, TOO_FEW

HELD = re.compile(r"(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?")
SIGNS = {INSIDE: "●", ABOVE: "▲", BELOW: "▼", TOO_FEW: "○"}


def when_words(when: str) -> str:
    """A day or a month ("2024-01") of a series: 3 June 2026, January 2024."""
    if len(when) > len("2024-01"):
        return day_words(datetime.date.fromisoformat(when))
    return format_skeleton("yMMMM", datetime.date.fromisoformat(f"{when}-01"), locale=get_locale())


def month_words(when: str) -> str:
    """The same, short: Jan 2024."""
    return format_skeleton("yMMM", datetime.date.fromisoformat(f"{when[:7]}-01"), locale=get_locale())


def number_words(number: int) -> str:
    """A whole number, with the digits of the language."""
    return format_decimal(number, locale=get_locale())


def percent(share: float | None) -> str:
    """A share in whole percent; a dash where there is none."""
    return "–" if share is None else format_percent(round(share, 2), locale=get_locale())


def verdict_words(verdict: str) -> str:
    """What the chart says of one event."""
    return {
        INSIDE: _("inside"),
        ABOVE: _("above the limits: more than chance"),
        BELOW: _("below the limits: more than chance"),
        TOO_FEW: _("too few to say"),
    }[verdict]


def side_words(verdict: str) -> str:
    """The word that stands in the picture at a point outside the limits."""
    return {ABOVE: _("above"), BELOW: _("below")}[verdict]


def sign(verdict: str) -> str:
    """The shape that stands for it in the picture: never a colour alone."""
    return SIGNS[verdict]


def missing_words(why: str) -> str:
    """Why there is no number."""
    return {
        EARLY: _("People have not heard yet."),
        HIDDEN: _("So few that it might point at a person."),
        GOES_ON: _("This event is not over."),
    }[why]


def held_from(words: str) -> str:
    """A day or a month as somebody typed it, in the way in which it is kept. Raises Refused for anything else, and for
    what has not been yet."""
    typed = words.strip()
    try:
        day = HELD.fullmatch(typed) and datetime.date.fromisoformat(typed if len(typed) > 7 else f"{typed}-01")
    except ValueError:
        day = None
    if not day:
        raise Refused(_("Please write the month as year and month: 2024-01. Or the day: 2024-01-15."), field="held")
    if day > datetime.date.today():
        raise Refused(_("That day has not been yet."), field="held")
    return typed
