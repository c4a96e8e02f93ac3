"""Readers ask what happened, without a cookie; nobody floods; those who run it see it."""

import datetime

from facilitator.db import now
from facilitator.lookback.models import LookBack, Wondering
from facilitator.lookback.wondering import OF_ALL, OF_ONE


def ask(browser, action):
    return browser.send(f"/look-back/{LookBack.get().token}/actions/{action.id}/wondering")


def test_a_reader_asks_and_the_facilitator_sees_it(promised, opened, reader, ada):
    look_back = opened()
    answer = reader.post(f"/look-back/{look_back.token}/actions/{promised.id}/wondering")
    assert "Thank you. We tell the people who run this that you ask." in answer.text
    assert "Set-Cookie" not in answer.headers
    assert "A reader asked what happened" in ada.get("console/look-back").text
    assert "A reader asked what happened" in ada.get("console/look-back/nudges").text


def test_an_answer_settles_what_was_wondered(promised, link_of, reader, ada):
    link = link_of(promised)
    ask(reader, promised)
    reader.send(f"/answer/{link.token}", {"state": "started", "words": "Dug"})
    assert "A reader asked" not in ada.get("console/look-back").text


def test_whoever_asks_on_and_on_fills_nothing(promised, opened, reader):
    opened()
    answers = [ask(reader, promised)[0] for _time in range(OF_ONE + 3)]
    assert answers == [200] * OF_ONE + [429] * 3
    assert Wondering.select().count() == OF_ONE


def test_nor_does_who_asks_about_everything(past, promised, asked, opened, reader, write):
    opened()
    for _time in range(OF_ALL):
        write(Wondering, past, action=asked)
    assert ask(reader, promised)[0] == 429


def test_an_hour_later_others_are_heard_again(past, promised, opened, reader, write):
    opened()
    for _time in range(OF_ONE):
        write(Wondering, past, action=promised, asked_at=now() - datetime.timedelta(minutes=61))
    assert ask(reader, promised)[0] == 200


def test_the_refusal_stands_on_the_page_without_a_script(promised, opened, reader):
    address = f"/look-back/{opened().token}"
    for _time in range(OF_ONE):
        ask(reader, promised)
    answer = reader.post(f"{address}/actions/{promised.id}/wondering", {"page": address})
    assert answer.status_code == 429
    assert "Others have just asked the same." in answer.text
    assert "Plant trees" in answer.text


def test_of_what_is_not_on_the_page_nobody_can_ask(promised, asked, opened, reader, ada, ben, other_event):
    opened()
    ada.send(f"console/actions/{promised.id}/hold", {"because": "It names a child"})
    ben.send(f"actions/{asked.id}/removal")
    assert [ask(reader, promised)[0], ask(reader, asked)[0]] == [404, 404]
    ada.send("console/look-back/closing")
    assert ask(reader, asked)[0] == 404
    assert Wondering.select().count() == 0
