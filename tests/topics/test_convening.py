"""A convener changes a topic, takes it back, must leave; someone else takes it up; a helper writes for someone."""

import datetime

import pytest
from cast import joined
from conveners import again, offered, put_up

from facilitator.events import actions as events
from facilitator.journal.models import Journal
from facilitator.people import actions as people
from facilitator.people.models import Person
from facilitator.people.recognise import remember
from facilitator.topics.models import ANNOUNCED, DRAFT, WITHDRAWN, Topic, TopicHold


@pytest.fixture
def eve(app, event):
    return joined(app, event, "Eve")


@pytest.fixture
def hanna(app, event):
    """A helper's phone that also speaks for Amina, who has none."""
    browser = joined(app, event, "Hanna")
    browser.amina = people.join(event=event, name="Amina", helper=browser.person)
    with browser.client.session_transaction() as session:
        remember(session, browser.amina, first=False)
    return browser


def test_everything_a_convener_says_is_kept(ben):
    topic = offered(
        ben, "Benches", why="My hip hurts", needs=["quiet", "step_free", "gold"], needs_words="A Polish speaker"
    )
    assert (topic.why, topic.needs, topic.needs_words) == ("My hip hurts", ["step_free", "quiet"], "A Polish speaker")
    page = ben.get(f"topics/{topic.id}").text
    assert "A Polish speaker" in page
    assert "No steps" in page


def test_a_topic_needs_a_title_and_the_other_words_stay(ben):
    page = ben.post(
        "topics", {"title": " ", "why": "because of the path", "needs": "quiet", "page": ben.address("topics")}
    )
    assert page.status_code == 422
    assert "Please write what you want to talk about." in page.text
    assert "because of the path" in page.text
    assert 'value="quiet" checked' in page.text


def test_a_draft_is_not_there_for_anyone_else(ben, eve, ada, cleo):
    topic = offered(ben)
    for browser in (eve, ada):
        assert browser.get(f"topics/{topic.id}").status_code == 404
    assert cleo.client.get(ben.address(f"topics/{topic.id}")).status_code in (302, 404)


def test_its_convener_changes_it_at_any_time(ben, eve):
    topic = put_up(ben)
    ben.send(f"topics/{topic.id}/words", {"title": "Chairs", "why": "For all", "needs": "quiet"})
    assert "Chairs" in eve.get("topics").text
    assert (again(topic).why, again(topic).needs, again(topic).state) == ("For all", ["quiet"], ANNOUNCED)


def test_nobody_else_changes_it_not_even_a_facilitator(ben, eve, ada, cleo):
    topic = put_up(ben)
    for browser in (eve, ada, cleo):
        for door in ("words", "announcement", "withdrawal", "leaving"):
            answer = browser.client.post(ben.address(f"topics/{topic.id}/{door}"), data={"title": "Mine"})
            assert answer.status_code == 404
    assert (again(topic).title, again(topic).state, again(topic).seeks_convener) == ("Benches", ANNOUNCED, False)


def test_too_long_a_change_is_refused_with_the_words_in_the_box(ben):
    topic = put_up(ben)
    where = ben.address(f"topics/{topic.id}/words")
    page = ben.post(where, {"title": "x" * 81, "why": "new words", "page": where})
    assert page.status_code == 422
    assert "x" * 81 in page.text
    assert "new words" in page.text
    assert again(topic).title == "Benches"


def test_taken_back_only_its_convener_sees_it(ben, eve):
    topic = put_up(ben)
    ben.send(f"topics/{topic.id}/withdrawal")
    assert again(topic).state == WITHDRAWN
    assert "Benches" not in eve.get("topics").text
    assert "Bring it back" in ben.get("topics").text


def test_brought_back_it_is_as_it_was(ben):
    up, draft = put_up(ben), offered(ben, "Chairs")
    announced_at = up.announced_at
    for topic in (up, draft):
        ben.send(f"topics/{topic.id}/withdrawal")
        ben.send(f"topics/{topic.id}/withdrawal", {"back": "1"})
    assert (again(up).state, again(up).announced_at) == (ANNOUNCED, announced_at)
    assert again(draft).state == DRAFT


def test_announcing_twice_keeps_its_place_in_the_list(ben, eve):
    first, second = put_up(ben), put_up(eve, "Trees")
    ben.send(f"topics/{first.id}/announcement")
    page = ben.get("topics").text
    assert page.index("Benches") < page.index("Trees")
    assert again(first).announced_at < second.announced_at


def test_a_late_announced_draft_stands_after_earlier_ones(ben, eve):
    late = offered(ben)
    put_up(eve, "Trees")
    ben.send(f"topics/{late.id}/announcement")
    page = eve.get("topics").text
    assert page.index("Trees") < page.index("Benches")


def test_a_convener_who_must_leave_is_followed_by_someone_who_says_yes(ben, eve):
    topic = put_up(ben)
    ben.send(f"topics/{topic.id}/leaving")
    assert "I will take this up" in eve.get(f"topics/{topic.id}").text
    assert "You do not need to be an expert" in eve.get(f"topics/{topic.id}/convener").text
    eve.send(f"topics/{topic.id}/convener")
    topic = again(topic)
    assert (topic.convener, topic.offered_by, topic.seeks_convener) == (eve.person, ben.person, False)
    assert ben.send(f"topics/{topic.id}/words", {"title": "Mine again"})[0] == 404


