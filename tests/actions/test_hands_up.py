"""Hands that are up for words an action came from: its owner and the facilitators see them beside the action."""

import pytest
from cast import joined

from facilitator.actions.models import Action
from facilitator.notes.models import Note

HANDS = "Will help with the words it comes from"


@pytest.fixture
def lit(app, event, ben):
    """Ben's promise, from two things that were said; Eve's and Kim's hands are up for them; Eve may be named."""
    for words in ("It is dark", "I fell twice", "The bus is late"):
        ben.send("wall", {"words": words})
    dark, fell, bus = Note.select().order_by(Note.id)
    ben.send("actions", {"what": "Light the path", "note": [str(dark.id), str(fell.id)], "i_will": "1"})
    eve, kim = joined(app, event, "Eve", show_name="1"), joined(app, event, "Kim")
    for browser, note in ((eve, dark), (eve, fell), (kim, fell), (kim, bus)):
        browser.send(f"notes/{note.id}/help", {"up": "1"})
    return eve, kim


def words_of(page):
    return " ".join(page.text.split())


def test_its_owner_and_the_facilitators_see_how_many_and_who_agreed_to_be_named(ben, ada, lit):
    here = f"actions/{Action.get().id}"
    for page in (ben.get(here), ada.get(f"console/{here}"), ada.get("console/promises")):
        assert f"{HANDS}</span> <bdi>Eve</bdi> and 1 more person" in words_of(page)
        assert "Kim" not in page.text.partition(HANDS)[2].partition("</p>")[0]


def test_nobody_else_does(event, ben, cleo, lit):
    eve, kim = lit
    for browser in (eve, kim, cleo):
        for path in (f"actions/{Action.get().id}", "actions"):
            assert HANDS not in browser.get(path).text
    assert HANDS not in ben.get("actions").text


def test_who_says_yes_to_the_action_or_takes_the_hand_down_is_no_longer_counted(ben, ada, lit):
    eve, kim = lit
    here = f"actions/{Action.get().id}"
    eve.send(f"{here}/promise", {"said": "1"})
    assert f"{HANDS}</span> 1 person" in words_of(ben.get(here))
    fell = Note.get(Note.words == "I fell twice")
    kim.send(f"notes/{fell.id}/help", {"up": "0"})
    for page in (ben.get(here), ada.get("console/promises")):
        assert HANDS not in page.text
    assert "No hands are up yet" in ada.get("console/promises").text


def test_words_that_are_taken_back_have_no_hands(ben, ada, lit):
    fell = Note.get(Note.words == "I fell twice")
    ben.send(f"notes/{fell.id}/taking-back")
    assert Note.get_by_id(fell.id).state != "shown"
    assert f"{HANDS}</span> <bdi>Eve</bdi></p>" in words_of(ada.get("console/promises")).replace(" </p>", "</p>")
