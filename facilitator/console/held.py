"""Check notes: what is held back, and why; show it, ask its writer, or hold it with a reason. Never edit."""

from flask import g, render_template, request, url_for

from ..access import FACILITATOR, open_to
from ..errors import NotFound
from ..forms import clean, op, saved, words
from ..notes import actions, wall
from ..notes.fragments import WALL
from ..notes.models import TAKEN_BACK, Note, Photo
from .views import pages

MOST_FOUND = 40
THING = "/e/<code>/console/<any(notes, photos):what>/<int:id>"


@pages.get("/e/<code>/console/held")
@open_to(FACILITATOR)
def held(code):
    """What waits, what is held, and all the notes that are shown, to be searched."""
    search = clean(request.args.get("q", ""))[:100]
    found = wall.shown(g.viewer.event, containing=search).limit(MOST_FOUND)
    return render_template("console/held.html", search=search, ids=[note.id for note in found], channel=WALL)


@pages.post(f"{THING}/hold")
@open_to(FACILITATOR)
def hold(code, what, id):
    """Hold it back, with a reason."""
    actions.hold(event=g.viewer.event, by=g.viewer, op=op(), thing=_thing(what, id), because=words("because", 200))
    return saved(url_for("console.held", code=code))


@pages.post(f"{THING}/showing")
@open_to(FACILITATOR)
def show(code, what, id):
    """Let it onto the screens."""
    actions.show(event=g.viewer.event, by=g.viewer, op=op(), thing=_thing(what, id))
    return saved(url_for("console.held", code=code))


@pages.post(f"{THING}/question")
@open_to(FACILITATOR)
def ask_writer(code, what, id):
    """Ask its writer to look at it again."""
    actions.ask_writer(event=g.viewer.event, by=g.viewer, op=op(), thing=_thing(what, id))
    return saved(url_for("console.held", code=code))


def _thing(what, id_) -> Note | Photo:
    """A note or photo of this event that was not taken back. Raises NotFound."""
    kind = Photo if what == "photos" else Note
    thing = kind.get_or_none(kind.id == id_, kind.event == g.viewer.event, kind.state != TAKEN_BACK)
    if thing is None:
        raise NotFound
    return thing
