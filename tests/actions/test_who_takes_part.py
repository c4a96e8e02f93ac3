"""Of each action: in which theme it is, who of those who use it takes part, who decides."""

import pytest
from cast import joined

from facilitator.actions.models import Action
from facilitator.commands.stand_in import as_facilitator
from facilitator.harvest.themes import actions as themes
from facilitator.notes.models import Note


@pytest.fixture
def streets(event):
    """A pile with a name."""
    return themes.begin(event=event, by=as_facilitator(event), name="Our streets")


def test_they_are_said_with_the_action(ben, streets):
    ben.send(
        "actions",
        {"what": "Light the path", "theme": str(streets.id), "involvement": "with", "decided_by": "The ward forum"},
    )
    action = Action.get()
    assert (action.theme_id, action.involvement, action.decided_by) == (streets.id, "with", "The ward forum")
    assert "Our streets" in ben.get("actions").text
    page = ben.get(f"actions/{action.id}").text
    assert "People who use it work on it too, with the same say" in page
    assert "The ward forum" in page


def test_not_known_is_said_as_it_is(ben):
    ben.send("actions", {"what": "Light the path"})
    assert Action.get().involvement == ""
    assert ben.send("actions", {"what": "Light it", "involvement": "everyone"})[0] == 422


def test_a_facilitator_writes_down_what_the_room_says_and_no_word_of_the_action(app, event, ben, ada, streets):
    ben.send("actions", {"what": "Light the path"})
    here = f"console/actions/{Action.get().id}/details"
    said = {"theme": str(streets.id), "involvement": "asked", "decided_by": "The council", "what": "Something else"}
    assert ada.send(here, said)[0] == 200
    action = Action.get()
    assert (action.theme_id, action.involvement, action.decided_by) == (streets.id, "asked", "The council")
    assert action.what == "Light the path"
    assert joined(app, event, "Eve").client.post(ada.address(here), data=said).status_code != 200
    assert Action.get().decided_by == "The council"


def test_a_number_in_who_decides_waits_for_a_look(ben):
    ben.send("actions", {"what": "Light the path", "decided_by": "Sam, 07700 900123"})
    assert Action.get().held_because == "phone number"


def test_a_pile_brings_its_words_to_choose_from(event, ben, streets):
    ben.send("wall", {"words": "It is dark"})
    note = Note.get()
    themes.put(event=event, by=as_facilitator(event), notes=[note], theme=streets)
    page = ben.get(f"actions?theme={streets.id}").text
    assert f'value="{note.id}"' in page
    assert f'<option value="{streets.id}" selected>' in page


def test_a_theme_of_another_event_is_none(other_event, ben):
    theirs = themes.begin(event=other_event, by=as_facilitator(other_event), name="Theirs")
    ben.send("actions", {"what": "Light the path", "theme": str(theirs.id)})
    assert Action.get().theme is None