def test_a_convener_may_stay_after_all(ben, eve):
    topic = put_up(ben)
    ben.send(f"topics/{topic.id}/leaving")
    ben.send(f"topics/{topic.id}/leaving", {"stay": "1"})
    status, answer = eve.send(f"topics/{topic.id}/convener")
    assert (status, again(topic).convener) == (409, ben.person)
    assert "someone to start it" in answer["message"]


def test_two_take_it_up_at_once_and_one_hears_thank_you(app, event, ben, eve):
    fay, topic = joined(app, event, "Fay"), put_up(ben)
    ben.send(f"topics/{topic.id}/leaving")
    assert [browser.send(f"topics/{topic.id}/convener")[0] for browser in (eve, fay, eve)] == [200, 409, 200]
    assert again(topic).convener == eve.person


def test_a_topic_whose_convener_left_the_event_can_be_taken_up(ben, eve, event):
    topic = put_up(ben)
    people.leave(event=event, person=ben.person)
    assert "Looking for someone to start this talk" in eve.get("topics").text
    assert eve.send(f"topics/{topic.id}/convener")[0] == 200


def test_nobody_takes_up_a_topic_for_another(ben, eve, ada, cleo):
    topic = put_up(ben)
    ben.send(f"topics/{topic.id}/leaving")
    eve.send(f"topics/{topic.id}/convener", {"as": ben.person.id})
    assert again(topic).convener == eve.person
    assert ada.send(f"topics/{topic.id}/convener")[0] == 404
    assert cleo.client.post(ben.address(f"topics/{topic.id}/convener")).status_code == 404


def test_a_helper_writes_and_the_convener_is_the_convener(hanna):
    page = hanna.get("topics").text
    assert "Who is speaking?" in page
    topic = offered(hanna, "Ramps", **{"as": hanna.amina.id})
    assert (topic.convener, topic.written_by, topic.offered_by) == (hanna.amina, hanna.person, hanna.amina)
    page = hanna.get("topics").text
    assert "Ramps" in page
    assert f'[data-topic="{topic.id}"]' in page  # marked as one of this phone's own
    hanna.send(f"topics/{topic.id}/announcement")  # whoever the phone speaks for at that moment
    assert again(topic).state == ANNOUNCED
    assert Journal.select().order_by(Journal.id.desc()).get().person_id == hanna.amina.id


def test_a_helper_offers_their_own_too(hanna):
    topic = offered(hanna, "Tea", **{"as": hanna.person.id})
    assert (topic.convener, topic.written_by) == (hanna.person, None)


def test_nobody_offers_for_someone_on_another_phone(ben, hanna):
    topic = offered(ben, "Ramps", **{"as": hanna.amina.id})
    assert topic.convener == ben.person


def test_a_facilitator_cannot_offer_a_topic_of_their_own(ada):
    assert ada.send("topics", {"title": "My idea"})[0] == 404
    assert "Offer a topic" not in ada.get("topics").text
    assert Topic.select().count() == 0


def test_private_details_are_held_and_let_go_when_changed(ben, eve, ada):
    topic = put_up(ben, "Call me on 07700 900123")
    assert "07700" not in eve.get("topics").text
    assert eve.get(f"topics/{topic.id}").status_code == 404
    assert "It may hold a phone number." in ben.get(f"topics/{topic.id}").text
    ben.send(f"topics/{topic.id}/words", {"title": "Call me by my name"})
    assert "Call me by my name" in eve.get("topics").text
    assert [(row.what, row.by) for row in TopicHold.select().order_by(TopicHold.id)] == [
        ("held", "pattern"), ("shown", "convener"),
    ]  # fmt: skip


def test_what_is_written_later_is_looked_at_too(ben):
    topic = put_up(ben)
    ben.send(f"topics/{topic.id}/words", {"title": "Benches", "why": "write to ben@example.org"})
    assert again(topic).held_for == "e-mail address"


def test_the_automatic_hold_can_be_switched_off(app):
    open_hall = events.create(
        recipe="open_space_mini",
        title="Open",
        date=datetime.date(2026, 11, 21),
        code="FREE34",
        holds_private_details=False,
    )
    gus = joined(app, open_hall, "Gus")
    assert put_up(gus, "Call me on 07700 900123").held_for == ""


def test_each_act_sent_twice_happens_once(ben):
    topic = put_up(ben)
    before = Journal.select().count()
    for door, data in (("words", {"title": "Chairs"}), ("leaving", {}), ("withdrawal", {})):
        answers = [ben.send(f"topics/{topic.id}/{door}", {**data, "op": f"op-{door}"}) for _ in range(2)]
        assert answers[0] == answers[1]
    assert Journal.select().count() == before + 3


def test_a_blank_name_is_someone(app, event, ben):
    browser = joined(app, event, "")
    put_up(browser, "Trees")
    assert "Someone" in ben.get("topics").text


def test_html_in_words_is_words(ben):
    put_up(ben, "<b>Benches</b>", why="<script>alert(1)</script>")
    page = ben.get("topics").text
    assert "&lt;b&gt;Benches" in page
    assert "<script>alert" not in page


def test_nothing_counts(ben, eve, ada):
    put_up(ben)
    put_up(eve, "Trees")
    for page in (ben.get("topics").text, ada.get("console/topics").text):
        assert "2 topics" not in page
    assert Person.select().count() == 2
