"""What can go wrong at the start is one plain sentence and an exit code, never a traceback."""

import sqlite3
from contextlib import closing

import pytest

from facilitator.commands import parser


def refused(done, *words):
    assert done.returncode != 0
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    for word in words:
        assert word in lines[0]


def test_a_broken_setting(program):
    refused(program.command("run", PORT="eighty"), "PORT is 'eighty'")


def test_the_port_is_in_use(program, tmp_path):
    program.start()
    other = ["--database", str(tmp_path / "other.db"), "--host", "127.0.0.1", "--port", str(program.port)]
    refused(program.command("run", *other), f"Port {program.port} is in use")


def test_no_such_address(program):
    refused(program.command("run", "--host", "203.0.113.77", "--port", str(program.port)), "HOST", "no such address")


def test_two_servers_on_one_record(program):
    program.start()
    refused(program.command("run", "--port", str(program.port + 1)), "already running")


def test_a_folder_that_cannot_be_written_to(program, tmp_path):
    (tmp_path / "file").touch()
    there = str(tmp_path / "file" / "events.db")
    for command in (["run"], ["demo"]):
        refused(program.command(*command, "--database", there), str(tmp_path / "file"))


def test_a_damaged_database(program):
    program.database.write_bytes(b"these are not the rows you are looking for" * 100)
    for command in (["run", "--port", str(program.port)], ["export", "MILL"]):
        refused(program.command(*command), str(program.database), "restore")


def test_a_database_of_a_newer_version(program, mill_quay):
    with closing(sqlite3.connect(program.database)) as record, record:
        (table,) = record.execute("SELECT name FROM sqlite_master WHERE name LIKE '%migrat%'").fetchone()
        columns = [row[1] for row in record.execute(f"PRAGMA table_info({table})")]
        newest = dict(zip(columns, record.execute(f"SELECT * FROM {table}").fetchone(), strict=True))  # noqa: S608
        newest = {**newest, "name": "9999_from_the_future", **({"id": 9999} if "id" in newest else {})}
        marks = ", ".join("?" * len(newest))
        record.execute(f"INSERT INTO {table} ({', '.join(newest)}) VALUES ({marks})", list(newest.values()))  # noqa: S608
    refused(program.command("run", "--port", str(program.port)), "newer version", "9999_from_the_future")


def test_help_lists_every_command(program):
    told = program.command("--help").stdout
    for command in ("run", "demo", "replay", "export", "backup", "restore"):
        assert f"\n    {command} " in told
        with pytest.raises(SystemExit) as left:
            parser().parse_args([command, "--help"])
        assert left.value.code == 0


def test_every_command_makes_the_database_when_it_is_not_there(program, tmp_path):
    for number, command in enumerate((["export", "MILL"], ["backup", str(tmp_path / "copy.db")])):
        database = tmp_path / f"{number}" / "events.db"
        program.command(*command, "--database", str(database))
        assert database.stat().st_mode & 0o777 == 0o600
        assert (database.parent / "events.db").read_bytes().startswith(b"SQLite format 3")
