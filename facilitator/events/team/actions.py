"""Inviting someone to help run an event, and ending it."""

import datetime

from flask_babel import gettext as _

from ...db import now
from ...errors import NotFound, Refused
from ...journal import action
from ..actions import appoint
from ..codes import fingerprint
from ..models import Event, Facilitator, Invitation

INVITATION_LASTS = datetime.timedelta(minutes=15)
NAME_LENGTH = 40


@action("invited")
def invite(change, event, by, token: str):
    """An invitation for one person, for 15 minutes. `token` is what its QR code carries; its hash is kept.

    Returns the Invitation.
    """
    invitation = Invitation.create(event=event, token=fingerprint(token), expires_at=now() + INVITATION_LASTS)
    change.record(invitation)
    return invitation


@action("took back an invitation")
def take_back(change, event, by, invitation: Invitation):
    """The invitation works no longer. Returns it."""
    if invitation.used_at is None and invitation.expires_at > now():
        invitation.expires_at = now()
        invitation.save()
    change.record(invitation)
    return invitation


@action("joined the team")
def accept(change, event, by, invitation: Invitation, name: str = ""):
    """Use the invitation up. Returns the Facilitator. Raises Refused when it is over."""
    if not is_open(invitation):
        raise Refused(over(), status=410)
    facilitator = appoint(event=event, name=name)
    invitation.used_at = now()
    invitation.save()
    change.record(invitation)
    return facilitator


@action("revoked")
def revoke(change, event, by, facilitator: Facilitator):
    """They run this event no longer; their browser is out at once. Returns the Facilitator."""
    if facilitator.revoked_at is None:
        facilitator.revoked_at = now()
        facilitator.save()
    change.record(facilitator)
    return facilitator


def invitation_of(token: str) -> Invitation:
    """The invitation with that token, used or not. Raises NotFound."""
    invitation = Invitation.get_or_none(Invitation.token == fingerprint(token))
    if invitation is None:
        raise NotFound
    return invitation


def is_open(invitation: Invitation) -> bool:
    """Whether somebody may still use it."""
    return invitation.used_at is None and invitation.expires_at > now()


def open_invitations(event: Event) -> list[Invitation]:
    """Those nobody has used yet."""
    return list(
        Invitation.select()
        .where(Invitation.event == event, Invitation.used_at.is_null(), Invitation.expires_at > now())
        .order_by(Invitation.id)
    )


def over() -> str:
    """What somebody is told who comes too late."""
    return _("This invitation is over. It works for one person and for 15 minutes. Ask for a new one.")
