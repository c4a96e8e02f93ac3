"""The facilitator's screens, one module a page; this one is the frame's menu."""

import importlib
import importlib.util

from flask import Blueprint, current_app
from flask_babel import gettext as _

pages = Blueprint("console", __name__)

# Each page in a module of its own beside this one.
for name in ("day", "marketplace", "board", "held", "paper", "files"):
    if importlib.util.find_spec(f"{__package__}.{name}"):
        importlib.import_module(f"{__package__}.{name}")


@pages.app_template_global()
def console_ways():
    """(endpoint, label) of every page of the console."""
    ways = [
        ("console.day", _("Run the day")),
        ("console.marketplace", _("Topics")),
        ("console.board", _("Board")),
        ("console.held", _("Check notes")),
        ("console.paper", _("Type in paper")),
        ("console.files", _("Print and export")),
        ("events.edit", _("Set up")),
        ("events.team", _("Team and screens")),
    ]
    return [(endpoint, label) for endpoint, label in ways if endpoint in current_app.view_functions]
