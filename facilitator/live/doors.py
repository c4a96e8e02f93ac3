"""The socket's handlers. Sockets carry no commands: they bring changes, presence and "someone is writing"."""

import re
import time

from flask import request
from flask_socketio import ConnectionRefusedError, join_room

from ..access import FACILITATOR, PARTICIPANT, PROJECTOR, open_to, viewer_of
from ..errors import NotFound
from ..i18n import LANGUAGES
from .broadcast import Room, broadcaster, person_room, socketio
from .fragments import CONSOLE, EVERYONE, PHONE
from .fragments import PROJECTOR as BIG_SCREEN

MOST_CHANNELS = 4
CHANNEL = re.compile(r"[a-z0-9-]{1,40}")
AUDIENCE_FOR = {
    PHONE: {PARTICIPANT, FACILITATOR},
    CONSOLE: {FACILITATOR},
    BIG_SCREEN: {PROJECTOR, FACILITATOR},
}

listening: dict[str, dict] = {}  # socket id → what it listens to


@socketio.on("connect")
@open_to(PARTICIPANT, PROJECTOR, FACILITATOR)
def connect(auth):
    """`{event, audience, channels, person}` → into those rooms, when this browser may hear them."""
    auth = auth if isinstance(auth, dict) else {}
    audience, channels = auth.get("audience"), auth.get("channels") or []
    try:
        viewer = viewer_of(str(auth.get("event")))
    except NotFound:
        raise ConnectionRefusedError("no such event") from None
    if not viewer.roles & AUDIENCE_FOR.get(audience if isinstance(audience, str) else "", set()):
        raise ConnectionRefusedError("not open to you")
    if (
        not isinstance(channels, list)
        or len(channels) > MOST_CHANNELS
        or not all(isinstance(channel, str) and CHANNEL.fullmatch(channel) for channel in channels)
    ):
        raise ConnectionRefusedError("not a page of ours")
    locale = auth.get("locale") if auth.get("locale") in LANGUAGES else "en"
    rooms = []
    for channel in [EVERYONE, *channels]:
        room = broadcaster.enter(Room(viewer.event.id, channel, audience, locale))
        join_room(room.name)
        rooms.append(room.name)
    for person in viewer.people:
        join_room(person_room(person.id))
    listening[request.sid] = {"rooms": rooms, "event": viewer.event.id, "name": viewer.person and viewer.person.name}
    socketio.emit(
        "welcome",
        {"version": broadcaster.version(viewer.event.id), "now": round(time.time() * 1000)},
        to=request.sid,
    )


@socketio.on("disconnect")
@open_to(PARTICIPANT, PROJECTOR, FACILITATOR)
def disconnect(reason=None):
    """Out of every room."""
    for name in listening.pop(request.sid, {}).get("rooms", ()):
        broadcaster.leave(name)


@socketio.on("writing")
@open_to(PARTICIPANT, FACILITATOR)
def writing(channel):
    """Somebody on this page began to write; the others on it may know. At most once in two seconds."""
    me = listening.get(request.sid)
    if me is None or not isinstance(channel, str) or not channel:
        return
    moment = time.monotonic()
    if moment - me.get("wrote", -9) < 2:
        return
    me["wrote"] = moment
    for name in me["rooms"]:
        if name.split("/")[1] == channel:
            socketio.emit("writing", {"channel": channel, "name": me["name"]}, to=name, skip_sid=request.sid)


def connected(event_id: int) -> int:
    """How many phones of this event are joined up now."""
    return sum(
        room.listeners
        for room in broadcaster.rooms.values()
        if room.event_id == event_id and room.audience == PHONE and room.channel == EVERYONE
    )


def say_goodbye() -> None:
    """Tell every screen that the server stops and will be back, so that they come again without a fuss."""
    socketio.emit("restarting", {})


__all__ = ["connected", "say_goodbye"]
