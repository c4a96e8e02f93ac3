"""Backup and restore: what was there is there again, and nothing is lost on the way."""

from contextlib import closing
from sqlite3 import connect

import pytest

EVERYTHING = (
    "SELECT 'person', count(*) FROM person UNION ALL SELECT 'note', count(*) FROM note "
    "UNION ALL SELECT 'journal', count(*) FROM journal"
)


def test_there_and_back(program, asked, mill_quay, tmp_path):
    before = asked(EVERYTHING)
    kept = program.command("backup", str(tmp_path / "kept.db"))
    assert kept.returncode == 0, kept.stderr
    assert "is whole" in kept.stdout
    assert (tmp_path / "kept.db").stat().st_mode & 0o777 == 0o600
    with closing(connect(program.database)) as record, record:
        record.execute("DELETE FROM note")
    done = program.command("restore", str(tmp_path / "kept.db"))
    assert done.returncode == 0, done.stderr
    assert asked(EVERYTHING) == before
    (replaced,) = tmp_path.glob("events.db.before-restore-*")
    assert asked("SELECT count(*) FROM note", replaced) == [(0,)]
    assert str(replaced) in done.stdout
    assert not list(tmp_path.glob("*.part*"))


def test_while_people_write(program, asked, mill_quay, send, tmp_path):
    program.start()
    token = asked("SELECT token FROM event WHERE code = 'MILL'")[0][0]
    send(f"/j/{token}", name="Just in time", op="one")
    assert program.command("backup", str(tmp_path / "kept.db")).returncode == 0
    assert asked("SELECT count(*) FROM person WHERE name = 'Just in time'", tmp_path / "kept.db") == [(1,)]


def test_a_backup_is_never_written_over(program, mill_quay, tmp_path):
    (tmp_path / "kept.db").write_text("an older one")
    done = program.command("backup", str(tmp_path / "kept.db"))
    assert (done.returncode, (tmp_path / "kept.db").read_text()) == (1, "an older one")
    assert "is there already" in done.stderr


def test_a_folder_gets_a_file_named_by_the_moment(program, mill_quay, tmp_path):
    (tmp_path / "stick").mkdir()
    assert program.command("backup", str(tmp_path / "stick")).returncode == 0
    (kept,) = (tmp_path / "stick").iterdir()
    assert kept.name.startswith("events-2")


def test_not_while_a_server_runs(program, asked, mill_quay, tmp_path):
    program.command("backup", str(tmp_path / "kept.db"))
    program.start()
    done = program.command("restore", str(tmp_path / "kept.db"))
    assert done.returncode == 1
    assert "already running" in done.stderr
    assert not list(tmp_path.glob("*.before-restore-*"))


@pytest.mark.parametrize("kind", ["missing", "garbage", "cut short", "somebody else's"])
def test_what_is_no_backup_changes_nothing(program, asked, mill_quay, tmp_path, kind):
    before, file = asked(EVERYTHING), tmp_path / "file.db"
    if kind == "garbage":
        file.write_bytes(b"nothing of ours" * 1000)
    elif kind == "cut short":
        program.command("backup", str(tmp_path / "whole.db"))
        file.write_bytes((tmp_path / "whole.db").read_bytes()[:-40960])
    elif kind == "somebody else's":
        with closing(connect(file)) as other, other:
            other.execute("CREATE TABLE cats (name)")
    done = program.command("restore", str(file))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(file) in done.stderr
    assert asked(EVERYTHING) == before
    assert not list(tmp_path.glob("*.before-restore-*"))
    assert not list(tmp_path.glob("*.part*"))


def test_a_damaged_record_is_replaced_and_kept(program, asked, mill_quay, tmp_path):
    program.command("backup", str(tmp_path / "kept.db"))
    program.database.write_bytes(b"broken" * 1000)
    assert program.command("restore", str(tmp_path / "kept.db")).returncode == 0
    assert asked("SELECT code FROM event ORDER BY id") == [("MILL",), ("CEDR",), ("HARB",), ("FAMI",)]
    (replaced,) = tmp_path.glob("events.db.before-restore-*")
    assert replaced.read_bytes().startswith(b"broken")
