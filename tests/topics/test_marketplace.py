"""The marketplace at the console: who announces next, topics said aloud, holding one back; and the big screen."""

import pytest
from cast import joined
from conveners import again, offered, put_up

from facilitator.live import PROJECTOR, pieces
from facilitator.people import actions as people
from facilitator.people.models import Person
from facilitator.topics.models import ANNOUNCED, Topic, TopicHold


@pytest.fixture
def eve(app, event):
    return joined(app, event, "Eve", show_name="1")


@pytest.fixture
def big_screen(app, event):
    def show(kind):
        with app.test_request_context("/"):
            return str(pieces(event, kind, PROJECTOR))

    return show


SAID = {"title": "Ramps", "name": "Amina", "said_yes": "1"}


def test_the_next_one_is_the_one_who_came_first(ben, eve, ada):
    late, first = offered(ben), put_up(eve, "Trees")
    ben.send(f"topics/{late.id}/announcement")
    page = ada.get("console/topics").text
    assert f"/console/topics/{first.id}/pitch" in page[page.index('id="queue"') : page.index('id="pitch-next"')]


def test_one_topic_at_a_time_is_large_on_the_big_screen(ben, eve, ada, big_screen):
    first, second = put_up(ben, why="Nowhere to sit"), put_up(eve, "Trees")
    ada.send(f"console/topics/{first.id}/pitch")
    assert "Benches" in big_screen("pitch")
    assert "Nowhere to sit" in big_screen("pitch")
    ada.send(f"console/topics/{second.id}/pitch")
    assert "Trees" in big_screen("pitch")
    assert "Benches" not in big_screen("pitch")
    assert [topic.is_pitching for topic in Topic.select().order_by(Topic.id)] == [False, True]
    assert "All topics have been announced" in ada.get("console/topics").text
    ada.send("console/topics/list")
    assert big_screen("pitch") == ""
    assert again(first).pitched_at < again(second).pitched_at


def test_two_facilitators_press_next_at_once_and_nobody_is_passed_over(ben, eve, ada):
    first = put_up(ben)
    put_up(eve, "Trees")
    for _ in range(2):  # both saw Benches as the next one
        assert ada.send(f"console/topics/{first.id}/pitch")[0] == 200
    assert again(first).is_pitching
    assert [topic.title for topic in Topic.select().where(Topic.pitched_at.is_null())] == ["Trees"]


def test_a_name_stands_on_the_big_screen_only_with_consent(ben, eve, ada, big_screen):
    for browser, title, shown in ((ben, "Seats", False), (eve, "Trees", True)):
        topic = put_up(browser, title)
        ada.send(f"console/topics/{topic.id}/pitch")
        for kind in ("pitch", "topic"):
            assert (browser.person.name in big_screen(kind)) is shown


def test_the_list_on_the_big_screen_begins_with_the_newest(ben, eve, big_screen):
    put_up(ben)
    put_up(eve, "Trees")
    assert big_screen("topic").index("Trees") < big_screen("topic").index("Benches")


def test_a_topic_held_back_is_on_no_screen_and_its_convener_sees_why(ben, eve, ada, big_screen):
    topic = put_up(ben)
    ada.send(f"console/topics/{topic.id}/pitch")
    assert ada.send(f"console/topics/{topic.id}/hold", {"because": "It names a neighbour."})[0] == 200
    assert big_screen("pitch") == big_screen("topic") == ""
    assert "Benches" not in eve.get("topics").text
    assert "It names a neighbour." in ben.get("topics").text
    assert "It names a neighbour." in ben.get(f"topics/{topic.id}").text
    ben.send(f"topics/{topic.id}/words", {"title": "Benches and chairs"})
    assert again(topic).held_for == "It names a neighbour."  # by hand: it stays until a facilitator shows it
    ada.send(f"console/topics/{topic.id}/showing")
    assert "Benches and chairs" in eve.get("topics").text
    log = [(row.what, row.because, row.by) for row in TopicHold.select().order_by(TopicHold.id)]
    assert log == [("held", "It names a neighbour.", "facilitator"), ("shown", "", "facilitator")]


