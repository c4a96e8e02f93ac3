"""A note's words in another language: written beside them, and gone when they change."""

import pytest

from facilitator.notes import actions
from facilitator.notes.models import Note, Translation
from facilitator.notes.translating.actions import take_down, translate
from facilitator.notes.translating.reading import A_PAGE, how_many, waiting


@pytest.fixture
def note(ben):
    """What Ben wrote."""
    ben.post("wall", {"words": "More benches, please"})
    return Note.get()


def told(note):
    """{language: (words, by)} of its translations."""
    rows = Translation.select().where(Translation.note == note)
    return {row.language: (row.words, row.by) for row in rows}


def test_a_facilitator_types_a_translation(ada, note):
    page = ada.get("console/translations?to=pl").text
    assert "More benches, please" in page
    assert "0 of 1 note has a translation." in page
    answer = ada.post(f"console/notes/{note.id}/translations/pl", {"words": "Więcej ławek", "by": "Ewa"})
    assert answer.status_code == 200
    assert told(note) == {"pl": ("Więcej ławek", "Ewa")}
    assert "Nothing waits for words in this language." in answer.text
    assert 'value="Ewa"' in answer.text
    again = ada.get("console/translations?to=pl&all=1").text
    assert "Translated by Ewa" in again
    assert "Take it down" in again


def test_the_words_that_were_said_stay(ada, note):
    translate(event=ada.event, note=note, language="pl", words="Więcej ławek")
    assert Note.get().words == "More benches, please"


def test_a_second_translation_takes_the_place_of_the_first(ada, note):
    for words in ("Ławki", "Więcej ławek"):
        translate(event=ada.event, note=note, language="pl", words=words)
    assert told(note) == {"pl": ("Więcej ławek", "")}


def test_taking_one_down_twice_is_the_same_as_once(ada, note):
    translate(event=ada.event, note=note, language="pl", words="Więcej ławek")
    for _ in range(2):
        assert ada.post(f"console/notes/{note.id}/translations/pl/end").status_code == 200
    assert told(note) == {}
    take_down(event=ada.event, note=note, language="pl")


@pytest.mark.parametrize(
    ("language", "words", "sentence"),
    [
        ("pl", "", "Please write what it says in the other language."),
        ("pl", "x" * 4001, "Please make it 4000 or fewer."),
        ("en", "Benches", "This note is written in that language."),
    ],
)
def test_bad_input_is_told_in_a_sentence_and_the_words_stay(ada, note, language, words, sentence):
    page = ada.address("console/translations")
    answer = ada.post(f"console/notes/{note.id}/translations/{language}", {"words": words, "page": page})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert told(note) == {}


def test_changed_and_taken_back_words_lose_their_translations(ben, note):
    for act in (
        lambda: ben.post(f"notes/{note.id}", {"words": "Other words"}),
        lambda: ben.post(f"notes/{note.id}/taking-back"),
    ):
        translate(event=ben.event, note=note, language="pl", words="Więcej ławek")
        assert act().status_code == 200
        assert told(note) == {}


def test_a_note_that_is_held_is_not_translated(ada, note):
    actions.hold(event=ada.event, by=None, thing=note, because="names a person")
    assert waiting(ada.event, "pl") == []
    page = ada.address("console/translations")
    answer = ada.post(f"console/notes/{note.id}/translations/pl", {"words": "Ławki", "page": page})
    assert answer.status_code == 422


def test_only_facilitators_of_this_event(ada, ben, cleo, note):
    path = f"console/notes/{note.id}/translations/pl"
    for browser in (ben, cleo):
        assert browser.client.post(ada.address(path), data={"words": "Ławki"}).status_code in (302, 403, 404)
        assert "More benches" not in browser.client.get(ada.address("console/translations")).text
    assert ada.post("console/notes/999/translations/pl", {"words": "x"}).status_code == 404
    assert ada.post(f"console/notes/{note.id}/translations/xx", {"words": "x"}).status_code == 404
    assert told(note) == {}


def test_long_lists_come_in_pages(ada):
    for number in range(A_PAGE + 2):
        actions.type_in(event=ada.event, words=f"Note {number}")
    first = waiting(ada.event, "pl")
    assert len(first) == A_PAGE + 1
    assert len(waiting(ada.event, "pl", after=first[A_PAGE - 1].id)) == 2
    assert how_many(ada.event, "pl") == (A_PAGE + 2, 0)
    page = ada.get("console/translations?to=pl").text
    assert "The next ones" in page
    assert ada.get("console/translations?to=xx&after=no").status_code == 200
