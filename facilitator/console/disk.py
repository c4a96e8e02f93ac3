"""A facilitator is told when the disk gets full, while there is still time to make room, and of other troubles of the
machine (troubles.py)."""

import logging

from flask import current_app

from .. import troubles
from ..disk_room import PLENTY, room_left
from ..journal.keeper import Commit
from ..live import CONSOLE, Piece, broadcaster, fragment, socketio

log = logging.getLogger(__name__)

LOOK_EVERY = 10  # seconds


class RoomLeft:
    """What wakes the fragment. No row: the disk is not in the record."""


@fragment("disk", "console/_disk.html", audiences=(CONSOLE,), wakes={RoomLeft: lambda room: [None]})
def disk(event, audience, channel, keys=None):
    """How full the disk is, as far as somebody should do something about it, and what else is wrong."""
    room = room_left(current_app.config["SETTINGS"].database)
    yield Piece(None, context={"room": room, "troubles": troubles.sentences()})


def watch(settings) -> None:
    """Tell every console soon after the room that is left has become scarce, or plenty again. Never returns."""
    troubles.listeners.append(tell_consoles)
    before = PLENTY
    while True:
        now = room_left(settings.database)
        if now != before:
            log.warning("room on the disk of %s: %s", settings.database, now)
            tell_consoles()
        before = now
        socketio.sleep(LOOK_EVERY)


def tell_consoles() -> None:
    """Let every console that is open show anew how the machine is."""
    for event_id in {room.event_id for room in broadcaster.rooms.values() if room.audience == CONSOLE}:
        broadcaster.heard([Commit(event_id, broadcaster.version(event_id), [RoomLeft()])])
