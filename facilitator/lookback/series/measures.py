"""What is counted at each event of a series, and what it is called."""

from dataclasses import dataclass

from flask_babel import gettext as _

RESIDENTS, OWNER, ANSWERED, INVOLVED = "residents", "owner", "answered", "with"
MEASURES = (OWNER, ANSWERED, INVOLVED, RESIDENTS)
OF_TOPICS = (RESIDENTS,)  # the others are of actions
MOST = 9999


@dataclass(frozen=True)
class Measure:
    """`title` of its chart; `sentence` says how it is counted."""

    key: str
    title: str
    sentence: str


def measures() -> list[Measure]:
    """Every measure, in plain words."""
    return [
        Measure(OWNER, _("Actions that someone said yes to"), _("Of all actions: how many have an owner.")),
        Measure(
            ANSWERED,
            _("Actions that were answered"),
            _("Of all actions: of how many people heard by the promised day that they were done, or why not."),
        ),
        Measure(
            INVOLVED,
            _("Actions done with people who use the service"),
            _("Of all actions: in how many people who use the service take part. Where nobody knows, we count no."),
        ),
        Measure(
            RESIDENTS,
            _("Topics that residents raised"),
            _("Of all topics: how many were raised by people who are not there for their job."),
        ),
    ]
