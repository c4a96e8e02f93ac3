"""Files in the making: one at a time, each by a process of its own, kept for ten minutes.

The process is the command `export`; a long day as a PDF takes hundreds of megabytes, and they go with it. The files
stand in a private temporary folder, and are gone when the server stops.
"""

import json
import logging
import secrets
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from flask import current_app

from .. import background
from ..errors import NotFound
from ..live import socketio
from .export import Choice

log = logging.getLogger(__name__)

KEPT_SECONDS = 600
_one_at_a_time = threading.Lock()
_jobs: dict[str, "Job"] = {}
_folder = None


@dataclass
class Job:
    """One file in the making. `percent` is 100 and `done` is True when it is there; `failed` when it will not be."""

    event: object
    format: str
    choice: Choice
    path: Path
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    percent: int = 0
    done: bool = False
    failed: bool = False
    since: float = field(default_factory=time.monotonic)

    @property
    def under_way(self) -> bool:
        """Neither done nor failed."""
        return not (self.done or self.failed)


def start(event, format: str, choice: Choice, fresh: float = 0, at_most: int | None = None) -> Job | None:
    """Begin to make a file; one that is already in the making is not begun twice, and one that was begun less than
    `fresh` seconds ago is as good as a new one: a whole hall may ask for the same. None, and nothing is begun, while
    `at_most` files of the event, or more, are in the making."""
    global _folder
    _tidy_up()
    for job in _jobs.values():
        is_fresh = job.done and time.monotonic() - job.since < fresh
        if (job.event.id, job.format, job.choice) == (event.id, format, choice) and (job.under_way or is_fresh):
            return job
    waiting = sum(job.event.id == event.id and job.under_way for job in _jobs.values())
    if at_most is not None and waiting >= at_most:
        return None
    if _folder is None:
        _folder = tempfile.TemporaryDirectory(prefix="facilitator-files-")
    job = Job(event, format, choice, Path(_folder.name) / f"{secrets.token_hex(8)}.{format}")
    _jobs[job.id] = job
    socketio.start_background_task(_make, job, current_app.config["SETTINGS"].database)
    return job


def find(event, id: str) -> Job:
    """The job with that id, of that event. Raises NotFound when there is none (any more)."""
    _tidy_up()
    job = _jobs.get(id)
    if job is None or job.event.id != event.id:
        raise NotFound
    return job


def wait(job: Job, seconds: float) -> None:
    """Give it so many seconds to be done; others go on meanwhile."""
    until = time.monotonic() + seconds
    while job.under_way and time.monotonic() < until:
        time.sleep(0.05)


def _make(job, record):
    def hear(line):
        job.percent = json.loads(line)["percent"]

    arguments = ["export", job.event.code, "--format", job.format, "--out", str(job.path), "--progress-json"]
    arguments += _chosen(job.choice)
    try:
        with _one_at_a_time:
            place = str(record) if isinstance(record, str) else f"sqlite:///{record}"
            child = background.child(arguments, b"", hear, DATABASE_URL=place)
            if child.outcome.wait() != 0:
                raise OSError(child.complaint)
        job.done = True
    except Exception:
        log.exception("the %s of event %s could not be made", job.format, job.event.code)
        job.failed = True


def _chosen(choice):
    """The choice in the words of the command line."""
    said = ["--shape", choice.shape]
    said += ["--names"] if choice.names else []
    said += ["--contacts"] if choice.contacts else []
    said += ["--language", choice.language] if choice.language else []
    said += ["--edition", choice.kept] if choice.kept else []
    return said + (["--look-back", choice.address] if choice.address else [])


def _tidy_up():
    for job in list(_jobs.values()):
        if not job.under_way and time.monotonic() - job.since > KEPT_SECONDS:
            del _jobs[job.id]
            job.path.unlink(missing_ok=True)
