"""Where the calls of one phone's people stand."""

import datetime

from ..db import now
from .models import Call

ON_THE_WAY = datetime.timedelta(minutes=5)  # how long the phone says that someone is on the way


def open_calls(people) -> list[Call]:
    """The calls of these people that nobody answered yet, the first one first."""
    ids = [person.id for person in people]
    wanted = Call.select().where(Call.person.in_(ids), Call.answered_at.is_null(), Call.taken_back_at.is_null())
    return list(wanted.order_by(Call.id)) if ids else []


def just_answered(people) -> bool:
    """Whether somebody said a few minutes ago that they go to one of these people."""
    ids = [person.id for person in people]
    return bool(ids) and Call.select().where(Call.person.in_(ids), Call.answered_at > now() - ON_THE_WAY).exists()
