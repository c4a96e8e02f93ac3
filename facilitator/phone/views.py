"""The *Now* page: what is happening, where to go, when it ends, what is next, one big button."""

from flask import Blueprint, current_app, g, render_template
from flask_babel import gettext as _

from ..access import FACILITATOR, PARTICIPANT, open_to
from ..agenda.board import slots_of
from ..cafe.room import is_cafe
from ..cafe.seats.views import company_of
from ..events.clock import stages_of
from ..topics.fragments import asked_of

pages = Blueprint("phone", __name__)


@pages.get("/e/<code>/")
@open_to(PARTICIPANT, FACILITATOR)
def now(code):
    """The page a phone opens first and comes back to."""
    return render_template("phone/now.html", asked=asked_of(g.viewer.people), company=company_of(g.viewer.person))


@pages.app_template_global()
def phone_ways():
    """(endpoint, label) of the pages that are always one touch away for this viewer."""
    event = g.viewer.event
    topics = [("topics.all_topics", _("Topics")), ("agenda.board", _("Board"))] if has_topics(event) else []
    tables = [("cafe.tables", _("Tables"))] if is_cafe(event) else []
    ways = [("phone.now", _("Now")), *topics, *tables, ("notes.wall", _("Wall")), ("people.me", _("Me"))]
    return _open(ways)


@pages.app_template_global()
def any_time_ways():
    """(endpoint, label) of the pages that have their stage in the day, but are open to this viewer all day."""
    event = g.viewer.event
    my_day = [("agenda.my_day", _("My day"))] if has_topics(event) else []
    at_tables = [("cafe.my_seat", _("What I need of a seat")), ("cafe.hosting", _("Table host"))]
    ways = [
        *my_day,
        *(at_tables if is_cafe(event) else []),
        ("harvest.read", _("Read and give stars")),
        ("harvest.themes", _("What belongs together")),
        *([("harvest.patterns", _("What do we see?"))] if is_cafe(event) else []),
        ("actions.all_actions", _("Make a promise")),
        ("actions.offers", _("What people can give")),
        *leaders_answer(event),
        ("closing.goodbye", _("Before you go")),
    ]
    return _open(ways)


@pages.app_template_global()
def leaders_answer(event) -> list[tuple[str, str]]:
    """(endpoint, label) of the page where leaders answer, in a day that has a stage for it."""
    has_stage = any(stage.kind == "debrief" for stage in stages_of(event))
    return [("closing.debrief", _("What leaders say"))] if has_stage else []


def has_topics(event) -> bool:
    """Whether people offer topics at this event: everywhere but in a café, unless it has talk times too."""
    return not is_cafe(event) or bool(slots_of(event))


def _open(ways):
    """Those whose page is open to this viewer: the phone of a café table, say, has no page about a person."""
    return [way for way in ways if g.viewer.roles.intersection(current_app.view_functions[way[0]].open_to)]
