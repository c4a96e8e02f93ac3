"""Where the calls of one phone stand: of its people, and of the table that it writes for."""

import datetime

from ..db import now
from ..statements import written_once
from .models import Call

ON_THE_WAY = datetime.timedelta(minutes=5)  # how long the phone says that someone is on the way


def open_calls(people, device=None) -> list[Call]:
    """The calls of these people, and of the table of a device, that nobody answered yet, the first one first."""
    return [call for call in _calls(people, device) if call.answered_at is None]


def just_answered(people, device=None) -> bool:
    """Whether somebody said a few minutes ago that they go to one of these people, or to the table of a device."""
    return any(call.answered_at and call.answered_at > now() - ON_THE_WAY for call in _calls(people, device))


def _calls(people, device) -> list[Call]:
    """The calls of these people and of the table of a device that were not taken back, the first one first."""
    return _of(list(people), device.table_id if device else 0) if people or device else []


@written_once
def _of(people, table):
    theirs = Call.person.in_(people) | ((Call.table == table) & Call.person.is_null())
    return Call.select().where(theirs, Call.taken_back_at.is_null()).order_by(Call.id)
