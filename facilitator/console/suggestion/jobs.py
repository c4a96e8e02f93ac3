"""Suggestions in the making: one for each event, each searched by a process of its own.

What was found stays in this process's memory until the next search, and is gone when the server stops; the board itself
is not.
"""

import logging
from dataclasses import dataclass

from ... import background
from ...live import socketio
from ...searches import FAILED, UNDER_WAY, Search
from .looking import Look, look

log = logging.getLogger(__name__)

LIMIT = 20  # seconds
FOUND = "found"
_jobs: dict[str, "Job"] = {}


@dataclass
class Job(Search):
    """One search, which ends well as FOUND; `free` how often people could go to a talk they want with the best
    board so far, `share` how far the search is (0 to 1), `look` what was found when it is over, `earlier` the last one
    that found something, kept until this one has."""

    instance: dict
    share: float = 0.0
    free: int | None = None
    placements: dict | None = None
    look: Look | None = None
    earlier: "Job | None" = None

    def told(self, said) -> None:
        """How far it is, and now and then a better board."""
        self.share, self.free = said["share"], said["figures"]["attended_free"]
        self.placements = said.get("placements", self.placements)


def start(event, instance: dict) -> Job:
    """Begin to search; one that is under way for this event is not begun twice. Raises OSError without a process."""
    running = of(event)
    if running is not None and running.under_way:
        return running
    job = Job(instance, earlier=found(event))
    arguments = ["suggest-board", "-", "--progress-json", "--no-assignments", "--seconds", str(LIMIT)]
    job.begin(arguments, instance)
    _jobs[event.token] = job
    socketio.start_background_task(_see_to, job)
    return job


def of(event) -> Job | None:
    """The last search for this event, under way or not."""
    return _jobs.get(event.token)


def found(event) -> Job | None:
    """The last search for this event that found something to look at."""
    job = of(event)
    return job.earlier if job is not None and job.look is None else job


def take(job: Job) -> None:
    """Good now: end the search and keep the best board so far. Nothing happens before there is one."""
    if job.placements is not None:
        job.child.stop()


def forget(event) -> None:
    """Do without the suggestion; a search that is under way ends."""
    job = _jobs.pop(event.token, None)
    if job is not None:
        job.stop()


def _see_to(job):
    """Wait for the end of a search, then look at what it found."""
    try:
        code = job.child.outcome.wait()
        if job.state != UNDER_WAY:
            return
        if job.placements is None:
            log.error("the search for a board ended with %s and without one", code)
            job.state = FAILED
            return
        seen = background.run(look, job.instance, job.placements)
        if job.state == UNDER_WAY:
            job.look, job.earlier, job.state = seen, None, FOUND
    except Exception:
        log.exception("the suggested board could not be looked at")
        job.state = FAILED
