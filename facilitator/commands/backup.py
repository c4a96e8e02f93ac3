"""Backups: one file that holds everything, read again before it is called done.

By hand with `backup`; and by the server itself every few minutes (`automatic.py`), each in a process of its own.
"""

import json
import re
import sqlite3
from pathlib import Path

from ..config import ROOT, CannotGoOn
from .copying import copy, draft_of, put_in_place, reading, this_moment
from .reasons import why

BY_HAND = ROOT / "backups"
LARGEST_ON_FAT = 2**32 - 2**20  # bytes, about


def backup(settings, target: Path | None = None) -> Path:
    """Copy the record into `target` (a file, or a folder to put one in) and give its path. People may go on writing.

    Raises CannotGoOn with a plain sentence when the target is there already or cannot be written.
    """
    named = f"{settings.database.stem}-{this_moment()}.db"
    target = target or BY_HAND / named
    target = target / named if target.is_dir() else target
    if target.exists():
        raise CannotGoOn(f"{target} is there already. Choose another name, so that no backup is lost.")
    if not settings.database.exists():
        from .opening import opened

        with opened(settings):
            pass  # made now
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with draft_of(target) as draft:
            copy(settings.database, draft, "Backup")
            put_in_place(draft, target)
    except (OSError, sqlite3.Error) as error:
        raise CannotGoOn(why(target if isinstance(error, OSError) else settings.database, error)) from None
    return target


def keep_one(database: Path, folder: Path, at_most: int, other_disk: bool = False) -> dict:
    """One backup of the record into `folder`, if anything changed since the newest there; then the oldest of this
    record's own go, so that `at_most` are left. Nothing else in the folder is touched.

    Gives {"kept": path, "new": bool, "other_disk": bool}: whether the folder is on another disk than the record. Once
    it was, say so with `other_disk`: when it is not any more, the stick was pulled out and an empty folder is left.
    Raises CannotGoOn with a plain sentence.
    """
    if not folder.is_dir():
        raise CannotGoOn(f"The folder {folder} is not there. Is the stick in?")
    elsewhere = folder.stat().st_dev != database.parent.stat().st_dev
    if other_disk and not elsewhere:
        raise CannotGoOn(f"The disk of {folder} is not there any more. Is the stick in?")
    try:
        with reading(database) as record:
            number, newest = number_of(record), newest_act(record)
        own = own_backups(folder, database.stem, number)
        _sweep(folder, database.stem, number)
        if own and _holds(own[-1], newest):
            return {"kept": str(own[-1]), "new": False, "other_disk": elsewhere}
        count = int(_pattern(database.stem, number).fullmatch(own[-1].name)[1]) + 1 if own else 1
        target = folder / f"{database.stem}-{number:08x}-{count:06d}-{this_moment()}.db"
        with draft_of(target) as draft:
            try:
                copy(database, draft)
            except (OSError, sqlite3.Error):
                if draft.exists() and draft.stat().st_size > LARGEST_ON_FAT:
                    raise CannotGoOn(f"{folder} takes no file above 4 GB. Format the stick as exFAT.") from None
                raise
            put_in_place(draft, target)
        for old in own[: max(0, len(own) + 1 - at_most)]:
            old.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise CannotGoOn(why(folder, error)) from None
    return {"kept": str(target), "new": True, "other_disk": elsewhere}


def remember_folder(database: Path, folder: Path) -> None:
    """Note beside the record where its backups are, so that `restore` finds them without being told."""
    _noted(database).write_text(str(folder), encoding="utf-8")


def folders(settings) -> list[Path]:
    """Where backups may be: the folder that is set or was set at the last start, and the one for backups by hand."""
    note = _noted(settings.database)
    noted = [Path(note.read_text(encoding="utf-8").strip())] if note.is_file() else []
    return list(dict.fromkeys([*filter(None, [settings.backup_folder]), *noted, BY_HAND]))


def _noted(database):
    return database.with_name(database.name + "-backups")


def as_json(work, *arguments) -> None:
    """Do it and print one line for the server: its result, or {"failed": sentence}."""
    try:
        print(json.dumps(work(*arguments)), flush=True)
    except CannotGoOn as error:
        print(json.dumps({"failed": str(error)}), flush=True)


def own_backups(folder: Path, stem: str, number: int) -> list[Path]:
    """The automatic backups of one record in a folder, oldest first: by their count, for clocks may be set."""
    pattern = _pattern(stem, number)
    found = [(pattern.fullmatch(path.name), path) for path in folder.iterdir()]
    return [path for _count, path in sorted((int(match[1]), path) for match, path in found if match)]


def number_of(record) -> int:
    """The number that a record was given when it was made; every copy has the same."""
    return record.execute("PRAGMA user_version").fetchone()[0]


def newest_act(record) -> int:
    """The number of the newest line of a record's journal."""
    return record.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()[0]


def _pattern(stem, number):
    return re.compile(rf"{re.escape(stem)}-{number:08x}-(\d{{6,}})-\d{{4}}-\d\d-\d\d-\d{{6}}\.db")


def _sweep(folder, stem, number):
    """Away with what backups of this record left behind that were broken off."""
    for path in folder.glob(f"{stem}-{number:08x}-*.part*"):
        path.unlink(missing_ok=True)


def _holds(path, newest) -> bool:
    try:
        with reading(path) as kept:
            return newest_act(kept) == newest
    except sqlite3.Error:
        return False