def test_holding_needs_a_reason(ben, ada):
    topic = put_up(ben)
    where = ada.address("console/topics")
    page = ada.post(f"console/topics/{topic.id}/hold", {"because": " ", "page": where})
    assert page.status_code == 422
    assert "Please say why." in page.text
    assert again(topic).held_for == ""
    assert ada.post(f"console/topics/{topic.id}/hold", {"because": "y" * 201, "page": where}).text.count("y" * 201) == 1


def test_a_held_topic_is_not_announced(ben, ada):
    topic = put_up(ben, "Call me on 07700 900123")
    assert ada.send(f"console/topics/{topic.id}/pitch")[0] == 409
    page = ada.get("console/topics").text
    assert "It may hold a phone number." in page
    assert 'id="pitch-next"' not in page


def test_the_console_does_not_see_drafts(ben, ada):
    topic = offered(ben)
    assert "Benches" not in ada.get("console/topics").text
    for door in ("pitch", "hold", "showing"):
        assert ada.send(f"console/topics/{topic.id}/{door}", {"because": "x"})[0] == 404


def test_the_console_is_closed_to_participants_and_other_events(ben, eve, cleo, ada):
    topic = put_up(ben)
    for browser in (eve, cleo):
        assert browser.client.get(ada.address("console/topics")).status_code == 302
        for door in ("pitch", "hold", "showing"):
            answer = browser.client.post(ada.address(f"console/topics/{topic.id}/{door}"), data={"because": "x"})
            assert answer.status_code == 404
        assert browser.client.post(ada.address("console/topics"), data=SAID).status_code == 404
    assert again(topic).held_for == ""


def test_a_topic_said_aloud_belongs_to_the_person_who_said_it(ada, ben):
    assert ada.send("console/topics", {**SAID, "why": "I cannot get in", "needs": "step_free"})[0] == 200
    topic = Topic.get()
    assert (topic.convener.name, topic.state, topic.said_aloud) == ("Amina", ANNOUNCED, True)
    assert topic.written_by is None
    page = ben.get("topics").text
    assert "Ramps" in page
    assert "Amina" in page


def test_for_someone_who_is_here_already_a_facilitator_chooses_them(ada, ben):
    ada.send("console/topics", {**SAID, "name": "", "convener": ben.person.id})
    assert Topic.get().convener == ben.person
    assert Person.select().count() == 1
    assert "Ramps" in ben.get("topics").text
    assert ben.send(f"topics/{Topic.get().id}/words", {"title": "Ramps and rails"})[0] == 200


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"name": ""}, "Who will start this talk?"),
        ({"said_yes": ""}, "Please ask them first."),
        ({"title": ""}, "Please write what they want to talk about."),
        ({"name": "BEN"}, "is here already"),
        ({"title": "x" * 81}, "81 letters long"),
        ({"convener": "x"}, "number"),
    ],
)
def test_a_facilitator_cannot_invent_a_topic(ada, ben, missing, sentence):
    page = ada.post(
        "console/topics", {**SAID, "why": "as they said it", **missing, "page": ada.address("console/topics")}
    )
    assert page.status_code == 422
    assert sentence in page.text
    assert "as they said it" in page.text
    assert Topic.select().count() == 0
    assert Person.select().count() == 1


def test_nobody_from_elsewhere_or_gone_is_made_a_convener(ada, ben, cleo, event):
    assert ada.send("console/topics", {**SAID, "convener": cleo.person.id})[0] == 404
    people.leave(event=event, person=ben.person)
    assert ada.send("console/topics", {**SAID, "convener": ben.person.id})[0] == 404
    assert Topic.select().count() == 0


def test_said_aloud_and_sent_twice_is_one_topic_and_one_person(ada):
    assert ada.send("console/topics", {**SAID, "op": "one"}) == ada.send("console/topics", {**SAID, "op": "one"})
    assert (Topic.select().count(), Person.select().count()) == (1, 1)
