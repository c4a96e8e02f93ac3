"""How far an edition is, and who checked it, in plain words."""

from flask_babel import gettext as _
from flask_babel import ngettext

from ...events.clock import local
from ...i18n import day_words, isolated
from ..models import CHECKED, DRAFT, PUBLISHED, Edition
from .reading import reading_of


def state_words(state: str) -> str:
    """What a state is called."""
    return {DRAFT: _("Draft"), CHECKED: _("Checked"), PUBLISHED: _("Published")}[state]


def who_checked(edition: Edition) -> str:
    """A sentence or two for the book itself: which edition it is, and who read it before."""
    if edition.state != PUBLISHED:
        return _("This is a draft. People who were there read it before everyone gets it.")
    day = day_words(local(edition.published_at).date())
    return _("Edition %(number)d, published on %(day)s.", number=edition.number, day=day) + " " + checked_by(edition)


def checked_by(edition: Edition) -> str:
    """Who read it: names of those who wish to be named, and how many more."""
    reading = reading_of(edition)
    names = ", ".join(map(isolated, reading.names))
    if not names:
        return ngettext(
            "One person who was there read it before.", "%(num)d people who were there read it before.", reading.unnamed
        )
    if not reading.unnamed:
        return _("%(names)s read it before.", names=names)
    return ngettext(
        "%(names)s and %(num)d more person who was there read it before.",
        "%(names)s and %(num)d more people who were there read it before.",
        reading.unnamed,
        names=names,
    )
