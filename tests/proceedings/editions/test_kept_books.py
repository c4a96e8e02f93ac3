"""The book as an edition keeps it: the same words for the same bytes, there and back, whatever the day was."""

import copy
import dataclasses
import datetime
import gzip
import json

import pytest
from full_cafe import fill_cafe

from facilitator.actions import actions as promises
from facilitator.actions.models import Action
from facilitator.closing import actions as closing
from facilitator.commands.stand_in import as_facilitator, as_person
from facilitator.events import actions as events
from facilitator.notes import actions as notes
from facilitator.notes.models import Note
from facilitator.proceedings.book import TAKEN_BACK
from facilitator.proceedings.editions.kept import fingerprint, pack, unpack
from facilitator.proceedings.editions.since import without_what_went
from facilitator.proceedings.gather import gather

DAY = datetime.date(2026, 11, 21)


@pytest.fixture
def book(day):
    return gather(day)


@pytest.fixture
def mine(day, ben):
    """What ben wrote that day: a note, an action and a closing line."""
    by = as_person(day, ben.person)
    return (
        by,
        notes.write(event=day, by=by, words="Mend the swings", kind="idea"),
        promises.write_down(event=day, by=by, what="Mend them"),
        closing.say_goodbye(event=day, by=by, words="The swings"),
    )


def test_there_and_back_is_the_same(book):
    assert unpack(pack(book), book.made_at) == book


@pytest.mark.unwatched
def test_a_cafe_too(app, other_event):
    cafe = fill_cafe(event=events.create(recipe="community_cafe", title="Café", date=DAY, code="CAFE34"))
    book = gather(cafe)
    assert book.drawings
    assert unpack(pack(book), book.made_at) == book


def test_the_same_words_have_the_same_fingerprint_at_any_time(day, book):
    later = gather(day)
    assert later.made_at > book.made_at
    assert fingerprint(pack(later)) == fingerprint(pack(book))
    assert len(fingerprint(pack(book))) == 64
    note = Note.get(Note.state == "shown")
    notes.hold(event=day, by=as_facilitator(day), thing=note, because="unkind")
    assert fingerprint(pack(gather(day))) != fingerprint(pack(book))


def test_letters_that_no_file_could_hold_do_not_break_it(book):
    book.notes[0].words = "half a pair: \ud83d"
    assert unpack(pack(book), book.made_at).notes[0].words == "half a pair: \ud83d"


def test_what_was_kept_before_a_book_held_more_is_empty_there(book):
    whole = json.loads(gzip.decompress(pack(book)))
    fields = whole["book"]
    assert whole["fingerprint"] == fingerprint(pack(book))
    del fields["themes"], fields["notes" if "notes" in fields else "words"], fields["event"]["series"]
    for topic in fields["topics"]:
        topic["something"] = "that nobody knows any more"
        for note in topic["notes"]:
            del note["translations"], note["card"]
    found = unpack(gzip.compress(json.dumps(whole).encode()), book.made_at)
    assert (found.themes, found.words, found.event.series) == ([], [], "")
    assert {note.card for topic in found.topics for note in topic.notes} <= {None}
    assert [topic.title for topic in found.topics] == [topic.title for topic in book.topics]


def test_nothing_goes_where_nothing_was_taken_back(day, book):
    then = copy.deepcopy(book)
    assert dataclasses.replace(without_what_went(then, gather(day)), made_at=book.made_at) == book


def test_what_its_writer_took_back_since_is_gone(day, mine):
    by, note, action, _line = mine
    book = gather(day)
    counted = book.actions_taken_back
    assert "The swings" in {each.words for each in book.impressions}
    notes.take_back(event=day, by=by, note=note)
    promises.take_back(event=day, by=by, action=action)
    closing.take_back(event=day, by=by)
    found = without_what_went(book, gather(day))
    assert [(each.words, each.state) for each in found.notes if each.id == note.id] == [(None, TAKEN_BACK)]
    assert action.id not in {each.id for each in found.actions}
    assert found.actions_taken_back == counted + 1
    assert "The swings" not in {each.words for each in found.impressions}


def test_what_was_held_back_since_is_gone_with_the_reason(day, book):
    note = Note.get(Note.state == "shown")
    notes.hold(event=day, by=as_facilitator(day), thing=note, because="it may hurt someone")
    found = next(each for each in without_what_went(book, gather(day)).notes if each.id == note.id)
    assert (found.words, found.because) == (None, "it may hurt someone")


def test_a_new_note_is_not_in_an_old_edition(day, book, write):
    before = len(book.notes)
    write(Note, day, kind="idea", words="Later", language="en", state="shown")
    assert len(without_what_went(book, gather(day)).notes) == before


def test_whom_it_was_to_ask_goes_with_an_action_held_back_since(day, mine):
    by, *_others = mine
    action = promises.write_down(event=day, by=by, what="Light the path", whom="Mr Smith at number 4")
    book = gather(day)
    promises.hold(event=day, by=as_facilitator(day), action=action, because="a name in it")
    found = next(each for each in without_what_went(book, gather(day)).actions if each.id == action.id)
    assert [ask.whom for ask in found.asks] == [None]


def test_an_action_held_back_since_has_no_words(day, book):
    action = Action.get(Action.taken_back_at.is_null(), Action.held_because == "")
    promises.hold(event=day, by=as_facilitator(day), action=action, because="a name in it")
    found = next(each for each in without_what_went(book, gather(day)).actions if each.id == action.id)
    assert (found.what, found.first_step, found.held_because) == (None, None, "a name in it")
