"""From a commit to the screens: coalesce, render once, send one message to each room.

A room is everyone who looks at the same page: the same lists ("shows"), for
the same audience, in the same language. Each message carries `from` (the
version the room last heard of) and `to`; a page that was made before `from`
missed something and fetches itself again.
"""

import functools
import json
import logging
import time
from dataclasses import dataclass, field

from flask_babel import force_locale
from flask_socketio import SocketIO

from .. import background
from ..db import database
from ..journal import keeper
from ..journal.rows import read
from . import fragments
from .known import Known
from .mine import marks_for
from .packets import Packet
from .straight import Rooms

log = logging.getLogger(__name__)

AT_MOST_EVERY = 0.1  # seconds between two broadcasts of one event

socketio = SocketIO()


class PlainJSON:
    """JSON with every script as it is: escaped, a Bengali or Arabic letter takes six bytes on the hall's Wi-Fi."""

    loads = staticmethod(json.loads)
    dumps = staticmethod(functools.partial(json.dumps, ensure_ascii=False, separators=(",", ":")))


@dataclass
class Room:
    """One crowd that sees the same: what their page shows, how many they are, what they were told last."""

    event_id: int
    shows: tuple[tuple[str, str], ...]  # (kind, channel) of every list on the page
    audience: str
    locale: str
    listeners: int = 0
    told: int = 0  # the version
    known: Known = field(default_factory=Known)

    @property
    def name(self) -> str:
        lists = " ".join(f"{kind}/{channel}" for kind, channel in self.shows)
        return f"{self.event_id}|{self.audience}|{self.locale}|{lists}"


@dataclass
class Heard:
    """Which versions of an event this process has heard of: all up to `whole`, and some beyond, for what other
    processes commit comes when it comes."""

    whole: int = 0
    beyond: set = field(default_factory=set)

    def begin(self, version: int) -> None:
        """Whoever listens now has pages of this version at least."""
        self.whole, self.beyond = version, {other for other in self.beyond if other > version}
        self.hear(version)

    def hear(self, version: int) -> None:
        """One more."""
        if version > self.whole:
            self.beyond.add(version)
        while self.whole + 1 in self.beyond:
            self.whole += 1
            self.beyond.remove(self.whole)


@dataclass
class Pending:
    """What one event's next broadcast will say."""

    heard: Heard = field(default_factory=Heard)
    begun: int = 0  # the version from which on we know what changed
    personal: dict = field(default_factory=dict)  # person id → the version of what changed last for them alone
    seen: int = 0  # the version in the record, when somebody looked last
    subjects: dict = field(default_factory=dict)  # each row once, as it was after its last change
    scheduled: bool = False
    last: float = 0.0


