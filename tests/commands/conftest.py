"""Commands are tested as people use them: in a process of their own, on a record of their own."""

import shutil
import sqlite3
import urllib.parse
import urllib.request
from contextlib import closing

import pytest
from serving import Server


@pytest.fixture
def program(tmp_path):
    """The program on a fresh record: `.command(…)`, `.start()`, `.stop()`."""
    program = Server(tmp_path)
    yield program
    if program.process:
        program.stop()


@pytest.fixture(scope="session")
def demo_record(tmp_path_factory):
    """A record with the demo events, made once by the command."""
    maker = Server(tmp_path_factory.mktemp("demo"))
    done = maker.command("demo")
    assert done.returncode == 0, done.stderr
    return maker.database


@pytest.fixture
def mill_quay(program, demo_record):
    """The program's record holds the demo events."""
    shutil.copy(demo_record, program.database)


@pytest.fixture
def asked(program):
    """`asked("SELECT …")` → the rows of the record, read past the program."""

    def ask(question, database=None):
        with closing(sqlite3.connect(database or program.database)) as record:
            return record.execute(question).fetchall()

    return ask


@pytest.fixture
def send(program):
    """`send(path, **form)` → the status, as a phone's script sends it."""

    def post(path, **form):
        body = urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(program.url + path, body, {"Accept": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status

    return post
