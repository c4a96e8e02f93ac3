"""A yes through a helper, or aloud to a facilitator: it is shown as what it is."""

import pytest
from cast import joined

from facilitator.actions.models import Action, Promise
from facilitator.people.actions import join


@pytest.fixture
def trees(ben):
    ben.send("actions", {"what": "Plant trees"})
    return Action.get()


def test_on_a_helpers_phone_it_was_said_aloud_and_written_by_the_helper(ben, trees):
    ben.post("me/helping", {"name": "Mo"})
    mo = next(person for person in ben.person.helps)
    ben.send(f"actions/{trees.id}/promise", {"said": "1", "as": str(mo.id)})
    yes = Promise.get()
    assert (yes.person_id, yes.written_by_id, yes.aloud) == (mo.id, ben.person.id, True)
    assert "said yes aloud, written by \u2068Ben\u2069" in ben.get("actions").text


def test_on_ones_own_phone_it_is_ones_own_word(ben, trees):
    ben.send(f"actions/{trees.id}/promise", {"said": "1"})
    assert (Promise.get().aloud, Promise.get().written_by) == (False, None)
    assert "aloud" not in ben.get("actions").text


def test_a_facilitator_writes_down_a_yes_of_somebody_without_a_phone_once(app, event, ben, ada, trees):
    mo = join(event=event, by=None, name="Mo")  # came in with a browser of their own: they say yes there
    assert ada.send(f"console/actions/{trees.id}/yes", {"person": str(mo.id)})[0] == 422
    ada.send("console/people", {"name": "Nan"})
    nan = type(mo).get(type(mo).name == "Nan")
    for _time in range(2):
        assert ada.send(f"console/actions/{trees.id}/yes", {"person": str(nan.id)})[0] == 200
    assert [(yes.person_id, yes.aloud, yes.written_by_id) for yes in Promise.select()] == [(nan.id, True, None)]
    assert "said yes aloud, written by a facilitator" in ben.get("actions").text


def test_who_has_a_phone_is_asked_for_there(app, event, ada, ben, trees):
    code, answer = ada.send(f"console/actions/{trees.id}/yes", {"person": str(ben.person.id)})
    assert (code, answer["message"]) == (422, "They have a phone. They can say yes there.")
    ben.send(f"actions/{trees.id}/promise", {"said": "1"})
    assert ada.send(f"console/promises/{Promise.get().id}/end")[0] == 422
    assert Promise.select().count() == 1


def test_what_was_said_aloud_is_taken_back_aloud(ada, trees):
    ada.send(f"console/actions/{trees.id}/yes", {"name": "Nan"})
    assert ada.send(f"console/promises/{Promise.get().id}/end")[0] == 200
    assert Promise.select().count() == 0


def test_a_name_stands_in_the_look_back_only_when_they_say_so(app, event, ben, trees):
    ben.send(f"actions/{trees.id}/promise", {"said": "1"})
    assert Promise.get().named is False
    eve = joined(app, event, "Eve")
    assert eve.send(f"promises/{Promise.get().id}/name", {"named": "1"})[0] == 404
    ben.send(f"promises/{Promise.get().id}/name", {"named": "1"})
    assert Promise.get().named is True
    ben.send(f"promises/{Promise.get().id}/name", {})
    assert Promise.get().named is False


def test_on_the_big_screen_stand_names_that_may_be_shown_and_nothing_of_helpers(app, event, ada, ben, trees):
    eve = joined(app, event, "Eve", show_name="1")
    for person in (ben, eve):
        person.send(f"actions/{trees.id}/promise", {"said": "1"})
    ada.post("projector")
    ada.post("projector/1", {"show": "actions", "page_here": "1"})
    screen = ada.get("projector").text
    assert "Eve" in screen
    assert "Ben" not in screen
    assert "and 1 more person" in screen
