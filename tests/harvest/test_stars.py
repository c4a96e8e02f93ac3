"""Three stars each, changeable, counts hidden until the room turns them on."""

import pytest
from cast import joined

from facilitator.db import now
from facilitator.harvest.models import Star
from facilitator.notes.models import HELD, SHOWN, Note


@pytest.fixture
def notes(write, event):
    return [write(Note, event=event, words=f"Note number {number}", state=SHOWN) for number in range(1, 6)]


def test_three_stars_each(ben, notes):
    for note in notes[:3]:
        assert ben.send(f"notes/{note.id}/star", {"given": "1"})[0] == 200
    status, answer = ben.send(f"notes/{notes[3].id}/star", {"given": "1"})
    assert (status, answer["saved"]) == (422, False)
    assert "Take one back" in answer["message"]
    assert {star.note_id for star in Star.select()} == {note.id for note in notes[:3]}


def test_a_star_given_twice_is_one_star(ben, notes):
    for _time in range(2):
        ben.send(f"notes/{notes[0].id}/star", {"given": "1"})
    assert Star.select().count() == 1


def test_a_star_moves(ben, notes):
    for note in notes[:3]:
        ben.send(f"notes/{note.id}/star", {"given": "1"})
    ben.send(f"notes/{notes[0].id}/star", {"given": "0"})
    assert ben.send(f"notes/{notes[4].id}/star", {"given": "1"})[0] == 200
    assert {star.note_id for star in Star.select()} == {notes[1].id, notes[2].id, notes[4].id}


def test_counts_are_hidden_until_shown(app, event, ben, ada, notes):
    joined(app, event, "Eve").send(f"notes/{notes[0].id}/star", {"given": "1"})
    assert "1 star<" not in ben.get("read").text
    ada.post("console/stars", {"shown": "1"})
    assert "1 star<" in ben.get("read").text
    ada.post("console/stars", {"shown": "0"})
    assert "1 star<" not in ben.get("read").text


def test_participants_cannot_show_counts(ben, event, notes):
    assert ben.post("console/stars", {"shown": "1"}).status_code == 404
    assert type(event).get_by_id(event.id).stars_visible is False


def test_a_held_note_cannot_be_read_or_starred(ben, write, event, notes):
    held = write(Note, event=event, words="Call 07700 900123", state=HELD, held_at=now())
    page = ben.get("read").text
    assert "Note number 1" in page
    assert "07700" not in page
    assert ben.send(f"notes/{held.id}/star", {"given": "1"})[0] == 404


def test_notes_stay_in_the_order_of_arrival(app, event, ben, ada, notes):
    ada.post("console/stars", {"shown": "1"})
    ben.send(f"notes/{notes[4].id}/star", {"given": "1"})
    page = ben.get("read").text
    places = [page.index(note.words) for note in notes]
    assert places == sorted(places)


def test_someone_from_another_event_finds_nothing(cleo, notes):
    assert cleo.send(f"notes/{notes[0].id}/star", {"given": "1"})[0] == 404
    assert Star.select().count() == 0


def test_a_star_on_a_note_that_is_gone_is_free_again(ben, ada, notes):
    for note in notes[:3]:
        ben.send(f"notes/{note.id}/star", {"given": "1"})
    ada.post(f"console/notes/{notes[0].id}/hold", {"because": "It names somebody"})
    assert "You have 1 star left." in ben.get("read").text
    assert ben.send(f"notes/{notes[3].id}/star", {"given": "1"})[0] == 200
    assert ben.send(f"notes/{notes[4].id}/star", {"given": "1"})[0] == 422
    ada.post(f"console/notes/{notes[0].id}/showing")
    assert {star.note_id for star in Star.select()} == {note.id for note in notes[1:4]}


def test_an_event_says_how_many_stars_each(event, ben, ada, notes):
    rules = {"house_rules": "", "places_topics": "facilitators", "hands_visible": "hidden"}
    assert ada.send("console/set-up/rules", {**rules, "stars_each": "1"})[0] == 200
    assert "You have 1 star left." in ben.get("read").text
    assert ben.send(f"notes/{notes[0].id}/star", {"given": "1"})[0] == 200
    assert ben.send(f"notes/{notes[1].id}/star", {"given": "1"})[0] == 422
    for wrong in "0", "13", "many", "-1":
        assert ada.send("console/set-up/rules", {**rules, "stars_each": wrong})[0] == 422
    ada.send("console/set-up/rules", rules)
    assert type(event).get_by_id(event.id).stars_each == 1


def test_who_gave_more_stars_than_there_are_now_keeps_them(ben, ada, event, notes):
    for note in notes[:3]:
        ben.send(f"notes/{note.id}/star", {"given": "1"})
    rules = {"house_rules": "", "places_topics": "facilitators", "hands_visible": "hidden", "stars_each": "2"}
    ada.send("console/set-up/rules", rules)
    assert Star.select().count() == 3
    assert "You have given all your stars." in ben.get("read").text
    assert ben.send(f"notes/{notes[3].id}/star", {"given": "1"})[0] == 422
