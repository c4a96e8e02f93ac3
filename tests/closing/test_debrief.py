"""What leaders say: typed while they speak, read back, agreed to aloud."""

import datetime

import pytest
from cast import Browser, joined

from facilitator.closing.models import DebriefLine
from facilitator.events import actions as events
from facilitator.live.fragments import KINDS


@pytest.fixture
def chair(ada):
    """The path of the line of a leader who is about to speak."""
    status, answer = ada.send("console/debrief", {"who": "Board chair"})
    assert status == 200
    return answer["url"]


@pytest.fixture
def spoken(ada, chair):
    """The same, once the chair has said something."""
    ada.send(chair, {"i_heard": "people feel told off", "i_will": "report back", "by": "2026-12-15"})
    return chair


def seen(app, event, audience) -> str:
    """All lines as they stand on the screens of that audience."""
    with app.test_request_context("/"):
        made = KINDS["debrief-line"].html(event, audience, "")
    return "\n".join(html for _order, html in sorted(made.values()))


def agree(ada, path):
    return ada.send(f"{path}/agreement", {"fingerprint": DebriefLine.get().fingerprint})


def facilitating(app, event):
    """The browser of somebody who runs that event."""
    browser = Browser(app, event)
    with browser.client.session_transaction() as session:
        session["facilitator"] = {str(event.id): events.appoint(event=event, name="Dot").id}
    return browser


@pytest.mark.unwatched
def test_the_console_leads_to_it_where_leaders_answer(ada, app):
    cafe = events.create(recipe="community_cafe", title="Our café", date=datetime.date(2026, 11, 21), code="CAFE34")
    assert "/console/debrief" in facilitating(app, cafe).get("console").text
    assert "/console/debrief" not in ada.get("console").text


def test_what_is_typed_stands_on_every_screen_at_once(app, event, spoken, ben):
    page = ben.get("debrief").text
    for words in ("Board chair", "people feel told off", "report back", "by 15 December 2026", "Not read back yet"):
        assert words in page
        assert words in seen(app, event, "projector")


def test_a_leader_who_has_not_spoken_yet_is_on_no_screen(app, event, ada, chair, ben):
    assert "Board chair" not in ben.get("debrief").text + seen(app, event, "projector")
    assert "Board chair" in ada.get("console/debrief").text


def test_only_the_boxes_that_are_sent_are_changed(ada, spoken):
    ada.send(spoken, {"i_cannot": "promise money"})
    line = DebriefLine.get()
    assert (line.i_heard, line.i_will, line.i_cannot) == ("people feel told off", "report back", "promise money")
    assert line.by == datetime.date(2026, 12, 15)
    ada.send(spoken, {"by": ""})
    assert DebriefLine.get().by is None


def test_agreed_aloud_is_marked_with_its_time(app, event, ada, spoken, ben):
    assert agree(ada, spoken)[0] == 200
    assert DebriefLine.get().confirmed_at is not None
    assert "Agreed aloud" in ben.get("debrief").text
    assert "Agreed aloud" in seen(app, event, "projector")
    assert "The leader agreed at" in ada.get(spoken).text


def test_changed_words_are_to_be_read_back_again(ada, spoken):
    agree(ada, spoken)
    ada.send(spoken, {"i_will": "report back"})
    assert DebriefLine.get().confirmed_at is not None
    ada.send(spoken, {"i_will": "report back in this hall"})
    assert DebriefLine.get().confirmed_at is None


def test_nobody_agrees_to_words_they_have_not_heard(ada, spoken):
    read = DebriefLine.get().fingerprint
    ada.send(spoken, {"i_will": "report back in this hall"})
    status, answer = ada.send(f"{spoken}/agreement", {"fingerprint": read})
    assert (status, answer["saved"]) == (409, False)
    assert DebriefLine.get().confirmed_at is None


def test_there_is_nothing_to_agree_to_before_something_is_said(ada, chair):
    assert agree(ada, chair)[0] == 422


def test_it_may_go_while_nobody_has_agreed_to_it(ada, spoken):
    assert ada.send(f"{spoken}/removal", {"op": "away"})[0] == 200
    assert ada.send(f"{spoken}/removal", {"op": "away"})[0] == 404
    assert DebriefLine.select().count() == 0


def test_what_was_agreed_to_stays(ada, spoken):
    agree(ada, spoken)
    assert ada.send(f"{spoken}/removal")[0] == 422
    assert DebriefLine.select().count() == 1


