"""The event that data is played into, found again by the id of the act that made it."""

from ...events.models import Event
from ...journal.models import Journal

RECIPE = "open_space"
MARKETPLACE = "marketplace"  # the kind of stage in which topics arrive on the big screen


def op_of(data) -> str:
    """The id of the act that makes the event for this data."""
    return f"replay-event-{data.name}"


def event_of(data) -> Event | None:
    """The event made for this data, or None."""
    made = Journal.get_or_none(Journal.event_id.is_null(), Journal.op == op_of(data))
    return made and Event.get_or_none(Event.id == made.subject_id)


def kept_of(event) -> dict[str, int]:
    """What is on the disk already: the id of each replayed act, and the number of the row it made or changed."""
    rows = Journal.select(Journal.op, Journal.subject_id).where(
        Journal.event_id == event.id, Journal.op.startswith("replay-")
    )
    return dict(rows.tuples())
