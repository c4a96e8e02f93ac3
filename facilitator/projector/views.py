"""The big screen: connected like a television, then it follows the day."""

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _

from ..access import ANYONE, FACILITATOR, PROJECTOR, open_to
from ..errors import NotFound
from ..events import actions as events
from ..events.clock import current_stage
from ..events.codes import fingerprint, new_token
from ..events.models import Projector
from ..events.qr import hall_base_url, join_url, qr_svg
from ..events.setting_up.actions import set_up
from ..forms import choice, number, op, saved, ticked
from . import actions
from .fragments import channel_of
from .pages import PAGES, how_it_works, page_of, set_up_of

pages = Blueprint("projector", __name__)
SIGNS = {"sound": "gentle_sound", "light": "gentle_light"}  # what a screen's key is called: the event's field
COOKIE = "projector"  # the key of which the record keeps a fingerprint


@pages.get("/projector")
@open_to(ANYONE)
def pair():
    """A short code, and waiting until a facilitator types it. Asking twice shows the same code."""
    known = _known()
    if known is not None and known.event is not None:
        return redirect(url_for("projector.screen", code=known.event.code))
    if known is None:
        session[COOKIE] = new_token()
        session.permanent = True
        known = events.offer_pairing(by=g.viewer, key=session[COOKIE])
    return render_template("projector/pair.html", pairing=known.pairing)


@pages.post("/projector")
@open_to(ANYONE)
def forget():
    """This browser is no screen of its event any more; it shows a new code."""
    known = _known()
    if known is not None and known.event is not None:
        events.disconnect_projector(event=known.event, by=g.viewer, op=op(), projector=known)
    session.pop(COOKIE, None)
    return saved(url_for("projector.pair"))


@pages.get("/e/<code>/projector")
@open_to(PROJECTOR, FACILITATOR)
def screen(code):
    """What the whole room sees."""
    projector = g.viewer.projector or _our_own_browser()
    event = g.viewer.event
    base = hall_base_url()
    return render_template(
        f"projector/{page_of(projector, current_stage(event))}.html",
        page=page_of(projector, current_stage(event)),
        set_up=set_up_of(event),
        channel=channel_of(projector.id),
        address=base.partition("//")[2],
        qr=qr_svg(join_url(event, base), _("Join in:") + f" {event.title}"),
        steps=how_it_works(event),
    )


@pages.post("/e/<code>/projector")
@open_to(FACILITATOR)
def open_here(code):
    """A facilitator makes their own browser a big screen."""
    if g.viewer.projector is None:
        _our_own_browser()
    return saved(url_for("projector.screen", code=code))


@pages.post("/e/<code>/projector/<int:id>")
@open_to(FACILITATOR, PROJECTOR)
def steer(code, id):
    """One button of the remote control, or one key of the screen itself."""
    projector = Projector.get_or_none(
        Projector.id == id, Projector.event == g.viewer.event, Projector.revoked_at.is_null()
    )
    if projector is None or (g.viewer.role == PROJECTOR and projector != g.viewer.projector):
        raise NotFound
    if "turn" in request.form:
        pages_on = number("turn", -99, 99)
        actions.turn(event=g.viewer.event, by=g.viewer, op=op(), projector=projector, pages=pages_on)
    elif SIGNS.keys() & request.form.keys():
        wanted = {field: ticked(name) for name, field in SIGNS.items() if name in request.form}
        set_up(event=g.viewer.event, by=g.viewer, op=op(), **wanted)
    else:
        actions.steer(event=g.viewer.event, by=g.viewer, op=op(), projector=projector, **_wanted())
    here = g.viewer.role == PROJECTOR or request.form.get("page_here")
    return saved(url_for("projector.screen" if here else "console.day", code=code))


@pages.app_template_global()
def pairing_address() -> str:
    """What to type on the computer that drives the beamer."""
    return hall_base_url().partition("//")[2] + url_for("projector.pair")


def _wanted() -> dict:
    """What a remote control's form asks for; only what it names."""
    wanted = {}
    if "show" in request.form:
        wanted["page"] = choice("show", PAGES)
    if "frozen" in request.form:
        wanted["frozen"] = ticked("frozen")
    if "blank" in request.form:
        wanted["blank"] = ticked("blank")
    if "text_size" in request.form:
        wanted["text_size"] = number("text_size", 0, actions.LARGEST_TEXT)
    return wanted


def _known() -> Projector | None:
    """This browser as a screen that waits (its code still good) or is connected; else None."""
    key = session.get(COOKIE)
    found = key and Projector.get_or_none(Projector.key == fingerprint(key), Projector.revoked_at.is_null())
    if not found:
        return None
    if found.event is None:
        return found if events.still_waits(found) else None
    return found if found.event.archived_at is None else None


def _our_own_browser() -> Projector:
    session[COOKIE] = new_token()
    session.permanent = True
    return events.open_projector(event=g.viewer.event, by=g.viewer, key=session[COOKIE])
