"""What a bad network does to acts: they come twice, late, at the same moment, out of order, or changed on the way. Each
happens once, and whoever sends it again hears the same answer.
"""

import itertools
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.agenda.models import Hand, Presence
from facilitator.notes.models import Note
from facilitator.people.models import Person
from facilitator.topics.models import ANNOUNCED, Topic

LONG = bool(os.environ.get("LONG"))
SEQUENCES = 10_000 if LONG else 25
pytestmark = [pytest.mark.unwatched, pytest.mark.any_record, pytest.mark.timeout(7200 if LONG else 180)]

ON_TOPICS = ("hand up", "hand down", "here", "not here", "note")
ACTS = st.lists(st.tuples(st.sampled_from((*ON_TOPICS, "topic", "join")), st.integers(0, 1)), min_size=1, max_size=5)
# Which act arrives, how many of it at the same moment, and whether its words were changed on the way.
ARRIVALS = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 3), st.booleans()), min_size=1, max_size=12)
NUMBERS = itertools.count(1)


class Phone:
    """One person's phone: its acts and the answers it heard; beside it what the record should hold."""

    def __init__(self, app, event, topics, acts, write):
        self.app, self.event, self.topics, self.number = app, event, topics, next(NUMBERS)
        self.person = person = write(Person, event=event, name="Ben", return_code=f"BEN{self.number}")
        self.acts, self.answers = acts, {}
        sign = app.session_interface.get_signing_serializer(app).dumps
        self.cookie = {"Cookie": f"facilitator={sign({'device': 'phone', 'people': {str(event.id): [person.id]}})}"}
        self.hands, self.here, self.made = set(), set(), Counter()

    def arrives(self, which, copies, changed, pool):
        """So many copies of that act arrive at the same moment; with `changed`, one with other words comes after."""
        kind, at = self.acts[which]
        op = f"{self.number}-{which}"
        answers = list(pool.map(lambda _: self.send(kind, at, op), range(copies)))
        first = self.answers.setdefault(op, answers[0])
        if answers[0] is first:
            self.should_hold(kind, at, op)
        assert answers == [first] * copies
        assert first[0] == 200
        if changed and kind in ("note", "topic", "join"):
            status, answer = self.send(kind, at, op, words=" and more")
            assert (status, answer["saved"]) == (422, False)

    def send(self, kind, at, op, words=""):
        """Post it as the page's script does; gives (status, answer)."""
        path, said = {
            "hand up": ("topics/{}/mine", {"hand": "1"}),
            "hand down": ("topics/{}/mine", {"hand": "0"}),
            "here": ("topics/{}/presence", {"here": "1"}),
            "not here": ("topics/{}/presence", {"here": "0"}),
            "note": ("topics/{}/notes", {"words": f"Words {op}{words}", "kind": "idea"}),
            "topic": ("topics", {"title": f"Talk {op}{words}"}),
            "join": (f"/j/{self.event.token}", {"name": f"Guest {op}{words}"}),
        }[kind]
        headers = {"Accept": "application/json", **({} if kind == "join" else self.cookie)}
        path = path if path.startswith("/") else f"/e/{self.event.code}/{path.format(self.topics[at].id)}"
        answer = self.app.test_client(use_cookies=False).post(path, data={"op": op, **said}, headers=headers)
        return answer.status_code, answer.get_json()

    def should_hold(self, kind, at, op):
        """The model: what the act does when it comes for the first time."""
        topic = self.topics[at].id
        if kind in ("hand up", "hand down"):
            (self.hands.add if kind == "hand up" else self.hands.discard)(topic)
        elif kind == "here":
            self.here = {topic}  # nobody is at two talks
        elif kind == "not here":
            self.here.discard(topic)
        else:
            self.made[f"{'Words' if kind == 'note' else 'Talk' if kind == 'topic' else 'Guest'} {op}"] += 1

    def holds(self):
        """What the record holds of this phone, in the words of the model."""
        mine = f"{self.number}-%"
        made = Counter()
        for model, column, begin in (
            (Note, Note.words, "Words"),
            (Topic, Topic.title, "Talk"),
            (Person, Person.name, "Guest"),
        ):
            made.update(words for (words,) in model.select(column).where(column ** f"{begin} {mine}").tuples())
        hands = {row.topic_id for row in Hand.select().where(Hand.person == self.person)}
        return hands, {row.topic_id for row in Presence.select().where(Presence.person == self.person)}, made


def test_each_act_happens_once_and_is_answered_alike(app, event, write):
    up = {"state": ANNOUNCED, "announced_at": event.created_at}
    host = write(Person, event=event, name="Host", return_code="HOST")
    topics = [write(Topic, event=event, number=number, convener=host, title=f"T{number}", **up) for number in (1, 2)]

    @settings(max_examples=SEQUENCES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(ACTS, ARRIVALS)
    def repeated(acts, arrivals):
        phone = Phone(app, event, topics, acts, write)
        for which, copies, changed in arrivals:
            phone.arrives(which % len(acts), copies, changed, pool)
        assert phone.holds() == (phone.hands, phone.here, phone.made)

    with ThreadPoolExecutor(3) as pool:
        repeated()
