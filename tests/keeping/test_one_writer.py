"""One connection alone writes and checkpoints; so the WAL-reset fault of SQLite cannot be met (docs/durability.md)."""

import sqlite3
import threading

import peewee
import pytest

from facilitator import sqlite_file
from facilitator.db import database, open_record


@pytest.mark.parametrize(
    ("version", "has_it"),
    [
        ((3, 40, 1), True), ((3, 44, 5), True), ((3, 44, 6), False), ((3, 45, 0), True), ((3, 50, 6), True),
        ((3, 50, 7), False), ((3, 51, 2), True), ((3, 51, 3), False), ((3, 53, 0), False), ((3, 6, 23), False),
    ],
)  # fmt: skip
def test_which_versions_have_the_fault(version, has_it):
    assert sqlite_file.has_wal_reset_fault(version) is has_it


def test_the_program_says_which_sqlite_runs(program):
    assert f"SQLite {sqlite3.sqlite_version}" in program.command("check").stdout
    assert f"SQLite {sqlite3.sqlite_version}" in program.start().output()


def test_every_setting_is_read_again_on_every_connection(app, settings):
    for writes, wanted in ((False, sqlite_file.READING), (True, sqlite_file.WRITING)):
        connection = sqlite_file.connect(settings.database, writes)
        assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
        connection.close()


@pytest.mark.parametrize("name", ["synchronous", "secure_delete", "journal_mode", "foreign_keys"])
def test_a_connection_whose_setting_did_not_take_is_refused(app, settings, monkeypatch, name):
    monkeypatch.setitem(sqlite_file.WRITING, name, "nonsense")
    with pytest.raises(sqlite3.OperationalError, match=f"did not take the setting {name}"):
        sqlite_file.connect(settings.database, writes=True)


def test_that_refusal_is_told_in_one_plain_sentence(settings, monkeypatch):
    from facilitator.commands.opening import opened
    from facilitator.config import CannotGoOn

    monkeypatch.setitem(sqlite_file.WRITING, "synchronous", 9)
    with pytest.raises(CannotGoOn, match="cannot keep the record safely"), opened(settings):
        pass


def test_an_sqlite_that_is_too_old_is_refused(settings, monkeypatch):
    from facilitator.commands.opening import opened
    from facilitator.config import CannotGoOn

    monkeypatch.setattr(sqlite_file, "OLDEST", (99, 0, 0))
    with pytest.raises(CannotGoOn, match="too old"), opened(settings):
        pass


def test_a_reading_connection_can_neither_write_nor_checkpoint(app, event, settings):
    reader = sqlite_file.connect(settings.database)
    before = files(settings.database)
    for forbidden in ("DELETE FROM event", "PRAGMA wal_checkpoint", "PRAGMA wal_checkpoint(truncate)", "VACUUM"):
        with pytest.raises(sqlite3.OperationalError):
            reader.execute(forbidden)
        reader.execute("PRAGMA query_only = 0")  # what holds them back is how the file was opened
    reader.close()
    assert files(settings.database) == before


def test_every_thread_but_the_keepers_reads_only(app, event):
    found = []

    def look():
        try:
            database.execute_sql("PRAGMA query_only = 0")
            database.execute_sql("DELETE FROM event")
        except peewee.OperationalError as error:
            found.append(str(error))
        finally:
            database.close()

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    assert all("readonly" in said for said in found)


def test_other_commands_leave_the_files_of_a_running_server_as_they_are(program, tmp_path):
    """Byte for byte: nothing is checkpointed, nothing is reset, nothing is written."""
    program.start()
    program.command("check")  # from here on the server itself has nothing more to do
    before = files(program.database)
    assert before["events.db-wal"]
    for command in (
        ["check"],
        ["backup", str(tmp_path / "b.db")],
        ["export", "MILL", "--format", "md", "--out", str(tmp_path / "m")],
    ):
        done = program.command(*command)
        assert done.returncode == 0, done.stderr
        assert files(program.database) == before
    assert program.command("demo").returncode == 1
    assert files(program.database) == before


def test_after_a_kind_stop_one_file_holds_everything(program, asked, tmp_path):
    program.start()
    assert program.stop() == 0
    alone = tmp_path / "alone" / "events.db"
    alone.parent.mkdir()
    alone.write_bytes(program.database.read_bytes())
    (kept,) = asked("SELECT max(id) FROM journal")
    assert asked("SELECT max(id) FROM journal", alone) == [kept]
    assert asked("SELECT verb FROM journal ORDER BY id DESC LIMIT 1", alone) == [("made a sign-in link",)]


def test_what_reads_only_needs_a_record_that_is_up_to_date(app, event, settings):
    from facilitator.config import CannotGoOn
    from facilitator.journal import keeper

    keeper.close()
    database.close()
    with sqlite3.connect(settings.database) as record:
        record.execute("DELETE FROM schema_migration WHERE name LIKE '0002%'")
    with pytest.raises(CannotGoOn, match="older version"):
        open_record(settings.database, writes=False)


def files(path):
    """What the record's files hold, but for the index, which every reader writes marks into."""
    return {each.name: each.read_bytes() for each in (path, path.with_name(path.name + "-wal")) if each.exists()}
