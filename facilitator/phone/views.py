"""The *Now* page: what is happening, where to go, when it ends, what is next, one big button."""

from flask import Blueprint, g, render_template

from ..access import FACILITATOR, PARTICIPANT, open_to
from ..events.clock import current_stage

pages = Blueprint("phone", __name__)


@pages.get("/e/<code>/")
@open_to(PARTICIPANT, FACILITATOR)
def now(code):
    """The page a phone opens first and comes back to."""
    return render_template("phone/now.html", stage=current_stage(g.viewer.event))
