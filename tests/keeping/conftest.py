"""The record as a file: a program in a process of its own, and a record with a day in it."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from serving import Server


@pytest.fixture(scope="session")
def told_day(tmp_path_factory):
    """A record with the demo events, made once by the command, and two photos in it."""
    maker = Server(tmp_path_factory.mktemp("told"))
    done = maker.command("demo")
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(maker.database)) as record, record:
        for _ in range(2):
            record.execute(
                "INSERT INTO photo (event_id, words, image, kind, width, height, state, held_because, held_by_hand, "
                "asked_writer, taken_at) VALUES (1, '', ?, 'image/webp', 300, 200, 'shown', '', 0, 0, "
                "'2026-11-21 10:00:00')",
                (a_photo(),),
            )
    return maker.database


def a_photo() -> bytes:
    """A WebP picture of about 40 kB."""
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise((300, 200), 90).save(out, "WEBP", quality=90)
    return out.getvalue()


@pytest.fixture
def program(tmp_path, told_day):
    """The program on a copy of that record: `.command(…)`, `.start()`, `.stop()`."""
    program = Server(tmp_path)
    shutil.copy(told_day, program.database)
    yield program
    if program.process:
        program.stop()


@pytest.fixture
def asked(program):
    """`asked("SELECT …")` → the rows of the record, read past the program, without leaving a trace."""

    def ask(question, database=None):
        address = f"file:{database or program.database}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as record:
            return record.execute(question).fetchall()

    return ask
