"""The socket's handlers. Sockets carry no commands: they bring changes, presence and "someone is writing"."""

import datetime
import re
import time
from dataclasses import dataclass

from flask import request
from flask_socketio import ConnectionRefusedError, join_room, leave_room

from ..access import FACILITATOR, PARTICIPANT, PROJECTOR, TABLE, open_to, viewer_of
from ..db import now
from ..errors import NotFound
from ..i18n import LANGUAGES
from .broadcast import Room, broadcaster, person_room, socketio
from .fragments import CONSOLE, KINDS, PHONE
from .fragments import PROJECTOR as BIG_SCREEN
from .neighbours import neighbours

MOST_LISTS = 24
CATCH_UP = 5  # milliseconds for each phone of the event: what a page costs, so that a crowd that catches up is spread
PLACE = re.compile(r"([a-z-]{1,40})/([a-z0-9-]{0,40})")
AUDIENCE_FOR = {
    PHONE: {PARTICIPANT, TABLE, FACILITATOR},
    CONSOLE: {FACILITATOR},
    BIG_SCREEN: {PROJECTOR, FACILITATOR},
}


@dataclass
class Listener:
    """One socket: whose it is (ids of people), and the room of the page it looks at."""

    event_id: int
    code: str
    audience: str
    locale: str
    people: tuple[int, ...] = ()
    room: Room | None = None
    wrote: float = float("-inf")


listening: dict[str, Listener] = {}  # by socket id


@socketio.on("connect")
@open_to(PARTICIPANT, TABLE, PROJECTOR, FACILITATOR)
def connect(auth=None):
    """`{event, audience, locale, shows}` → into the room of that page, when this browser may see it."""
    auth = auth if isinstance(auth, dict) else {}
    audience = auth.get("audience")
    try:
        viewer = viewer_of(str(auth.get("event")))
    except NotFound:
        raise ConnectionRefusedError("no such event") from None
    if not viewer.roles & AUDIENCE_FOR.get(audience if isinstance(audience, str) else "", set()):
        raise ConnectionRefusedError("not open to you")
    locale = str(auth.get("locale"))
    locale = locale if locale in LANGUAGES else "en"
    people = tuple(person.id for person in viewer.people)
    listening[request.sid] = Listener(viewer.event.id, viewer.event.code, audience, locale, people)
    for person in people:
        join_room(person_room(person))
    look_at(auth.get("shows"))


@socketio.on("look")
@open_to(PARTICIPANT, TABLE, PROJECTOR, FACILITATOR)
def look_at(shows="", *_more):
    """The page shows these lists now: `"topic/ note/session-12"`. Answers with the versions of what changed last
    on it and for these people, and the event's; the time; and in how many milliseconds to catch up when the page is
    older, or newer than the record."""
    me = listening.get(request.sid)
    places = known_places(shows, me.audience) if me else None
    if places is None:
        return
    if me.room:
        leave_room(me.room.name)
        broadcaster.leave(me.room.name)
    me.room = broadcaster.enter(Room(me.event_id, places, me.audience, me.locale))
    join_room(me.room.name)
    moment = round(now().replace(tzinfo=datetime.UTC).timestamp() * 1000)
    version, mine = broadcaster.changed_last(me.room, me.people)
    spread = CATCH_UP * connected(me.event_id)
    told = {
        "version": version,
        "newest": broadcaster.newest(me.event_id),
        "mine": mine,
        "now": moment,
        "spread": spread,
    }
    socketio.emit("welcome", told, to=request.sid)


def known_places(shows, audience) -> tuple[tuple[str, str], ...] | None:
    """What a page says it shows, brought into one form; None when it is no page of ours."""
    found = [PLACE.fullmatch(place) for place in str(shows or "").split(" ") if place][: MOST_LISTS + 1]
    if len(found) > MOST_LISTS or not all(found):
        return None
    places = {place.groups() for place in found}
    known = all(name in KINDS and audience in KINDS[name].audiences for name, _channel in places)
    return tuple(sorted(places)) if known else None


@socketio.on("disconnect")
@open_to(PARTICIPANT, TABLE, PROJECTOR, FACILITATOR)
def disconnect(reason=None):
    """Out of its room."""
    me = listening.pop(request.sid, None)
    if me and me.room:
        broadcaster.leave(me.room.name)


@socketio.on("writing")
@open_to(PARTICIPANT, TABLE, FACILITATOR)
def writing(channel=None, *_more):
    """Somebody on this page began to write; the others on it may know. At most once in two seconds.

    Who it is they hear when that person agreed that screens show their name, as beside a note.
    """
    me, moment = listening.get(request.sid), time.monotonic()
    if me is None or me.room is None or not isinstance(channel, str) or not channel or moment - me.wrote < 2:
        return
    if channel not in {where for _kind, where in me.room.shows}:
        return
    me.wrote = moment
    who = viewer_of(me.code).person
    name = who.name if who and who.show_name else ""
    somebody_writes(me.event_id, channel, name, but=request.sid)
    neighbours.say("writing", event_id=me.event_id, channel=channel, name=name)


def somebody_writes(event_id: int, channel: str, name: str, but: str | None = None) -> None:
    """Tell the pages of this process that show a channel, but not the socket `but`."""
    for room in list(broadcaster.rooms.values()):
        if room.audience == BIG_SCREEN:  # nobody writes there
            continue
        if room.event_id == event_id and channel in {where for _kind, where in room.shows}:
            socketio.emit("writing", {"channel": channel, "name": name}, to=room.name, skip_sid=but)


neighbours.hears("writing", somebody_writes)


def heard(commits) -> None:
    """After a commit that closed a door to somebody: look again at every screen that watches, soon."""
    events = {
        commit.event_id for commit in commits if any(getattr(row, "closes_doors", False) for row in commit.subjects)
    }
    if events and listening:
        socketio.start_background_task(look_again, events)


def look_again(event_ids) -> None:
    """Send away the sockets of these events (None: of all) that may no longer hear what they hear."""
    for socket_id, me in list(listening.items()):
        if None not in event_ids and me.event_id not in event_ids:
            continue
        environ = socketio.server.get_environ(socket_id, "/")
        if environ is None:  # gone meanwhile
            continue
        if not _may_stay(me, environ):
            socketio.emit("out", {}, to=socket_id)  # its page asks the server again, and is shown the way out
            socketio.server.disconnect(socket_id, namespace="/")


def _may_stay(me, environ) -> bool:
    with broadcaster.app.request_context(environ):
        try:
            return bool(viewer_of(me.code).roles & AUDIENCE_FOR[me.audience])
        except NotFound:
            return False


def connected(event_id: int) -> int:
    """How many phones of this event are joined up now, here and with other processes."""
    return connected_here().get(event_id, 0) + neighbours.elsewhere(event_id)


def connected_here() -> dict[int, int]:
    """`{event id: phones joined up with this process}`."""
    phones: dict[int, int] = {}
    for room in broadcaster.rooms.values():
        if room.audience == PHONE:
            phones[room.event_id] = phones.get(room.event_id, 0) + room.listeners
    return phones


def say_goodbye() -> None:
    """Tell every screen that the server stops and will be back, so that they come again without a fuss."""
    socketio.emit("restarting", {})


__all__ = ["connected", "say_goodbye"]
