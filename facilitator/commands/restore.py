"""Putting a backup in the place of the record: the one that was named, or the newest good one that can be found."""

import datetime
import os
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from ..config import CannotGoOn
from . import check
from .backup import BY_HAND, folders, newest_act, number_of
from .copying import COMPANIONS, connected, copy, draft_of, put_in_place, reading, this_moment
from .reasons import BIN_RESTORE, why


@dataclass
class Found:
    """A backup that could be brought back: the record's number, its newest act and when that was (as the record counts
    time), and how many notes and people it holds."""

    path: Path
    number: int
    act: int
    at: str
    notes: int
    people: int


def restore(settings, source: Path) -> Path | None:
    """Put the backup `source` in the place of the record. Gives the path under which the replaced one is kept.

    Raises CannotGoOn when a server runs on the record, or the backup is missing, damaged, not ours, or too new. Then
    nothing has changed.
    """
    from .opening import hold

    if not source.is_file():
        raise CannotGoOn(f"There is no file {source}.")
    database = settings.database
    with hold(database):
        try:
            with draft_of(database) as draft:
                copy(source, draft, "Restore")
                _check_it_is_ours(settings, source, draft)
                kept = _set_aside(database)
                put_in_place(draft, database)
        except (OSError, sqlite3.Error) as error:
            raise CannotGoOn(why(source, error)) from None
    return kept


def choose(settings, ask: bool = True, folder: Path | None = None) -> Path:
    """The newest good backup, of those in `folder` when one is named, after saying which it is and, with `ask`, hearing
    a yes. Raises CannotGoOn."""
    found, passed_over = newest_good(settings, folder)
    for line in passed_over:
        print(line)
    if found.path == settings.database:
        print("No backup is as new as what can still be read of the record itself.")
    print(f"Newest good backup: {found.path}")
    print(f"Its last words are of {_told(found.at)}. It holds {found.people} people and {found.notes} notes.")
    if ask and not _says_yes(f"Put it in the place of {settings.database}? Type yes and press Enter: "):
        raise CannotGoOn("Nothing was changed.")
    return found.path


def _says_yes(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("y", "yes")
    except EOFError:
        return False


def _told(at: str) -> str:
    """A time of the record, as a clock on this machine's wall would have shown it."""
    try:
        moment = datetime.datetime.fromisoformat(at).replace(tzinfo=datetime.UTC)
    except ValueError:
        return "an unknown day"
    return f"{moment.astimezone():%d %B %Y at %H:%M}"


def newest_good(settings, only: Path | None = None) -> tuple[Found, list[str]]:
    """The newest backup that is whole: of this record, when it can still say which it is. What can still be read of
    the record itself counts too. With `only`, whatever that folder holds, and nothing else. Gives it, and a line for
    each place or file that was passed over.

    Raises CannotGoOn when there is none.
    """
    passed_over, files = [], []
    for folder in [only] if only else folders(settings):
        if folder.is_dir():
            files += [path for path in folder.glob("*.db") if path.is_file()]
        elif folder != BY_HAND:
            passed_over.append(f"The folder {folder} is not there. If it is on a stick, put the stick in.")
    if settings.database.exists() and not only:
        files.append(settings.database)
    number = None if only else _number_in_header(settings.database)
    found = [each for each in map(_look_at, files) if each is not None]
    wanted = [each for each in found if each.number == number] or found
    for each in sorted(wanted, key=lambda each: (each.at, each.act, each.path != settings.database), reverse=True):
        try:
            faults = check.faults(each.path)
        except CannotGoOn as error:
            passed_over.append(f"{error} So it was passed over.")
            continue
        if not faults or (each.path == settings.database and all(map(_only_newest, faults))):
            return each, passed_over
        passed_over.append(f"{each.path} is damaged, so it was passed over.")
    raise CannotGoOn(" ".join([*passed_over, f"No backup was found. Say where one is: `{BIN_RESTORE} FOLDER`."]))


def _look_at(path: Path) -> Found | None:
    try:
        with reading(path) as record:
            at = record.execute("SELECT coalesce(max(at), '') FROM journal").fetchone()[0]
            counts = [record.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("note", "person")]  # noqa: S608
            return Found(path, number_of(record), newest_act(record), at, *counts)
    except (sqlite3.Error, OSError):
        return None


def _number_in_header(database: Path) -> int:
    """The number of a record whose pages may be damaged: it stands in the first page, at byte 60."""
    try:
        with database.open("rb") as file:
            head = file.read(100)
    except OSError:
        return 0
    return int.from_bytes(head[60:64], "big") if head.startswith(b"SQLite format 3\0") else 0


def _only_newest(fault: str) -> bool:
    """What is lost is in the companion file alone; the rest of the record is whole."""
    return "commits cannot be read" in fault


def _check_it_is_ours(settings, source: Path, draft: Path) -> None:
    """Refuse what is no record of ours; bring an older one up to date; refuse a newer one."""
    from .opening import opened

    with connected(draft) as copied:
        tables = {name for (name,) in copied.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"journal", "event"} <= tables:
        raise CannotGoOn(f"{source} is a database, but not one of Facilitator's.")
    with opened(replace(settings, database=draft)):
        pass  # brought up to date, or refused when it is newer than we are
    with connected(draft) as copied:
        copied.execute("PRAGMA journal_mode = delete")


def _set_aside(database: Path) -> Path | None:
    """Keep the record under another name, beside where it was. At every moment one of the two is in its place."""
    if not database.exists():
        return None
    kept = database.with_name(f"{database.name}.before-restore-{this_moment()}")
    companions = [database.with_name(database.name + end) for end in COMPANIONS]
    log = database.with_name(database.name + "-wal")
    hold_words = log.exists() and log.stat().st_size > 0
    for companion in filter(Path.exists, companions):
        if hold_words:
            companion.replace(kept.with_name(companion.name.replace(database.name, kept.name, 1)))
        else:
            companion.unlink()
    try:
        os.link(database, kept)
    except OSError:
        database.replace(kept)  # a disk without links, such as a USB stick's
    return kept
