"""Nudges by mail: only where there is a mail server, only to who agreed; failures said plainly."""

import dataclasses
import datetime

import pytest
from postbox import Postbox
from waiting import until

from facilitator import config
from facilitator.actions.models import Contact, Promise
from facilitator.lookback import post
from facilitator.lookback.models import AnswerLink, Reminder, Update

DAY = datetime.timedelta(days=1)


@pytest.fixture
def postbox():
    with Postbox() as box:
        yield box
        box.shutdown()


@pytest.fixture
def mails_by(app):
    """`mails_by(url)`: from now on, this installation has that mail server."""

    def set_up(url):
        settings = app.config["SETTINGS"]
        app.config["SETTINGS"] = dataclasses.replace(settings, mail_server=url, mail_from="Tea <team@example.org>")

    return set_up


@pytest.fixture
def agreed(promised, link_of, past, write, today):
    """Ben agreed to be mailed about his promise."""
    link = link_of(promised)
    promise = Promise.get(Promise.action == promised)
    write(Contact, past, promise=promise, how="ben@example.org", what_for="To ask how it goes", until=today + DAY)
    return link


def send(ada, past):
    status, _answer = ada.send("console/look-back/nudges/mails")
    until(lambda: post.of(past) is None or post.of(past).noted_down)
    return status


def test_who_agreed_gets_a_mail_with_their_own_link(agreed, past, ada, postbox, mails_by):
    mails_by(postbox.url)
    assert "Mail the 1 who agreed to it" in ada.get("console/look-back/nudges").text
    assert send(ada, past) == 200
    (mail,) = postbox.mails
    assert (mail["To"], mail["From"]) == ("ben@example.org", "Tea <team@example.org>")
    words = mail.get_content()
    assert f"/answer/{agreed.token}" in words
    assert "Plant trees" in words
    assert [(row.link_id, row.how) for row in Reminder.select()] == [(agreed.id, "mailed")]
    assert "1 mail was sent." in ada.get("console/look-back/nudges").text
    assert send(ada, past) == 422
    assert len(postbox.mails) == 1


@pytest.mark.parametrize(
    "otherwise",
    [
        lambda contact, today: {"until": today - DAY},
        lambda contact, today: {"until": today},
        lambda contact, today: {"how": "07700 900123"},
        lambda contact, today: {"how": "ben@example"},
        lambda contact, today: {"how": "ben@example.org, eve@example.org"},
        lambda contact, today: {"how": "x,eve@example.org"},
        lambda contact, today: {"how": "x;eve@example.org"},
        lambda contact, today: {"how": "Eve<eve@example.org>"},
        lambda contact, today: {"how": "ben@eve@example.org"},
        lambda contact, today: {"how": "ben @example.org"},
        lambda contact, today: {"how": "ben\n@example.org"},
        lambda contact, today: {"promise": None},
    ],
)
def test_nobody_else_is_ever_mailed(agreed, past, ada, postbox, mails_by, change_row, today, otherwise):
    mails_by(postbox.url)
    change_row(Contact.get(), **otherwise(Contact.get(), today))
    assert send(ada, past) == 422
    assert postbox.mails == []


def test_what_was_passed_on_is_not_mailed_to_who_had_it(
    agreed, past, ada, reader, postbox, mails_by, today, change_row
):
    reader.send(f"/answer/{agreed.token}", {"state": "passed_on", "passed_to": "The garden club", "agreed": "1"})
    change_row(Update.get(), next_by=today - DAY)
    mails_by(postbox.url)
    assert "Agreed to be mailed" not in ada.get("console/look-back/nudges").text
    assert send(ada, past) == 422


def test_without_a_mail_server_there_is_no_button(agreed, past, ada):
    page = ada.get("console/look-back/nudges").text
    assert "This installation has no mail server, so nothing is mailed." in page
    assert "who agreed to it" not in page
    assert ada.send("console/look-back/nudges/mails")[0] == 422


def test_an_address_that_is_refused_is_said_plainly(agreed, past, ada, postbox, mails_by):
    postbox.unknown.add("ben@example.org")
    mails_by(postbox.url)
    send(ada, past)
    page = ada.get("console/look-back/nudges").text
    assert "1 mail was not sent." in page
    assert "The mail server does not take this address." in page
    assert "ben@example.org" not in page
    assert Reminder.select().count() == 0


def test_a_mail_server_that_is_away_is_said_plainly(agreed, past, ada, mails_by):
    with Postbox() as gone:
        gone.shutdown()
    mails_by(gone.url)
    send(ada, past)
    assert "The mail server does not answer." in ada.get("console/look-back/nudges").text


def test_no_password_goes_out_in_the_open(agreed, past, ada, postbox, mails_by):
    mails_by(postbox.url.replace("smtp://", "smtp://us:secret@"))
    send(ada, past)
    assert "only in the open, so we did not send it" in ada.get("console/look-back/nudges").text
    assert postbox.mails == []


def test_a_participant_sends_no_mail(agreed, ben, postbox, mails_by):
    mails_by(postbox.url)
    assert ben.send("console/look-back/nudges/mails")[0] == 404
    assert AnswerLink.select().count() == 1


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("http://mail.example.org", "a@example.org"),
        ("smtp://", "a@example.org"),
        ("smtp://host:port", "a@example.org"),
        ("mail.example.org:25", "a@example.org"),
        ("smtp://mail.example.org", ""),
        ("smtp://mail.example.org", "a@example.org\nBcc: b@example.org"),
    ],
)
def test_a_broken_setting_is_told_at_the_start(url, sender, tmp_path):
    environ = {"SMTP_URL": url, "MAIL_FROM": sender, "SECRET_KEY": "x" * 40, "DATABASE_URL": str(tmp_path / "a.db")}
    with pytest.raises(config.BrokenSetting, match="SMTP_URL"):
        config.from_environment(environ)


def test_a_good_setting_is_taken(tmp_path):
    environ = {"SMTP_URL": "smtps://us:p%40ss@mail.example.org", "MAIL_FROM": "Tea <team@example.org>"}
    settings = config.from_environment({**environ, "SECRET_KEY": "x" * 40, "DATABASE_URL": str(tmp_path / "a.db")})
    assert (settings.mail_server, settings.mail_from) == (environ["SMTP_URL"], environ["MAIL_FROM"])
