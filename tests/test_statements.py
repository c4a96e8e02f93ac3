"""Rows read and written by statements that are written once for their model are what peewee's own would be."""

import datetime

import pytest

from facilitator import statements
from facilitator.events.actions import create
from facilitator.events.models import Event
from facilitator.journal import action
from facilitator.notes.models import Note

pytestmark = [pytest.mark.unwatched, pytest.mark.any_record]


@pytest.fixture
def event(app):
    return create(recipe="open_space", title="Tea and talk", date=datetime.date(2026, 11, 21))


@action("tried")
def tried(change, event, by, work):
    change.record(event)
    return work(event)


@action("tried")
def write(change, event, by, words):
    note = Note.create(event=event, words=words)
    change.record(note)
    return note


def test_a_new_row_gets_a_number_and_its_defaults(event):
    note = write(event=event, words="“Bänke”\n😀")
    read = Note.get_by_id(note.id)
    assert (read.words, read.kind, read.state, read.held_by_hand) == ("“Bänke”\n😀", "", "shown", False)
    assert read.written_at == note.written_at


def test_a_row_is_read_as_peewee_reads_it(event):
    (read,) = statements.fetch(Event, "code", [event.code])
    assert read.__data__ == Event.get_by_id(event.id).__data__
    assert not read.is_dirty()


def test_rows_that_are_not_there_are_left_out(event):
    ids = [write(event=event, words=words).id for words in "ab"]
    assert {note.id for note in statements.fetch(Note, "id", [*ids, 2**62])} == set(ids)
    assert statements.fetch(Note, "id", []) == []


def test_only_what_changed_is_written(event):
    def change_words(event):
        note = Note.create(event=event, words="before")
        Note.update(kind="idea").where(Note.id == note.id).execute()
        note.words = "after"
        assert note.save() == 1
        assert note.save() == 0
        return note

    note = Note.get_by_id(tried(event=event, work=change_words).id)
    assert (note.words, note.kind) == ("after", "idea")


def test_a_row_that_is_gone_is_not_written(event):
    def change_what_is_gone(event):
        note = Note.create(event=event, words="before")
        Note.delete().where(Note.id == note.id).execute()
        note.words = "after"
        return note.save()

    assert tried(event=event, work=change_what_is_gone) == 0


def test_several_questions_about_one_row_are_asked_at_once(event):
    notes = {write(event=event, words=words).id for words in "abc"}
    other = create(recipe="open_space", title="Elsewhere", date=datetime.date(2026, 11, 21))
    asked = statements.asked_together(
        {
            "said": lambda here: Note.select(Note.id).where(Note.event == here).tuples(),
            "in-order": lambda here: Note.select(Note.id).where((Note.event == here) & (Note.words == "b")).tuples(),
            "held": lambda here: Note.select(Note.id).where((Note.event == here) & (Note.state == "held")).tuples(),
        }
    )
    assert asked(event)["said"] == notes
    assert len(asked(event)["in-order"]) == 1
    assert "held" not in asked(event)
    assert asked(other.id) == {}
