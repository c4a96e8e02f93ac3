"""Read the wall, and star what you would work on."""

from flask import Blueprint, g, render_template, request, url_for

from ..access import FACILITATOR, PARTICIPANT, open_to
from ..errors import NotFound
from ..forms import op, saved, ticked
from ..notes.models import KINDS, LENSES, SHOWN, Note
from . import actions
from .fragments import CHANNEL, stars_in_sight
from .models import STARS_EACH

pages = Blueprint("harvest", __name__)


@pages.get("/e/<code>/read")
@open_to(PARTICIPANT, FACILITATOR)
def read(code):
    """Every note on the wall, with a star to give; `lens` and `kind` in the address leave the others out."""
    return render_template(
        "harvest/read.html",
        channels=CHANNEL,
        left=STARS_EACH - stars_in_sight(g.viewer.person) if g.viewer.person else 0,
        lens=request.args.get("lens") if request.args.get("lens") in LENSES else "",
        kind=request.args.get("kind") if request.args.get("kind") in KINDS else "",
    )


@pages.post("/e/<code>/notes/<int:id>/star")
@open_to(PARTICIPANT)
def star(code, id):
    """My star is on this note, or not."""
    note = Note.get_or_none(Note.id == id, Note.event == g.viewer.event, Note.state == SHOWN)
    if note is None:
        raise NotFound
    actions.star(event=g.viewer.event, by=g.viewer, op=op(), note=note, given=ticked("given"))
    return saved(url_for("harvest.read", code=code) + f"#read-{note.id}")


@pages.post("/e/<code>/console/stars")
@open_to(FACILITATOR)
def stars(code):
    """Show the counts to everyone, or hide them."""
    actions.show_stars(event=g.viewer.event, by=g.viewer, op=op(), shown=ticked("shown"))
    return saved(url_for("console.day", code=code))
