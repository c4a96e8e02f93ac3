"""The facilitator's screens, one module a page; this one is the frame's menu."""

from flask import Blueprint, g
from flask_babel import gettext as _

from ..events.models import Stage

pages = Blueprint("console", __name__)

# Each page in a module of its own beside this one, which adds its routes to `pages`.
from . import board, day, debrief, files, held, marketplace, paper  # noqa: E402, F401


@pages.app_template_global()
def console_ways():
    """(endpoint, label) of every page of the console."""
    return [
        ("console.day", _("Run the day")),
        ("console.marketplace", _("Topics")),
        ("console.board", _("Board")),
        ("console.held", _("Check notes")),
        ("console.paper", _("Type in paper")),
        *([("console.debrief", _("Leaders answer"))] if _has("debrief") else []),
        ("console.files", _("Print and export")),
        ("events.edit", _("Set up")),
        ("events.team", _("Team and screens")),
    ]


def _has(kind: str) -> bool:
    """Whether this day has a stage of that kind."""
    return Stage.select().where(Stage.event == g.viewer.event, Stage.kind == kind).exists()
