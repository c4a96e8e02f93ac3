"""Contacts are deleted on their day: at every start, and every hour while the server runs."""

import datetime
import logging

from ...events.models import Event
from ...live import socketio
from ..models import Contact
from .actions import forget_due

log = logging.getLogger(__name__)

LOOK_EVERY = 3600  # seconds


def watch() -> None:
    """Delete what is due, now and every hour. Never returns. What could not be deleted, whatever stood in the way, is
    tried again."""
    while True:
        try:
            delete_due()
        except Exception:
            log.exception("contacts whose day has come could not be deleted yet")
        socketio.sleep(LOOK_EVERY)


def delete_due() -> int:
    """Delete every contact whose day has come, of all events; gives how many those were. Raises Refused when the disk
    will not take it."""
    today = datetime.date.today()
    due = Contact.select(Contact.event).where(Contact.until <= today)
    events = list(Event.select().where(Event.id.in_(due)))
    return sum(forget_due(event=event, today=today) for event in events)
