"""What tells a page with a suggestion that the board has changed under it."""

import zlib

from ...agenda.board import parked, sessions_of
from ...agenda.models import Session
from ...events.models import Event, Slot, Space, Stage
from ...live import CONSOLE, Piece, fragment
from ...topics.models import Topic

ONE = [None]


@fragment(
    "board-now",
    "console/_board_now.html",
    audiences=(CONSOLE,),
    wakes={kind: lambda row: ONE for kind in (Session, Topic, Slot, Space, Stage, Event)},
)
def board_now(event, audience, channel, keys=None):
    """How many talks have a box and how many have none; and a word that changes with the board."""
    sessions, waiting = sessions_of(event, held=True), parked(event, held=True)
    yield Piece(
        None, context={"placed": len(sessions), "waiting": len(waiting), "edition": edition(event, sessions, waiting)}
    )


def edition(event: Event, sessions: list[Session], waiting: list[Topic]) -> str:
    """A word that differs whenever talks stand elsewhere, others wait for a box, or another time has begun."""
    stands = [(session.topic_id, session.slot_id, session.space_id, session.elsewhere) for session in sessions]
    held = [topic.id for topic in (*(session.topic for session in sessions), *waiting) if topic.held_for]
    room = (event.stage_id, event.places_topics, stands, [topic.id for topic in waiting], held)
    return f"{zlib.crc32(repr(room).encode()):08x}"
