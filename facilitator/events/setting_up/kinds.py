"""What the parts of a day are called."""

from flask_babel import gettext as _

from ..models import STAGE_KINDS


def kind_names() -> list[tuple[str, str]]:
    """(kind, plain words) of every kind of stage, in the order of a usual day."""
    names = {
        "doors": _("Doors open"),
        "welcome": _("Welcome"),
        "explain": _("How today works"),
        "marketplace": _("Offer topics"),
        "choose": _("Pick where to go"),
        "talk": _("Talk time"),
        "round": _("Round at tables"),
        "harvest": _("Write the main thing"),
        "move": _("Move tables"),
        "break": _("Break"),
        "read": _("Read and star"),
        "sense": _("Make sense together"),
        "patterns": _("Whole room: patterns and surprises"),
        "tell": _("Each table tells"),
        "act": _("Make it real"),
        "debrief": _("Leaders answer"),
        "circle": _("Closing circle"),
        "goodbye": _("Thank you and goodbye"),
    }
    return [(kind, names[kind]) for kind in STAGE_KINDS]
