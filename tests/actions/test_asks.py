"""Asks: for someone who is not in the room, with who will ask them and by when. Nobody promises for somebody else."""

import datetime

import pytest
from cast import joined

from facilitator.actions.models import Action, Ask, Promise


@pytest.fixture
def lights(ben):
    """Ben wrote that the lights should be mended, and that the council is to be asked."""
    ben.send("actions", {"what": "Mend the lights", "whom": "The council", "ask_by": "2026-12-01"})
    return Ask.get()


def test_who_will_ask_them_and_by_when_is_written_with_the_action(ben):
    ben.send("actions", {"what": "Mend the lights", "whom": "The council", "i_ask": "1", "ask_by": "2026-12-01"})
    ask = Ask.get()
    assert (ask.whom, ask.person_id, ask.asked_by) == ("The council", ben.person.id, datetime.date(2026, 12, 1))
    page = ben.get("actions").text
    assert "\u2068Ben\u2069 will ask them." in page
    assert "By 1 December 2026." in page


def test_nobody_who_asks_yet_is_said_as_it_is(ben, lights):
    assert lights.person is None
    assert "Nobody has said yet that they will ask." in ben.get("actions").text


def test_somebody_else_takes_the_asking_on_and_gives_it_back(app, event, ben, lights):
    eve = joined(app, event, "Eve")
    for _time in range(2):
        assert eve.send(f"asks/{lights.id}/asker", {"will": "1", "ask_by": "2026-11-30"})[0] == 200
    assert Ask.get().person_id == eve.person.id
    assert Ask.get().asked_by == datetime.date(2026, 11, 30)
    assert ben.send(f"asks/{lights.id}/asker", {"will": "1"})[0] == 409
    ben.send(f"asks/{lights.id}/asker", {"will": "0"})
    assert Ask.get().person_id == eve.person.id
    eve.send(f"asks/{lights.id}/asker", {"will": "0"})
    assert Ask.get().person is None


def test_an_ask_is_no_promise(ben, lights):
    assert Promise.select().count() == 0
    assert "No one has said yes yet." not in ben.get("actions").text


def test_one_that_need_not_be_asked_is_taken_back_by_who_wrote_it_alone(app, event, ben, lights):
    eve = joined(app, event, "Eve")
    assert eve.send(f"asks/{lights.id}/removal")[0] == 422
    assert ben.send(f"asks/{lights.id}/removal")[0] == 200
    assert Ask.select().count() == 0
    assert "The council" not in eve.get("actions").text


def test_an_ask_needs_somebody_to_be_asked(ben, lights):
    here = f"actions/{Action.get().id}"
    page = ben.post(f"{here}/ask", {"whom": " ", "ask_by": "2026-12-24", "page": ben.address(here)})
    assert page.status_code == 422
    assert "Please write whom we should ask." in page.text
    assert "2026-12-24" in page.text
    assert ben.send(f"{here}/ask", {"whom": "The bus firm", "ask_by": "soon"})[0] == 422
    assert Ask.select().count() == 1


def test_people_of_another_event_ask_nobody(cleo, lights):
    for path in (f"asks/{lights.id}/asker", f"asks/{lights.id}/removal", f"actions/{lights.action_id}/ask"):
        assert cleo.send(path, {"will": "1", "whom": "Me"})[0] == 404
    assert [(ask.whom, ask.person_id) for ask in Ask.select()] == [("The council", None)]


def test_taking_an_action_back_takes_its_asks_and_ones_own_yes_along(ben):
    ben.send("actions", {"what": "Mend the lights", "whom": "The council", "i_will": "1", "decided_by": "The mayor"})
    ben.send(f"actions/{Action.get().id}/removal")
    assert (Ask.select().count(), Promise.select().count(), Action.get().decided_by) == (0, 0, "")