def test_sent_twice_is_one_leader(ada):
    for _time in range(2):
        ada.send("console/debrief", {"who": "Board chair", "op": "one"})
    assert DebriefLine.select().count() == 1


@pytest.mark.parametrize(
    "said", [{"who": ""}, {"i_will": "x" * 251}, {"by": "soon"}, {"by": "2026-02-30"}, {"language": "xx"}]
)
def test_bad_input_is_refused_and_the_words_stay_in_their_boxes(ada, chair, said):
    page = ada.post(chair, {**said, "i_heard": "words to keep", "page": chair})
    assert page.status_code == 422
    assert "words to keep</textarea>" in page.text
    assert DebriefLine.get().i_heard == ""


def test_a_leader_needs_a_word_for_who_they_are(ada):
    assert ada.send("console/debrief", {"who": "  "})[0] == 422


def test_private_details_wait_for_a_facilitator(app, event, ada, spoken, ben):
    ada.send(spoken, {"i_will": "answer on 07700 900123"})
    assert "07700" not in ben.get("debrief").text + seen(app, event, "projector")
    assert "It may hold a phone number." in ada.get(spoken).text
    ada.send(f"{spoken}/hold", {"because": ""})
    assert "07700" in ben.get("debrief").text
    ada.send(spoken, {"i_cannot": "promise money"})
    assert "07700" in ben.get("debrief").text
    ada.send(spoken, {"because": "write to me@example.org"})
    assert "07700" not in ben.get("debrief").text


def test_what_is_held_stands_among_what_a_facilitator_checks(ada, spoken):
    assert "No notes wait for your look." in ada.get("console").text
    ada.send(spoken, {"i_will": "answer on 07700 900123"})
    assert "1 note waits for your look" in ada.get("console").text
    assert f'href="{spoken}">Look at it' in ada.get("console/held").text
    ada.send(f"{spoken}/hold", {"because": "It names somebody"})
    page = ada.get("console/held").text
    assert "It names somebody" in page[page.index("list-held-debrief-line-withheld") :]
    ada.send(f"{spoken}/hold", {"because": ""})
    assert "Look at it" not in ada.get("console/held").text


def test_words_without_private_details_come_back_by_themselves(ada, spoken, ben):
    ada.send(spoken, {"i_will": "answer on 07700 900123"})
    ada.send(spoken, {"i_heard": "people feel told off again"})
    assert DebriefLine.get().held_because == "phone number"
    ada.send(spoken, {"i_will": "answer everyone"})
    assert "answer everyone" in ben.get("debrief").text


def test_what_a_facilitator_holds_stays_held(ada, spoken, ben):
    ada.send(f"{spoken}/hold", {"because": "It names somebody"})
    ada.send(spoken, {"i_will": "answer everyone"})
    assert "answer everyone" not in ben.get("debrief").text
    assert DebriefLine.get().held_because == "It names somebody"


def test_phones_follow_the_order_of_arrival_and_the_big_screen_whoever_speaks_now(app, event, ada, spoken, ben):
    _status, answer = ada.send("console/debrief", {"who": "Health lead"})
    ada.send(answer["url"], {"i_heard": "help depends on where you live"})
    page, screen = ben.get("debrief").text, seen(app, event, "projector")
    assert page.index("Board chair") < page.index("Health lead")
    assert screen.index("Health lead") < screen.index("Board chair")
    ada.send(spoken, {"i_cannot": "promise money"})
    screen = seen(app, event, "projector")
    assert screen.index("Board chair") < screen.index("Health lead")


def test_only_facilitators_type(app, event, chair, ben, cleo):
    for browser in (ben, cleo):
        assert browser.send(chair, {"i_will": "everything"})[0] == 404
        assert browser.send("console/debrief", {"who": "Me"})[0] == 404
    assert (DebriefLine.get().i_will, DebriefLine.select().count()) == ("", 1)


def test_lines_of_another_event_are_not_there(app, chair, other_event):
    other = facilitating(app, other_event)
    line = DebriefLine.get()
    for way in ("", "/agreement", "/removal", "/hold"):
        assert other.send(f"console/debrief/{line.id}{way}", {"i_will": "x"})[0] == 404
    assert other.get(f"console/debrief/{line.id}").status_code == 404
    assert "Board chair" not in joined(app, other_event, "Cleo").get("debrief").text
