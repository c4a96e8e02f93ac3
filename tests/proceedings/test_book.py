"""What is in the book, and what never is."""

import io
import json
import threading
import zipfile

import pytest
from full_day import fill, write_rows
from pypdf import PdfReader

from facilitator.db import database, now
from facilitator.notes.models import Note
from facilitator.proceedings import as_json
from facilitator.proceedings.export import FORMATS, export
from facilitator.proceedings.gather import gather
from facilitator.topics.models import ANNOUNCED, Topic

pytestmark = pytest.mark.unwatched  # these tests are about files, not about screens

SAID_IN_EVERY_FORMAT = "I can lend a drill"
PRIVATE = ["Name-0", "Name-6", "secret need", "CODE0000", "07700 900123", "Withdrawn title", "Draft title"]


def test_topics_stand_in_board_order_then_those_without_a_place(day):
    assert [topic.number for topic in gather(day).topics] == [2, 1, 3, 4]


def test_a_topic_says_when_and_where(day):
    first, _second, unplaced, _gone = gather(day).topics
    assert (first.session.slot, first.session.place) == ("Talk time 1", first.session.space)
    assert first.session.starts is not None
    assert unplaced.session is None


def test_a_withdrawn_topic_is_a_line_and_the_notes_of_others_stay(day):
    gone = gather(day, names=True).topics[-1]
    assert (gone.title, gone.why, gone.convener) == (None, None, None)
    assert [note.words for note in gone.notes] == ["Said before it was withdrawn"]


def test_drafts_are_nobody_elses(day):
    assert "Draft title" not in as_json.text(gather(day, names=True))


def test_held_words_stay_marked_and_private_details_only_with_names(day):
    held = [note for note in gather(day).notes if note.state == "held"]
    assert [(note.words, note.because) for note in held] == [
        (None, "phone number"),
        ("The shop man is rude", "names a person"),
    ]
    assert [note.words for note in gather(day, names=True).notes if note.state == "held"] == [
        "Call me on 07700 900123",
        "The shop man is rude",
    ]


def test_of_what_was_taken_back_only_a_line_stays(day):
    (gone,) = [note for note in gather(day, names=True).notes if note.state == "taken_back"]
    assert (gone.words, gone.said_by) == (None, None)
    assert gather(day).actions_taken_back == 1


def test_who_said_yes_is_a_count_or_a_name(day):
    bench = gather(day).actions[0]
    assert [(yes.name, yes.voice) for yes in bench.said_yes] == [(None, "resident"), (None, "")]
    assert [yes.name for yes in gather(day, names=True).actions[0].said_yes] == ["Name-0", "Name-12"]


def test_actions_stand_as_they_are(day):
    assert [(action.what, action.state) for action in gather(day).actions] == [
        ("Paint the bench", "promised"),
        ("=Ask for a shelter", "asked"),
        ("Plant bulbs", "open"),
    ]


def test_small_counts_stay_hidden(day):
    people = gather(day).people
    assert (people.total, people.voices["resident"], people.voices["staff"]) == (13, 6, None)


def test_stars_and_hands_are_counted_only_when_the_room_shows_them(day):
    assert {note.stars for note in gather(day).notes} == {None}
    assert {topic.hands for topic in gather(day).topics} == {None}


@pytest.mark.parametrize("format", FORMATS)
def test_names_needs_and_contacts_stay_out(day, tmp_path, format):
    with_names = text_of(day, format, True, tmp_path)
    assert SAID_IN_EVERY_FORMAT in with_names
    assert "Name-0" in with_names
    assert "07700 900123" in with_names
    without = text_of(day, format, False, tmp_path)
    assert SAID_IN_EVERY_FORMAT in without
    assert [word for word in PRIVATE if word in without] == []
    assert [word for word in ("secret need", "CODE0000", "Draft title") if word in with_names] == []


def text_of(event, format, names, folder):
    """All the text in a file, however it is packed."""
    out = folder / f"{names}.{format}"
    export(event, format, names, out)
    return _text(out.name, out.read_bytes())


def _text(name, data):
    if name.endswith(".pdf"):
        reader = PdfReader(io.BytesIO(data))
        attached = b"".join(reader.attachments["book.json"]).decode()
        return attached + "\n".join(page.extract_text() for page in reader.pages)
    if name.endswith((".zip", ".docx", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(data)) as whole:
            return "\n".join(_text(part, whole.read(part)) for part in whole.namelist())
    return data.decode("utf-8", "replace")


def test_the_number_of_queries_does_not_grow(app, event, other_event):
    fill(event=event)
    fill(event=other_event)
    fewer = queries(lambda: gather(event, names=True))
    for _ in range(2):
        more_notes(event)
    assert queries(lambda: gather(event, names=True)) == fewer


def more_notes(event):
    number = Topic.select().where(Topic.event == event).count() + 1
    (topic,) = write_rows(
        event=event, model=Topic, rows=[{"number": number, "title": "More", "state": ANNOUNCED, "announced_at": now()}]
    )
    write_rows(event=event, model=Note, rows=[{"topic": topic, "words": f"{n}"} for n in range(50)])


def queries(work):
    """How many statements `work` sends from this thread (the keeper and its listeners have their own)."""
    sent, execute, here = [], database.execute_sql, threading.get_ident()

    def counted(sql, *args, **kwargs):
        if threading.get_ident() == here:
            sent.append(sql)
        return execute(sql, *args, **kwargs)

    database.execute_sql = counted
    try:
        work()
    finally:
        del database.execute_sql
    return len(sent)


def test_the_book_of_one_event_holds_nothing_of_another(day, other_event):
    assert json.loads(as_json.text(gather(other_event)))["topics"] == []
