"""Suggestions in the making: one at a time for an event, each looked for by a process of its own.

What was found becomes rows when a search ends (actions.py).
"""

import logging
import time
from dataclasses import dataclass

from ...db import database
from ...live import socketio
from ...searches import FAILED, UNDER_WAY, Search
from ..models import Alike
from . import actions
from .reading import fingerprint, instance_of

log = logging.getLogger(__name__)

FOUND, NOTHING = "found", "nothing"
ENOUGH = 50  # notes that are looked at for what is alike without anybody asking; of fewer, people see it
REST = 60  # seconds between two such looks
_jobs: dict[str, "Job"] = {}
_looked: dict[str, tuple] = {}  # what was shown when somebody looked last, and when that was


@dataclass
class Job(Search):
    """One search. It ends well with one of the words above; `share` how far it is (0 to 1), `count` how many notes it
    looks at; `asked` whether somebody wants piles, else it only looks for what is alike."""

    event: object
    by: object  # the Viewer who asked for it
    asked: bool
    count: int
    share: float = 0.0
    found: dict | None = None

    def told(self, said) -> None:
        """How far it is, and at the end what it found."""
        self.share = said["share"]
        self.found = said if "piles" in said else self.found


def start(event, by) -> Job:
    """Begin to look for piles; a search for them that is under way is not begun twice. Raises OSError when no process
    starts."""
    running = _jobs.get(event.token)
    if running is not None and running.under_way:
        if running.asked:
            return running
        running.stop()
    return _begin(event, by, asked=True)


def look_for_alike(event) -> None:
    """See to it soon, without anybody's asking, that it is known which notes are alike: when other words are shown than
    at the last look, and not too often."""
    running, (before, when) = _jobs.get(event.token), _looked.get(event.token, (None, -REST))
    if (running is None or not running.under_way) and time.monotonic() - when >= REST:
        _looked[event.token] = (before, time.monotonic())
        socketio.start_background_task(_look, event, before)


def of(event) -> Job | None:
    """The last search for piles of this event, under way or not."""
    job = _jobs.get(event.token)
    return job if job is not None and job.asked else None


def _look(event, before):
    try:
        shown = fingerprint(event)
        if shown != before and shown[0] >= ENOUGH:
            _begin(event, None, asked=False)
    except Exception:
        log.exception("it could not be seen which notes of event %s are alike", event.code)
    finally:
        database.give_back()


def _begin(event, by, asked) -> Job:
    _looked[event.token] = (fingerprint(event), time.monotonic())
    instance = instance_of(event)
    job = Job(event, by, asked, len({note["id"] for note in instance["notes"]}))
    arguments = ["suggest-piles", "-", "--progress-json", *([] if asked else ["--alike-only"])]
    job.begin(arguments, instance)
    _jobs[event.token] = job
    socketio.start_background_task(_see_to, job)
    return job


def _see_to(job):
    """Wait for the end of a search, then keep what it found."""
    try:
        code = job.child.outcome.wait()
        if job.state == UNDER_WAY:
            job.state = _kept(job) if job.found is not None else FAILED
        if job.state == FAILED:
            log.error("the search for piles of event %s ended with %s: %s", job.event.code, code, job.child.complaint)
    except Exception:
        log.exception("the suggested piles of event %s could not be kept", job.event.code)
        job.state = FAILED
    finally:
        job.ended_at = time.monotonic()
        database.give_back()


def _kept(job) -> str:
    piles, alike = job.found["piles"], job.found["alike"]
    if job.asked:
        actions.suggest(event=job.event, by=job.by, piles=piles, alike=alike)
    elif {id_: group[0] for group in alike for id_ in group} != _known(job.event):
        actions.notice(event=job.event, by=job.by, alike=alike)
    return FOUND if piles else NOTHING


def _known(event) -> dict[int, int]:
    return dict(Alike.select(Alike.note, Alike.number).where(Alike.event == event).tuples())
