"""Several processes, one record (docs/scaling.md): what one of them commits, the screens of all hear.

After a commit each process tells the others, through Redis, which rows changed; each then tells its own rooms, as if
the commit were its own. Redis keeps nothing and may lose anything: it only makes it quick. What is true stands in the
record. So each process looks there every now and then, whether an event is further than it has heard, and asks the
pages to fetch themselves again when it is (`Broadcaster.look_for_missed`).
"""

import contextlib
import dataclasses
import json
import logging
import queue
import secrets
import time

from ..config import CannotGoOn
from ..db import Record, database, number_of_record
from ..journal.keeper import Commit, keeper, kinds_of
from .broadcast import PlainJSON, broadcaster, socketio
from .fragments import KINDS

log = logging.getLogger(__name__)

EVERY = 2.0  # seconds between two looks at the record, and between two words of who is here
FORGOTTEN_AFTER = 4 * EVERY  # a process that says nothing for so long is gone
MOST_WAITING = 10_000  # messages, while Redis cannot be reached


class Neighbours:
    """The other processes that serve the same record."""

    def __init__(self):
        self.me = secrets.token_hex(6)
        self._hears = {"commits": self._commits, "here": self._here}
        self._outbox = self._redis = self._channel = self._counts = self._run = None
        self._present: dict[str, tuple[float, dict]] = {}  # process → when it said so, {event id: phones}

    def open(self, settings, counts) -> None:
        """Begin to listen and to look. `counts()` gives `{event id: phones joined up here}`.

        Raises CannotGoOn when the client of Redis is not installed.
        """
        self.close()
        if not database.is_shared:
            return
        self._run, self._counts = object(), counts
        if settings.message_queue:
            self._redis = _client(settings.message_queue)
            self._channel = f"facilitator-{number_of_record()}"
            self._outbox = queue.Queue(MOST_WAITING)
            keeper.listeners.append(self.heard)
            for task in (self._send, self._listen):
                socketio.start_background_task(task, self._run)
        socketio.start_background_task(self._look, self._run)

    def close(self) -> None:
        """Neither listen nor look any more; say that nobody is here."""
        if self._outbox is not None:
            with contextlib.suppress(Exception):  # Redis may be gone as well
                self._redis.publish(self._channel, self._message("here", {"phones": {}}))
            keeper.listeners.remove(self.heard)
        self._run = self._outbox = self._redis = None
        self._present.clear()

    def hears(self, kind: str, function) -> None:
        """Call `function(**facts)` when a neighbour says something of that kind."""
        self._hears[kind] = lambda _sender, facts: function(**facts)

    def say(self, kind: str, **facts) -> None:
        """Tell all neighbours, soon; nothing happens where there are none."""
        if self._outbox is None:
            return
        with contextlib.suppress(queue.Full):  # then Redis is away for long, and the look at the record will tell
            self._outbox.put_nowait(self._message(kind, facts))

    def heard(self, commits) -> None:
        """After commits of this process: which rows changed."""
        self.say("commits", commits=[as_told(commit) for commit in commits])

    def elsewhere(self, event_id: int) -> int:
        """How many phones of this event are joined up with other processes, as they said last."""
        lately = time.monotonic() - FORGOTTEN_AFTER
        return sum(phones.get(str(event_id), 0) for said, phones in self._present.values() if said > lately)

    def _message(self, kind, facts):
        return PlainJSON.dumps({"by": self.me, "kind": kind, "facts": facts})

    def _send(self, run):
        while self._run is run:
            try:
                message = self._outbox.get(timeout=EVERY)
            except (queue.Empty, AttributeError):  # the second: closed meanwhile
                continue
            try:
                self._redis.publish(self._channel, message)
            except Exception as error:
                log.warning("the other processes cannot be told just now (%s); they look into the record", error)

    def _listen(self, run):
        while self._run is run:
            try:
                with self._redis.pubsub(ignore_subscribe_messages=True) as ears:
                    ears.subscribe(self._channel)
                    while self._run is run:
                        message = ears.get_message(timeout=EVERY)
                        if message:
                            self._take(message["data"])
            except Exception as error:
                log.warning("the other processes cannot be heard just now (%s); we look into the record", error)
                socketio.sleep(EVERY / 2)

    def _take(self, text):
        try:
            said = json.loads(text)
            if said["by"] != self.me:
                self._hears[said["kind"]](said["by"], said["facts"])
        except Exception:  # of another version of the program, perhaps
            log.exception("what another process said could not be understood; the look at the record will tell")

    def _look(self, run):
        while self._run is run:
            socketio.sleep(EVERY)
            if self._run is not run:
                break
            self.say("here", phones=self._counts())
            try:
                broadcaster.look_for_missed()
            except Exception as error:
                log.warning("the record could not be looked at (%s)", error)
            database.give_back()

    def _commits(self, _sender, facts):
        commits = [as_heard(told) for told in facts["commits"]]
        for listener in list(keeper.listeners):
            if listener != self.heard:
                listener(commits)

    def _here(self, sender, facts):
        self._present[sender] = (time.monotonic(), facts["phones"])


def as_told(commit: Commit) -> dict:
    """A commit in plain values: what changed, without pictures."""
    rows = [{"is": type(subject).__name__, "values": _values(subject)} for subject in commit.subjects]
    return json.loads(json.dumps({"event": commit.event_id, "version": commit.version, "rows": rows}, default=str))


def as_heard(told: dict) -> Commit:
    """The same commit in another process."""
    kinds = {kind.__name__: kind for woken in KINDS.values() for kind in woken.wakes}
    kinds |= {kind.__name__: kind for kind in kinds_of(Record)}
    subjects = [_made(kinds[row["is"]], row["values"]) for row in told["rows"]]
    return Commit(told["event"], told["version"], subjects)


def _values(subject):
    if not isinstance(subject, Record):
        return dataclasses.asdict(subject)
    told = (field for field in subject._meta.sorted_fields if field.field_type != "BLOB")
    return {
        field.name: field.db_value(subject.__data__[field.name]) for field in told if field.name in subject.__data__
    }


def _made(kind, values):
    if not issubclass(kind, Record):
        return kind(**values)
    row = kind(__no_default__=True)
    row.__data__.update({name: row._meta.fields[name].python_value(value) for name, value in values.items()})
    row._dirty.clear()
    return row


def _client(address):
    try:
        import redis.backoff
        import redis.retry
    except ImportError:
        raise CannotGoOn(
            "The client for Redis is not installed. Type `python -m pip install -r requirements-scaling.txt`, "
            "and start again."
        ) from None
    at_once = redis.retry.Retry(redis.backoff.NoBackoff(), 1)  # a connection that Redis closed is opened again
    return redis.Redis.from_url(
        address, socket_connect_timeout=3, socket_keepalive=True, health_check_interval=15, retry=at_once
    )


neighbours = Neighbours()
