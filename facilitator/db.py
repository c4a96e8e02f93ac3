"""The database, the base model, and who may write.

Reading happens anywhere, on one long-lived connection per operating-system
thread, and those connections are opened read-only. Writing happens in the record
keeper's thread alone (`journal/keeper.py`); SQLite itself refuses anyone else.
"""

import contextlib
import os
import secrets
import sys
from pathlib import Path

import peewee
from playhouse.migrations import Runner

from . import background, sqlite_file, statements
from .config import CannotGoOn, without_password
from .record_time import now  # noqa: F401  (what rows are dated with)


class NewerDatabase(Exception):
    """The file was made by a newer version of the program; its text is a plain sentence."""


class _StateOfThread(peewee._ConnectionState, background.native("threading").local):
    """peewee's own state is local to a greenlet, which would open a connection per request."""


class OneConnectionPerThread:
    """What makes a peewee database ours: one connection per thread, read-only, except where `open_for_writing` was
    called."""

    def __init__(self):
        super().__init__(None)
        threading = background.native("threading")
        self._state, self._lock = _StateOfThread(), threading.Lock()
        self._role = threading.local()

    @property
    def writes(self) -> bool:
        """Whether this thread's connection is the one that writes."""
        return getattr(self._role, "writes", False)

    def open_for_writing(self):
        """Make this thread's connection the one that writes. For the record keeper and for migrations."""
        self.close()
        self._role.writes = True
        self.connect()

    def give_back(self):
        """After a task, where each task has a thread of its own: close its reading connection."""
        if not background.on_eventlet() and not self.writes and not self.is_closed():
            self.close()

    def done_writing(self):
        """Give this thread an ordinary reading connection again."""
        self.close()
        self._role.writes = False


class SqliteRecord(OneConnectionPerThread, peewee.SqliteDatabase):
    """One file, for one server."""

    is_shared = False

    def prepare(self, path: Path) -> None:
        """Know where the record is; make an empty file for its owner alone when there is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        self.init(str(path))

    def _connect(self):
        connection = sqlite_file.connect(self.database, self.writes)
        self._add_conn_hooks(connection)
        return connection

    def done_writing(self):
        """As everywhere; before it, all is brought into the one file."""
        if not self.is_closed():
            sqlite_file.put_away(self.connection())
        super().done_writing()

    def many(self, statement: str, rows: list) -> None:
        """Carry out one statement, with `?` for values, for each of many rows."""
        self.connection().executemany(statement, rows)

    def numbers_used(self, table: str) -> None:
        """Rows with numbers of their own were put into a table: the next one comes after them. Here it does anyway."""

    def batch(self):
        """One durable commit; inside, nobody else writes."""
        return self.atomic("IMMEDIATE")

    def goes_on(self) -> bool:
        """Whether the transaction that was begun goes on: some failures take all of it back, others one statement."""
        return self.connection().in_transaction

    def alone(self):
        """Inside, no other process brings the record up to date: there is none (commands/lock.py)."""
        return contextlib.nullcontext()

    def make(self, statements: str, yes_or_no: dict) -> None:
        """Carry out a migration's statements. `yes_or_no` gives for each table the columns that are true or false,
        for databases that keep these as what they are."""
        for statement in filter(str.strip, statements.split(";\n")):
            self.execute_sql(statement)

    def number(self) -> int:
        """See number_of_record."""
        return self.execute_sql("PRAGMA user_version").fetchone()[0]

    def give_number(self, number: int) -> None:
        """Number the record, if it has no number yet."""
        if not self.number():
            self.execute_sql(f"PRAGMA user_version = {number}")

    def reach(self) -> None:
        """Raise peewee.DatabaseError or InterfaceError when the record cannot be read."""
        self.execute_sql("PRAGMA schema_version").fetchone()


class _TheRecord(peewee.DatabaseProxy):
    """The database that the settings name: everything asked or set goes to that one."""

    def __setattr__(self, name, value):
        if name in ("obj", "_callbacks", "_Model"):
            super().__setattr__(name, value)
        else:
            setattr(self.obj, name, value)

    def __delattr__(self, name):
        delattr(self.obj, name)


database = _TheRecord()
database.initialize(SqliteRecord())


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
        else:
            rows = statements.update(self, dirty) if dirty else 0
        self._dirty.clear()
        return rows


def number_of_record() -> int:
    """A number that this record was given when it was made, and keeps in every copy: a cookie of another record, where
    the same ids are other people, must not be taken for one of this.
    """
    return database.number()


def open_record(place: Path | str, writes: bool = True) -> list[str]:
    """Open (or make) the record at a path or a postgresql:// address and bring it up to date; returns the migrations
    applied. With `writes` false it is only read, beside the server that runs on it.

    Raises NewerDatabase when a later version wrote it, CannotGoOn, OSError or peewee.OperationalError when it cannot
    be used.
    """
    place = place if str(place).startswith("postgresql://") else Path(place)
    kind = SqliteRecord if isinstance(place, Path) else _postgres()
    if not isinstance(database.obj, kind):
        database.initialize(kind())
        statements.forget()
    database.prepare(place)
    if not writes:
        _find_it_up_to_date(place)
        return []
    database.open_for_writing()
    try:
        with database.alone():
            applied = _bring_up_to_date(place)
            database.give_number(secrets.randbelow(2**31 - 1) + 1)
        return applied
    finally:
        database.done_writing()


def _find_it_up_to_date(place):
    if any(row.applied is None for row in _migrations(place).status()):
        raise CannotGoOn(
            f"{without_password(place)} is in use by an older version of Facilitator. Stop that one and try again."
        )


def _bring_up_to_date(place):
    return _migrations(place).up()


def _migrations(place):
    """What brings the record up to date. Raises NewerDatabase."""
    runner = Runner(database.obj, directory=str(Path(__file__).parent / "migrations"))
    unknown = [row.name for row in runner.status() if row.path is None]
    if unknown:
        raise NewerDatabase(
            f"{without_password(place)} was made by a newer version of Facilitator (it knows {unknown[-1]}). "
            "Start that version, or choose another file with --database."
        )
    return runner


def _postgres():
    try:
        from .postgres import PostgresRecord
    except ImportError:
        raise CannotGoOn(
            "The driver for PostgreSQL is not installed. Type "
            f"`{sys.executable} -m pip install -r requirements-scaling.txt`, and start again."
        ) from None
    return PostgresRecord
