"""A chart in words: for those who hear the page, and for everyone below the picture."""

from flask_babel import gettext as _
from flask_babel import ngettext

from .naming import number_words, percent, verdict_words, when_words
from .pchart import FEWEST_IN_A_POINT, FEWEST_POINTS, PChart


def described(chart: PChart) -> str:
    """What the chart says, in a few sentences."""
    count = len(chart.points)
    said = [
        ngettext("One event was counted.", "%(num)d events were counted.", count),
        _("Of all of them together: %(share)s.", share=percent(chart.centre)),
    ]
    if not chart.says_something:
        said.append(too_few_events())
    elif not chart.outside:
        said.append(_("No event is outside the limits: what differs may be chance."))
    for point in chart.outside:
        said.append(
            _(
                "Event %(number)s (%(when)s) is %(verdict)s.",
                number=number_words(chart.points.index(point) + 1),
                when=when_words(point.when.when),
                verdict=verdict_words(point.verdict),
            )
        )
    return " ".join(said)


def too_few_events() -> str:
    """Why a chart has no limits yet."""
    return _(
        "Too few to say more: it takes %(events)d events with %(each)d or more each.",
        events=FEWEST_POINTS,
        each=FEWEST_IN_A_POINT,
    )
