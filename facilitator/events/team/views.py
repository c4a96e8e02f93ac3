"""The team page: who runs the event, and its big screens."""

from flask import g, redirect, render_template, session, url_for
from flask_babel import gettext as _

from ...access import ANYONE, FACILITATOR, open_to, viewer_of
from ...errors import NotFound, Refused
from ...forms import op, saved, words
from ..actions import connect_projector, disconnect_projector
from ..codes import new_token
from ..models import Facilitator, Invitation, Projector
from ..qr import hall_base_url, qr_svg
from ..views import pages
from . import actions, fragments  # noqa: F401  (registers the fragments)

OURS = "facilitator"  # the cookie's {event id: facilitator id}
SHOWING = "invitation"  # the cookie's {event id: token}: only the browser that invited shows the QR code


@pages.get("/e/<code>/console/team")
@open_to(FACILITATOR)
def team(code):
    """Who helps to run it, and which screens are connected."""
    screens = hall_base_url() + "/projector"
    return render_template("events/team.html", screen_address=screens, **_invitation_to_show())


@pages.post("/e/<code>/console/team/invitations")
@open_to(FACILITATOR)
def invite(code):
    """Make an invitation and show its QR code here."""
    token = new_token()
    actions.invite(event=g.viewer.event, by=g.viewer, token=token)
    session[SHOWING] = {**session.get(SHOWING, {}), str(g.viewer.event.id): token}
    return saved(url_for("events.team", code=code, _anchor="invitation"))


@pages.post("/e/<code>/console/team/invitations/<int:id>/end")
@open_to(FACILITATOR)
def take_back(code, id):
    """It works no longer."""
    actions.take_back(event=g.viewer.event, by=g.viewer, op=op(), invitation=_one(Invitation, id))
    return saved(url_for("events.team", code=code))


@pages.get("/team/<token>")
@open_to(ANYONE)
def invitation(token):
    """What the QR code opens. One button, so that looking at it does not use it up."""
    found = actions.invitation_of(token)
    if viewer_of(found.event.code).facilitator is not None:
        return redirect(url_for("console.day", code=found.event.code))
    if not actions.is_open(found) and "refusal" not in g:
        raise Refused(actions.over(), status=410)
    return render_template("events/invitation.html", event=found.event, token=token, NAME_LENGTH=actions.NAME_LENGTH)


@pages.post("/team/<token>")
@open_to(ANYONE)
def accept(token):
    """Help to run it, from this browser."""
    found = actions.invitation_of(token)
    facilitator = actions.accept(
        event=found.event, by=g.viewer, op=op(), invitation=found, name=words("name", actions.NAME_LENGTH)
    )
    session[OURS] = {**session.get(OURS, {}), str(found.event_id): facilitator.id}
    session.permanent = True
    return saved(url_for("console.day", code=found.event.code))


@pages.post("/e/<code>/console/team/<int:id>/end")
@open_to(FACILITATOR)
def revoke(code, id):
    """They are out at once. Oneself: leave the team."""
    facilitator = _one(Facilitator, id)
    actions.revoke(event=g.viewer.event, by=g.viewer, op=op(), facilitator=facilitator)
    if facilitator == g.viewer.facilitator:
        session[OURS] = {key: kept for key, kept in session.get(OURS, {}).items() if key != str(g.viewer.event.id)}
        return saved(url_for("people.front"))
    return saved(url_for("events.team", code=code))


@pages.post("/e/<code>/console/screens")
@open_to(FACILITATOR)
def connect_screen(code):
    """Connect the big screen that shows the code somebody typed."""
    pairing = words("pairing", 20, needed=_("Please type the code that the big screen shows."))
    connect_projector(event=g.viewer.event, by=g.viewer, op=op(), pairing=pairing)
    return saved(url_for("events.team", code=code, _anchor="screens"))


@pages.post("/e/<code>/console/screens/<int:id>/end")
@open_to(FACILITATOR)
def disconnect_screen(code, id):
    """Take it off the event."""
    disconnect_projector(event=g.viewer.event, by=g.viewer, op=op(), projector=_one(Projector, id))
    return saved(url_for("events.team", code=code, _anchor="screens"))


def _one(kind, id_):
    """A row of this event. Raises NotFound."""
    row = kind.get_or_none(kind.id == id_, kind.event == g.viewer.event)
    if row is None:
        raise NotFound
    return row


def _invitation_to_show() -> dict:
    """The invitation that this browser made, while it is open: its row, address and QR code."""
    token = session.get(SHOWING, {}).get(str(g.viewer.event.id))
    if not token:
        return {"showing": None}
    try:
        found = actions.invitation_of(token)
    except NotFound:  # its event was made anew
        return {"showing": None}
    if not actions.is_open(found):
        return {"showing": None}
    address = hall_base_url() + url_for("events.invitation", token=token)
    return {"showing": found, "address": address, "code": qr_svg(address, _("Invitation to help run this event"))}
