"""Joining: the code on the wall, the QR code, one screen, old doors."""

import datetime

import pytest
from cast import Browser, joined

from facilitator import create_app
from facilitator.db import now
from facilitator.journal import action
from facilitator.people.models import Person


@action("closed for a test")
def close(change, event, by, archived=False, date=None):
    event.closed_at, event.date = now(), date or datetime.date.today()
    event.archived_at = now() if archived else None
    event.save()
    change.record(event)


@pytest.fixture
def limited(settings):
    """An app that counts wrong codes, as the real one does."""
    from facilitator.db import database
    from facilitator.journal import keeper

    app = create_app(settings)
    yield app
    keeper.close()
    database.close()


@pytest.fixture
def hall(limited):
    """An event of that app."""
    import datetime

    from facilitator.events import actions

    return actions.create(recipe="open_space", title="Hall", date=datetime.date(2026, 11, 21), code="HALL34")


def at_the_door(app, event=None):
    browser = Browser(app, event)
    browser.get("/")
    return browser


@pytest.mark.parametrize("code", ["ROOM34", "room34", " ro om-34 ", "Room.34"])
def test_the_code_is_understood_however_it_is_typed(app, event, code):
    page = at_the_door(app, event).post("/", {"code": code, "page": "/"})
    assert "Go in" in page.text
    assert "Tea and talk" in page.text


def test_a_wrong_code_stays_in_the_box(app, event):
    page = at_the_door(app, event).post("/", {"code": "BOOM99", "page": "/"})
    assert page.status_code == 422
    assert "We do not know that code." in page.text
    assert 'value="BOOM99"' in page.text


@pytest.mark.parametrize("code", ["", "   ", "x" * 500, "☃☃☃", "<b>"])
def test_nonsense_is_answered_in_plain_words(app, event, code):
    page = at_the_door(app, event).post("/", {"code": code, "page": "/"})
    assert page.status_code == 422
    assert 'role="alert"' in page.text


def test_without_a_cookie_one_is_asked_to_try_once_more(app, event):
    stranger = Browser(app, event)
    page = stranger.post("/", {"code": "ROOM34", "page": "/"})
    assert "Please try once more." in page.text
    assert 'value="ROOM34"' in page.text
    assert "Go in" in stranger.post("/", {"code": "ROOM34", "page": "/", "again": "1"}).text


def test_a_browser_that_keeps_no_cookies_is_told_so(app, event):
    page = app.test_client(use_cookies=False).post("/", data={"code": "ROOM34", "page": "/", "again": "1"})
    assert "keeps no cookies" in page.text


def test_a_phone_offers_capital_letters_for_the_code(app, event):
    page = Browser(app, event).get("/").text
    assert 'name="code"' in page
    assert 'autocapitalize="characters"' in page
    assert 'class="code"' in page


def test_one_form_and_in(app, event):
    ben = Browser(app, event)
    ben.get(f"/j/{event.token}")
    page = ben.post(f"/j/{event.token}", {"name": "Ben", "voice": "carer", "needs": "A chair", "show_name": "1"})
    assert page.request.path == "/e/ROOM34/"
    person = Person.get()
    assert (person.name, person.voice, person.needs, person.show_name) == ("Ben", "carer", "A chair", True)


def test_everything_may_stay_blank(app, event):
    page = Browser(app, event).post(f"/j/{event.token}")
    assert page.request.path == "/e/ROOM34/"
    person = Person.get()
    assert (person.name, person.voice, person.needs, person.show_name) == ("", "", "", False)


def test_pressed_twice_is_one_person(app, event):
    ben = Browser(app, event)
    for _ in range(2):
        ben.post(f"/j/{event.token}", {"name": "Ben", "op": "same"})
    assert Person.select().count() == 1


def test_the_door_leads_whoever_is_in_straight_on(ben, event):
    assert ben.get(f"/j/{event.token}").request.path == "/e/ROOM34/"


def test_a_page_asked_for_before_joining_comes_after_it(app, event):
    ben = at_the_door(app, event)
    page = ben.get("topics?from=sheet")
    assert page.request.path == "/"
    assert "next" in page.request.args
    page = ben.post("/", {"code": "ROOM34", "next": page.request.args["next"]})
    page = ben.post(f"/j/{event.token}", {"name": "Ben", "next": page.request.args["next"]})
    assert page.request.path == "/e/ROOM34/topics"


@pytest.mark.parametrize(
    "onward", ["//elsewhere.example", "https://elsewhere.example/e/ROOM34/", "/e/WALL34/", "/e/ROOM34/\\x"]
)
def test_nobody_is_led_elsewhere(app, event, other_event, onward):
    page = Browser(app, event).post(f"/j/{event.token}", {"name": "Ben", "next": onward})
    assert page.request.path == "/e/ROOM34/"


