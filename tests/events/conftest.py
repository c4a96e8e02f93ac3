"""The organiser of the installation, and somebody who has never been here."""

import pytest
from argon2 import PasswordHasher
from cast import Browser

from facilitator.events.recognise import installation
from facilitator.events.signing_in.actions import set_passphrase


@pytest.fixture
def organiser(app, event):
    """The organiser's browser."""
    browser = Browser(app, event)
    with browser.client.session_transaction() as session:
        session["organiser"] = installation().sign_in_epoch
    return browser


@pytest.fixture
def stranger(app, event):
    return Browser(app, event)


@pytest.fixture
def passphrase(app):
    """A passphrase that is set. Hashed lightly: what a hash costs is written in it, and here time is short."""
    set_passphrase(hashed=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("four words not together"))
    return "four words not together"
