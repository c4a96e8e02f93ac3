"""Backups: one file that holds everything, read again before it is called done; and putting one back."""

import contextlib
import datetime
import os
import sqlite3
from pathlib import Path

from ..config import ROOT, CannotGoOn
from .opening import opened, why
from .progress import Bar

PAGES_AT_ONCE = 2000


def backup(settings, target: Path | None = None) -> Path:
    """Copy the record into `target` (a file, or a folder to put one in) and give its path. People may go on writing.

    Raises CannotGoOn with a plain sentence when the target is there already or cannot be written.
    """
    named = f"{settings.database.stem}-{_this_moment()}.db"
    target = target or ROOT / "backups" / named
    target = target / named if target.is_dir() else target
    if target.exists():
        raise CannotGoOn(f"{target} is there already. Choose another name, so that no backup is lost.")
    with opened(settings):
        pass  # made when it was not there, and found to be in order
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _draft_of(target) as draft:
            _copy(settings.database, draft, "Backup", "rw")
            os.replace(draft, target)
            _to_disk(target.parent)
    except (OSError, sqlite3.Error) as error:
        raise CannotGoOn(why(target, error)) from None
    return target


def restore(settings, source: Path) -> Path | None:
    """Put the backup `source` in the place of the record. Gives the path under which the replaced one is kept.

    Raises CannotGoOn when a server runs on the record, or the backup is missing, damaged, not ours, or too new. Then
    nothing has changed.
    """
    from .server import hold

    if not source.is_file():
        raise CannotGoOn(f"There is no file {source}.")
    database = settings.database
    with hold(database):
        try:
            with _draft_of(database) as draft:
                _copy(source, draft, "Restore", "ro")
                _check_it_is_ours(settings, source, draft)
                kept = _set_aside(database)
                os.replace(draft, database)
                _to_disk(database.parent)
        except (OSError, sqlite3.Error) as error:
            raise CannotGoOn(why(source, error)) from None
    return kept


@contextlib.contextmanager
def _draft_of(target: Path):
    """A path beside `target` to write to first, readable by its owner alone; gone afterwards unless it was moved."""
    draft = target.with_name(target.name + ".part")
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield draft
    finally:
        for end in ("", "-journal", "-wal", "-shm"):
            draft.with_name(draft.name + end).unlink(missing_ok=True)


def _copy(source: Path, draft: Path, label: str, mode: str) -> None:
    """SQLite's online backup, into one file without companions, then read again from end to end.

    `mode` opens the source: `rw` for a record in use, whose companions SQLite then tidies up; `ro` for a file that may
    stand on a disk that cannot be written to.
    """
    bar = Bar(label, 1)

    def show(_status, remaining, total):
        bar.total = max(total, 1)
        bar.at(total - remaining)

    address = f"{source.absolute().as_uri()}?mode={mode}"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as old, _connected(draft) as new:
        old.backup(new, pages=PAGES_AT_ONCE, progress=show)
        new.execute("PRAGMA journal_mode = delete")
    bar.done()
    with _connected(draft) as new:
        faults = new.execute("PRAGMA integrity_check").fetchall()
        if faults != [("ok",)]:
            raise sqlite3.DatabaseError(f"the copy is malformed: {faults[0][0]}")
    with draft.open("rb+") as file:
        os.fsync(file.fileno())


def _check_it_is_ours(settings, source: Path, draft: Path) -> None:
    """Refuse what is no record of ours; bring an older one up to date; refuse a newer one."""
    from dataclasses import replace

    with _connected(draft) as copy:
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"journal", "event"} <= tables:
        raise CannotGoOn(f"{source} is a database, but not one of Facilitator's.")
    with opened(replace(settings, database=draft)):
        pass  # brought up to date, or refused when it is newer than we are
    with _connected(draft) as copy:
        copy.execute("PRAGMA journal_mode = delete")


def _set_aside(database: Path) -> Path | None:
    """Keep the record under another name, beside where it was. At every moment one of the two is in its place."""
    if not database.exists():
        return None
    kept = database.with_name(f"{database.name}.before-restore-{_this_moment()}")
    # A damaged one is kept as it is, with its companions.
    with contextlib.suppress(sqlite3.DatabaseError), _connected(database) as old:
        old.execute("PRAGMA wal_checkpoint(truncate)")
        old.execute("PRAGMA journal_mode = delete")
    for end in ("-wal", "-shm"):
        companion = database.with_name(database.name + end)
        if companion.exists():
            companion.replace(kept.with_name(kept.name + end))
    try:
        os.link(database, kept)
    except OSError:
        database.replace(kept)  # a disk without links, such as a USB stick's
    return kept


def _connected(path: Path):
    return contextlib.closing(sqlite3.connect(path))


def _to_disk(folder: Path) -> None:
    """What was renamed in this folder is renamed even after a power cut."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _this_moment() -> str:
    return datetime.datetime.now().strftime("%Y-%m-%d-%H%M%S")
