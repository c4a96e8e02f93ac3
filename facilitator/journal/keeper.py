"""The record keeper: the only writer.

Actions are plain functions marked with `@action(verb)`; calling one hands it
to the keeper, which runs them one at a time, in order, each in its own
savepoint and many to one durable commit, in a thread of its own. The caller
waits until its commit is on the disk. After the commit, and only then, the
listeners (`live`) hear which subjects changed.
"""

import functools
import hashlib
import json
import logging
from dataclasses import dataclass, field
from typing import Any

import peewee
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from .. import background, troubles
from ..db import Record, database, now
from ..errors import NotFound, Refused
from ..i18n import speaking
from ..once import ask_anew
from . import rows

log = logging.getLogger(__name__)

MOST_IN_ONE_COMMIT = 256


@dataclass
class Change:
    """What one act does, handed to the action's body as its first argument."""

    event: Record | None
    by: Any  # the Viewer who acts, its rows loaded afresh
    subjects: list = field(default_factory=list)
    keeper: Any = None

    def record(self, *subjects):
        """Say which rows this act changed. The first is what the journal names; the fragments of all become stale."""
        self.subjects.extend(subjects)

    @property
    def person(self):
        """The person who acts, or None (a facilitator at the console)."""
        return self.by.person if self.by else None

    @property
    def late(self) -> bool:
        """The event was over when this came: what is made of it is marked so."""
        return bool(self.by and self.by.late)


@dataclass
class Commit:
    """What listeners hear after a commit: an event's id, its new version, and the subjects that changed."""

    event_id: int | None
    version: int
    subjects: list


@dataclass
class _Act:
    body: Any
    verb: str
    event: Record | None
    by: Any
    op: str | None
    arguments: dict
    locale: str | None
    outcome: background.Outcome = field(default_factory=background.Outcome)


def action(verb: str):
    """Mark a function as an act: `def offer(change, event, by, title, …)`, called as
    `offer(event=event, by=viewer, op=op, title=…)`.

    What goes in: rows (loaded afresh inside, and refused when gone or of another event) and plain values. What comes
    back: what the body returns, once it is on the disk. The same `op` again gives back the first answer's subject
    and does nothing; the same `op` with other content raises Refused. Raises whatever the body raises, and
    Refused(503) when the disk will not take it.
    """

    def mark(body):
        @functools.wraps(body)
        def act(*, event=None, by=None, op=None, **arguments):
            inside = keeper.change_under_way()
            if inside is not None:  # an act made of acts is one act
                return body(inside, event=event or inside.event, by=by or inside.by, **arguments)
            return keeper.keep(body, verb, event, by, op or None, arguments)

        act.verb, act.body = verb, body
        ACTIONS[f"{body.__module__}.{body.__name__}"] = act
        return act

    return mark


ACTIONS: dict[str, Any] = {}


