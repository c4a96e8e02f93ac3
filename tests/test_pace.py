"""Nobody can flood a hall from one phone; nobody else notices when they try."""

import pytest
from cast import joined

from facilitator import pace
from facilitator.people.actions import MOST_HELPED
from facilitator.people.models import Person
from facilitator.security import limiter
from facilitator.topics.models import Topic

pytestmark = pytest.mark.unwatched


@pytest.fixture
def paced(app):
    app.config["RATELIMIT_ENABLED"] = True
    limiter.reset()
    yield app
    limiter.reset()


def test_one_person_offers_only_so_many_topics_in_a_minute(paced, event, ben):
    answers = [ben.send("topics", {"title": f"Topic {number}"}) for number in range(pace.OTHER_WORDS.amount + 2)]
    assert [status for status, _answer in answers].count(429) == 2
    assert "very fast" in answers[-1][1]["message"]
    assert Topic.select().count() == pace.OTHER_WORDS.amount
    assert joined(paced, event, "Eve").send("topics", {"title": "Another"})[0] == 200


def test_one_phone_joins_only_so_often(app, event, ben):
    for _time in range(MOST_HELPED + 5):
        status, _answer = ben.send(f"/j/{event.token}", {"name": "Somebody"})
    assert status == 422
    assert Person.select().where(Person.event == event).count() == MOST_HELPED + 1
    assert joined(app, event, "Eve").get("topics").status_code == 200
