"""A hall with people and topics, on a server of its own, whose disk and whose process may come to harm."""

import shutil
from pathlib import Path

import disk
import pytest
from crowd import Hall
from serving import Server


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """(the record, the Hall): 400 people and 40 topics that are up, made once."""
    import datetime

    from facilitator import create_app
    from facilitator.config import Settings
    from facilitator.db import database
    from facilitator.events.actions import appoint, create
    from facilitator.journal import action, keeper
    from facilitator.people.models import Person
    from facilitator.topics.models import ANNOUNCED, Topic

    path = tmp_path_factory.mktemp("hall") / "events.db"
    app = create_app(Settings(database=path, secret_key=Server(path.parent).environ()["SECRET_KEY"], testing=True))

    @action("filled for a test")
    def fill(change, event, by):
        for number in range(400):
            person = Person.create(event=event, name=f"Person {number}", return_code=f"CODE{number}")
            if number < 40:
                up = {"state": ANNOUNCED, "announced_at": person.joined_at}
                Topic.create(event=event, number=number + 1, convener=person, title=f"Bench {number}", **up)
        change.record(event)

    event = create(recipe="open_space", title="A full hall", date=datetime.date(2026, 11, 21))
    fill(event=event)
    sign = app.session_interface.get_signing_serializer(app).dumps
    people = [id_ for (id_,) in Person.select(Person.id).order_by(Person.id).tuples()]
    hall = Hall(
        event.code,
        event.token,
        [(id_, sign({"device": f"phone-{id_}", "people": {str(event.id): [id_]}})) for id_ in people],
        [id_ for (id_,) in Topic.select(Topic.id).order_by(Topic.id).tuples()],
        sign({"device": "console", "facilitator": {str(event.id): appoint(event=event, name="Ada").id}}),
    )
    keeper.close()
    database.close()
    return path, hall


@pytest.fixture
def hall(made):
    return made[1]


@pytest.fixture
def program(tmp_path, made):
    """The program on that record: `.start()`, `.stop()`."""
    folder = tmp_path / "hall"
    folder.mkdir()
    program = Server(folder)
    shutil.copy(made[0], program.database)
    yield program
    if program.process:
        program.stop()


@pytest.fixture
def hasty(program):
    """`hasty("early")`: the program will be started as hasty.py says."""

    def change(how):
        program.launch, program.environment["HASTY"] = [str(Path(__file__).with_name("hasty.py"))], how

    return change


@pytest.fixture
def broken(program, failing_disk):
    """The disk under the program's record, which fails when it is told to."""
    under = disk.Disk(program.folder, failing_disk)
    program.environment |= under.environment
    return under


@pytest.fixture(scope="session")
def failing_disk(tmp_path_factory):
    """disk.c, built."""
    return disk.library(tmp_path_factory.mktemp("disk"))
