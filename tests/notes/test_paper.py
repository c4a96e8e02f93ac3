"""Type in paper cards: one after the other, the topic and the kind kept, with running numbers."""

from facilitator.notes.models import HELD, HELPER, PAPER, Note


def test_a_card_is_kept_and_the_next_has_its_topic_and_kind(ada, ben, topic):
    page = ada.post(
        "console/paper", {"words": "Shade!!", "topic": topic.id, "kind": "idea", "lens": "together", "language": "pl"}
    ).text
    note = Note.get()
    assert (note.words, note.topic, note.kind, note.lens, note.language) == ("Shade!!", topic, "idea", "together", "pl")
    assert (note.source, note.card, note.written_by, note.said_by) == (PAPER, 1, None, None)
    assert "Saved. Card 1." in page
    for kept in (
        f'value="{topic.id}" selected',
        'value="idea" selected',
        'value="together" selected',
        'value="pl" selected',
    ):
        assert kept in page
    assert "Shade!!</textarea>" not in page
    assert "From a paper card" in ben.get(f"topics/{topic.id}/notes").text


def test_numbers_run_on(ada, topic):
    answers = [ada.send("console/paper", {"words": f"Card {number}", "op": str(number)})[1] for number in (1, 2, 3)]
    assert [answer["card"] for answer in answers] == [1, 2, 3]
    assert ada.send("console/paper", {"words": "Card 2", "op": "2"})[1]["card"] == 2
    assert Note.select().count() == 3


def test_written_by_a_helper_for_someone(ada):
    page = ada.post("console/paper", {"words": "A bus at night", "helped": "1"}).text
    assert Note.get().source == HELPER
    assert 'name="helped" value="1" checked' in page


def test_a_card_may_say_whose_words_they_are(ada, ben, topic):
    for card in ({"name": "Maryam"}, {"name": "maryam"}, {"name": "Ben"}, {"name": "  "}):
        ada.post("console/paper", {"words": "Shade", "topic": topic.id, **card})
    one, two, three, four = Note.select().order_by(Note.id)
    assert one.said_by == two.said_by
    assert one.said_by.name == "Maryam"
    assert three.said_by.name == "Ben"
    assert three.said_by != ben.person
    assert four.said_by is None
    assert "Maryam" not in ben.get(f"topics/{topic.id}/notes").text
    page = ada.post("console/paper", {"words": "Water", "topic": topic.id, "name": "Maryam", "show_name": "1"}).text
    assert "Maryam" not in page
    assert "Said by Maryam" in ben.get(f"topics/{topic.id}/notes").text


def test_private_details_on_paper_wait_too(ada, ben):
    page = ada.post("console/paper", {"words": "Call Ann on 07700 900123"}).text
    assert Note.get().state == HELD
    assert "it waits in Check notes" in page
    assert "07700" not in ben.get("wall").text
    assert ada.send(f"console/notes/{Note.get().id}/question")[0] == 422


def test_a_refused_card_keeps_everything(ada, topic):
    sent = {"words": "w" * 2001, "topic": topic.id, "kind": "story", "page": ada.address("console/paper")}
    page = ada.post("console/paper", sent)
    assert page.status_code == 422
    for kept in ("w" * 2001, f'value="{topic.id}" selected', 'value="story" selected'):
        assert kept in page.text
    assert ada.send("console/paper", {"words": "  "})[1]["message"] == "Please type what the card says."
    assert Note.select().count() == 0


def test_a_topic_of_another_event_is_not_found(ada, cleo, topic):
    assert ada.send("console/paper", {"words": "x", "topic": str(topic.id + 77)})[0] == 404
    assert ada.send("console/paper", {"words": "x", "topic": "all"})[0] == 422
    assert Note.select().count() == 0


def test_only_facilitators_type_in_paper(ben, cleo, event):
    for browser in (ben, cleo):
        assert browser.client.post(f"/e/{event.code}/console/paper", data={"words": "x"}).status_code == 404
    assert Note.select().count() == 0
