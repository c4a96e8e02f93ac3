"""Piles that are suggested: found in a process apart, accepted, changed or ignored; never applied by themselves."""

import re
import time

import pytest
from cast import Browser

from facilitator.db import now
from facilitator.harvest.models import Alike, InTheme, SuggestedPile, Theme
from facilitator.harvest.suggestion import actions, jobs
from facilitator.harvest.suggestion.reading import also_said
from facilitator.notes.models import HELD, SHOWN, Note
from facilitator.searches import STOPPED

SAID = [
    "More buses in the evening", "Night buses on Sundays", "The bus stop has no roof", "A bus to the hospital",
    "Cut the grass in the park", "Benches in the park", "Park gates locked too early", "Dogs in the park",
]  # fmt: skip


@pytest.fixture
def notes(write, event):
    return [write(Note, event=event, words=words) for words in SAID]


@pytest.fixture
def found(event, ada, notes):
    """What the search suggested for these notes."""
    ada.post("console/themes/suggestions")
    jobs.of(event).wait(30)
    return list(SuggestedPile.select().order_by(SuggestedPile.position))


def test_a_search_suggests_and_moves_nothing(event, ada, notes, found):
    assert jobs.of(event).state == jobs.FOUND
    assert {frozenset(pile.notes) for pile in found} == {
        frozenset(note.id for note in half) for half in (notes[:4], notes[4:])
    }
    assert not Theme.select().exists()
    page = ada.get("console/themes").text
    assert page.count('class="suggested-pile"') == 2
    assert "Night buses on Sundays" in page


def test_a_suggestion_is_not_on_a_screen_that_everybody_sees(ada, ben, found):
    assert "suggested-pile" not in ada.get("console/themes?large=1").text
    assert "suggested-pile" not in ben.get("read").text


def test_accepted_without_those_that_were_taken_out_and_named_by_the_room(ada, notes, found):
    pile = next(each for each in found if notes[0].id in each.notes)
    kept = [note.id for note in notes[:3]]
    accepted = {"note": kept, "name": "Getting about"}
    assert ada.send(f"console/themes/suggestions/{pile.id}/acceptance", accepted)[0] == 200
    theme = Theme.get()
    assert theme.name == "Getting about"
    assert {row.note_id for row in InTheme.select()} == set(kept)
    page = ada.get("console/themes").text
    assert f'id="suggested-{pile.id}"' not in page
    assert page.count('class="suggested-pile"') == 1


def test_only_notes_of_the_suggestion_can_be_taken(ada, notes, found):
    pile = next(each for each in found if notes[0].id in each.notes)
    others = [notes[-1].id, "x", "-1", "9" * 30]
    status, answer = ada.send(f"console/themes/suggestions/{pile.id}/acceptance", {"note": others})
    assert (status, answer["saved"]) == (422, False)
    assert not Theme.select().exists()


def test_made_up_numbers_accept_nothing(ada, notes, found):
    status, _answer = ada.send(
        f"console/themes/suggestions/{found[0].id}/acceptance", {"note": ["9" * 5000, "x", "-1"]}
    )
    assert status in (409, 422)


def test_accepted_twice_is_one_pile(ada, notes, found):
    pile = found[0]
    for expected in 200, 409:
        assert ada.send(f"console/themes/suggestions/{pile.id}/acceptance", {"note": pile.notes})[0] == expected
    assert Theme.select().count() == 1


def test_ignored_it_is_gone_and_nothing_else_is(ada, notes, found):
    for _time in range(2):
        assert ada.send(f"console/themes/suggestions/{found[0].id}/end")[0] == 200
    assert ada.get("console/themes").text.count('class="suggested-pile"') == 1
    ada.post("console/themes/suggestions/end")
    assert 'class="suggested-pile"' not in ada.get("console/themes").text
    assert Note.select().where(Note.state == SHOWN).count() == len(notes)


def test_a_note_that_was_held_or_sorted_meanwhile_is_in_no_suggestion(ada, notes, found):
    ada.post(f"console/notes/{notes[0].id}/hold", {"because": "It names somebody"})
    ada.post("console/themes/sorting", {"note": [str(notes[1].id)], "begin": "1", "name": "Nights"})
    page = ada.get("console/themes").text
    shown = re.search(r'<ol class="suggested-piles".*?</ol>', page, re.DOTALL).group()
    assert SAID[0] not in shown
    assert SAID[1] not in shown
    assert SAID[2] in shown


def test_held_notes_are_not_looked_at(write, event, ada, notes):
    held = write(Note, event=event, words="Bus pass of Mrs Jones", state=HELD, held_at=now())
    ada.post("console/themes/suggestions")
    jobs.of(event).wait(30)
    assert all(held.id not in pile.notes for pile in SuggestedPile.select())


def test_a_search_can_be_stopped(event, ada, notes, monkeypatch):
    monkeypatch.setattr("facilitator.console.suggested_piles.PATIENCE", 0)
    ada.post("console/themes/suggestions")
    ada.post("console/themes/suggestions/end")
    job = jobs.of(event)
    until = time.monotonic() + 30
    while job.ended_at is None and time.monotonic() < until:
        time.sleep(0.02)
    assert job.state in (STOPPED, jobs.FOUND)
    assert (job.state == jobs.FOUND) == SuggestedPile.select().exists()


def test_participants_and_other_facilitators_may_not(app, ben, other_event, event, found):
    from facilitator.events import actions as events

    pile = found[0]
    stranger = Browser(app, other_event)
    with stranger.client.session_transaction() as session:
        session["facilitator"] = {str(other_event.id): events.appoint(event=other_event, name="Eve").id}
    assert stranger.get("console/themes").status_code == 200
    for browser in ben, stranger:
        assert browser.send(f"console/themes/suggestions/{pile.id}/acceptance", {"note": pile.notes})[0] == 404
    assert ben.send("console/themes/suggestions")[0] == 404
    assert not Theme.select().exists()


def test_notes_that_are_alike_tell_of_each_others_places(write, event):
    from facilitator.topics.models import Topic

    topics = [write(Topic, event=event, number=number, title=f"Talk {number}") for number in (1, 2, 3)]
    said = [write(Note, event=event, topic=topic, words="More benches by the playground, please") for topic in topics]
    actions.notice(event=event, alike=[[note.id for note in said]])
    assert also_said([said[0].id]) == {said[0].id: ("talk", 2)}
    assert Alike.select().count() == 3
    actions.notice(event=event, alike=[[said[0].id, said[2].id]])
    assert also_said([note.id for note in said]) == {said[0].id: ("talk", 1), said[2].id: ("talk", 1)}
