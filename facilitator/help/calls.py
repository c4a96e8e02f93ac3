"""Where someone's own call stands."""

import datetime

from ..db import now
from .models import Call

ON_THE_WAY = datetime.timedelta(minutes=5)  # how long the phone says that someone is on the way


def open_call(person) -> Call | None:
    """The call of this person that nobody answered yet."""
    return person and Call.get_or_none(Call.person == person, Call.answered_at.is_null(), Call.taken_back_at.is_null())


def just_answered(person) -> bool:
    """Whether somebody said a few minutes ago that they go to this person."""
    return bool(person) and Call.select().where(Call.person == person, Call.answered_at > now() - ON_THE_WAY).exists()