class Broadcaster:
    """Hears of commits, tells the rooms. Lives on the event loop."""

    def __init__(self):
        self.rooms: dict[str, Room] = {}
        self.pending: dict[int, Pending] = {}
        self.event_model = None
        self.app = None

    def enter(self, room: Room) -> Room:
        """One more listener in this room; gives the room as it is kept."""
        kept = self.rooms.setdefault(room.name, room)
        if kept.listeners == 0:
            pending = self.pending.setdefault(room.event_id, Pending())
            if len(self.listening_to(room.event_id)) == 0:
                pending.begun = self.version(room.event_id)
                pending.heard.begin(pending.begun)
                pending.personal.clear()
            # What is committed and not heard of yet will be told to all who listen now.
            kept.told = pending.heard.whole
        kept.listeners += 1
        return kept

    def leave(self, name: str) -> None:
        """One listener less."""
        room = self.rooms.get(name)
        if room is not None:
            room.listeners -= 1
            if room.listeners <= 0:
                del self.rooms[name]

    def changed_last(self, room: Room, people) -> tuple[int, int]:
        """`(version of the last change of what this room shows, version of the last one that only concerned these
        people)`, as ids, as far as we know: a page that is older must be fetched again. (Any version would do, but in a
        crowd somebody does something all the time, and whoever comes in would fetch the page twice.)
        """
        pending = self.pending[room.event_id]
        return room.told, max((pending.personal.get(person, pending.begun) for person in people), default=0)

    def newest(self, event_id: int) -> int:
        """The version up to which we have heard of all. A page that is newer was made of a record that has been set
        back since, from a backup: it must be fetched again too."""
        return self.pending[event_id].heard.whole

    def version(self, event_id: int) -> int:
        """The event's version in the record."""
        model = self.event_model
        return model.select(model.version).where(model.id == event_id).scalar() or 0

    def heard(self, commits) -> None:
        """After a commit: remember what changed, and see to it that the rooms are told soon.

        What became stale is worked out then, once for many commits, for it may need to read.
        """
        for commit in commits:
            if commit.event_id is None:
                continue
            pending = self.pending.setdefault(commit.event_id, Pending(Heard(commit.version - 1)))
            pending.heard.hear(commit.version)
            pending.subjects.update((identity(subject), subject) for subject in commit.subjects)
            if not pending.scheduled:
                pending.scheduled = True
                socketio.start_background_task(self._soon, commit.event_id)

    def _soon(self, event_id):
        """Tell until there is nothing more to tell. One teller for each event, so that no room hears old after new."""
        pending = self.pending[event_id]
        while pending.subjects:
            wait = pending.last + AT_MOST_EVERY - time.monotonic()
            if wait > 0:
                socketio.sleep(wait)
            pending.last = time.monotonic()
            try:
                self.tell(event_id)
            except Exception:
                log.exception("a broadcast failed; every page is asked to fetch itself again")
                pending.subjects = {}
                self.ask_to_fetch(event_id, pending.heard.whole)
        pending.scheduled = False

    def ask_to_fetch(self, event_id: int, version: int) -> None:
        """Ask every page of an event that is older than this version to fetch itself again."""
        for room in self.listening_to(event_id):
            room.told = version
            room.known.forget()
            socketio.emit("change", {"from": room.told, "to": room.told, "fragments": []}, to=room.name)

    def look_for_missed(self) -> None:
        """Where other processes write too, and their word may be lost: look into the record how far each event is. What
        it said at the look before this one has been heard by now, or never will be; then the pages are fetched again.
        """
        watched = {room.event_id for room in self.rooms.values()}
        model = self.event_model
        found = model.select(model.id, model.version).where(model.id.in_(watched)).tuples() if watched else ()
        for event_id, version in list(found):
            pending = self.pending.setdefault(event_id, Pending())
            if pending.heard.whole < pending.seen:
                log.warning("version %s of event %s was not heard; pages are fetched again", pending.seen, event_id)
                pending.heard.begin(version)
                self.ask_to_fetch(event_id, version)
            pending.seen = version

    def listening_to(self, event_id: int) -> list[Room]:
        """The rooms of an event with someone in them."""
        return [room for room in self.rooms.values() if room.event_id == event_id and room.listeners > 0]

    def tell(self, event_id: int) -> None:
        """Render what is stale once for each room that has listeners, and send it."""
        pending = self.pending[event_id]
        subjects, version, rooms = list(pending.subjects.values()), pending.heard.whole, self.listening_to(event_id)
        pending.subjects = {}
        if not rooms:
            return
        stale = fragments.stale_after(subjects, {place for room in rooms for place in room.shows})
        with self.app.test_request_context("/"):
            event = read(self.event_model, event_id)
            if event is None:
                return
            once = {}  # (kind, channel, audience, locale) → fragments: rendered once, however many rooms show them
            for room in rooms:
                socketio.sleep(0)  # a day that goes on is rendered for many rooms: others have their turn between two
                made = []
                for place in room.shows:
                    if place in stale:
                        key = (place, room.audience, room.locale)
                        if key not in once:
                            with force_locale(room.locale):
                                once[key] = fragments.render(event, room.audience, place, stale[place])
                        made += once[key]
                news = room.known.news(made)
                if news:
                    to = max(version, room.told)
                    socketio.emit("change", {"from": room.told, "to": to, "fragments": news}, to=room.name)
                    room.told = to
            self.tell_people(subjects, version, pending.personal)
        database.give_back()

    def tell_people(self, subjects, version, personal) -> None:
        """Tell each person's own phones what changed for them alone: the marks themselves, where those say it all; note
        the version in `personal`."""
        kinds: dict[int, set] = {}
        for subject in subjects:
            for person_id in people_in(subject):
                kinds.setdefault(person_id, set()).add(type(subject))
        marks = marks_for(kinds)
        for number, person_id in enumerate(kinds):
            if number % 100 == 99:  # a plan moves a whole hall
                socketio.sleep(0)
            message = {"to": version, "of": person_id}
            personal[person_id] = version
            if person_id in marks:
                message["marks"] = marks[person_id]
            socketio.emit("mine", message, to=person_room(person_id))


def identity(subject):
    """What makes two subjects the same: a row's kind and number; anything else is itself."""
    return (type(subject), subject.get_id()) if hasattr(subject, "get_id") else subject


def people_in(row) -> set[int]:
    """The ids of the people a row is about: their own phones show more of it than others do."""
    meta = getattr(row, "_meta", None)
    if meta is None:
        return set()
    people = {getattr(row, field.object_id_name) for field in meta.refs if field.rel_model.__name__ == "Person"}
    if meta.name == "person":
        people.add(row.id)
    return people - {None}


def person_room(person_id: int) -> str:
    """The room of one person's own phones."""
    return f"person/{person_id}"


broadcaster = Broadcaster()


def init_app(app, settings, event_model) -> None:
    """Bind Socket.IO to the app and begin to listen to the record keeper."""
    broadcaster.app, broadcaster.event_model = app, event_model
    broadcaster.rooms.clear()
    broadcaster.pending.clear()
    rooms = Rooms()
    socketio.init_app(
        app,
        client_manager=rooms,
        async_mode=settings.async_mode if background.on_eventlet() else "threading",
        manage_session=False,
        max_http_buffer_size=16_384,
        ping_interval=25,
        ping_timeout=20,
        http_compression=False,
        json=PlainJSON,
        serializer=Packet,
    )
    app.wsgi_app = rooms.watching(app.wsgi_app)
    if broadcaster.heard not in keeper.listeners:
        keeper.listeners.append(broadcaster.heard)
