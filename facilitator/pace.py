"""How fast one person may write. Counted by person, for a hall shares one address and a family may share one phone;
the phone of a whole café table counts for itself."""

from flask import current_app, g
from flask_babel import gettext as _
from limits import RateLimitItemPerMinute

from .errors import Refused
from .security import limiter

NOTES = RateLimitItemPerMinute(60)
PHOTOS = RateLimitItemPerMinute(10)
OTHER_WORDS = RateLimitItemPerMinute(30)  # topics, actions, calls: nobody types more
LINES = RateLimitItemPerMinute(240)  # drawn on a tablecloth: hatching is quick
DEVICES = RateLimitItemPerMinute(12)  # phones that begin to write for the same table


def keep_to(limit, what: str, who: str = "") -> None:
    """Count one more for the person who acts, else for the table's phone (a facilitator at the console may hurry);
    with `who`, for whatever that names.

    Raises Refused when it is one too many; their words stay in the box.
    """
    who = who or _who(g.viewer)
    if not who or not current_app.config["RATELIMIT_ENABLED"]:
        return
    if not limiter.limiter.hit(limit, what, who):
        raise Refused(
            _("That was very fast. Your words are still here. Please wait a minute and try again."), status=429
        )


def _who(viewer) -> str:
    if viewer.person is not None:
        return str(viewer.person.id)
    return f"device {viewer.device.id}" if viewer.device is not None else ""
