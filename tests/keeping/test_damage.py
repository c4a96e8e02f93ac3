"""A damaged record is noticed: at the start, by `check`, and while it is in use. It is never served silently."""

import json
import os
import random
import shutil
import sqlite3
import urllib.error
import urllib.request
from contextlib import closing

import pytest

from facilitator import sqlite_file, troubles
from facilitator.commands import check

FLIPS = 400 if os.environ.get("LONG") else 40


def test_a_whole_record_is_in_order(program):
    done = program.command("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip().endswith("is in order.")


def rows(path):
    """All that the record says, or None when it cannot be read to the end."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as record:
            record.text_factory = bytes
            tables = [
                name.decode() for (name,) in record.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            return {name: record.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}  # noqa: S608
    except (sqlite3.Error, UnicodeDecodeError):
        return None


@pytest.mark.parametrize("where", ["head", "anywhere"])
def test_a_flipped_piece_is_found_or_stays_within_a_row(told_day, tmp_path, where):
    """Sixteen bytes, as when a memory cell or a cable fails. Free space may hold anything; and a letter that is
    another letter now is no damage that a database could see (docs/durability.md)."""
    whole, right, dice = told_day.read_bytes(), rows(told_day), random.Random(11)
    found = 0
    for number in range(FLIPS):
        at = dice.randrange(100 if where == "head" else len(whole) - 16)
        damaged = bytearray(whole)
        damaged[at : at + 16] = bytes(byte ^ dice.randrange(1, 256) for byte in damaged[at : at + 16])
        path = tmp_path / f"{number}.db"
        path.write_bytes(damaged)
        faults = check.faults(path, closely=True)
        found += bool(faults)
        assert faults or otherwise(rows(path), right) <= 1, f"{where} {at}"
        for each in tmp_path.glob(f"{number}.db*"):
            each.unlink()
    assert found > FLIPS / 8


def otherwise(now, before):
    """How many rows read otherwise than before."""
    if now is None or {name: len(kept) for name, kept in now.items()} != {
        name: len(kept) for name, kept in before.items()
    }:
        return 1000
    return sum(one != other for name in before for one, other in zip(now[name], before[name], strict=True))


def page_of(path, name, data):
    """The whole bytes with one page of a table or an index turned into noise."""
    with closing(sqlite3.connect(path)) as record:
        (root,) = record.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        (size,) = record.execute("PRAGMA page_size").fetchone()
    start = (root - 1) * size
    return data[:start] + random.Random(5).randbytes(size) + data[start + size :]


@pytest.mark.parametrize("name", ["note", "journal", "journal_event_id_op", "event", "person_event_id", "photo"])
def test_a_lost_page_is_found(told_day, tmp_path, name):
    path = tmp_path / "events.db"
    path.write_bytes(page_of(told_day, name, told_day.read_bytes()))
    assert check.faults(path)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM journal WHERE event_id = 1 AND version = 20", "The journal of event MILL"),
        ("UPDATE journal SET version = 21 WHERE event_id = 1 AND version = 20", "The journal of event MILL"),
        ("UPDATE note SET event_id = 4711 WHERE id = 1", "Row 1 of note points to a row of event"),
        ("UPDATE photo SET image = substr(image, 1, length(image) - 500) WHERE id = 1", "Photo 1"),
        ("UPDATE note SET written_at = 'at tea time' WHERE id = 1", "1 rows of note hold a time that is none"),
        ("UPDATE note SET words = CAST(X'FFFE41' AS TEXT) WHERE id = 1", "Some words in note are no text"),
    ],
)
def test_what_we_know_of_our_own_rows_is_checked_too(told_day, tmp_path, statement, told):
    path = tmp_path / "events.db"
    shutil.copy(told_day, path)
    with closing(sqlite3.connect(path)) as record, record:
        record.execute(statement)
    assert any(fault.startswith(told) for fault in check.faults(path))


def test_a_picture_that_cannot_be_opened_is_found_by_looking_closely(told_day, tmp_path):
    path = tmp_path / "events.db"
    shutil.copy(told_day, path)
    with closing(sqlite3.connect(path)) as record, record:
        record.execute("UPDATE photo SET image = substr(image, 1, 16) || zeroblob(length(image) - 16) WHERE id = 2")
        record.execute("UPDATE photo SET image = CAST(image AS BLOB)")
    assert any("Photo 2 " in fault for fault in check.faults(path, closely=True))


def test_a_picture_that_was_taken_back_is_no_damage(told_day, tmp_path):
    path = tmp_path / "events.db"
    shutil.copy(told_day, path)
    with closing(sqlite3.connect(path)) as record, record:
        record.execute("UPDATE photo SET image = x'', state = 'taken_back' WHERE id = 1")
    assert check.faults(path, closely=True) == []


def test_commits_that_can_no_more_be_read_are_found(told_day, tmp_path):
    """They are in the companion file only. SQLite stops at the first damaged page, without a word."""
    path, torn = tmp_path / "events.db", tmp_path / "torn.db"
    shutil.copy(told_day, path)
    writer = sqlite_file.connect(path, writes=True)
    for number in range(6):
        writer.execute("UPDATE event SET venue = ? WHERE id = 1", (f"Room {number}",))
    for end in ("", "-wal"):
        shutil.copy(f"{path}{end}", f"{torn}{end}")
    writer.close()
    assert check.faults(torn) == []
    with open(f"{torn}-wal", "r+b") as log:
        log.seek(32 + 24 + 2000)  # in the first page
        log.write(b"noise")
    (tmp_path / "torn.db-shm").unlink()
    (fault,) = check.faults(torn)
    assert "cannot be read: torn.db-wal is damaged" in fault


def test_the_last_commit_alone_may_be_half_there_after_a_power_cut(told_day, tmp_path):
    path = tmp_path / "events.db"
    shutil.copy(told_day, path)
    writer = sqlite_file.connect(path, writes=True)
    for number in range(3):
        writer.execute("UPDATE event SET venue = ? WHERE id = 1", (f"Room {number}",))
    shutil.copy(path, tmp_path / "cut.db")
    log = (tmp_path / "events.db-wal").read_bytes()
    writer.close()
    (tmp_path / "cut.db-wal").write_bytes(log[:-3000])
    assert check.faults(tmp_path / "cut.db") == []


def test_the_server_does_not_start_on_it_and_says_what_to_do(program):
    damaged = page_of(program.database, "note", program.database.read_bytes())
    program.database.write_bytes(damaged)
    done = program.command("run", "--host", "127.0.0.1", "--port", str(program.port))
    assert done.returncode == 1
    assert "type `bin/restore`" in done.stderr.strip().splitlines()[-1]
    assert "is damaged" in done.stderr
    assert "Traceback" not in done.stderr
    assert program.database.read_bytes() == damaged
    told = program.command("check")
    assert told.returncode == 1
    assert "The record is damaged." in told.stdout


def test_damage_while_it_runs_gives_a_plain_page_and_stops_writing(program, asked):
    ((token,),) = asked("SELECT token FROM event WHERE code = 'MILL'")
    program.environment["ASYNC_MODE"] = "threading"  # each request reads the file anew
    program.start()
    damaged = page_of(program.database, "event", program.database.read_bytes())
    with program.database.open("r+b") as file:
        file.write(damaged)
    status, page = asks(program, f"/j/{token}")
    assert status == 503
    assert "Traceback" not in page
    status, _told = asks(program, "/healthz")
    assert status == 503
    status, answer = asks(program, f"/j/{token}", b"name=Late&op=late")
    assert status == 503
    assert json.loads(answer)["saved"] is False
    assert "trouble: the record is damaged, nothing more is written" in program.output()


def test_the_console_says_so(app, event, ada, ben):
    troubles.notice(sqlite3.DatabaseError("database disk image is malformed"))
    page = ada.get(f"/e/{event.code}/console").get_data(as_text=True)
    assert "The file with all words is damaged." in page
    assert ben.send("topics", {"title": "Bread", "op": "b"})[0] == 503
    assert app.test_client().get("/healthz").get_json()["status"] == "damaged"


def asks(program, path, form=None):
    request = urllib.request.Request(program.url + path, form, {"Accept": "application/json" if form else "text/html"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
