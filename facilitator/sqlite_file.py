"""The record as a file of SQLite: which SQLite runs, how its connections are set, what its errors say of the file.

Of all connections one alone writes and checkpoints; the others are opened read-only by the operating system. Why that
matters, and what is promised: docs/durability.md.
"""

import logging
import sqlite3
from pathlib import Path

log = logging.getLogger(__name__)

OLDEST = (3, 35, 0)  # knows RETURNING
EVERYWHERE = {"foreign_keys": 1, "journal_mode": "wal", "mmap_size": 0, "cache_size": -4000, "busy_timeout": 5000}
READING = {**EVERYWHERE, "query_only": 1, "wal_autocheckpoint": 0}
WRITING = {
    **EVERYWHERE,
    "query_only": 0,
    "wal_autocheckpoint": 1000,  # pages: 4 MB
    "synchronous": 2,  # full: a commit is on the disk before it is acknowledged
    "cache_spill": 0,  # nothing reaches the file before its commit; savepoints that go back then stay in memory
    "secure_delete": 1,  # words taken back are gone from the file too
}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
DAMAGE_SAYS = ("malformed", "not a database")


def connect(path: Path | str, writes: bool = False) -> sqlite3.Connection:
    """A connection to the record at `path`: one that cannot write, or the one that may. The file must be there.

    Raises sqlite3.OperationalError, also when a setting did not take; then there is no connection.
    """
    address = f"{Path(path).absolute().as_uri()}?mode={'rw' if writes else 'ro'}"
    connection = sqlite3.connect(address, uri=True, timeout=5, isolation_level=None)
    try:
        for name, value in (WRITING if writes else READING).items():
            _set(connection, name, value)
    except Exception:
        connection.close()
        raise
    return connection


def _set(connection, name, value):
    """Set one pragma and read it again; a misspelt or forbidden one says nothing by itself."""
    connection.execute(f"PRAGMA {name} = {value}")
    found = connection.execute(f"PRAGMA {name}").fetchone()
    if found != (value,):
        told = "nothing" if found is None else found[0]
        raise sqlite3.OperationalError(
            f"SQLite {sqlite3.sqlite_version} did not take the setting {name} = {value}, it says {told}"
        )


def put_away(connection: sqlite3.Connection) -> None:
    """Before the writing connection closes: bring all into the one file, so that a copy of it holds everything.

    When somebody still reads, what they read stays in the companion file, from where the next start takes it.
    """
    try:
        connection.execute("PRAGMA busy_timeout = 500")
        connection.execute("PRAGMA wal_checkpoint(truncate)")
    except sqlite3.Error:
        log.debug("the record was not brought into one file; its companion holds the rest", exc_info=True)


def is_damage(error: BaseException | None) -> bool:
    """Whether an error (peewee's or SQLite's own) says that the file itself is damaged."""
    while error is not None:
        if isinstance(error, sqlite3.DatabaseError):
            code = getattr(error, "sqlite_errorcode", None)
            return code & 0xFF in DAMAGED if code is not None else any(said in str(error) for said in DAMAGE_SAYS)
        error = error.__cause__ or error.__context__
    return False


def too_old() -> bool:
    """Whether this SQLite lacks what we need."""
    return sqlite3.sqlite_version_info < OLDEST


def has_wal_reset_fault(version: tuple[int, int, int] = sqlite3.sqlite_version_info) -> bool:
    """Whether a version of SQLite has the WAL-reset fault (https://sqlite.org/wal.html#walresetbug): 3.7.0 to 3.51.2,
    but for the mended 3.44.6 and 3.50.7."""
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return version >= (3, 7, 0) and not mended


def which() -> str:
    """One line for the terminal: which SQLite runs, and whether we can meet its known fault."""
    line = f"SQLite {sqlite3.sqlite_version}"
    if has_wal_reset_fault():
        line += " (its WAL-reset fault needs two writers, here is one: docs/durability.md)"
    return line
