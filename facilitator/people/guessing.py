"""Slowing down whoever guesses codes, without slowing down the hall behind the same address.

Wrong codes count per device. A device is known by its cookie, so a request
without one is asked to come once more and decides nothing. Right codes are
never counted: any number of people can come in while somebody guesses.
"""

from flask import current_app, request, session
from flask_babel import gettext as _
from limits import parse

from ..errors import Refused
from ..security import device, limiter

PER_DEVICE = parse("10 per minute")
PER_EVENT = parse(
    "100 per minute"
)  # of return codes: the event's code is no secret, so devices alone do not bound them


def may_try(door: str, event=None, field: str = "code") -> None:
    """Raise Refused when this device (or, with `event`, everybody together) got this door wrong too often just now."""
    if not current_app.config["RATELIMIT_ENABLED"]:
        return
    if not limiter.limiter.test(PER_DEVICE, door, device()):
        raise Refused(
            _("That code was wrong many times. Wait a minute, then try again. Or ask a helper."),
            field=field,
            status=429,
        )
    if event is not None and not limiter.limiter.test(PER_EVENT, door, "event", str(event.id)):
        raise Refused(
            _("Many wrong codes came in just now. Wait a minute, then try again. Or ask a helper."),
            field=field,
            status=429,
        )


def was_wrong(door: str, event=None) -> None:
    """Count one wrong code against this device and, with `event`, against that event's door."""
    if not current_app.config["RATELIMIT_ENABLED"]:
        return
    limiter.limiter.hit(PER_DEVICE, door, device())
    if event is not None:
        limiter.limiter.hit(PER_EVENT, door, "event", str(event.id))


def cookie_first() -> None:
    """A browser that has no cookie of ours yet gets one, and is asked to come once more: without, guesses are free.

    Raises Refused with what to do.
    """
    if "device" in session:
        return
    device()
    if request.form.get("again"):
        raise Refused(
            _("This browser keeps no cookies. We need one to know you again. Please allow it, or ask a helper.")
        )
    raise Refused(_("Please try once more."))
