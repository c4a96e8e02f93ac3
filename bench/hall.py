"""A hall to measure in: a record with people in it, and a server of its own on it.

    with hall("open_space", people=300) as it:
        it.server.url, it.code, it.people[7], it.facilitator

Cookies are signed with the server's own secret, so that a measurement can begin with people who have joined.
"""

import contextlib
import dataclasses
import datetime
import importlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECRET = "a secret for journeys " * 3  # the one that tests/serving.py gives its server


@dataclass
class Hall:
    """`people` and `facilitator` are values of the cookie `facilitator`; `server` is tests/serving.py's Server."""

    code: str
    people: list[str]
    facilitator: str
    server: object = None


@contextlib.contextmanager
def hall(recipe="open_space", people=0, fill: tuple[str, int] | None = None, **environment):
    """Prepare a record, serve it on 127.0.0.1 until the end of the block. `fill` names a module whose `fill(event,
    amount)` writes more, and the amount."""
    sys.path[:0] = [path for path in (str(ROOT), str(ROOT / "tests")) if path not in sys.path]
    from serving import Server

    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), **environment)
        prepared = subprocess.run(
            [sys.executable, "-m", "bench.hall", str(server.database), recipe, str(people), *map(str, fill or ())],
            cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, "ASYNC_MODE": "threading"},
        )  # fmt: skip
        server.start()
        try:
            yield Hall(**json.loads(prepared.stdout), server=server)
        finally:
            server.stop()


def prepare(database: Path | str, recipe: str, people: int, filler: str = "", amount: int = 0) -> Hall:
    """Make a record there with one event and so many people who have joined, and what a module's `fill` adds."""
    from facilitator import create_app
    from facilitator.config import Settings
    from facilitator.events.actions import appoint, create
    from facilitator.journal import action, keeper
    from facilitator.people.models import VOICES, Person

    app = create_app(Settings(database=database, secret_key=SECRET))

    @action("filled for a measurement")
    def join(change, event, by):
        for number in range(people):
            voice = VOICES[number % len(VOICES)]
            Person.create(event=event, name=f"Guest {number}", voice=voice, return_code=f"CODE{number}")
        change.record(event)

    event = create(recipe=recipe, title="A measured day", date=datetime.date.today())
    join(event=event)
    if filler:
        importlib.import_module(filler).fill(event, amount)
    sign = app.session_interface.get_signing_serializer(app).dumps
    ids = [id_ for (id_,) in Person.select(Person.id).where(Person.event == event).order_by(Person.id).tuples()]
    made = Hall(
        code=event.code,
        people=[sign({"device": f"phone-{id_}", "people": {str(event.id): [id_]}}) for id_ in ids],
        facilitator=sign({"device": "console", "facilitator": {str(event.id): appoint(event=event, name="Ada").id}}),
    )
    keeper.close()
    return made


if __name__ == "__main__":
    from facilitator.config import database_place

    place, recipe, people, *fill = sys.argv[1:]
    filler, amount = fill or ("", 0)
    made = dataclasses.asdict(prepare(database_place(place), recipe, int(people), filler, int(amount)))
    print(json.dumps({name: value for name, value in made.items() if name != "server"}))
