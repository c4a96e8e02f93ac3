"""Who to nudge this week, why, with which words; and when leaders owe an answer."""

import datetime

import pytest

from facilitator.actions.models import Ask
from facilitator.db import now
from facilitator.lookback.models import AnswerLink, LookBack, Reminder, Update, Wondering
from facilitator.lookback.nudging import to_nudge
from facilitator.lookback.standing import answer_due, standings

DAY = datetime.timedelta(days=1)


def reasons(event):
    return {nudge.standing.action.what: nudge.reasons for nudge in to_nudge(event)}


def test_nothing_heard_since_the_day(promised, link_of, past):
    link_of(promised)
    assert reasons(past) == {"Plant trees": ("silent",)}


def test_done_or_no_nobody_is_nudged(promised, asked, link_of, past, reader):
    reader.send(f"/answer/{link_of(promised).token}", {"state": "done"})
    reader.send(f"/answer/{link_of(asked).token}", {"state": "no", "words": "No money"})
    assert reasons(past) == {}


@pytest.mark.parametrize(
    ("due", "expected"),
    [(-1, ("overdue",)), (0, ("soon",)), (7, ("soon",)), (8, ("silent",))],
)
def test_by_the_day_it_was_to_be_done(promised, link_of, past, change_row, today, due, expected):
    link_of(promised)
    change_row(promised, due=today + due * DAY)
    assert reasons(past) == {"Plant trees": expected}


def test_a_promise_of_news_takes_the_days_place(promised, link_of, past, change_row, today, reader):
    change_row(promised, due=today - DAY)
    reader.send(f"/answer/{link_of(promised).token}", {"state": "started", "next_by": (today + 20 * DAY).isoformat()})
    assert reasons(past) == {}
    change_row(Update.get(), next_by=today - DAY)
    assert reasons(past) == {"Plant trees": ("overdue",)}


def test_four_weeks_of_silence_after_news(promised, link_of, past, change_row, reader):
    reader.send(f"/answer/{link_of(promised).token}", {"state": "started"})
    assert reasons(past) == {}
    change_row(Update.get(), said_at=now() - 29 * DAY)
    assert reasons(past) == {"Plant trees": ("silent",)}


def test_what_readers_wonder_about(promised, link_of, past, reader, write):
    reader.send(f"/answer/{link_of(promised).token}", {"state": "started"})
    write(Wondering, past, action=promised)
    assert reasons(past) == {"Plant trees": ("wondered",)}


def test_who_was_nudged_is_let_be_for_a_week(promised, link_of, past, ada, change_row):
    link = link_of(promised)
    ada.send(f"console/look-back/links/{link.id}/nudged", {"how": "copied"})
    assert [nudge.reminded.how for nudge in to_nudge(past)] == ["copied"]
    assert "Nudged this week." in ada.get("console/look-back/nudges").text
    change_row(Reminder.get(), reminded_at=now() - 7 * DAY)
    assert [nudge.reminded for nudge in to_nudge(past)] == [None]


def test_an_ended_link_is_not_nudged(promised, link_of, past, ada):
    ada.send(f"console/look-back/links/{link_of(promised).id}/end")
    assert reasons(past) == {}


def test_an_answer_is_due_in_working_days_from_the_asking(asked, past, ada, change_row):
    ask = Ask.get()
    change_row(ask, asked_by=datetime.date(2026, 11, 20))
    assert answer_due(ask, past) == datetime.date(2026, 12, 4)
    ada.send("console/look-back/days", {"within": "1"})
    assert LookBack.get().answer_within == 1
    assert [each.due for each in standings(past)[0].asks] == [datetime.date(2026, 11, 23)]


@pytest.mark.parametrize("within", ["0", "-1", "251", "soon", ""])
def test_days_that_are_none_are_refused(past, ada, within):
    assert ada.send("console/look-back/days", {"within": within})[1]["field"] == "within"


def test_an_answer_that_is_late_is_in_plain_sight(asked, opened, past, reader, ada, change_row, today):
    look_back = opened()
    change_row(Ask.get(), asked_by=today - 21 * DAY)
    assert "No answer. It was promised by" in reader.get(f"/look-back/{look_back.token}").text
    assert "The answer is 5 working days late" in ada.get("console/look-back").text
    assert reasons(past) == {"Mend the lights": ("overdue",)}
    reader.send(f"/answer/{AnswerLink.get().token}", {"state": "not_yet", "words": "In May"})
    assert "No answer." not in reader.get(f"/look-back/{look_back.token}").text


def test_ready_words_in_the_language_of_each(app, past, opened, ada, promised):
    from cast import joined

    eve = joined(app, past, "Eve")
    eve.post("/language", {"locale": "ar", "page": "/"})
    eve.post("me/language", {"locale": "ar"})
    eve.send("actions", {"what": "Make tea", "i_will": "1"})
    opened()
    page = ada.get("console/look-back/nudges").text
    assert "Hello \u2068Ben\u2069." in page
    for link in AnswerLink.select():
        assert f"/answer/{link.token}\n" in page
        assert f"{link.code[:4]} {link.code[4:]}" in page
    assert page.count('readonly lang="en" dir="ltr"') == 1
    assert page.count('readonly lang="ar" dir="rtl"') == 1


def test_letters_to_print_are_noted_down(promised, link_of, ada, past):
    link = link_of(promised)
    answer = ada.client.post(ada.address("console/look-back/nudges/printed"))
    assert answer.status_code == 303
    letters = ada.get(answer.location)
    assert letters.mimetype == "application/pdf"
    assert [(row.link_id, row.how) for row in Reminder.select()] == [(link.id, "printed")]
    assert ada.send("console/look-back/nudges/printed")[0] == 422


def test_codes_to_print(promised, asked, link_of, ada):
    from io import BytesIO

    from pypdf import PdfReader

    link = link_of(promised)
    text = PdfReader(BytesIO(ada.get("console/print/answers.pdf").data)).pages[0].extract_text()
    assert f"{link.code[:4]} {link.code[4:]}" in " ".join(text.split())
    assert "Plant trees" in text
    assert "The council" in text
