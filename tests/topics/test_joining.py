"""Two topics are joined only when both conveners say yes."""

import pytest
from cast import joined
from conveners import again, offered, put_up

from facilitator.topics.models import ANNOUNCED, JOINED, JoinRequest


@pytest.fixture
def eve(app, event):
    return joined(app, event, "Eve")


def ask(browser, topic, into):
    return browser.send(f"topics/{into.id}/join-requests", {"topic": topic.id})


def answer(browser, yes="yes"):
    request = JoinRequest.select().order_by(JoinRequest.id.desc()).get()
    return browser.send(f"join-requests/{request.id}/answer", {"answer": yes})


def test_a_draft_like_another_topic_is_told_so_gently(ben, eve):
    put_up(eve, "Benches at the bus stop")
    topic = offered(ben, "More benches at bus stops")
    page = ben.get(f"topics/{topic.id}").text
    assert "Someone has a topic like yours." in page
    assert "Benches at the bus stop" in page
    assert "Put it on the board" in page


def test_a_draft_unlike_any_is_told_nothing(ben, eve):
    put_up(eve, "Benches at the bus stop")
    topic = offered(ben, "A choir for everyone")
    assert "Someone has a topic like yours" not in ben.get(f"topics/{topic.id}").text


def test_joined_when_both_say_yes(ben, eve, ada):
    mine, theirs = put_up(ben), put_up(eve, "Seats")
    assert ask(ben, mine, theirs)[0] == 200
    assert again(mine).state == ANNOUNCED
    assert "shall we join our topics?" in eve.get("topics").text
    assert answer(eve)[0] == 200
    assert (again(mine).state, again(mine).joined_into, again(theirs).state) == (JOINED, theirs, ANNOUNCED)
    page = ada.get("topics").text
    assert f'id="topic-{mine.id}"' not in page
    assert "Joined with:" in page
    assert "Benches" in page
    assert "They said yes." in ben.get(f"topics/{mine.id}").text
    assert "This topic was joined with another one." in ada.get(f"topics/{mine.id}").text


def test_a_no_leaves_both_and_is_not_asked_again(ben, eve):
    mine, theirs = put_up(ben), put_up(eve, "Seats")
    ask(ben, mine, theirs)
    answer(eve, "no")
    assert again(mine).state == again(theirs).state == ANNOUNCED
    assert "They would rather keep both" in ben.get(f"topics/{mine.id}").text
    status, said = ask(ben, mine, theirs)
    assert (status, JoinRequest.select().count()) == (422, 1)
    assert "They said no to this before." in said["message"]
    assert ask(eve, theirs, mine)[0] == 200  # the one who said no may think again


def test_only_the_other_convener_answers(ben, eve, ada, cleo, app, event):
    fay = joined(app, event, "Fay")
    mine, theirs = put_up(ben), put_up(eve, "Seats")
    ask(ben, mine, theirs)
    for browser in (ben, fay, ada):
        assert answer(browser)[0] == 404
    assert cleo.client.post(ben.address("join-requests/1/answer"), data={"answer": "yes"}).status_code == 404
    assert cleo.send("join-requests/1/answer", {"answer": "yes"})[0] == 404
    assert JoinRequest.get().answer == ""


def test_asking_twice_is_one_question(ben, eve):
    mine, theirs = put_up(ben), put_up(eve, "Seats")
    assert [ask(ben, mine, theirs)[0] for _ in range(2)] == [200, 200]
    assert JoinRequest.select().count() == 1
    status, said = ask(eve, theirs, mine)
    assert status == 422
    assert "They have asked you the same." in said["message"]


def test_nobody_asks_with_another_ones_topic(ben, eve, app, event):
    fay = joined(app, event, "Fay")
    mine, theirs = put_up(ben), put_up(eve, "Seats")
    assert ask(fay, mine, theirs)[0] == 404
    assert JoinRequest.select().count() == 0


def test_two_topics_of_one_person_are_not_joined_by_asking(ben):
    one, other = put_up(ben), put_up(ben, "Seats")
    status, said = ask(ben, one, other)
    assert status == 422
    assert "Both topics are yours." in said["message"]


