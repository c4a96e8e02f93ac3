"""Signing the organiser in and out. One row remembers it: Installation."""

import hmac

from flask_babel import gettext as _
from flask_babel import ngettext

from ...db import now
from ...errors import Refused
from ...journal import action
from ..codes import fingerprint, new_token
from ..models import Installation
from .passphrase import seconds_to_wait


@action("made a sign-in link")
def mint_sign_in_link(change, event=None, by=None) -> str:
    """A new token for `/sign-in/<token>`; the one before stops working. Only its hash is kept, so it is told once."""
    token, installation = new_token(), _installation()
    installation.sign_in_link = fingerprint(token)
    installation.save()
    change.record(installation)
    return token


@action("signed in by link")
def use_sign_in_link(change, event, by, token: str):
    """Use the link up. Returns the Installation, whose `sign_in_epoch` the browser keeps.

    Raises Refused when it is old or was used before.
    """
    installation = _installation()
    if not works(installation, token):
        raise Refused(
            _("This link was used before, or a newer one was made. Sign in with your passphrase."), status=410
        )
    installation.sign_in_link = ""
    installation.failures, installation.last_failure = 0, None
    installation.save()
    change.record(installation)
    return installation


def works(installation: Installation, token: str) -> bool:
    """Whether this token would sign somebody in."""
    return bool(installation.sign_in_link) and hmac.compare_digest(installation.sign_in_link, fingerprint(token))


@action("tried a passphrase")
def try_passphrase(change, event=None, by=None):
    """Count one try before it is looked at, so that many at once gain nothing. Returns the Installation.

    Raises Refused while the last failures still cost time, and when no passphrase was ever set.
    """
    installation = _installation()
    if not installation.passphrase:
        raise Refused(_("There is no passphrase yet. Use the link that the server showed when it started."))
    wait = seconds_to_wait(installation, now())
    if wait:
        raise Refused(too_soon(wait), field="passphrase", status=429)
    installation.failures += 1
    installation.last_failure = now()
    installation.save()
    change.record(installation)
    return installation


def too_soon(seconds: int) -> str:
    """How long to wait, in words."""
    return ngettext(
        "Please wait %(num)d second, then try again.", "Please wait %(num)d seconds, then try again.", seconds
    )


@action("signed in")
def signed_in(change, event=None, by=None):
    """The passphrase was right: failures are forgotten. Returns the Installation."""
    installation = _installation()
    installation.failures, installation.last_failure = 0, None
    installation.save()
    change.record(installation)
    return installation


@action("set the passphrase")
def set_passphrase(change, event, by, hashed: str):
    """Keep a passphrase (as `passphrase.hashed` gives it). Whoever was signed in is out. Returns the Installation."""
    installation = _installation()
    installation.passphrase = hashed
    installation.failures, installation.last_failure = 0, None
    return _everyone_out(change, installation)


@action("signed everyone out")
def sign_everyone_out(change, event, by):
    """Every browser that is the organiser's must sign in again. Returns the Installation."""
    return _everyone_out(change, _installation())


def _everyone_out(change, installation):
    installation.sign_in_epoch += 1
    installation.save()
    change.record(installation)
    return installation


def _installation() -> Installation:
    return Installation.get_or_none() or Installation.create()
