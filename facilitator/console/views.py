"""The facilitator's screens, one module a page; this one is the frame's menu."""

from flask import Blueprint, g
from flask_babel import gettext as _

from ..agenda.board import slots_of
from ..cafe.room import is_cafe
from ..events.clock import stages_of

pages = Blueprint("console", __name__)

# Each page in a module of its own beside this one, which adds its routes to `pages`.
from . import (  # noqa: E402, F401
    board,
    day,
    debrief,
    files,
    held,
    look_back,
    marketplace,
    paper,
    seating,
    suggested_piles,
    themes,
    translations,
)  # fmt: skip
from .people import views as people  # noqa: E402, F401
from .promises import views as promises  # noqa: E402, F401
from .suggestion import views as suggestion  # noqa: E402, F401
from .tables import views as tables  # noqa: E402, F401


@pages.app_template_global()
def console_ways():
    """(endpoint, label) of every page of the console."""
    event = g.viewer.event
    return [
        ("console.day", _("Run the day")),
        *_if(bool(slots_of(event)), _open_space()),
        *_if(is_cafe(event), _cafe()),
        ("console.people", _("People")),
        ("console.held", _("Check notes")),
        ("console.paper", _("Type in paper")),
        ("console.themes", _("Make sense together")),
        ("console.promises", _("Promises and offers")),
        *_if(_has("debrief"), [("console.debrief", _("Leaders answer"))]),
        ("console.look_back", _("Look back")),
        ("console.files", _("Print and export")),
        *_if(event.series_id is not None, [("lookback.console_series", _("Events in a row"))]),
        ("events.edit", _("Set up")),
        ("events.team", _("Team and screens")),
    ]


def _has(kind: str) -> bool:
    """Whether this day has a stage of that kind."""
    return any(stage.kind == kind for stage in stages_of(g.viewer.event))


def _open_space():
    """Where talks have their times and places."""
    return [("console.marketplace", _("Topics")), ("console.board", _("Board"))]


def _cafe():
    """Where people sit at tables."""
    return [("console.tables", _("Tables")), ("console.seating", _("Seating"))]


def _if(so: bool, ways: list) -> list:
    return ways if so else []
