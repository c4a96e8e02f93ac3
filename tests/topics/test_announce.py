"""A convener offers a topic and announces it."""

from facilitator.journal.models import Journal
from facilitator.topics.models import ANNOUNCED, DRAFT, Topic


def test_a_draft_is_seen_by_its_convener_alone(ben, ada):
    ben.post("topics", {"title": "Benches", "why": "Nowhere to sit", "op": "one"})
    assert Topic.get().state == DRAFT
    assert "Benches" in ben.get("topics").text
    assert "Benches" not in ada.get("topics").text


def test_announced_for_all(ben, ada):
    ben.post("topics", {"title": "Benches", "op": "one"})
    ben.post(f"topics/{Topic.get().id}/announcement")
    assert Topic.get().state == ANNOUNCED
    assert "Benches" in ada.get("topics").text
    assert [row.verb for row in Journal.select().order_by(Journal.id)][-2:] == ["offered", "announced"]


def test_sent_twice_is_one_topic(ben):
    first = ben.send("topics", {"title": "Benches", "op": "same"})
    again = ben.send("topics", {"title": "Benches", "op": "same"})
    assert first == again
    assert first[0] == 200
    assert Topic.select().count() == 1


def test_same_op_with_other_words_is_refused(ben):
    ben.send("topics", {"title": "Benches", "op": "same"})
    status, answer = ben.send("topics", {"title": "Chairs", "op": "same"})
    assert (status, answer["saved"]) == (422, False)
    assert [topic.title for topic in Topic.select()] == ["Benches"]


def test_too_long_a_title_comes_back_with_the_words(ben):
    page = ben.post("topics", {"title": "x" * 81, "why": "because of the path", "page": ben.address("topics")})
    assert page.status_code == 422
    assert "x" * 81 in page.text
    assert "because of the path" in page.text
    assert Topic.select().count() == 0


def test_someone_from_another_event_finds_nothing(ben, cleo):
    ben.post("topics", {"title": "Benches"})
    topic = Topic.get()
    assert cleo.post(f"topics/{topic.id}/announcement").status_code == 404
    assert Topic.get().state == DRAFT
