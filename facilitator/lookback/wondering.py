"""Readers ask "what happened?" without any account or cookie. So it is the record that says how often: so many times in
an hour for one action, and for all of a page. Whoever asks on and on fills nothing, and the few who ask are heard."""

import datetime

from flask_babel import gettext as _

from ..actions.models import Action
from ..db import now
from ..errors import Refused
from .models import Wondering

HOUR = datetime.timedelta(hours=1)
OF_ONE, OF_ALL = 6, 60  # in an hour


def keep_to_pace(action: Action) -> None:
    """Raises Refused when enough readers have asked about this action, or about this event's, within the hour."""
    lately = Wondering.select().where(Wondering.event == action.event_id, Wondering.asked_at > now() - HOUR)
    if lately.where(Wondering.action == action).count() >= OF_ONE or lately.count() >= OF_ALL:
        raise Refused(
            _("Others have just asked the same. The people who run this know. Please look again in a few days."),
            status=429,
        )
