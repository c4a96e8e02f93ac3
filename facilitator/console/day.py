"""Run the day: stages and times, next and back, messages, who needs a hand."""

from flask import render_template

from ..access import FACILITATOR, open_to
from .views import pages


@pages.get("/e/<code>/console")
@open_to(FACILITATOR)
def day(code):
    """The page a facilitator keeps open."""
    return render_template("console/day.html")
