"""How an address becomes an event, and a browser its facilitator, organiser or projector."""

from .. import statements
from ..access import FACILITATOR, ORGANISER, PROJECTOR, finds_event, recognises
from .codes import fingerprint
from .models import Event, Facilitator, Installation, Projector


@finds_event
def by_code(code: str) -> Event | None:
    """The event with that join code; archived ones too, for those who may see them."""
    return next(iter(statements.fetch(Event, "code", [code])), None)


@recognises
def organiser(event, session) -> dict:
    """The organiser of this installation may do everything a facilitator may, in every event."""
    epoch = session.get("organiser")
    if epoch is None or epoch != installation().sign_in_epoch:
        return {}
    return {"roles": {ORGANISER, FACILITATOR}}


@recognises
def facilitator(event, session) -> dict:
    """A facilitator of this event, until revoked."""
    id_ = event and session.get("facilitator", {}).get(str(event.id))
    found = id_ and Facilitator.get_or_none(
        Facilitator.id == id_, Facilitator.event == event, Facilitator.revoked_at.is_null()
    )
    return {"roles": {FACILITATOR}, "facilitator": found} if found else {}


@recognises
def projector(event, session) -> dict:
    """A connected big screen of this event, until revoked."""
    key = event and session.get("projector")
    found = key and Projector.get_or_none(
        Projector.key == fingerprint(key), Projector.event == event, Projector.revoked_at.is_null()
    )
    return {"roles": {PROJECTOR}, "projector": found} if found else {}


def installation() -> Installation:
    """This installation's one row; one not yet kept stands in before the first sign-in."""
    return Installation.get_or_none() or Installation()
