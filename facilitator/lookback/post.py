"""Nudges by mail, where the installation has a mail server, and only to people who agreed to it. A process of its own
sends them (commands/mail.py); what was sent is noted down, and what was not is told in plain words.

The last sending of each event lives in this process's memory; that somebody was mailed is in the record.
"""

import json
import logging
import time
from dataclasses import dataclass, field

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from .. import background
from ..db import database
from ..errors import Refused
from ..live import socketio
from . import actions
from .links import language_of
from .mails import OTHER
from .nudging import Nudge

log = logging.getLogger(__name__)

NEWS_SECONDS = 600  # how long it is told how a sending went
PATIENCE = 5.0  # seconds after which the facilitator need not wait for it
_sendings: dict[str, "Sending"] = {}


@dataclass
class Sending:
    """One sending: `wrong` is for each link that was tried "" or why not (mails.py), `whose` what each was about.
    When it is `noted_down`, the record knows who was mailed; before that, nobody is mailed again."""

    event: object
    whose: dict[int, str]
    wrong: dict[int, str] = field(default_factory=dict)
    under_way: bool = True
    noted_down: bool = False
    since: float = field(default_factory=time.monotonic)

    @property
    def sent(self) -> int:
        """How many were sent."""
        return sum(wrong == "" for wrong in self.wrong.values())

    @property
    def failed(self) -> list[tuple[str, str]]:
        """(what it was about, why it was not sent) of each that was not."""
        return [(self.whose[link], wrong) for link, wrong in self.wrong.items() if wrong]


def can_mail() -> bool:
    """Whether this installation has a mail server."""
    return bool(current_app.config["SETTINGS"].mail_server)


def of(event) -> Sending | None:
    """The last sending of an event, while it is under way or news."""
    found = _sendings.get(event.token)
    is_news = found is not None and (not found.noted_down or time.monotonic() - found.since < NEWS_SECONDS)
    return found if is_news else None


def send(event, by, letters: list[tuple[Nudge, str]]) -> Sending:
    """Send to each the words that belong to them; gives how it goes, at the latest after a few seconds.

    Raises Refused when there is no mail server, nobody agreed, or a sending is still under way.
    """
    settings, running = current_app.config["SETTINGS"], of(event)
    if not settings.mail_server:
        raise Refused(_("This installation has no mail server."))
    if running is not None and not running.noted_down:
        raise Refused(_("Mails are still being sent. Please wait a little."), status=409)
    if not letters:
        raise Refused(_("Nobody on this list agreed to be mailed, or all of them were nudged this week."))
    sending = Sending(event, {nudge.link.id: nudge.standing.action.what for nudge, _words in letters})
    feed = "".join(json.dumps(_mail(nudge, words)) + "\n" for nudge, words in letters).encode()
    _sendings[event.token] = sending
    socketio.start_background_task(
        _see_to, sending, by, {nudge.link.id: nudge.link for nudge, _w in letters}, feed, settings
    )
    until = time.monotonic() + PATIENCE
    while not sending.noted_down and time.monotonic() < until:
        time.sleep(0.05)
    return sending


def _mail(nudge: Nudge, words: str) -> dict:
    language = language_of(nudge.link)
    with force_locale(language):
        subject = _("How is it going?")
    return {"id": nudge.link.id, "to": nudge.mail, "subject": subject, "words": words, "language": language}


def _see_to(sending, by, links, feed, settings):
    """Wait for the process that sends, then note down who was mailed."""

    def hear(line):
        try:
            said = json.loads(line)
        except ValueError:  # the last line of a process that was stopped in the middle of it
            return
        sending.wrong[said["id"]] = said["wrong"]

    place = settings.database
    there = place if isinstance(place, str) else f"sqlite:///{place}"
    try:
        child = background.child(
            ["mail"], feed, hear,
            DATABASE_URL=there, SMTP_URL=settings.mail_server, MAIL_FROM=settings.mail_from,
        )  # fmt: skip
        if child.outcome.wait() != 0:
            log.error("mails of event %s could not all be sent: %s", sending.event.code, child.complaint)
    except OSError:
        log.exception("no process could be started that sends mails")
    finally:
        for link in links:
            sending.wrong.setdefault(link, OTHER)
        sending.under_way = False
        _note_down(sending, by, links)


def _note_down(sending, by, links):
    sent = [links[link] for link, wrong in sending.wrong.items() if not wrong]
    try:
        actions.remind(event=sending.event, by=by, links=sent, how="mailed")
    except Exception:
        log.exception("the mails of event %s were sent, but this could not be noted down", sending.event.code)
    finally:
        sending.noted_down = True
        database.give_back()
