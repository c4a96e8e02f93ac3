"""Anyone in a session writes notes; only their writer changes them."""

import html
import sqlite3

import pytest
from cast import joined

from facilitator.journal.models import Journal
from facilitator.notes.models import HELPER, SCRIBE, SHOWN, TAKEN_BACK, Note, Revision

EDGE_SAMPLES = [
    "أريد مكاناً آمناً يلعب فيه أطفالي.",
    "আমার মা একা থাকেন, তাঁর সাথে কথা বলার কেউ নেই।",
    "Waxaan rabaa turjubaan marka aan dhakhtarka u tago.",
    "Ławka przy przystanku pomogłaby starszym osobom.",
    '=HYPERLINK("http://example.invalid","free money")',
    "<b>bold</b> <script>alert('x')</script> & more",
    'It\'s "only" £2 🙂\nbut £2 a day is a lot.',
]


def test_everyone_in_the_session_reads_a_note(app, event, ben, ada, topic, write):
    dee = joined(app, event, "Dee")
    note = write(dee, "Old people need to sit down", kind="insight", lens="together")
    assert (note.kind, note.lens, note.state, note.language, note.source) == (
        "insight",
        "together",
        SHOWN,
        "en",
        "phone",
    )
    assert note.said_by == note.written_by == dee.person
    for browser in (ben, dee, ada):
        page = browser.get(f"topics/{topic.id}/notes").text
        assert "Old people need to sit down" in page
        assert "Together with services" in page
    assert Journal.select().order_by(Journal.id.desc()).get().verb == "noted"


def test_kind_and_lens_may_be_left_for_later(ben, write):
    note = write(ben, "Shade too")
    assert (note.kind, note.lens) == ("", "")


def test_notes_stand_in_the_order_of_arrival(ben, topic, write):
    for words in ("one note", "two note", "three note"):
        write(ben, words)
    page = ben.get(f"topics/{topic.id}/notes").text
    assert page.index("one note") < page.index("two note") < page.index("three note")


def test_sent_twice_is_kept_once(ben, topic):
    sent = {"words": "Fix the lights on the canal path.", "op": "dup-001"}
    assert ben.send(f"topics/{topic.id}/notes", sent) == ben.send(f"topics/{topic.id}/notes", sent)
    assert Note.select().count() == 1


@pytest.mark.parametrize("words", EDGE_SAMPLES)
def test_all_kinds_of_words_are_kept_and_shown_as_they_are(ben, topic, write, words):
    assert write(ben, words).words == words
    page = ben.get(f"topics/{topic.id}/notes").text
    assert f'dir="auto" lang="en">{html.escape(words)}<'.replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page
    assert "<script>alert" not in page


def test_two_thousand_letters_fit_and_one_more_is_refused_with_the_words_kept(ben, topic, write):
    assert len(write(ben, "x" * 2000).words) == 2000
    page = ben.post(f"topics/{topic.id}/notes", {"words": "y" * 2001, "page": ben.address(f"topics/{topic.id}/notes")})
    assert page.status_code == 422
    assert "y" * 2001 in page.text
    assert "2000 or fewer" in page.text
    assert Note.select().count() == 1


def test_only_spaces_are_refused_kindly(ben, topic):
    status, answer = ben.send(f"topics/{topic.id}/notes", {"words": "     "})
    assert (status, answer["message"], answer["field"]) == (422, "Please write a few words first.", "words")
    assert Note.select().count() == 0


@pytest.mark.parametrize("wrong", [{"kind": "gossip"}, {"lens": "magic"}, {"language": "xx"}, {"said": "the cat"}])
def test_answers_that_are_not_on_the_page_are_refused(ben, topic, wrong):
    assert ben.send(f"topics/{topic.id}/notes", {"words": "Shade", **wrong})[0] == 422
    assert Note.select().count() == 0


def test_a_scribe_writes_what_someone_at_the_table_said(ben, topic, write):
    note = write(ben, "More shade", said="table", interpreted_by="Samira", language="so")
    assert (note.said_by, note.written_by, note.source) == (None, ben.person, SCRIBE)
    page = ben.get(f"topics/{topic.id}/notes").text
    assert "Said by someone at the table" in page
    assert "Interpreted by Samira" in page
    assert 'lang="so"' in page


def test_a_helper_writes_for_someone_on_the_same_phone(app, event, ben, topic, write):
    from facilitator.people import actions

    amina = actions.join(event=event, name="Amina", helper=ben.person, show_name=True)
    with ben.client.session_transaction() as session:
        session["people"] = {str(event.id): [ben.person.id, amina.id]}
    note = write(ben, "A bus at night", **{"as": str(amina.id)})
    assert (note.said_by, note.written_by, note.source) == (amina, ben.person, HELPER)
    page = ben.get(f"topics/{topic.id}/notes").text
    assert "Said by Amina" in page
    assert "Written by a helper" in page
    assert ben.post(f"notes/{note.id}", {"words": "A bus at night, please"}).status_code == 200


def test_a_name_is_shown_only_when_its_person_said_so(app, event, ben, topic, write):
    dee = joined(app, event, "Deeanna", show_name="1")
    write(dee, "Shade")
    assert "Said by Deeanna" in ben.get(f"topics/{topic.id}/notes").text
    joined(app, event, "Ephraim")
    eve = joined(app, event, "Evelyn")
    write(eve, "Trees")
    assert "Evelyn" not in ben.get(f"topics/{topic.id}/notes").text


