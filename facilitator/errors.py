"""Refused(message) → a plain page; nothing else leaks.

A refusal is an answer to a person: one sentence that says what to do. Their
words come back with it, in the box where they typed them.
"""

import logging

from flask import jsonify, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from . import troubles

log = logging.getLogger(__name__)


class Refused(Exception):
    """Not done, and why, in a plain translated sentence.

    `field` names the form's field to look at, when there is one; `status` is the HTTP status (422: look at
    what you wrote, 409: somebody was faster, 429: wait a little, 503: not now).
    """

    def __init__(self, message: str, field: str | None = None, status: int = 422):
        super().__init__(message)
        self.message, self.field, self.status = str(message), field, status


class NotFound(Exception):
    """What was asked for is not there, or not for these eyes. The two must look the same."""


class NotIn(Exception):
    """The page's script sent words, and this phone speaks for nobody who takes part, or for somebody who left. The
    words wait on the phone until they come in again, at `way_in`."""

    def __init__(self, way_in: str):
        super().__init__(way_in)
        self.way_in = way_in


def init_app(app):
    """Register the answers to what goes wrong; a refused form is shown again by `forms.py`."""
    app.register_error_handler(NotFound, lambda error: plain(404))
    app.register_error_handler(NotIn, not_in)
    app.register_error_handler(HTTPException, lambda error: error if error.code < 400 else plain(error.code))
    app.register_error_handler(Exception, unforeseen)


def wants_json() -> bool:
    """True when the page's own script asked (the outbox), rather than a browser's plain form."""
    return request.accept_mimetypes.best == "application/json"


def plain(status: int, message: str = ""):
    """A plain page (or JSON) for an HTTP status; with a `message` of its own, or what is always said."""
    sentences = {
        400: _("That did not arrive whole. Please try again."),
        403: _("That came from another page, so we did not do it. Please open the page again."),
        404: _("There is nothing here, or it is not for this phone. Check the address, or ask a helper."),
        405: _("That did not arrive whole. Please try again."),
        413: _("That is too big. Please choose a smaller one."),
        429: _("That was very fast. Please wait a minute and try again."),
        503: _("We cannot do that just now. Nothing that was saved is lost. Please try again soon."),
    }
    message = message or sentences.get(status) or sentences[503 if status >= 500 else 400]
    if wants_json():
        return jsonify(saved=False, message=message, field=None), status
    return render_template("error.html", message=message), status


def not_in(error: NotIn):
    """Where to come in again, for the page's script; the same whether or not there is such an event."""
    message = _("This phone is not in this event now. Come in again with your own code. Then we send your words.")
    return jsonify(saved=False, message=message, field=None, way_in=error.way_in), 401


def unforeseen(error: Exception):
    """A fault of ours: written to the log in full, told in one plain sentence, never as a 500 page of code."""
    log.exception("unforeseen at %s %s", request.method, request.url_rule)  # an address may hold a token
    if troubles.notice(error):
        return plain(503, _("This computer cannot read all words any more. Please tell a helper now."))
    return plain(503)
