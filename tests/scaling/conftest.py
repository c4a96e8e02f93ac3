"""One record in PostgreSQL, two processes on it that hear of each other through Redis, and nginx before them, set up as
docs/scaling.md says."""

import contextlib
import datetime
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import real_servers
from serving import Server


@dataclass
class Halls:
    """Two processes, `one` and `two`; `front` is nginx' address. `people` are cookies, `note_path` takes notes."""

    one: Server
    two: Server
    front: str
    record: str
    redis: subprocess.Popen
    code: str = ""
    people: list = field(default_factory=list)
    facilitator: str = ""
    topic: int = 0
    nginx_folder: Path | None = None


@pytest.fixture(scope="module")
def halls(postgres, tmp_path_factory):
    name = postgres.fresh()
    with contextlib.ExitStack() as stack:
        queue, redis = stack.enter_context(real_servers.redis())
        shared = {
            "DATABASE_URL": postgres.address(name),
            "MESSAGE_QUEUE_URL": queue,
            "TRUSTED_PROXIES": "1",
        }
        one, two = (Server(tmp_path_factory.mktemp("process"), **shared) for _ in range(2))
        made = Halls(one, two, "", name, redis)
        fill(made, postgres.address(name), one.environ()["SECRET_KEY"])
        one.begin("--no-demo"), two.begin("--no-demo")
        for server in (one, two):
            stack.callback(server.stop)
            server.ready()
        made.front, made.nginx_folder, _nginx = stack.enter_context(real_servers.nginx((one.port, two.port)))
        yield made


def fill(made, address, secret):
    """An event with people and a topic that is up."""
    from facilitator import create_app
    from facilitator.config import Settings
    from facilitator.db import database
    from facilitator.events.actions import appoint, create
    from facilitator.journal import action, keeper
    from facilitator.people.models import Person
    from facilitator.topics.models import ANNOUNCED, Topic

    app = create_app(Settings(database=address, secret_key=secret, testing=True))

    @action("filled for a test of several processes")
    def fill(change, event, by):
        people = [Person.create(event=event, name=f"Person {at}", return_code=f"CODE{at}") for at in range(12)]
        up = {"state": ANNOUNCED, "announced_at": people[0].joined_at}
        topic = Topic.create(event=event, number=1, convener=people[0], title="Benches", **up)
        change.record(topic, *people)
        return topic

    event = create(recipe="open_space", title="A full hall", date=datetime.date(2026, 11, 21))
    made.topic, made.code = fill(event=event).id, event.code
    sign = app.session_interface.get_signing_serializer(app).dumps
    made.people = [
        f"facilitator={sign({'device': f'phone-{person.id}', 'people': {str(event.id): [person.id]}})}"
        for person in Person.select().order_by(Person.id)
    ]
    lead = appoint(event=event, name="Ada")
    made.facilitator = f"facilitator={sign({'device': 'console', 'facilitator': {str(event.id): lead.id}})}"
    keeper.close()
    database.close()
