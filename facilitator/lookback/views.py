"""The look-back for everyone who has its address: what was said, what was done or not, and why."""

from flask import Blueprint, Response, g, render_template, request, session, url_for
from flask_babel import force_locale

from ..access import ANYONE, FACILITATOR, open_to
from ..actions.models import Action
from ..errors import NotFound
from ..events.qr import hall_base_url
from ..forms import op, saved
from ..i18n import LANGUAGES, chosen_locale
from ..people.afterwards import leads_on
from ..people.languages import offered
from ..people.recognise import everyone_on
from . import actions
from .dates import calendar_of
from .feed import feed_of
from .models import LookBack
from .naming import before_the_words, said_by_words, sign, state_word
from .standing import open_page_of, page_of, said_on, standings, tally, today

FOR_A_WHILE = {"Cache-Control": "private, max-age=900"}  # feed readers come often

pages = Blueprint("lookback", __name__)
pages.add_app_template_global(sign, "look_back_sign")
pages.add_app_template_global(state_word, "look_back_state")
pages.add_app_template_global(said_on, "said_on")


@leads_on
def address_after(event) -> str | None:
    """Where the QR code of the day leads once the event is over: its look-back, when that is open."""
    page = open_page_of(event)
    return page and url_for("lookback.page", token=page.token)


@pages.get("/look-back/<token>")
@open_to(ANYONE)
def page(token):
    """Each action, how it stands, and the words it came from."""
    return _as_readers_see_it(_open_page(token))


@pages.get("/e/<code>/console/look-back/preview")
@open_to(FACILITATOR)
def preview(code):
    """The page as readers will see it, before it is opened too."""
    found = page_of(g.viewer.event)
    if found is None:
        raise NotFound
    return _as_readers_see_it(found)


@pages.post("/look-back/<token>/actions/<int:id>/wondering")
@open_to(ANYONE)
def wonder(token, id):
    """A reader asks what happened."""
    event = _open_page(token).event
    action = Action.get_or_none(Action.id == id, Action.event == event, Action.taken_back_at.is_null())
    if action is None or action.held_because:
        raise NotFound
    actions.wonder(event=event, by=g.viewer, op=op(), action=action)
    return saved(url_for("lookback.page", token=token, asked=id, _anchor=f"action-{id}"))


@pages.get("/look-back/<token>/news.atom")
@open_to(ANYONE)
def feed(token):
    """All news, the newest first, for a feed reader; in the language in which it was subscribed to."""
    return _subscribed(token, feed_of, "application/atom+xml")


@pages.get("/look-back/<token>/dates.ics")
@open_to(ANYONE)
def dates(token):
    """All dates, for a calendar; in the language in which it was subscribed to."""
    return _subscribed(token, calendar_of, "text/calendar")


@pages.after_request
def unlisted(response):
    """These pages stand behind addresses that are secrets: no search engine may list one. (No other site is told of
    them anyway: security.py.)"""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _as_readers_see_it(found):
    event, stands = found.event, standings(found.event)
    first, others = offered(event)
    return render_template(
        "lookback/page.html",
        event=event,
        token=found.token,
        standings=stands,
        tally=[(state, count) for state, count in tally(stands).items() if count],
        today=today(),
        first=first,
        others=others,
        said_by=said_by_words(),
        before=before_the_words(),
        asked=request.args.get("asked", ""),
        is_known=any(person.left_at is None for person in everyone_on(event, session)),
    )


def _subscribed(token, made_of, mimetype) -> Response:
    event = _open_page(token).event
    with force_locale(_language()):
        body = made_of(event, _address(token))
    return Response(body, mimetype=mimetype, headers=FOR_A_WHILE)


def _open_page(token) -> LookBack:
    """The look-back with that address. Raises NotFound when there is none, or nobody may read it yet."""
    found = LookBack.get_or_none(LookBack.token == token)
    if found is None or found.opened_at is None:
        raise NotFound
    return found


def _address(token) -> str:
    """The page's own, as it is opened from outside."""
    return hall_base_url() + url_for("lookback.page", token=token)


def _language() -> str:
    wanted = request.args.get("language", "")
    return wanted if wanted in LANGUAGES else chosen_locale()


from . import answering  # noqa: E402, F401  (owners and those who were asked)
from .series import views as series  # noqa: E402, F401
