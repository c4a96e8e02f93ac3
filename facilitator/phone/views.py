"""The *Now* page: what is happening, where to go, when it ends, what is next, one big button."""

from flask import Blueprint, current_app, g, render_template
from flask_babel import gettext as _

from ..access import FACILITATOR, PARTICIPANT, open_to
from ..topics.fragments import asked_of

pages = Blueprint("phone", __name__)


@pages.get("/e/<code>/")
@open_to(PARTICIPANT, FACILITATOR)
def now(code):
    """The page a phone opens first and comes back to."""
    return render_template("phone/now.html", asked=asked_of(g.viewer.people))


@pages.app_template_global()
def phone_ways():
    """(endpoint, label) of the pages that are always one touch away."""
    return [
        ("phone.now", _("Now")),
        ("topics.all_topics", _("Topics")),
        ("agenda.board", _("Board")),
        ("notes.wall", _("Wall")),
        ("people.me", _("Me")),
    ]


@pages.app_template_global()
def any_time_ways():
    """(endpoint, label) of the pages that have their stage in the day, but are open to this viewer all day."""
    ways = [
        ("agenda.my_day", _("My day")),
        ("harvest.read", _("Read and give stars")),
        ("actions.all_actions", _("Make a promise")),
        ("closing.goodbye", _("Before you go")),
    ]
    return [way for way in ways if g.viewer.roles.intersection(current_app.view_functions[way[0]].open_to)]