class Keeper:
    """Runs acts in its own thread. One per process."""

    def __init__(self):
        self.listeners = []
        self._queue = self._thread = None
        self._local = background.native("threading").local()
        self.secret = b""

    def open(self, secret: str) -> None:
        """Start writing to the open database. `secret` keys the digests of repeated acts."""
        self.close()
        troubles.forget()
        self.secret = secret.encode()[:64]
        self._queue = background.native("queue").SimpleQueue()
        queue = self._queue
        self._thread = background.thread(lambda: self._write(queue), "record-keeper")

    def close(self) -> None:
        """Finish what was handed in, then stop. Nothing is left half-written."""
        if self._thread is not None:
            outcome = background.Outcome()
            self._queue.put(outcome)
            outcome.wait()
            self._thread = self._queue = None

    def change_under_way(self) -> Change | None:
        """The Change of the act this thread is in, if it is the keeper's."""
        return getattr(self._local, "change", None)

    def keep(self, body, verb, event, by, op, arguments):
        """Hand an act in, wait until it is on the disk, return its answer."""
        act = _Act(body, verb, event, by, op, arguments, str(get_locale() or "") or None)
        if self._queue is None or troubles.is_damaged():
            raise Refused(_("We cannot save just now. Please try again soon."), status=503)
        self._queue.put(act)
        try:
            return act.outcome.wait()
        finally:
            ask_anew()

    # From here on: inside the thread.

    def _write(self, queue):
        database.open_for_writing()
        last = None
        while last is None:
            batch = [queue.get()]
            while len(batch) < MOST_IN_ONE_COMMIT and not queue.empty():
                batch.append(queue.get())
            last = next((item for item in batch if isinstance(item, background.Outcome)), None)
            self._commit([item for item in batch if isinstance(item, _Act)])
        database.done_writing()
        database.close()
        last.set()

    def _commit(self, acts):
        commits = []
        try:
            with database.batch():
                answers = [self._answer(act, commits) for act in acts]
        except Exception as error:
            log.exception("the disk did not take a commit of %d acts", len(acts))
            if not troubles.notice(error):
                troubles.tell(troubles.NOT_SAVING, _l("We cannot save just now. Please try again soon."))
            answers, commits = [(None, _not_saved(act, error)) for act in acts], []
        if commits:
            troubles.over(troubles.NOT_SAVING)
        for act, (value, error) in zip(acts, answers, strict=True):
            act.outcome.set(value, error)
        if commits:
            background.on_loop(functools.partial(self._tell, commits))

    def _tell(self, commits):
        for listener in self.listeners:
            try:
                listener(commits)
            except Exception:
                log.exception("a listener failed after a commit; the record is safe")

    def _answer(self, act, commits):
        """(what the act gives, None) or (None, what is wrong with this act alone). What is wrong is a sentence for a
        person, so all of it happens in that person's language. Raises when the whole commit is lost."""
        with speaking(act.locale):
            try:
                with database.atomic():
                    answer, commit = self._carry_out(act)
            except (Refused, NotFound) as refusal:
                return None, refusal
            except peewee.IntegrityError as error:
                refusal = Refused(_("Somebody else was a little faster. Please look again and choose."), status=409)
                refusal.__cause__ = error
                log.info("%s was refused by the record: %s", act.verb, error)
                return None, refusal
            except (peewee.DatabaseError, peewee.InterfaceError) as error:
                if not database.goes_on():
                    raise
                log.exception("%s could not be carried out; the other acts of this commit are", act.verb)
                return None, _not_saved(act, error)
            except Exception as error:
                if troubles.notice(error):  # nothing of this commit can be trusted
                    raise
                return None, error
        commits += [commit] if commit else []
        return answer, None

    def _carry_out(self, act):
        event, by = _afresh(act.event, None), act.by and act.by.afresh(lambda row: _afresh(row, None))
        digest = self._digest(act) if act.op else None
        if act.op:
            earlier = rows.with_op(event and event.id, act.op)
            if earlier is not None:
                return self._same_again(earlier, digest), None
        change = Change(event, by, keeper=self)
        self._local.change = change
        try:
            arguments = {name: _afresh(value, event) for name, value in act.arguments.items()}
            answer = act.body(change, event=event, by=by, **arguments)
        finally:
            self._local.change = None
        return answer, self._note_down(act, change, digest)

    def _note_down(self, act, change, digest):
        event, subject = change.event, next(iter(change.subjects), None)
        if event is None and isinstance(subject, Record) and "version" in subject._meta.fields:
            event = subject  # an act that makes an event belongs to that event
        version = rows.next_version(event) if event is not None else 0
        rows.note_down(
            event_id=change.event and change.event.id,
            version=version,
            at=now(),
            role=getattr(change.by, "role", ""),
            person_id=change.person and change.person.id,
            verb=act.verb,
            subject_type=type(subject).__name__ if isinstance(subject, Record) else "",
            subject_id=subject.get_id() if isinstance(subject, Record) else None,
            op=act.op,
            digest=digest,
        )
        return Commit(event and event.id, version, list(change.subjects))

    def _same_again(self, earlier, digest):
        kept, subject_type, subject_id = earlier
        if kept != digest:
            raise Refused(_("This was already sent with other words. Please write it again."))
        kind = next((model for model in kinds_of(Record) if model.__name__ == subject_type), None)
        return kind and rows.read(kind, subject_id)

    def _digest(self, act):
        content = {name: _plainly(value) for name, value in act.arguments.items()}
        content["·"] = [act.verb, _plainly(getattr(act.by, "person", None)), getattr(act.by, "role", "")]
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self.secret, digest_size=16).digest()


keeper = Keeper()


def _afresh(value, event):
    """A row as it stands now, inside the transaction; other values as they are."""
    if isinstance(value, list | tuple):
        return type(value)(_afresh(item, event) for item in value)
    if not isinstance(value, Record):
        return value
    row = rows.read(type(value), value.get_id())
    if row is None or (event is not None and getattr(row, "event_id", event.id) != event.id):
        raise NotFound
    return row


def _plainly(value):
    if isinstance(value, Record):
        return [type(value).__name__, value.get_id()]
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, list | tuple):
        return [_plainly(item) for item in value]
    return value


def kinds_of(base):
    """Every model below this one."""
    for kind in base.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def _not_saved(act, error):
    """What the sender of an act is told that did not reach the disk."""
    with speaking(act.locale):
        words = _("We could not save that. Your words are still here. Please try again soon, or tell a helper.")
    refusal = Refused(words, status=503)
    refusal.__cause__ = error
    return refusal
