"""The organiser signs in: by the printed link, then by a passphrase that guessers do not find."""

import datetime

import pytest
from cast import Browser

from facilitator.db import now
from facilitator.events.models import Installation
from facilitator.events.recognise import installation
from facilitator.events.signing_in.actions import mint_sign_in_link, try_passphrase
from facilitator.events.signing_in.passphrase import LONGEST_WAIT, fits, hashed, seconds_to_wait

GOOD = "four words not together"


def by_link(app, event):
    browser = Browser(app, event)
    browser.post(f"/sign-in/{mint_sign_in_link()}", {"op": "a"})
    return browser


def test_looking_at_the_link_does_not_use_it_up(app, stranger):
    token = mint_sign_in_link()
    for _ in range(3):
        assert "Sign in on this browser" in stranger.get(f"/sign-in/{token}").text
    assert "Choose a passphrase" in stranger.post(f"/sign-in/{token}").text
    assert stranger.get("/events").status_code == 200


def test_the_link_works_once(app, event, stranger):
    token = mint_sign_in_link()
    stranger.post(f"/sign-in/{token}", {"op": "mine"})
    thief = Browser(app, event)
    refused = thief.post(f"/sign-in/{token}", {"op": "other", "page": f"/sign-in/{token}"})
    assert refused.status_code == 410
    assert "used before" in refused.text
    assert "Sign in" in thief.get("/events").text


def test_the_button_pressed_twice_is_one_sign_in(app, stranger):
    token = mint_sign_in_link()
    for _ in range(2):
        assert "Choose a passphrase" in stranger.post(f"/sign-in/{token}", {"op": "same"}).text


def test_a_newer_link_takes_the_place_of_the_older(app, stranger):
    older = mint_sign_in_link()
    mint_sign_in_link()
    assert stranger.post(f"/sign-in/{older}").status_code == 410


@pytest.mark.parametrize("token", ["x", "%00", "ü" * 300])
def test_nonsense_is_no_link(app, stranger, token):
    mint_sign_in_link()
    assert stranger.post(f"/sign-in/{token}").status_code == 410


def test_neither_link_nor_passphrase_is_kept_in_the_record(app, event):
    token = mint_sign_in_link()
    browser = Browser(app, event)
    browser.post(f"/sign-in/{token}")
    browser.post("/sign-in/passphrase", {"passphrase": GOOD})
    kept = str(Installation.select().dicts().get())
    assert token not in kept
    assert GOOD not in kept
    assert installation().passphrase.startswith("$argon2id$")


def test_signing_in_later_by_passphrase(passphrase, stranger):
    assert "Your events" in stranger.post("/sign-in", {"passphrase": f"  {GOOD} "}).text


def test_going_on_to_the_page_that_was_asked_for(event, passphrase, stranger):
    page = stranger.get(f"/e/{event.code}/console/set-up")
    assert page.request.path == "/sign-in"
    assert f'value="/e/{event.code}/console/set-up"' in page.text
    answer = stranger.post("/sign-in", {"passphrase": GOOD, "next": f"/e/{event.code}/console/set-up"})
    assert answer.request.path == f"/e/{event.code}/console/set-up"


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "/\nx"])
def test_never_on_to_another_site(app, passphrase, elsewhere):
    answer = app.test_client().post("/sign-in", data={"passphrase": GOOD, "next": elsewhere})
    assert answer.headers["Location"] == "/events"


def test_an_organiser_who_asks_for_what_is_not_there_is_not_sent_in_circles(organiser):
    assert organiser.get("/e/NOSUCH/console/set-up").request.path == "/events"


@pytest.mark.parametrize("short", ["", "elevenchars", "          a           "])
def test_a_short_passphrase_is_refused_and_not_shown_again(organiser, short):
    page = organiser.post("/sign-in/passphrase", {"passphrase": short, "page": "/sign-in/passphrase"})
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    assert f'value="{short}"' not in page.text
    assert installation().passphrase == ""


def test_a_wrong_passphrase_is_refused_and_not_shown_again(passphrase, stranger):
    page = stranger.post("/sign-in", {"passphrase": "a wrong one altogether", "page": "/sign-in"})
    assert page.status_code == 422
    assert "a wrong one altogether" not in page.text
    assert stranger.get("/events").request.path == "/sign-in"


def test_guessing_costs_more_time_with_each_failure(passphrase, stranger):
    answers = [stranger.post("/sign-in", {"passphrase": "guess", "page": "/sign-in"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]
    assert "Please wait 1 second" in answers[-1].text
    # The right one must wait as well, else waiting would tell a guesser something.
    assert stranger.post("/sign-in", {"passphrase": GOOD, "page": "/sign-in"}).status_code == 429


def test_the_wait_doubles_up_to_a_minute():
    moment = now()
    waits = [seconds_to_wait(Installation(failures=n, last_failure=moment), moment) for n in (0, 2, 3, 4, 5, 8, 9, 99)]
    assert waits == [0, 0, 1, 2, 4, 32, 60, LONGEST_WAIT]
    later = moment + datetime.timedelta(seconds=59.5)
    assert seconds_to_wait(Installation(failures=99, last_failure=moment), later) == 1
    assert seconds_to_wait(Installation(failures=99, last_failure=moment), later + datetime.timedelta(seconds=1)) == 0


def test_a_clock_that_was_set_back_locks_nobody_out():
    moment = now()
    future = moment + datetime.timedelta(days=400)
    assert seconds_to_wait(Installation(failures=99, last_failure=future), moment) == 0


def test_a_try_counts_before_it_is_looked_at(passphrase):
    try_passphrase()
    assert installation().failures == 1


def test_success_forgets_the_failures(passphrase, stranger):
    stranger.post("/sign-in", {"passphrase": "wrong"})
    stranger.post("/sign-in", {"passphrase": GOOD})
    assert installation().failures == 0


def test_without_a_passphrase_nobody_gets_in_by_typing(app, stranger):
    answer = stranger.post("/sign-in", {"passphrase": "anything at all", "page": "/sign-in"})
    assert answer.status_code == 422
    assert "There is no passphrase yet" in answer.text


def test_another_passphrase_signs_every_other_browser_out(app, event, organiser):
    other = by_link(app, event)
    assert other.get("/events").request.path == "/events"
    organiser.post("/sign-in/passphrase", {"passphrase": GOOD})
    assert organiser.get("/events").request.path == "/events"
    assert other.get("/events").request.path == "/sign-in"


def test_signing_out_here_and_everywhere(app, event, organiser):
    other = by_link(app, event)
    organiser.post("/sign-out")
    assert organiser.get("/events").request.path == "/sign-in"
    assert other.get("/events").request.path == "/events"
    another = by_link(app, event)
    other.post("/sign-out/everyone")
    assert another.get("/events").request.path == "/sign-in"
    assert other.get("/events").request.path == "/sign-in"


@pytest.mark.parametrize("path", ["/events", "/events/new", "/sign-in/passphrase"])
def test_only_the_organiser_comes_in(ada, ben, stranger, path):
    for browser in (ada, ben, stranger):
        assert browser.get(path).request.path == "/sign-in"


@pytest.mark.parametrize("path", ["/events/new", "/sign-in/passphrase", "/sign-out/everyone"])
def test_only_the_organiser_may_send(ada, ben, stranger, path):
    for browser in (ada, ben, stranger):
        assert browser.post(path, {"passphrase": GOOD, "recipe": "open_space"}).status_code == 404


def test_a_damaged_hash_fits_nothing():
    assert fits(hashed(GOOD), GOOD)
    assert not fits(hashed(GOOD), GOOD + "x")
    assert not fits("not a hash", GOOD)