def test_a_question_lapses_when_a_topic_is_taken_back(ben, eve):
    mine, theirs = put_up(ben), put_up(eve, "Seats")
    ask(ben, mine, theirs)
    ben.send(f"topics/{mine.id}/withdrawal")
    assert "shall we join" not in eve.get("topics").text
    assert answer(eve)[0] == 409
    assert again(theirs).state == ANNOUNCED


def test_an_answer_must_be_yes_or_no(ben, eve):
    mine, theirs = put_up(ben), put_up(eve, "Seats")
    ask(ben, mine, theirs)
    assert answer(eve, "")[0] == 422
    assert answer(eve, "perhaps")[0] == 422
    assert JoinRequest.get().answer == ""


def test_a_second_answer_changes_nothing(ben, eve):
    mine, theirs = put_up(ben), put_up(eve, "Seats")
    ask(ben, mine, theirs)
    answer(eve, "no")
    assert answer(eve, "yes")[0] == 200
    assert again(mine).state == ANNOUNCED


def test_what_was_joined_before_comes_along(ben, eve, app, event):
    fay = joined(app, event, "Fay")
    one, two, three = put_up(ben), put_up(eve, "Seats"), put_up(fay, "Rest")
    ask(ben, one, two)
    answer(eve)
    ask(eve, two, three)
    answer(fay)
    assert again(one).joined_into == again(two).joined_into == three


def test_a_joined_topic_is_not_taken_back_alone(ben, eve):
    mine, theirs = put_up(ben), put_up(eve, "Seats")
    ask(ben, mine, theirs)
    answer(eve)
    assert ben.send(f"topics/{mine.id}/withdrawal")[0] == 422
    assert again(mine).state == JOINED


def test_nonsense_as_a_topic_is_a_plain_sentence(ben, eve):
    theirs = put_up(eve)
    for nonsense in ("", "x", "-1", "9" * 30):
        assert ben.send(f"topics/{theirs.id}/join-requests", {"topic": nonsense})[0] == 422
    assert ben.send(f"topics/{theirs.id}/join-requests", {"topic": "999"})[0] == 404


@pytest.mark.parametrize("withdrawn", [True, False])
def test_the_title_of_a_topic_that_left_the_screens_leaves_those_joined_with_it(ben, eve, ada, withdrawn):
    mine, theirs = put_up(ben), put_up(eve, "Secret seats")
    ask(ben, mine, theirs)
    answer(eve)
    assert "Secret seats" in ada.get(f"topics/{mine.id}").text
    if withdrawn:
        eve.send(f"topics/{theirs.id}/withdrawal")
    else:
        ada.send(f"console/topics/{theirs.id}/hold", {"because": "names a child"})
    for browser in (ben, ada):
        page = browser.get(f"topics/{mine.id}").text
        assert "Benches" in page
        assert "Secret seats" not in page


def test_a_held_topic_asks_nobody_until_it_is_shown_again(ben, eve, ada):
    mine, theirs = put_up(ben, "Secret seats"), put_up(eve)
    ask(ben, mine, theirs)
    assert "Secret seats" in eve.get("topics").text
    ada.send(f"console/topics/{mine.id}/hold", {"because": "names a child"})
    assert "Secret seats" not in eve.get("topics").text + eve.get("").text
    assert answer(eve)[0] == 409
    assert ask(ben, mine, put_up(eve, "Chairs"))[0] == 409
    ada.send(f"console/topics/{mine.id}/showing")
    assert answer(eve)[0] == 200


def test_a_joined_topic_leads_to_the_one_it_went_into(ben, eve):
    mine, theirs = put_up(ben), put_up(eve, "Seats")
    ask(ben, mine, theirs)
    answer(eve)
    page = eve.get(f"topics/{mine.id}").text
    assert "This topic was joined with another one." in page
    assert f'/topics/{theirs.id}"' in page
    # what hung on its own place leads on too
    assert ben.get(f"topics/{mine.id}/place").request.path == ben.address(f"topics/{mine.id}")
    assert ben.get(f"topics/{mine.id}/notes").request.path == ben.address(f"topics/{theirs.id}/notes")
