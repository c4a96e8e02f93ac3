"""The database, the base model, and who may write.

Reading happens anywhere, on one long-lived connection per operating-system
thread, and those connections are `query_only`. Writing happens in the record
keeper's thread alone (`journal/keeper.py`); SQLite itself refuses anyone else.
"""

import datetime
import os
import secrets
from pathlib import Path

import peewee
from playhouse.migrations import Runner

from . import background, statements

READING = {"busy_timeout": 5000, "foreign_keys": 1, "query_only": 1, "cache_size": -16000}
WRITING = {
    "busy_timeout": 5000,
    "foreign_keys": 1,
    "journal_mode": "wal",
    "synchronous": "full",
    "cache_size": -16000,
    "secure_delete": 1,  # words taken back are gone from the file too
}


class NewerDatabase(Exception):
    """The file was made by a newer version of the program; its text is a plain sentence."""


class _OneConnectionPerThread(peewee._ConnectionState, background.native("threading").local):
    """peewee's own state is local to a greenlet, which would open a connection per request."""


class RecordDatabase(peewee.SqliteDatabase):
    """SQLite with one connection per thread: read-only, except inside `writing()`."""

    def __init__(self):
        super().__init__(None)
        threading = background.native("threading")
        self._state, self._lock = _OneConnectionPerThread(), threading.Lock()
        self._role = threading.local()

    def _initialize_connection(self, conn):
        pragmas = WRITING if getattr(self._role, "writes", False) else READING
        for name, value in pragmas.items():
            conn.execute(f"PRAGMA {name} = {value}")

    def open_for_writing(self):
        """Make this thread's connection the one that writes. For the record keeper and for migrations."""
        self.close()
        self._role.writes = True
        self.connect()

    def give_back(self):
        """After a task, where each task has a thread of its own: close its reading connection."""
        if not background.on_eventlet() and not getattr(self._role, "writes", False) and not self.is_closed():
            self.close()

    def done_writing(self):
        """Give this thread an ordinary reading connection again."""
        self.close()
        self._role.writes = False


database = RecordDatabase()


def now() -> datetime.datetime:
    """This moment, in UTC, without a time zone mark: what the record stores."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


class JSONField(peewee.TextField):
    """A list or dict, kept as JSON text."""

    def db_value(self, value):
        import json

        return None if value is None else json.dumps(value, ensure_ascii=False)

    def python_value(self, value):
        import json

        return None if value is None else json.loads(value)


class Record(peewee.Model):
    """Base of every row we keep. `save()` writes only what changed."""

    class Meta:
        database = database
        legacy_table_names = False
        only_save_dirty = True

    def save(self, force_insert=False, only=None):
        """As peewee's, by statements that are written once for each model."""
        if only is not None or not self._meta.auto_increment or (force_insert and self._pk is not None):
            return super().save(force_insert, only)
        self._populate_unsaved_relations(self.__data__)
        rows, dirty = 1, [name for name in self.dirty_field_names if name != self._meta.primary_key.name]
        if self._pk is None:
            self.__data__.pop(self._meta.primary_key.name, None)
            self._pk = statements.insert(self)
        elif dirty:
            rows = statements.update(self, dirty)
        self._dirty.clear()
        return rows


def number_of_record() -> int:
    """A number that this record was given when it was made, and keeps in every copy: a cookie of another record, where
    the same ids are other people, must not be taken for one of this.
    """
    return database.execute_sql("PRAGMA user_version").fetchone()[0]


def open_record(path: Path) -> list[str]:
    """Open (or make) the database at `path` and bring it up to date; returns the migrations applied.

    Raises NewerDatabase when a later version wrote it, OSError or peewee.OperationalError when it cannot be used.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    database.init(str(path))
    database.open_for_writing()
    try:
        runner = Runner(database, directory=str(Path(__file__).parent / "migrations"))
        unknown = [row.name for row in runner.status() if row.path is None]
        if unknown:
            raise NewerDatabase(
                f"{path} was made by a newer version of Facilitator (it knows {unknown[-1]}). "
                "Start that version, or choose another file with --database."
            )
        applied = runner.up()
        if not number_of_record():
            database.execute_sql(f"PRAGMA user_version = {secrets.randbelow(2**31 - 1) + 1}")
        return applied
    finally:
        database.done_writing()