def test_each_change_keeps_its_revision(ben, topic, write):
    note = write(ben, "Shade", kind="idea")
    ben.post(f"notes/{note.id}", {"words": "Shade and water", "kind": "idea", "lens": "ourselves", "language": "en"})
    ben.post(
        f"notes/{note.id}", {"words": "Shade, water, seats", "kind": "idea", "lens": "ourselves", "language": "en"}
    )
    note = Note.get()
    assert (note.words, note.lens) == ("Shade, water, seats", "ourselves")
    assert [(row.words, row.lens) for row in Revision.select().order_by(Revision.id)] == [
        ("Shade", ""),
        ("Shade and water", "ourselves"),
    ]


def test_a_change_that_changes_nothing_makes_no_revision(ben, write):
    note = write(ben, "Shade")
    ben.post(f"notes/{note.id}", {"words": "Shade", "language": "en"})
    assert Revision.select().count() == 0


def test_nobody_else_changes_or_takes_back_a_note(app, event, ben, ada, cleo, write):
    note = write(ben, "Shade")
    dee = joined(app, event, "Dee")
    for browser in (dee, ada):
        assert browser.post(f"notes/{note.id}", {"words": "Sun"}).status_code == 404
        assert browser.post(f"notes/{note.id}/taking-back").status_code == 404
    assert cleo.post(f"notes/{note.id}", {"words": "Sun"}).status_code == 404
    assert Note.get().words == "Shade"
    assert ben.get(f"notes/{note.id}").status_code == 200


def test_taking_back_takes_the_words_out_of_the_database(ben, topic, write, settings):
    note = write(ben, "Secretwordone here", interpreted_by="Secretwordtwo")
    ben.post(f"notes/{note.id}", {"words": "Secretwordthree here", "language": "en", "interpreted_by": "Secretwordtwo"})
    assert in_the_file(settings.database, "Secretword") > 0
    ben.post(f"notes/{note.id}/taking-back")
    assert in_the_file(settings.database, "Secretword") == 0
    assert Note.get().state == TAKEN_BACK
    assert "Secretword" not in ben.get(f"topics/{topic.id}/notes").text
    last = Journal.select().order_by(Journal.id.desc()).get()
    assert (last.verb, last.subject_type, last.subject_id) == ("took back", "Note", note.id)
    assert ben.post(f"notes/{note.id}/taking-back").status_code == 200


def in_the_file(database, words) -> int:
    """In how many values of how many rows the words stand, in any table."""
    with sqlite3.connect(database) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [row for table in tables for row in connection.execute(f'SELECT * FROM "{table}"')]  # noqa: S608
    return sum(words in str(value) for row in rows for value in row)


def test_someone_from_another_event_finds_nothing(cleo, topic, ben, write):
    write(ben, "Shade")
    assert cleo.get(f"topics/{topic.id}/notes").status_code == 404
    assert cleo.post(f"topics/{topic.id}/notes", {"words": "Hello"}).status_code == 404
    assert Note.select().count() == 1


def test_a_draft_has_no_session_yet(ben, app, event):
    from facilitator.topics.models import Topic

    ben.post("topics", {"title": "Benches"})
    assert ben.get(f"topics/{Topic.get().id}/notes").status_code == 404
    assert ben.send(f"topics/{Topic.get().id}/notes", {"words": "Early"})[0] == 404


def test_a_facilitator_does_not_write_notes_on_a_phone(ada, topic):
    assert "note-form" not in ada.get(f"topics/{topic.id}/notes").text
    assert ada.post(f"topics/{topic.id}/notes", {"words": "Mine"}).status_code == 404
    assert Note.select().count() == 0


@pytest.mark.unwatched
def test_at_most_sixty_notes_in_a_minute(app, ben, topic):
    app.config["RATELIMIT_ENABLED"] = True
    answers = [ben.send(f"topics/{topic.id}/notes", {"words": f"Note {number}"})[0] for number in range(60)]
    assert set(answers) == {200}
    page = ben.post(f"topics/{topic.id}/notes", {"words": "One more", "page": ben.address(f"topics/{topic.id}/notes")})
    assert page.status_code == 429
    assert "That was very fast. Your words are still here." in page.text
    assert ">One more</textarea>" in page.text
    assert Note.select().count() == 60


def test_notes_of_a_joined_topic_stand_with_the_other(app, ben, topic, write):
    from facilitator.journal import action
    from facilitator.topics.models import JOINED, Topic

    write(ben, "From the first topic")
    ben.post("topics", {"title": "Places to rest", "op": "two"})
    other = Topic.select().order_by(Topic.id.desc()).get()
    ben.post(f"topics/{other.id}/announcement")

    @action("joined topics in a test")
    def join(change, event, by, one, into):
        one.state, one.joined_into = JOINED, into
        one.save()
        change.record(one)

    join(event=topic.event, one=topic, into=other)
    page = ben.get(f"topics/{topic.id}/notes")
    assert "From the first topic" in page.text
    assert "Places to rest" in page.text


def test_a_convener_who_ended_a_talk_can_go_on_with_it(ben, event, topic):
    box = f"{event.slots.first().id}-{event.spaces.first().id}"
    assert "/ending" not in ben.get(f"topics/{topic.id}/notes").text  # not on the board yet
    ben.post(f"topics/{topic.id}/place", {"box": box})
    assert "We are done talking" in ben.get(f"topics/{topic.id}/notes").text
    ben.post(f"topics/{topic.id}/ending", {"over": "1"})
    ben.post(f"topics/{topic.id}/carrying-on", {"where": "By the big tree"})
    page = ben.get(f"topics/{topic.id}/notes").text
    assert "We are talking again" in page
    assert 'value="By the big tree"' in page