def test_another_language_keeps_what_was_typed(app, event):
    ben = Browser(app, event)
    page = ben.post(
        f"/j/{event.token}", {"name": "Ben", "voice": "carer", "needs": "A chair", "show_name": "1", "locale": "ar"}
    )
    assert 'lang="ar" dir="rtl"' in page.text
    assert 'value="Ben"' in page.text
    assert "A chair" in page.text
    assert 'value="carer" selected' in page.text
    assert Person.select().count() == 0
    ben.post(f"/j/{event.token}", {"name": "Ben"})
    assert Person.get().language == "ar"


def test_a_made_up_language_changes_nothing(app, event):
    page = Browser(app, event).post(f"/j/{event.token}", {"name": "Ben", "locale": "xx"})
    assert 'lang="en"' in page.text


def test_too_long_a_name_comes_back(app, event):
    door = f"/j/{event.token}"
    page = Browser(app, event).post(door, {"name": "x" * 41, "needs": "A chair", "page": door})
    assert page.status_code == 422
    assert "x" * 41 in page.text
    assert "A chair" in page.text


def test_a_made_up_voice_is_refused(app, event):
    assert Browser(app, event).post(f"/j/{event.token}", {"voice": "king"}).status_code == 422
    assert Person.select().count() == 0


def test_an_unknown_qr_code_opens_nothing(app, event):
    assert Browser(app, event).get("/j/not-a-token").status_code == 404
    assert Browser(app, event).post("/j/not-a-token").status_code == 404


def test_doors_closed_during_the_day_keep_only_new_people_out(app, event):
    inside = joined(app, event, "Early")
    close(event=event)
    stranger = at_the_door(app, event)
    for page in (stranger.post("/", {"code": "ROOM34", "page": "/"}), stranger.get(f"/j/{event.token}")):
        assert "The doors are closed" in page.text
        assert "is over" not in page.text
    assert stranger.post(f"/j/{event.token}", {"name": "Late"}).status_code == 422
    assert "This day is over" not in inside.get().text
    assert inside.send("wall", {"words": "Still here"})[0] == 200


@pytest.mark.parametrize("archived", [False, True])
def test_an_event_that_is_over_says_so_at_both_doors(app, event, archived):
    close(event=event, archived=archived, date=datetime.date(2024, 6, 1))
    stranger = at_the_door(app, event)
    typed = stranger.post("/", {"code": "ROOM34", "page": "/"})
    assert typed.status_code == 422
    assert "a day that is over" in typed.text
    assert "This event is over" in stranger.get(f"/j/{event.token}").text
    assert stranger.post(f"/j/{event.token}", {"name": "Late"}).status_code == 422
    assert Person.select().count() == 0


def test_whoever_was_in_comes_in_again_after_it_closed(app, event, ben):
    ben.get("/")
    close(event=event)
    assert ben.post("/", {"code": "ROOM34"}).request.path == "/e/ROOM34/"


@pytest.mark.unwatched
def test_a_guesser_is_slowed_down(limited, hall):
    guesser = at_the_door(limited, hall)
    for number in range(10):
        assert guesser.post("/", {"code": f"AAAA{number}A", "page": "/"}).status_code == 422
    page = guesser.post("/", {"code": "HALL34", "page": "/"})
    assert page.status_code == 429
    assert "Wait a minute" in page.text
    assert 'value="HALL34"' in page.text
    assert "Go in" in guesser.get(f"/j/{hall.token}").text, "the QR code is another door"


@pytest.mark.unwatched
def test_guessing_without_a_cookie_gets_nowhere(limited, hall):
    for _ in range(30):
        answer = limited.test_client(use_cookies=False).post("/", data={"code": "HALL34", "page": "/"})
        assert answer.status_code == 422
        assert hall.token not in answer.text


@pytest.mark.unwatched
def test_five_hundred_behind_one_address_join_while_somebody_guesses(limited, hall):
    guesser = at_the_door(limited, hall)
    refused = 0
    for number in range(500):
        if number % 5 == 0:
            refused += guesser.post("/", {"code": f"AA{number}", "page": "/"}).status_code == 429
        someone = at_the_door(limited, hall).client
        page = someone.post("/", data={"code": "hall 34", "page": "/"})
        assert page.headers.get("Location") == f"/j/{hall.token}", "a right code always gets through"
        page = someone.post(page.headers["Location"], data={"name": f"Person {number}"})
        assert page.headers.get("Location") == "/e/HALL34/"
    assert Person.select().count() == 500
    assert refused >= 80


@pytest.mark.unwatched
def test_guessing_return_codes_is_slowed_down_for_all_devices_together(limited, hall):
    known = joined(limited, hall, "Known").person
    for _device in range(10):
        guesser = at_the_door(limited, hall)
        for _ in range(10):
            guesser.post("/back", {"code": "HALL34", "return_code": "AAAA AAAA"})
    fresh = at_the_door(limited, hall)
    page = fresh.post("/back", {"code": "HALL34", "return_code": known.return_code, "page": "/back"})
    assert page.status_code == 429
    assert fresh.post("/", {"code": "HALL34"}).status_code == 200, "joining is another door"
