"""What the whole room sees in the end: patterns, surprises, what is missing."""

import pytest

from facilitator.live.fragments import KINDS
from facilitator.notes.models import HELD, PATTERN, SURPRISE, Note

LISTS = {PATTERN: "list-pattern-pattern", SURPRISE: "list-pattern-surprise"}


def lists(page) -> dict:
    """{purpose: what stands in its list} of the page."""
    first, second = (page.index(f'id="{name}"') for name in LISTS.values())
    return {PATTERN: page[first:second], SURPRISE: page[second:]}


def on_screen(app, event, purpose) -> str:
    with app.test_request_context("/"):
        return "\n".join(html for _order, html in sorted(KINDS["pattern"].html(event, "projector", purpose).values()))


def test_each_stands_in_its_list(ben):
    ben.send("patterns", {"words": "Waiting, at every table", "purpose": PATTERN})
    ben.send("patterns", {"words": "Nobody spoke of buses", "purpose": SURPRISE})
    found = lists(ben.get("patterns").text)
    assert "Waiting, at every table" in found[PATTERN]
    assert "Nobody spoke of buses" in found[SURPRISE]
    assert "Waiting" not in found[SURPRISE]


def test_a_note_of_the_whole_room_by_its_writer(ben):
    ben.send("patterns", {"words": "Waiting, at every table", "purpose": PATTERN, "language": "pl"})
    note = Note.get()
    assert (note.written_by_id, note.topic_id, note.table_id, note.language) == (ben.person.id, None, None, "pl")
    assert "Change it or take it back" in lists(ben.get("patterns").text)[PATTERN]


def test_facilitators_type_what_is_said_aloud(ada, ben):
    assert "Type what somebody says aloud." in ada.get("patterns").text
    ada.send("patterns", {"words": "Waiting, at every table", "purpose": PATTERN})
    note = Note.get()
    assert (note.written_by_id, note.said_by_id, note.source) == (None, None, "helper")
    assert "Waiting" in ben.get("patterns").text


def test_the_big_screen_shows_the_newest_first_and_no_name(app, event, ben):
    for words in ("First", "Second"):
        ben.send("patterns", {"words": words})
    seen = on_screen(app, event, PATTERN)
    assert seen.index("Second") < seen.index("First")
    assert "Ben" not in seen
    assert on_screen(app, event, SURPRISE) == ""


def test_private_details_wait(app, event, ben):
    ben.send("patterns", {"words": "Ring 07700 900123"})
    assert Note.get().state == HELD
    assert "07700" not in lists(ben.get("patterns").text)[PATTERN] + on_screen(app, event, PATTERN)


def test_taken_back_it_is_gone(ben):
    ben.send("patterns", {"words": "Waiting, at every table"})
    ben.send(f"notes/{Note.get().id}/taking-back")
    assert "Waiting" not in ben.get("patterns").text


@pytest.mark.parametrize("said", [{"words": " "}, {"words": "x" * 2001}, {"purpose": "main"}, {"language": "xx"}])
def test_bad_input_is_refused_and_the_words_stay(ben, said):
    page = ben.post("patterns", {"words": "words to keep", **said, "page": ben.address("patterns")})
    assert page.status_code == 422
    assert said.get("words", "words to keep").strip() in page.text
    assert Note.select().count() == 0


def test_sent_twice_is_one(ben):
    for _time in range(2):
        ben.send("patterns", {"words": "Waiting", "op": "one"})
    assert Note.select().count() == 1


def test_another_event_hears_nothing(ben, cleo):
    ben.send("patterns", {"words": "Waiting"})
    assert "Waiting" not in cleo.get("patterns").text
    assert ben.client.post(cleo.address("patterns"), data={"words": "Hello"}).status_code == 404
