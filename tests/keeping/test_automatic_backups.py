"""Backups by themselves, into a second folder: each is read again, the last are kept, a stick may come and go."""

import json
import os
import shutil
import sqlite3
import urllib.request
from contextlib import closing

import pytest
from waiting import until

from facilitator import troubles
from facilitator.commands import automatic, copying
from facilitator.commands.backup import keep_one
from facilitator.config import BrokenSetting, CannotGoOn, Settings, from_environment


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def record(tmp_path, told_day):
    return shutil.copy(told_day, tmp_path / "events.db")


def change(record):
    """One act more."""
    with closing(sqlite3.connect(record)) as connection, connection:
        connection.execute("UPDATE event SET version = version + 1 WHERE id = 1")
        connection.execute(
            "INSERT INTO journal (event_id, version, at, role, verb, subject_type) "
            "SELECT id, version, '2026-11-21 12:00:00', '', 'said', '' FROM event WHERE id = 1"
        )


def acts(path):
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return connection.execute("SELECT max(id) FROM journal").fetchone()[0]


def test_only_when_something_changed(record, stick):
    first = keep_one(record, stick, 5)
    assert (first["new"], keep_one(record, stick, 5)["new"]) == (True, False)
    change(record)
    second = keep_one(record, stick, 5)
    assert second["new"]
    assert acts(second["kept"]) == acts(first["kept"]) + 1
    assert [path.stat().st_mode & 0o777 for path in stick.iterdir()] == [0o600, 0o600]


def test_the_last_are_kept_and_nothing_that_is_not_ours_goes(record, stick):
    others = ["holiday.jpg", "events.db", "events-2026-01-01-120000.db", "events-00000000-000001-2026-01-01-120000.db"]
    for name in others:
        (stick / name).write_text("mine")
    kept = []
    for _ in range(5):
        change(record)
        kept.append(keep_one(record, stick, 3)["kept"])
    assert {str(path) for path in stick.iterdir()} == {*kept[-3:], *(str(stick / name) for name in others)}


def test_the_newest_is_the_one_made_last_also_when_the_clock_was_set_back(record, stick, monkeypatch):
    keep_one(record, stick, 2)
    monkeypatch.setattr("facilitator.commands.backup.this_moment", lambda: "2016-01-01-000000")
    for _ in range(2):
        change(record)
        newest = keep_one(record, stick, 2)["kept"]
    assert os.path.exists(newest)
    assert not keep_one(record, stick, 2)["new"]


def test_what_was_broken_off_is_swept_up(record, stick):
    number = keep_one(record, stick, 5)["kept"].split("-")[-6]
    (stick / f"events-{number}-000009-2026-01-01-120000.db.part").write_text("half")
    (stick / "other.part").write_text("not ours")
    change(record)
    keep_one(record, stick, 5)
    assert sorted(path.name for path in stick.glob("*.part*")) == ["other.part"]


def test_a_copy_that_is_not_whole_is_no_backup(record, stick, monkeypatch):
    first = keep_one(record, stick, 2)["kept"]
    change(record)
    true_copy = copying.copy

    def bad_stick(source, draft, label=""):
        true_copy(source, draft, label)
        draft.write_bytes(draft.read_bytes()[:-50_000])
        with closing(sqlite3.connect(draft)) as copied:
            if copied.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise sqlite3.DatabaseError("the copy is malformed")

    monkeypatch.setattr("facilitator.commands.backup.copy", bad_stick)
    with pytest.raises(CannotGoOn):
        keep_one(record, stick, 2)
    assert [str(path) for path in stick.iterdir()] == [first]


def test_a_stick_that_was_pulled_out_is_missed_though_its_folder_is_there(record, stick):
    with pytest.raises(CannotGoOn, match="Is the stick in"):
        keep_one(record, stick / "gone", 5)
    with pytest.raises(CannotGoOn, match="Is the stick in"):
        keep_one(record, stick, 5, other_disk=True)
    assert list(stick.iterdir()) == []


def test_a_stick_that_takes_no_file_above_4_gb_is_told_as_that(record, stick, monkeypatch):
    monkeypatch.setattr("facilitator.commands.backup.LARGEST_ON_FAT", 1000)

    def too_large(source, draft, label=""):
        draft.write_bytes(b"much" * 1000)
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr("facilitator.commands.backup.copy", too_large)
    with pytest.raises(CannotGoOn, match="exFAT"):
        keep_one(record, stick, 5)


def test_while_it_copies_others_write_and_it_holds_one_moment(record, stick, monkeypatch):
    monkeypatch.setattr(copying, "PAGES_AT_ONCE", 10)
    before, true_bar, went_on = acts(record), copying.Bar, []

    class Busy(true_bar):
        def at(self, count):
            change(record)
            went_on.append(count)

    monkeypatch.setattr(copying, "Bar", Busy)
    with copying.draft_of(stick / "copy.db") as draft:
        copying.copy(record, draft, "Backup")
        assert acts(draft) == before
    assert len(went_on) > 5
    assert acts(record) == before + len(went_on)


def test_the_server_keeps_them_tells_of_a_missing_stick_and_goes_on_when_it_is_back(program, stick):
    away = stick.with_name("pulled out")
    stick.rename(away)
    program.environment |= {"BACKUP_FOLDER": str(stick), "BACKUP_EVERY": "1", "BACKUP_KEEP": "3"}
    program.start()
    told = until(lambda: health(program).get("troubles"))
    assert str(stick) in told[0]
    assert "There is no backup just now." in told[0]
    assert "Is the stick in?" in program.output()
    away.rename(stick)
    until(lambda: "troubles" not in health(program))
    (kept,) = stick.iterdir()
    assert acts(kept) >= acts(program.database) - 1


def test_the_console_says_that_there_is_no_backup(app, event, ada, settings):
    settings = Settings(settings.database, settings.secret_key, backup_folder=settings.database.parent / "gone")
    troubles.tell(troubles.NO_BACKUP, automatic._sentence(settings))
    assert "There is no backup just now." in ada.get(f"/e/{event.code}/console").get_data(as_text=True)
    troubles.over(troubles.NO_BACKUP)
    assert "There is no backup just now." not in ada.get(f"/e/{event.code}/console").get_data(as_text=True)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"BACKUP_EVERY": "often"}, "BACKUP_EVERY is 'often'. It must be a number of minutes from 1 to 1,440."),
        ({"BACKUP_KEEP": "1"}, "BACKUP_KEEP is '1'. It must be a number of backups from 2 to 10,000."),
        ({"BACKUP_FOLDER": __file__}, "and that is a file"),
        ({"BACKUP_FOLDER": "/x", "DATABASE_URL": "postgresql://a/b", "SECRET_KEY": "s" * 40}, "pg_dump"),
    ],
)
def test_a_broken_setting_is_told_plainly(tmp_path, said, told):
    with pytest.raises(BrokenSetting, match=".*" + told.replace("(", "[(]")):
        from_environment({"DATABASE_URL": f"sqlite:///{tmp_path}/events.db", **said})


def health(program):
    with urllib.request.urlopen(program.url + "/healthz", timeout=5) as answer:
        return json.load(answer)
