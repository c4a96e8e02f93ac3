"""How fast one person may write. Counted by person, for a hall shares one address and a family may share one phone."""

from flask import current_app, g
from flask_babel import gettext as _
from limits import RateLimitItemPerMinute

from .errors import Refused
from .security import limiter

NOTES = RateLimitItemPerMinute(60)
PHOTOS = RateLimitItemPerMinute(10)
OTHER_WORDS = RateLimitItemPerMinute(30)  # topics, actions, calls: nobody types more


def keep_to(limit, what: str) -> None:
    """Count one more for the person who acts (a facilitator at the console may hurry).

    Raises Refused when it is one too many; their words stay in the box.
    """
    if g.viewer.person is None or not current_app.config["RATELIMIT_ENABLED"]:
        return
    if not limiter.limiter.hit(limit, what, str(g.viewer.person.id)):
        raise Refused(
            _("That was very fast. Your words are still here. Please wait a minute and try again."), status=429
        )
