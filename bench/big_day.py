"""A day of any size, in a record of its own in this process: for measuring the work alone, without a network.

with big_day(people=300, topics=60, notes=600) as day:
    day.cpu(lambda: day.page("board"))
"""

import contextlib
import datetime
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PEOPLE_MEASURED = 5  # everyone's page is theirs alone


@dataclass
class Day:
    """`clients` are browsers of people, `console` one of a facilitator; `topics` are ids of topics that are up."""

    app: Any
    event: Any
    people: list
    topics: list
    clients: list
    console: Any

    def page(self, path: str, client=None):
        """The answer to one request for a page of the event; it must be a good one."""
        answer = (client or self.clients[0]).get(f"/e/{self.event.code}/{path}")
        if answer.status_code != 200:
            raise RuntimeError(f"{path} was answered with {answer.status}")
        return answer

    def cpu(self, work, times: int = 20, before=None) -> float:
        """Milliseconds of this process's processor time for `work()`, the median of `times`; `before()` does not
        count."""
        taken = []
        for _ in range(times):
            if before:
                before()
            began = time.process_time()
            work()
            taken.append((time.process_time() - began) * 1000)
        return statistics.median(taken)


@contextlib.contextmanager
def big_day(people: int, topics: int, notes: int):
    """An Open Space in its first talk time: topics (as many as boxes are on the board), three hands for each, notes in
    the sessions and to the whole room."""
    from facilitator import create_app
    from facilitator.config import Settings
    from facilitator.events.actions import appoint, create, go_to
    from facilitator.events.models import Stage
    from facilitator.journal import keeper
    from facilitator.people.models import Person
    from facilitator.topics.models import Topic

    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(database=Path(folder) / "events.db", secret_key="a secret for measuring " * 3))
        event = create(recipe="open_space", title="A measured day", date=datetime.date.today())
        fill_day(event, people, topics, notes)
        go_to(event=event, stage=Stage.get(Stage.event == event, Stage.kind == "talk"))
        who = list(Person.select().where(Person.event == event).order_by(Person.id))
        day = Day(
            app=app,
            event=event,
            people=who,
            topics=[topic.id for topic in Topic.select(Topic.id).order_by(Topic.id)],
            clients=[_client(app, people={str(event.id): [one.id]}) for one in who[-PEOPLE_MEASURED:]],
            console=_client(app, facilitator={str(event.id): appoint(event=event, name="Ada").id}),
        )
        try:
            yield day
        finally:
            keeper.close()


def _client(app, **known):
    client = app.test_client()
    client.environ_base["HTTP_ACCEPT_ENCODING"] = "gzip"
    with client.session_transaction() as session:
        session.update(known, device="measuring")
    return client


def fill_day(event, people: int, topics: int, notes: int) -> None:
    """Write so many into an event; topics and notes are also of the people who are in it already."""
    from facilitator.agenda.models import Hand, Session
    from facilitator.db import now
    from facilitator.events.models import Slot, Space
    from facilitator.journal import action
    from facilitator.notes.models import SHOWN, Note
    from facilitator.people.models import VOICES, Person
    from facilitator.topics.models import ANNOUNCED, Topic

    @action("filled for a measurement")
    def fill(change, event, by):
        who = [
            Person.create(event=event, name=f"Guest {n}", voice=VOICES[n % len(VOICES)], return_code=f"CODE{n}")
            for n in range(people)
        ]
        who = who or list(Person.select().where(Person.event == event))
        slots, spaces = (list(kind.select().where(kind.event == event)) for kind in (Slot, Space))
        boxes = [(slot, space) for slot in slots for space in spaces]
        offered = []
        for n in range(topics):
            topic = Topic.create(
                event=event, convener=who[n % len(who)], number=n + 1, title=f"What could be done about matter {n}?",
                why="Because it is close to many of us.", state=ANNOUNCED, announced_at=now(),
            )  # fmt: skip
            offered.append(topic)
            if n < len(boxes):
                Session.create(event=event, topic=topic, slot=boxes[n][0], space=boxes[n][1])
            for one in {who[(n * 3 + more) % len(who)] for more in range(3)}:
                Hand.create(event=event, topic=topic, person=one)
        for n in range(notes):
            Note.create(
                event=event, topic=offered[n % len(offered)] if n % 3 else None, state=SHOWN, language="en",
                words=f"Someone said that thing number {n} would help, and nobody had thought of it before.",
                written_by=who[n % len(who)],
            )  # fmt: skip
        change.record(event)

    fill(event=event)
