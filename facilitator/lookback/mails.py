"""Why a mail was not sent: what the process that sends says, and what a person reads."""

from flask_babel import gettext as _

AWAY, PASSWORD, NO_SECRET, ADDRESS, OTHER = "away", "password", "no secret", "address", "other"


def why_not(wrong: str) -> str:
    """One plain sentence."""
    return {
        AWAY: _("The mail server does not answer."),
        PASSWORD: _("The mail server does not take our name and password."),
        NO_SECRET: _("The mail server would take our password only in the open, so we did not send it."),
        ADDRESS: _("The mail server does not take this address."),
    }.get(wrong, _("The mail server did not take it."))
