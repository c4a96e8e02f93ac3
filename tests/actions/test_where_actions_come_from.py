"""Every action can be traced back to the words it came from: one note or several, as links."""

import pytest
from cast import joined

from facilitator.actions.models import Action, CameFrom
from facilitator.actions.reading import words_behind
from facilitator.notes.models import Note


@pytest.fixture
def said(ben):
    """Three things that were said."""
    for words in ("It is dark", "I fell twice", "The path is short"):
        ben.send("wall", {"words": words})
    return list(Note.select().order_by(Note.id))


def behind(event):
    action = Action.get()
    return [note.words for note in words_behind(event, [action]).get(action.id, [])]


def test_several_notes_are_chosen_with_the_form(event, ben, said):
    page = ben.get(f"actions?note={said[0].id}&note={said[2].id}").text
    assert page.count('name="note"') == 2
    ben.send("actions", {"what": "Light the path", "note": [str(said[2].id), str(said[0].id), "x", "999"]})
    assert behind(event) == ["The path is short", "It is dark"]
    assert (Action.get().note_id, CameFrom.select().count()) == (said[2].id, 1)


def test_they_are_shown_as_links_back_to_the_words(ben, said):
    ben.send("actions", {"what": "Light the path", "note": [str(note.id) for note in said]})
    page = ben.get("actions").text
    for note in said:
        assert f'href="/e/ROOM34/read?note={note.id}#read-{note.id}"' in page
        assert f'id="read-{note.id}"' in ben.get("read").text
    assert "It comes from these words" in ben.get(f"actions/{Action.get().id}").text


def test_its_writer_adds_and_takes_away_words(event, ben, said):
    ben.send("actions", {"what": "Light the path"})
    here = f"actions/{Action.get().id}"
    assert "I fell twice" in ben.get(f"{here}?q=fell").text
    for note in (*said, said[1]):
        ben.send(f"{here}/words", {"note": str(note.id), "comes_from": "1"})
    assert behind(event) == ["It is dark", "I fell twice", "The path is short"]
    ben.send(f"{here}/words", {"note": str(said[0].id), "comes_from": "0"})
    assert behind(event) == ["I fell twice", "The path is short"]
    for note in said:
        ben.send(f"{here}/words", {"note": str(note.id), "comes_from": "0"})
    assert behind(event) == []
    assert (Action.get().note_id, CameFrom.select().count()) == (None, 0)


def test_others_do_not_and_a_facilitator_does_with_the_room(app, event, ben, ada, cleo, said):
    ben.send("actions", {"what": "Light the path"})
    id_, words = Action.get().id, {"note": str(said[0].id), "comes_from": "1"}
    assert joined(app, event, "Eve").send(f"actions/{id_}/words", words)[0] == 422
    assert cleo.send(f"actions/{id_}/words", words)[0] == 404
    assert behind(event) == []
    assert ada.send(f"console/actions/{id_}/words", words)[0] == 200
    assert behind(event) == ["It is dark"]


def test_what_its_writer_takes_back_disappears_here_too(event, ben, said):
    ben.send("actions", {"what": "Light the path", "note": [str(note.id) for note in said]})
    ben.send(f"notes/{said[0].id}/taking-back")
    assert behind(event) == ["I fell twice", "The path is short"]
    assert "It is dark" not in ben.get("actions").text


def test_held_words_are_not_shown_beside_an_action(event, ben, ada, said):
    ben.send("actions", {"what": "Light the path", "note": str(said[0].id)})
    ada.send(f"console/notes/{said[0].id}/hold", {"because": "It points at somebody"})
    assert "It is dark" not in ben.get("actions").text
    action = Action.get()
    assert [note.words for note in words_behind(event, [action], held_too=True)[action.id]] == ["It is dark"]


def test_notes_of_another_event_or_none_are_no_words_of_it(ben, cleo, said):
    cleo.send("wall", {"words": "Elsewhere"})
    elsewhere = Note.get(Note.words == "Elsewhere")
    ben.send("actions", {"what": "Light the path", "note": str(elsewhere.id)})
    assert Action.get().note is None
    here = f"actions/{Action.get().id}/words"
    for note, status in ((str(elsewhere.id), 404), ("", 422), ("-1", 422), ("9" * 30, 422)):
        assert ben.send(here, {"note": note, "comes_from": "1"})[0] == status, note
