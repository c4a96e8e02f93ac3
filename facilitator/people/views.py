"""The front door: a code or a QR code, and one short form."""

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from ..access import ANYONE, open_to
from ..errors import NotFound, Refused
from ..events.codes import typed
from ..events.models import Event
from ..forms import choice, op, saved, ticked, words
from ..i18n import LANGUAGES, chosen_locale
from . import actions
from .models import VOICES
from .names import labels
from .recognise import remember

pages = Blueprint("people", __name__)
pages.add_app_template_global(labels, "people_labels")


@pages.get("/")
@open_to(ANYONE)
def front():
    """Type the code."""
    return render_template("people/front.html", code=request.args.get("code", ""))


@pages.post("/")
@open_to(ANYONE)
def knock():
    """The code, typed: to the join page of that event."""
    event = Event.get_or_none(Event.code == typed(words("code", 20, needed=_("Please type the code from the wall."))))
    if event is None:
        raise Refused(_("We do not know that code. Look at the wall, or ask a helper, and try again."), field="code")
    return redirect(url_for("people.door", token=event.token), 303)


@pages.get("/j/<token>")
@open_to(ANYONE)
def door(token):
    """What the QR code opens: the one-screen form."""
    event = _event_behind(token)
    if str(event.id) in session.get("people", {}) and session["people"][str(event.id)]:
        return redirect(url_for("phone.now", code=event.code))
    return render_template("people/join.html", event=event, token=token, VOICES=VOICES)


@pages.post("/j/<token>")
@open_to(ANYONE)
def join(token):
    """Come in."""
    event = _event_behind(token)
    person = actions.join(
        event=event,
        by=g.viewer,
        op=op(),
        name=words("name", actions.NAME_LENGTH),
        voice=choice("voice", VOICES),
        needs=words("needs", actions.NEEDS_LENGTH),
        language=chosen_locale(),
        show_name=ticked("show_name"),
    )
    remember(session, person)
    return saved(url_for("phone.now", code=event.code))


@pages.post("/language")
@open_to(ANYONE)
def language():
    """Choose the language of the pages."""
    session["locale"] = choice("locale", LANGUAGES, "en")
    session.permanent = True
    back = request.form.get("page", "/")
    return redirect(back if back.startswith("/") and not back.startswith("//") else "/", 303)


def _event_behind(token) -> Event:
    event = Event.get_or_none(Event.token == token)
    if event is None:
        raise NotFound
    return event


