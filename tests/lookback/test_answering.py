"""Those who said yes, and those who were asked, say how it goes: by their own link, a printed code, or aloud."""

import datetime

import pytest

from facilitator.actions.models import Promise
from facilitator.lookback.models import AnswerLink, Update


def said(*fields):
    return [tuple(getattr(update, name) for name in fields) for update in Update.select().order_by(Update.id)]


@pytest.fixture
def answers(promised, link_of, reader):
    """`answers(state=…, words=…)`: Ben, by his link, without any cookie."""
    link = link_of(promised)
    return lambda **form: reader.send(f"/answer/{link.token}", form)


def test_one_tap_and_plain_words(answers, promised, reader, today):
    later = today + datetime.timedelta(days=20)
    assert answers(state="started", words="The holes are dug", next_by=later.isoformat())[0] == 200
    assert said("state", "words", "next_by", "by", "ask_id", "language") == [
        ("started", "The holes are dug", later, "owner", None, "en")
    ]
    page = reader.get(f"/answer/{AnswerLink.get().token}?kept=1").text
    assert "Saved. Thank you." in page
    assert "The holes are dug" in page


def test_words_are_not_needed_for_good_news(answers):
    for state in ("started", "done"):
        assert answers(state=state)[0] == 200


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"state": "not_yet"}, "words"),
        ({"state": "no", "words": "  "}, "words"),
        ({}, "state"),
        ({"state": "yes"}, "state"),
        ({"state": "finished"}, "state"),
        ({"state": "passed_on", "agreed": "1"}, "passed_to"),
        ({"state": "passed_on", "passed_to": "The garden club"}, "agreed"),
        ({"state": "started", "next_by": "2020-01-01"}, "next_by"),
        ({"state": "started", "next_by": "soon"}, "next_by"),
        ({"state": "done", "words": "x" * 501}, "words"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(answers, form, field):
    status, answer = answers(**form)
    assert (status, answer["field"]) == (422, field)
    assert Update.select().count() == 0


def test_refused_words_stay_in_the_box_without_a_script(promised, link_of, reader):
    address = f"/answer/{link_of(promised).token}"
    answer = reader.post(address, {"state": "no", "words": "", "passed_to": "My own words", "page": address})
    assert answer.status_code == 422
    assert "Please say why. A few plain words are enough." in answer.text
    assert 'value="My own words"' in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_passed_on_to_someone_who_said_yes(answers, reader):
    assert answers(state="passed_on", passed_to="The garden club", agreed="1")[0] == 200
    assert said("state", "passed_to") == [("passed_on", "The garden club")]
    assert "Give your link or your code" in reader.get(f"/answer/{AnswerLink.get().token}?kept=1").text


def test_when_the_event_is_over_a_yes_is_not_taken_back_but_answered_with_no_because(
    promised, past, ben, reader, change_row
):
    path, promise = f"actions/{promised.id}", Promise.get(Promise.action == promised)
    assert "say “no, because …”" not in ben.get(path).text
    change_row(past, archived_at=past.created_at)
    page = ben.post(f"{path}/promise", {"said": "0"})
    assert page.status_code == 422
    assert "You can say “no, because …” where you say how it goes." in page.text
    page = ben.get(path)
    assert "say “no, because …”" in page.text
    assert f'action="{ben.address(f"promises/{promise.id}/answer")}"' in page.text
    assert ben.address("promises") in ben.get("actions").text
    answered = ben.post(f"promises/{promise.id}/answer")
    assert "say “no, because …”" in answered.text
    assert reader.send(f"/answer/{AnswerLink.get().token}", {"state": "no", "words": "I moved away"})[0] == 200
    assert said("state", "words") == [("no", "I moved away")]
    assert Promise.select().count() == 1


def test_nothing_is_ever_changed_and_the_same_twice_is_once(answers):
    answers(state="started", words="We begin", op="a")
    answers(state="started", words="We begin", op="a")
    answers(state="no", words="The frost was too hard", op="b")
    answers(state="done", words="It went well after all", op="c")
    assert said("state") == [("started",), ("no",), ("done",)]


def test_no_news_is_promised_of_what_is_done(answers, today):
    answers(state="done", next_by=(today + datetime.timedelta(days=3)).isoformat())
    assert said("next_by") == [(None,)]


def test_an_address_may_bring_the_state_along_but_only_a_form_writes(promised, link_of, reader):
    page = reader.get(f"/answer/{link_of(promised).token}?state=done").text
    assert 'value="done" required checked' in page
    assert Update.select().count() == 0
    assert "checked" not in reader.get(f"/answer/{AnswerLink.get().token}?state=nonsense").text


def test_a_leader_answers_yes_and_then_says_how_it_goes(asked, link_of, reader):
    address = f"/answer/{link_of(asked).token}"
    page = reader.get(address).text
    assert "What is your answer?" in page
    assert 'value="done"' not in page
    assert reader.send(address, {"state": "done"})[1]["field"] == "state"
    reader.send(address, {"state": "yes", "words": "In May"})
    assert 'value="done"' in reader.get(address).text
    reader.send(address, {"state": "done", "words": "They shine"})
    assert said("state", "by") == [("yes", "leader"), ("done", "leader")]
    assert {update.ask_id for update in Update.select()} == {AnswerLink.get().ask_id}


def test_the_printed_code_leads_to_the_same_page(promised, link_of, reader):
    link = link_of(promised)
    reader.get("/answer")
    typed = f" {link.code[:4].lower()}-{link.code[4:]} "
    answer = reader.client.post("/answer", data={"code": typed})
    assert (answer.status_code, answer.location) == (303, f"/answer/{link.token}")


def test_codes_can_be_told_apart_and_are_long_enough(promised, asked, link_of):
    codes = {link_of(promised).code, link_of(asked).code}
    assert [len(code) for code in codes] == [8, 8]
    assert not set("".join(codes)) & set("0O1IL2Z5S8BUV")


def test_a_wrong_code_is_refused_and_guessing_is_slowed(app, promised, link_of, reader):
    link = link_of(promised)
    app.config["RATELIMIT_ENABLED"] = True
    reader.get("/answer")
    for _time in range(10):
        assert reader.send("/answer", {"code": "WRNG3467"})[0] == 422
    assert reader.send("/answer", {"code": link.code})[0] == 429


def test_without_a_cookie_a_guess_decides_nothing(promised, link_of, reader):
    answer = reader.send("/answer", {"code": link_of(promised).code})
    assert (answer[0], answer[1]["message"]) == (422, "Please try once more.")
    assert reader.client.post("/answer", data={"code": AnswerLink.get().code, "again": "1"}).status_code == 303


def test_an_ended_link_leads_nowhere_and_a_new_one_does(promised, link_of, reader, ada):
    old = link_of(promised)
    reader.send(f"/answer/{old.token}", {"state": "started"})
    ada.send(f"console/look-back/links/{old.id}/end")
    assert reader.get(f"/answer/{old.token}").status_code == 404
    assert reader.send(f"/answer/{old.token}", {"state": "done"})[0] == 404
    ada.send(f"console/look-back/links/{old.id}/new")
    new = AnswerLink.get()
    assert new.token != old.token
    assert new.code != old.code
    assert reader.get(f"/answer/{old.token}").status_code == 404
    assert reader.send(f"/answer/{new.token}", {"state": "done"})[0] == 200
    assert said("state") == [("started",), ("done",)]


def test_links_of_what_was_taken_back_are_gone(asked, link_of, reader, ben):
    link = link_of(asked)
    ben.send(f"actions/{asked.id}/removal")
    assert reader.get(f"/answer/{link.token}").status_code == 404


def test_whoever_says_yes_later_gets_a_link_too(app, promised, opened, past, ada):
    from cast import joined

    opened()
    joined(app, past, "Eve").send(f"actions/{promised.id}/promise", {"said": "1"})
    assert "has no link yet" in ada.get("console/look-back").text
    ada.send("console/look-back/links")
    ada.send("console/look-back/links")
    assert AnswerLink.select().count() == 2


def test_a_promise_taken_back_takes_its_link_along_but_not_what_was_said(answers, promised, ben):
    answers(state="started", words="Dug")
    ben.send(f"actions/{promised.id}/promise", {"said": "0"})
    assert AnswerLink.select().count() == 0
    assert said("words", "link_id") == [("Dug", None)]


def test_from_the_phone_on_which_somebody_said_yes(promised, ben, cleo, ada):
    assert "Plant trees" in ben.get("promises").text
    promise = Promise.get()
    status, answer = ben.send(f"promises/{promise.id}/answer")
    assert (status, answer["url"]) == (200, f"/answer/{AnswerLink.get().token}")
    ada.send(f"console/look-back/links/{AnswerLink.get().id}/end")
    assert ben.send(f"promises/{promise.id}/answer")[0] == 404


def test_nobody_answers_for_another(app, past, promised, cleo):
    from cast import joined

    eve = joined(app, past, "Eve")
    assert eve.send(f"promises/{Promise.get().id}/answer")[0] == 404
    assert cleo.send(f"promises/{Promise.get().id}/answer")[0] == 404
    assert "Plant trees" not in eve.get("promises").text


def test_what_a_facilitator_was_told_stands_as_that(promised, asked, opened, ada, reader):
    look_back = opened()
    ada.send(f"console/look-back/actions/{promised.id}", {"state": "started", "words": "Rang on Monday"})
    ask = asked.asks.get()
    ada.send(f"console/look-back/asks/{ask.id}", {"state": "no", "words": "There is no money"})
    assert said("by", "ask_id", "state") == [("facilitator", None, "started"), ("told_answer", ask.id, "no")]
    assert "Told to the facilitators, who wrote it down" in reader.get(f"/look-back/{look_back.token}").text


def test_a_facilitator_needs_the_reason_too(promised, opened, ada):
    opened()
    assert ada.send(f"console/look-back/actions/{promised.id}", {"state": "no"})[1]["field"] == "words"


def test_others_held_words_are_not_for_every_owner(app, past, promised, opened, reader, ada):
    from cast import joined

    joined(app, past, "Eve").send(f"actions/{promised.id}/promise", {"said": "1"})
    opened()
    one, other = AnswerLink.select().order_by(AnswerLink.id)
    reader.send(f"/answer/{one.token}", {"state": "started", "words": "Ring 07700 900123"})
    assert "07700" in reader.get(f"/answer/{one.token}").text
    assert "07700" not in reader.get(f"/answer/{other.token}").text
    ada.send(f"console/look-back/updates/{Update.get().id}/hold", {"because": "It is a private number"})
    assert "It is a private number" in reader.get(f"/answer/{one.token}").text
    assert "07700" in ada.get("console/held").text


def test_rows_of_another_event_are_not_found(promised, link_of, reader, other_event, app):
    from cast import Browser

    from facilitator.events import actions

    link = link_of(promised)
    reader.send(f"/answer/{link.token}", {"state": "done"})
    stranger = Browser(app, other_event)
    with stranger.client.session_transaction() as session:
        session["facilitator"] = {str(other_event.id): actions.appoint(event=other_event, name="Ida").id}
    for path in (
        f"actions/{promised.id}", f"links/{link.id}/end", f"links/{link.id}/new", f"links/{link.id}/nudged",
        f"updates/{Update.get().id}/hold", "asks/1",
    ):  # fmt: skip
        assert stranger.send(f"console/look-back/{path}", {"state": "done", "because": "x"})[0] == 404
    assert Update.get().held_because == ""
    assert AnswerLink.get().revoked_at is None
