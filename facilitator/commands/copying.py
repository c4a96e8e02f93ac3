"""Copying the record: SQLite's online backup into one file, read again from end to end before it gets its name."""

import contextlib
import datetime
import os
import sqlite3
from pathlib import Path

from ..config import to_disk
from .progress import Bar

PAGES_AT_ONCE = 2000
COMPANIONS = ("-journal", "-wal", "-shm")


@contextlib.contextmanager
def draft_of(target: Path):
    """A path beside `target` to write to first, readable by its owner alone; gone afterwards unless it was moved."""
    draft = target.with_name(target.name + ".part")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield draft
    finally:
        with contextlib.suppress(OSError):  # the stick was pulled out; what is left there is swept up next time
            for end in ("", "-server", *COMPANIONS):
                draft.with_name(draft.name + end).unlink(missing_ok=True)


def copy(source: Path, draft: Path, label: str = "") -> None:
    """Copy the record at `source`, which may be in use and is only read, into one file without companions; then read
    that again from end to end. With a `label` a bar shows how far it is.

    All is copied as it was at one moment, however much is written meanwhile. Raises sqlite3.Error or OSError.
    """
    bar = Bar(label, 1) if label else None

    def show(_status, remaining, total):
        if bar:
            bar.total = max(total, 1)
            bar.at(total - remaining)

    with reading(source) as old, connected(draft) as new:
        old.execute("BEGIN")
        old.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on it reads this moment
        old.backup(new, pages=PAGES_AT_ONCE, progress=show, sleep=0)
        new.execute("PRAGMA journal_mode = delete")
    if bar:
        bar.done()
    _forget_what_was_written(draft)
    with connected(draft) as new:
        faults = new.execute("PRAGMA integrity_check").fetchall()
        if faults != [("ok",)]:
            raise sqlite3.DatabaseError(f"the copy is malformed: {faults[0][0]}")


def _forget_what_was_written(draft: Path) -> None:
    """Bring it to the disk; then have the system forget it, where it can, so that what is read comes from there."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def put_in_place(draft: Path, target: Path) -> None:
    """Give a finished draft its name, so that it has it after a power cut too."""
    os.replace(draft, target)
    to_disk(target.parent)


def reading(path: Path):
    """A connection that cannot write, to a record or a backup, to be used with `with`."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    return contextlib.closing(sqlite3.connect(address, uri=True, isolation_level=None))


def connected(path: Path):
    """A connection to a file that is ours alone, to be used with `with`."""
    return contextlib.closing(sqlite3.connect(path))


def this_moment() -> str:
    """For names of files."""
    return datetime.datetime.now().strftime("%Y-%m-%d-%H%M%S")
