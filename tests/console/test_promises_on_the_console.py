"""What a facilitator does about actions for those without a phone, and that nobody else can."""

import pytest
from cast import joined

from facilitator.actions.models import Action, Ask, Promise
from facilitator.people.models import Person

PAGES = ("console/promises", "console/contacts")


@pytest.fixture
def trees(ben):
    ben.send("actions", {"what": "Plant trees"})
    return Action.get()


@pytest.fixture
def nan(ada):
    """Somebody without a phone."""
    ada.send("console/people", {"name": "Nan"})
    return Person.get(Person.name == "Nan")


def test_an_action_said_aloud_is_written_by_nobody_in_particular(app, event, ada):
    ada.client.post(f"/j/{event.token}", data={"name": "Ada herself"})  # the facilitator takes part too
    said = {"what": "Plant trees", "whom": "The council", "i_ask": "1", "ask_by": "2026-12-01"}
    assert ada.send("console/actions", said)[0] == 200
    assert (Action.get().written_by, Ask.get().person, Ask.get().whom) == (None, None, "The council")


def test_every_page_opens_for_facilitators_alone(app, event, ada, ben, cleo, trees):
    ben.send(f"actions/{trees.id}/promise", {"said": "1"})
    ben.send("offers", {"skill": "I can dig"})
    promise = Promise.get().id
    for path in (*PAGES, f"console/actions/{trees.id}", f"console/promises/{promise}/role", "console/offers/1"):
        assert ada.client.get(ada.address(path)).status_code == 200, path
        for other in (ben, cleo):
            assert other.client.get(ada.address(path)).status_code in (302, 404), path


def test_facilitators_read_along_what_people_read(ada, ben, trees):
    ben.send("offers", {"skill": "I can dig"})
    assert "Plant trees" in ada.get(f"actions/{trees.id}").text
    assert "I can dig" in ada.get("offers").text
    assert "Offer something" not in ada.get("offers").text


def test_someone_without_a_phone_will_ask_them(ada, nan, ben, trees):
    ada.send(f"console/actions/{trees.id}/asks", {"whom": "The park service", "i_ask": "1"})
    ask = Ask.get()
    assert (ask.whom, ask.person) == ("The park service", None)
    here = f"console/asks/{ask.id}/asker"
    assert ada.send(here, {"will": "1", "person": str(ben.person.id)})[0] == 422
    assert ada.send(here, {"will": "1"})[0] == 422
    assert ada.send(here, {"will": "1", "person": str(nan.id), "ask_by": "2026-12-01"})[0] == 200
    assert Ask.get().person_id == nan.id
    assert ada.send(here, {"will": "0"})[0] == 200
    assert Ask.get().person is None
    assert ada.send(here, {"will": "0"})[0] == 404
    ada.send(f"console/asks/{ask.id}/end")
    assert Ask.select().count() == 0


def test_whoever_gave_no_name_can_be_told_apart(ada, nan, trees):
    ada.send(f"console/actions/{trees.id}/yes", {"person": str(nan.id)})
    ada.send(f"console/actions/{trees.id}/yes", {"name": ""})
    page = ada.get(f"console/actions/{trees.id}").text
    assert f"Nan ({nan.id})" in page
    assert f"Guest {Person.select().count()}" in page
    assert page.count("They take it back") == 2


def test_someone_without_a_phone_says_that_their_name_may_stand_there(ada, nan, trees):
    ada.send(f"console/actions/{trees.id}/yes", {"person": str(nan.id)})
    ada.send(f"console/promises/{Promise.get().id}/name", {"named": "1"})
    assert Promise.get().named is True
    assert "name may stand in the look-back" in ada.get(f"console/actions/{trees.id}").text


def test_bad_input_stays_in_its_box(ada, trees):
    here = f"console/actions/{trees.id}"
    page = ada.post(f"{here}/asks", {"whom": "", "ask_by": "2026-12-01", "page": ada.address(here)})
    assert page.status_code == 422
    assert "2026-12-01" in page.text
    page = ada.post("console/offers", {"skill": "", "name": "Mrs Osei", "page": ada.address("console/promises")})
    assert page.status_code == 422
    assert "Mrs Osei" in page.text
    for path in ("console/actions/999", "console/offers/999", "console/promises/999/role"):
        assert ada.get(path).status_code == 404


def test_nothing_of_another_event_is_reached(app, other_event, ada, cleo):
    cleo.send("actions", {"what": "Theirs", "i_will": "1", "whom": "Them"})
    cleo.send("offers", {"skill": "Theirs"})
    for path in (
        "actions/1/details", "actions/1/words", "actions/1/yes", "actions/1/asks", "actions/1/offers", "offers/1",
        "offers/1/end", "offers/1/match", "promises/1/end", "promises/1/role", "promises/1/contact", "asks/1/end",
        "asks/1/asker",
    ):  # fmt: skip
        assert ada.send(f"console/{path}", {"skill": "Ours", "how": "us", "whom": "us", "note": "1"})[0] == 404, path
    assert (Promise.select().count(), Ask.select().count()) == (1, 1)
    assert joined(app, other_event, "Flo").get("offers").text.count("Theirs") >= 1
