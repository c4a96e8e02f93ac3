"""Whoever may no longer see a screen hears nothing more on it, at once."""

import time

import pytest
from cast import Browser
from waiting import until

from facilitator.events.team.actions import revoke
from facilitator.live import socketio
from facilitator.live.doors import listening


def listen(app, browser, audience):
    return socketio.test_client(
        app,
        flask_test_client=browser.client,
        auth={"event": browser.event.code, "audience": audience, "locale": "en", "shows": "stage/"},
    )


@pytest.fixture(autouse=True)
def nobody_left_over():
    yield
    listening.clear()


def test_a_revoked_facilitator_hears_nothing_more(app, event, ada):
    console = listen(app, ada, "console")
    assert console.is_connected()
    revoke(event=event, facilitator=ada.facilitator)
    assert until(lambda: not console.is_connected())
    assert not listening


def test_the_others_stay(app, event, ada, ben):
    phone = listen(app, ben, "phone")
    revoke(event=event, facilitator=ada.facilitator)
    time.sleep(0.2)
    assert phone.is_connected()


def test_an_organiser_who_is_signed_out_everywhere_hears_nothing_more(app, event):
    from facilitator.events.recognise import installation
    from facilitator.events.signing_in.actions import sign_everyone_out

    browser = Browser(app, event)
    with browser.client.session_transaction() as session:
        session["organiser"] = installation().sign_in_epoch
    console = listen(app, browser, "console")
    assert console.is_connected()
    sign_everyone_out(event=None, by=None)
    assert until(lambda: not console.is_connected())
