"""Where the calls of one phone stand: of its people, and of the table that it writes for."""

import datetime

from ..db import now
from .models import Call

ON_THE_WAY = datetime.timedelta(minutes=5)  # how long the phone says that someone is on the way


def open_calls(people, device=None) -> list[Call]:
    """The calls of these people, and of the table of a device, that nobody answered yet, the first one first."""
    whose = _of(people, device)
    if whose is None:
        return []
    return list(Call.select().where(whose, Call.answered_at.is_null(), Call.taken_back_at.is_null()).order_by(Call.id))


def just_answered(people, device=None) -> bool:
    """Whether somebody said a few minutes ago that they go to one of these people, or to the table of a device."""
    whose = _of(people, device)
    return whose is not None and Call.select().where(whose, Call.answered_at > now() - ON_THE_WAY).exists()


def _of(people, device):
    """Which calls are theirs; None when there is nobody."""
    theirs = Call.person.in_([person.id for person in people]) if people else None
    if device is None:
        return theirs
    of_table = (Call.table == device.table_id) & Call.person.is_null()
    return of_table if theirs is None else theirs | of_table
