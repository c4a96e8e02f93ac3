"""From damage back to the words, as somebody does it who has never seen a command line; phones bring what is newer."""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing

import pytest
from waiting import until

from facilitator.commands import restore as restoring
from facilitator.commands.backup import keep_one
from facilitator.commands.restore import newest_good, restore
from facilitator.config import ROOT, CannotGoOn, Settings

NAMES = "SELECT name FROM person WHERE name LIKE 'guest %' ORDER BY id"


def join(program, token, name, op):
    form = f"name={name.replace(' ', '+')}&op={op}".encode()
    request = urllib.request.Request(f"{program.url}/j/{token}", form, {"Accept": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def spoil(path):
    """Noise over everything but the first page."""
    data = path.read_bytes()
    path.write_bytes(data[:4096] + random.Random(1).randbytes(len(data) - 4096))


def test_event_backup_damage_restore_and_the_words_are_there(program, asked, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    program.environment |= {"BACKUP_FOLDER": str(stick), "BACKUP_EVERY": "60"}
    ((token,),) = asked("SELECT token FROM event WHERE code = 'MILL'")
    program.start()
    until(lambda: "backup kept" in program.output())
    assert join(program, token, "guest one", "op-one")["saved"]
    assert keep_one(program.database, stick, 5)["new"]  # an hour later, as it were
    newest = max(stick.iterdir())
    assert join(program, token, "guest two", "op-two")["saved"]  # after the backup
    program.stop()
    spoil(program.database)
    for end in ("-wal", "-shm"):
        (tmp_path / f"events.db{end}").unlink(missing_ok=True)
    assert program.command("run", "--host", "127.0.0.1", "--port", str(program.port)).returncode == 1

    del program.environment["BACKUP_FOLDER"]  # whoever restores need not know where the backups are
    done = answered(program, "no\n")
    assert (done.returncode, "Nothing was changed." in done.stderr) == (1, True)
    done = answered(program, "yes\n")
    assert done.returncode == 0, done.stderr
    assert str(newest) in done.stdout
    assert "Traceback" not in done.stderr

    program.start()
    assert asked(NAMES) == [("guest one",)]
    assert join(program, token, "guest two", "op-two")["saved"]  # their phone had it still, and sends it again
    assert join(program, token, "guest one", "op-one")["saved"]  # known already: nothing is doubled
    assert asked(NAMES) == [("guest one",), ("guest two",)]
    assert program.command("check").returncode == 0
    (kept,) = tmp_path.glob("events.db.before-restore-*")
    assert str(kept) in done.stdout


def answered(program, words):
    """What bin/restore does, with these words typed."""
    return subprocess.run(
        [sys.executable, "-m", "facilitator", "restore"],
        cwd=ROOT, env=program.environ(), input=words, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture
def hall(tmp_path, told_day, monkeypatch):
    """Settings of a record with three backups in a folder; `.backup_folder` holds them, oldest first by name."""
    monkeypatch.setattr(restoring, "BY_HAND", tmp_path / "nowhere")
    monkeypatch.setattr("facilitator.commands.backup.BY_HAND", tmp_path / "nowhere")
    settings = Settings(shutil.copy(told_day, tmp_path / "events.db"), "s" * 40, backup_folder=tmp_path / "stick")
    settings.backup_folder.mkdir()
    for number in range(3):
        say(settings.database, f"word {number}")
        keep_one(settings.database, settings.backup_folder, 9)
    return settings


def say(database, words):
    with closing(sqlite3.connect(database)) as record, record:
        record.execute("UPDATE event SET version = version + 1, venue = ? WHERE id = 1", (words,))
        record.execute(
            "INSERT INTO journal (event_id, version, at, role, verb, subject_type) SELECT id, version, "
            "(SELECT datetime(max(at), '+1 minute') FROM journal), '', 'said', '' FROM event WHERE id = 1"
        )


def venue(path):
    with closing(sqlite3.connect(path)) as record:
        return record.execute("SELECT venue FROM event WHERE id = 1").fetchone()[0]


def test_the_newest_is_taken(hall):
    spoil(hall.database)
    found, passed_over = newest_good(hall)
    assert (venue(found.path), passed_over) == ("word 2", [])


def test_a_backup_that_is_damaged_is_passed_over_and_told(hall):
    spoil(hall.database)
    newest = max(hall.backup_folder.iterdir())
    spoil(newest)
    found, passed_over = newest_good(hall)
    assert venue(found.path) == "word 1"
    assert passed_over == [] or str(newest) in passed_over[0]


def test_backups_of_another_record_are_left_alone(hall, tmp_path):
    other = hall.backup_folder / "events-other.db"
    shutil.copy(max(hall.backup_folder.iterdir()), other)
    say(other, "of another hall")
    with closing(sqlite3.connect(other)) as record, record:
        record.execute("PRAGMA user_version = 77")
    spoil(hall.database)
    assert venue(newest_good(hall)[0].path) == "word 2"


def test_what_can_still_be_read_of_the_record_itself_counts_too(hall):
    say(hall.database, "newer than all backups")
    found, _passed_over = newest_good(hall)
    assert found.path == hall.database


def test_no_backup_at_all_is_told_plainly(hall):
    spoil(hall.database)
    shutil.rmtree(hall.backup_folder)
    with pytest.raises(CannotGoOn, match=r"put the stick in.* No backup was found\."):
        newest_good(hall)


def test_on_another_laptop_the_folder_is_enough(hall, tmp_path):
    """Its record is another one, and whole; the stick holds more than one backup."""
    other = Settings(tmp_path / "laptop" / "events.db", "s" * 40)
    other.database.parent.mkdir()
    shutil.copy(hall.database, other.database)
    with closing(sqlite3.connect(other.database)) as record, record:
        record.execute("PRAGMA user_version = 77")
    command = [sys.executable, "-m", "facilitator", "restore", "--yes", "--database", str(other.database)]
    done = subprocess.run([*command, str(hall.backup_folder)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert str(max(hall.backup_folder.iterdir())) in done.stdout
    with closing(sqlite3.connect(other.database)) as record:
        assert record.execute("PRAGMA user_version").fetchone() != (77,)


def test_a_clock_that_was_set_back_does_not_make_an_older_one_newest(hall, monkeypatch):
    monkeypatch.setattr("facilitator.commands.backup.this_moment", lambda: "2016-01-01-000000")
    say(hall.database, "last")
    keep_one(hall.database, hall.backup_folder, 9)
    spoil(hall.database)
    assert venue(newest_good(hall)[0].path) == "last"


def test_a_restored_record_can_be_kept_restored_and_kept_again(hall):
    first = min(hall.backup_folder.iterdir())
    assert restore(hall, first)
    assert venue(hall.database) == "word 0"
    say(hall.database, "afterwards")
    assert keep_one(hall.database, hall.backup_folder, 9)["new"]
    assert venue(max(hall.backup_folder.iterdir())) == "afterwards"
