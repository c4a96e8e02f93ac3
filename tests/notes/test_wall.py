"""The news wall: shown notes of all sessions and to the whole room, newest first, never a name."""

import pytest
from cast import joined

from facilitator.db import database
from facilitator.live.fragments import KINDS, PROJECTOR
from facilitator.live.kept import kept
from facilitator.notes import actions, wall
from facilitator.notes.models import Note
from facilitator.topics.models import Topic


@pytest.fixture
def dee(app, event):
    return joined(app, event, "Deeanna", show_name="1")


def test_the_newest_first_with_the_topic_and_no_name(app, event, ben, dee, topic, write):
    write(dee, "The first note", kind="idea", lens="ourselves")
    write(dee, "The second note")
    page = ben.get("wall").text
    assert page.index("The second note") < page.index("The first note")
    assert "Benches by the stop" in page
    assert "Deeanna" not in page
    with app.test_request_context("/"):
        news = KINDS["news"].html(event, PROJECTOR, "")
    made = " ".join(html for _order, html in sorted(news.values()))
    assert made.index("The second note") < made.index("The first note")
    assert "We can do this ourselves" in made
    assert "Deeanna" not in made


def test_a_note_to_the_whole_room(ben, dee):
    assert ben.post("wall", {"words": "Thank you for the soup"}).status_code == 200
    assert Note.get().topic is None
    page = dee.get("wall").text
    assert "Thank you for the soup" in page
    assert "To the whole room" in page


def test_a_refused_note_to_the_room_keeps_its_words(ben):
    page = ben.post("wall", {"words": "z" * 2001, "page": ben.address("wall")})
    assert page.status_code == 422
    assert "z" * 2001 in page.text


def test_choosing_what_to_read(ben, topic, write):
    write(ben, "An idea for us", kind="idea", lens="ourselves")
    write(ben, "A question for them", kind="question", lens="services")
    ben.post("wall", {"words": "To everyone"})

    def read(query):
        page = ben.get(f"wall?{query}").text
        return [words for words in ("An idea for us", "A question for them", "To everyone") if words in page]

    assert read("") == ["An idea for us", "A question for them", "To everyone"]
    assert read("kind=idea") == ["An idea for us"]
    assert read("lens=services") == ["A question for them"]
    assert read(f"topic={topic.id}") == ["An idea for us", "A question for them"]
    assert read("kind=idea&lens=services") == []
    assert read("kind=nonsense&lens=%00&topic=x&before=zz") == ["An idea for us", "A question for them", "To everyone"]


def test_older_notes_are_a_page_further(event, ben, topic, monkeypatch):
    monkeypatch.setattr(wall, "PAGE", 5)
    for number in range(8):
        actions.type_in(event=event, words=f"Card number {number:02}", topic=topic)
    first = ben.get("wall").text
    assert [number for number in range(8) if f"Card number {number:02}" in first] == [3, 4, 5, 6, 7]
    before = Note.get(Note.card == 4).id
    assert f"before={before}" in first
    older = ben.get(f"wall?before={before}").text
    assert [number for number in range(8) if f"Card number {number:02}" in older] == [0, 1, 2]
    assert "Older notes" not in older


def test_the_number_of_queries_does_not_grow_with_the_notes(app, event, ben, topic, ada):
    def queries(browser, path):
        kept.forget()
        count = []
        run = database.execute_sql
        database.execute_sql = lambda *args, **kwargs: (count.append(args), run(*args, **kwargs))[1]
        try:
            assert browser.get(path).status_code == 200
        finally:
            database.execute_sql = run
        return len(count)

    pages = [(ben, "wall"), (ben, f"topics/{topic.id}/notes"), (ada, "console/held")]
    actions.type_in(event=event, words="One", topic=topic)
    actions.type_in(event=event, words="Call 07700 900123", topic=topic)
    before = [queries(*page) for page in pages]
    for number in range(5):
        actions.type_in(event=event, words=f"More {number}", topic=topic)
        actions.type_in(event=event, words=f"Call 07700 90012{number}", topic=topic)
    assert [queries(*page) for page in pages] == before


def test_nothing_of_another_event(ben, cleo, topic, write):
    write(ben, "Only for this room")
    assert "Only for this room" not in cleo.get("wall").text
    assert Topic.select().count() == 1
