"""Playing acts over HTTP against a running server, as phones and a console would, so that one can watch it arrive.

The server must run on this machine's record: from there come the sign-in link, and what is on the disk already.
"""

import datetime
import http.client
import json
import sys
import threading
import time
from urllib.parse import urlencode, urlsplit

from flask import current_app

from ...config import CannotGoOn
from ...events.clock import stages_of
from ...events.models import HANDS_ALWAYS, Installation
from ...journal.models import Journal
from . import plan
from .event import MARKETPLACE, RECIPE, event_of, kept_of, op_of

PATIENCE = 60  # seconds that a server may be away, to be started again
TOO_FAST = 429


def _organisers_cookie() -> str:
    """Who can read this machine's secret is the organiser already, and need not write into the record to sign in."""
    installation = Installation.get_or_none()
    said = {"organiser": installation.sign_in_epoch if installation else 0}
    signed = current_app.session_interface.get_signing_serializer(current_app).dumps(said)
    return f"{current_app.config['SESSION_COOKIE_NAME']}={signed}"


class OverHttp:
    """Signs in, makes the event when it is not there, and plays one act after another."""

    def __init__(self, data, server: str):
        self.server = urlsplit(server if "://" in server else f"http://{server}")
        self._local, self._cookies, self._told_waiting = threading.local(), {}, False
        self._cookies[None] = _organisers_cookie()
        self._find_it_signed_in()
        self.event = event_of(data) or self._make_event(data)
        self._console("set-up/rules", "replay-set-up", {
            "house_rules": "\n".join(self.event.house_rules), "places_topics": self.event.places_topics,
            "hands_visible": HANDS_ALWAYS,
        })  # fmt: skip
        stage = next(each for each in stages_of(self.event) if each.kind == MARKETPLACE)
        self._console("stage", "replay-stage", {"stage": stage.id})
        at = self.server.geturl().rstrip("/")
        self.hint = (
            f"Watch it at {at}/e/{self.event.code}/projector or {at}/e/{self.event.code}/console, "
            "signed in by the link that the server showed when it started."
        )

    def kept(self):
        """What is on the disk already."""
        return kept_of(self.event)

    def play(self, act, kept) -> int:
        """Do one act; gives the number of its row. Raises CannotGoOn when the server refuses or stays away."""
        number = act.comment and kept.get(plan.op(plan.OFFER, act.comment.number))
        if act.verb == plan.JOIN:
            self._join(act.person)
        elif act.verb == plan.OFFER:
            words = act.comment.words
            self._phone(act, "topics", {"title": plan.title_of(words), "why": words})
        elif act.verb == plan.ANNOUNCE:
            self._phone(act, f"topics/{number}/announcement", {})
        elif act.verb == plan.NOTE:
            self._phone(act, f"topics/{number}/notes", {"words": act.comment.words})
        elif act.verb == plan.HAND:
            self._phone(act, f"topics/{number}/mine", {"hand": "1"})
        elif act.verb == plan.HOLD_NOTE:
            note = kept[plan.op(plan.NOTE, act.comment.number)]
            self._console(f"notes/{note}/hold", act.op, {"because": plan.BECAUSE})
        else:
            self._console(f"topics/{number}/hold", act.op, {"because": plan.BECAUSE})
        return self._number_of(act.op)

    def _number_of(self, op) -> int:
        return Journal.select(Journal.subject_id).where(Journal.event_id == self.event.id, Journal.op == op).scalar()

    def _find_it_signed_in(self):
        try:
            status, _answer = self._post(None, "/events/new", None)
        except (OSError, http.client.HTTPException):
            raise CannotGoOn(f"No server answers at {self.server.geturl()}. Start it with bin/run first.") from None
        if status != http.client.OK:
            raise CannotGoOn(
                f"The server at {self.server.geturl()} runs on another database. Give replay the same --database."
            )

    def _make_event(self, data):
        said = {"recipe": RECIPE, "title": data.title, "question": data.question, "op": op_of(data)}
        self._checked(None, "/events/new", {**said, "date": datetime.date.today().isoformat()})
        return event_of(data)

    def _join(self, person):
        """Come in; or, after a break, get this person's cookie again by the same act."""
        self._checked(person, f"/j/{self.event.token}", {"op": plan.op(plan.JOIN, person)})

    def _phone(self, act, path, said):
        if act.person not in self._cookies:
            self._join(act.person)
        self._checked(act.person, f"/e/{self.event.code}/{path}", {**said, "op": act.op})

    def _console(self, path, op, said):
        self._checked(None, f"/e/{self.event.code}/console/{path}", {**said, "op": op})

    def _checked(self, who, path, said):
        """Send until it is saved, waiting when the server says that it was too fast. Raises CannotGoOn."""
        while True:
            status, answer = self._send(who, path, said)
            if status == http.client.OK and answer.get("saved"):
                return
            if status != TOO_FAST:
                raise CannotGoOn(f"The server did not take {path}: {answer.get('message') or status}")
            time.sleep(2)

    def _send(self, who, path, said):
        """POST a form (None: GET the page) as that person's browser (None: the organiser's); gives (status, answer).

        A server that does not answer is asked again, with the same op, until our patience ends; then CannotGoOn.
        """
        until = time.monotonic() + PATIENCE
        while True:
            try:
                status, answer = self._post(who, path, said)
                if status != http.client.SERVICE_UNAVAILABLE:
                    return status, answer
            except (OSError, http.client.HTTPException):
                self._local.connection = None
            if time.monotonic() > until:
                raise CannotGoOn(
                    f"The server at {self.server.geturl()} does not answer. Start it, then start replay again: "
                    "it goes on where it stopped."
                )
            if not self._told_waiting:
                self._told_waiting = True
                print("\nThe server does not answer. Waiting for it.", file=sys.stderr, flush=True)
            time.sleep(0.5)

    def _post(self, who, path, said):
        connection = getattr(self._local, "connection", None)
        if connection is None:
            secure = self.server.scheme == "https"
            kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
            connection = self._local.connection = kind(self.server.hostname, self.server.port, timeout=30)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        if who in self._cookies:
            headers["Cookie"] = self._cookies[who]
        if said is None:
            connection.request("GET", path, headers=headers)
        else:
            connection.request("POST", path, urlencode(said), headers)
        response = connection.getresponse()
        body = response.read()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            self._cookies[who] = cookie.partition(";")[0]
        self._told_waiting = False
        is_json = response.headers.get_content_type() == "application/json"
        return response.status, json.loads(body) if is_json else {}
