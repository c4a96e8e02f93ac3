"""Set the organisation's look."""

from ...db import now
from ...events.models import Look
from ...journal import action

NAME_LENGTH, FOOTER_LENGTH, WORDS_LENGTH = 80, 160, 160


@action("set the look")
def set_look(change, event=None, by=None, **fields):
    """Fields of Look: those given change, the others stay. Returns the Look."""
    look = Look.select().order_by(Look.id).first() or Look()
    for name, value in fields.items():
        setattr(look, name, value)
    look.changed_at = now()
    look.save()
    change.record(look)
    return look
