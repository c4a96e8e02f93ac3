"""One record in PostgreSQL, two processes on it that hear of each other through Redis, and nginx before them, set up as
docs/scaling.md says."""

import contextlib
import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import real_servers
from serving import Server, free_port

from facilitator.config import ROOT

DOCUMENT = ROOT / "docs" / "scaling.md"
# What stands around the document's file on a machine of its own; paths that the test may write to.
AROUND = """
daemon off; worker_processes 1; pid {folder}/pid; error_log stderr;
events {{ worker_connections 2048; }}
http {{
    log_format where '$request_method $uri $status $upstream_addr';
    access_log {folder}/access.log where;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    {written}
}}
"""


@dataclass
class Halls:
    """Two processes, `one` and `two`; `front` is nginx' address. `people` are cookies, `note_path` takes notes."""

    one: Server
    two: Server
    front: str
    record: str
    code: str = ""
    people: list = field(default_factory=list)
    facilitator: str = ""
    topic: int = 0
    nginx_folder: Path | None = None


def written(language: str) -> str:
    """The document's block in that language."""
    return re.search(rf"```{language}\n(.*?)```", DOCUMENT.read_text(), re.S)[1]


@contextlib.contextmanager
def nginx(ports):
    """nginx as the document sets it up, before processes on these ports; gives (address, its folder)."""
    command, port = real_servers.program("nginx"), free_port()
    text = written("nginx")
    for told, ours in (("listen 80", f"listen 127.0.0.1:{port}"), (":8001", f":{ports[0]}"), (":8002", f":{ports[1]}")):
        assert told in text
        text = text.replace(told, ours)
    with real_servers.folder_of_its_own() as folder:
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, written=text))
        folder.chmod(0o755)
        with real_servers.running([command, "-c", str(folder / "nginx.conf")], folder, real_servers.answers(port)):
            yield f"http://127.0.0.1:{port}", folder


@pytest.fixture(scope="module")
def halls(postgres, tmp_path_factory):
    name = postgres.fresh()
    with contextlib.ExitStack() as stack:
        queue = stack.enter_context(real_servers.redis())
        shared = {
            "DATABASE_URL": postgres.address(name),
            "MESSAGE_QUEUE_URL": queue,
            "TRUSTED_PROXIES": "1",
        }
        one, two = (Server(tmp_path_factory.mktemp("process"), **shared) for _ in range(2))
        made = Halls(one, two, "", name)
        fill(made, postgres.address(name), one.environ()["SECRET_KEY"])
        one.begin("--no-demo"), two.begin("--no-demo")
        for server in (one, two):
            stack.callback(server.stop)
            server.ready()
        made.front, made.nginx_folder = stack.enter_context(nginx((one.port, two.port)))
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
