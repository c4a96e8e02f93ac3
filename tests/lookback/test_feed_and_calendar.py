"""News for feed readers, dates for calendars: whole, in the language asked for, without names and held words."""

import dataclasses
import datetime
from xml.etree import ElementTree

import icalendar
import pytest

from facilitator.lookback.models import LookBack, Update

ATOM = {"a": "http://www.w3.org/2005/Atom"}
ODD = "=1+1 <b>&\ufffe שלום 👩🏽‍🌾\nsecond line, with; signs\\"


def feed_in(data):
    return ElementTree.fromstring(data)  # noqa: S314  (our own)


@pytest.fixture
def subscribed(promised, link_of, reader):
    """`subscribed(name)` → what a subscriber gets, after two updates."""
    link = link_of(promised)
    reader.send(f"/answer/{link.token}", {"state": "started", "words": ODD})
    reader.send(f"/answer/{link.token}", {"state": "not_yet", "words": "Ring Sam on 07700 900123"})
    return lambda name: reader.get(f"/look-back/{LookBack.get().token}/{name}")


def test_a_feed_has_all_news_the_newest_first(subscribed, promised):
    answer = subscribed("news.atom")
    assert answer.mimetype == "application/atom+xml"
    feed = feed_in(answer.data)
    entries = feed.findall("a:entry", ATOM)
    assert [entry.find("a:title", ATOM).text for entry in entries] == ["Not yet: Plant trees", "Started: Plant trees"]
    kept = Update.select().order_by(Update.id).first().words
    assert entries[1].find("a:content", ATOM).text.startswith(kept.replace("\ufffe", "\ufffd"))
    for name in ("id", "title", "updated"):
        assert all(each.find(f"a:{name}", ATOM).text for each in (feed, *entries))
    assert len({entry.find("a:id", ATOM).text for entry in entries}) == 2
    link = entries[0].find("a:link", ATOM).attrib["href"]
    assert link.endswith(f"/look-back/{LookBack.get().token}#action-{promised.id}")
    assert "07700" not in answer.text
    assert "Ben" not in answer.text


def test_feed_calendar_and_links_carry_the_address_for_people_outside(app, subscribed, promised, ada):
    app.config["SETTINGS"] = dataclasses.replace(app.config["SETTINGS"], public_url="https://events.example.org")
    feed, token = feed_in(subscribed("news.atom").data), LookBack.get().token
    assert feed.find("a:link", ATOM).attrib["href"] == f"https://events.example.org/look-back/{token}"
    assert f"https://events.example.org/look-back/{token}" in ada.get("console/look-back").text
    calendar = subscribed("dates.ics").data.replace(b"\r\n ", b"")
    assert f"https://events.example.org/look-back/{token}".encode() in calendar
    page = ada.get(f"console/look-back/actions/{promised.id}").text
    assert "https://events.example.org/answer/" in page
    assert "http://localhost" not in page


def test_a_feed_without_news_is_a_feed(promised, opened, reader):
    feed = feed_in(reader.get(f"/look-back/{opened().token}/news.atom").data)
    assert feed.find("a:updated", ATOM).text.endswith("Z")
    assert feed.findall("a:entry", ATOM) == []


def test_an_entry_stays_the_same_entry(subscribed, ada):
    def ids():
        return [each.text for each in feed_in(subscribed("news.atom").data).iterfind(".//a:id", ATOM)]

    before = ids()
    ada.send("console/look-back/address")
    assert ids() == before


def test_a_calendar_has_the_dates_that_matter(promised, asked, link_of, reader, past, change_row, today):
    change_row(promised, due=today + datetime.timedelta(days=9))
    change_row(past, look_back_on=today + datetime.timedelta(days=50))
    news = today + datetime.timedelta(days=5)
    reader.send(f"/answer/{link_of(promised).token}", {"state": "started", "next_by": news.isoformat()})
    answer = reader.get(f"/look-back/{LookBack.get().token}/dates.ics")
    assert answer.mimetype == "text/calendar"
    calendar = icalendar.Calendar.from_ical(answer.data)
    dates = {str(event["summary"]): event.decoded("dtstart") for event in calendar.walk("VEVENT")}
    assert dates.pop("An answer was promised: Mend the lights") > today
    assert dates == {
        "We look back: Tea and talk": past.look_back_on,
        "To be done: Plant trees": promised.due,
        "News again: Plant trees": news,
    }
    ids = [str(event["uid"]) for event in calendar.walk("VEVENT")]
    assert len(set(ids)) == len(ids) == 4
    assert all(
        event.decoded("dtend") - event.decoded("dtstart") == datetime.timedelta(1) for event in calendar.walk("VEVENT")
    )


def test_odd_words_come_through_a_calendar_whole(promised, opened, reader, change_row, today):
    change_row(promised, what=ODD.replace("\ufffe", ""), due=today)
    data = reader.get(f"/look-back/{opened().token}/dates.ics").data
    titles = [str(event["summary"]) for event in icalendar.Calendar.from_ical(data).walk("VEVENT")]
    assert f"To be done: {promised.what}" in titles
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_a_subscription_keeps_its_language(subscribed):
    for name in ("news.atom?language=ar", "dates.ics?language=ar"):
        assert subscribed(name).status_code == 200
    assert 'xml:lang="ar"' in subscribed("news.atom?language=ar").text
    assert 'xml:lang="en"' in subscribed("news.atom?language=xx").text


def test_closed_nobody_gets_either(subscribed, ada):
    ada.send("console/look-back/closing")
    assert [subscribed(name).status_code for name in ("news.atom", "dates.ics")] == [404, 404]
