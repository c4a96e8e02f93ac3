"""Read the wall, star what you would work on, and say what the whole of it shows."""

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext as _

from .. import pace
from ..access import FACILITATOR, PARTICIPANT, TABLE, open_to
from ..errors import NotFound, wants_json
from ..forms import choice, op, saved, ticked, words
from ..i18n import LANGUAGES, chosen_locale
from ..notes import actions as notes
from ..notes.models import NOTE_LENGTH, OF_THE_ROOM, PATTERN, SHOWN, SURPRISE, Note
from . import actions
from .choosing import choices, chosen, chosen_before
from .fragments import stars_in_sight
from .in_sight import everything, some
from .paging import counted
from .suggestion import jobs
from .themes import naming

pages = Blueprint("harvest", __name__)


@pages.get("/e/<code>/read")
@open_to(PARTICIPANT, FACILITATOR)
def read(code):
    """The notes on the wall, page by page, with a star to give; only those that the address chooses, if it does."""
    event, there = g.viewer.event, choices(g.viewer.event)
    view, (pages, on_wall) = chosen(there, request.args), counted(event)
    jobs.look_for_alike(event)
    shown = some(event, view, request.args) if view.said else everything(event, pages, request.args)
    return render_template(
        "harvest/read.html",
        there=there,
        chosen=view,
        naming=naming,
        on_wall=on_wall,
        left=max(0, event.stars_each - stars_in_sight(g.viewer.person)) if g.viewer.person else 0,
        **shown,
    )


@pages.post("/e/<code>/notes/<int:id>/star")
@open_to(PARTICIPANT)
def star(code, id):
    """My star is on this note, or not."""
    note = Note.get_or_none(Note.id == id, Note.event == g.viewer.event, Note.state == SHOWN)
    if note is None:
        raise NotFound
    actions.star(event=g.viewer.event, by=g.viewer, op=op(), note=note, given=ticked("given"))
    return saved(url_for("harvest.read", code=code, **chosen_before()) + f"#read-{note.id}")


@pages.post("/e/<code>/notes/<int:id>/help")
@open_to(PARTICIPANT)
def will_help(code, id):
    """I will help with this, or not any more."""
    note = Note.get_or_none(Note.id == id, Note.event == g.viewer.event, Note.state == SHOWN)
    if note is None:
        raise NotFound
    actions.will_help(event=g.viewer.event, by=g.viewer, op=op(), note=note, up=ticked("up"))
    return saved(url_for("harvest.read", code=code, **chosen_before()) + f"#read-{note.id}")


@pages.get("/e/<code>/patterns")
@open_to(PARTICIPANT, FACILITATOR, TABLE)
def patterns(code):
    """What the whole room sees: patterns, surprises, what is missing."""
    return render_template("harvest/patterns.html", pattern=PATTERN, surprise=SURPRISE)


@pages.post("/e/<code>/patterns")
@open_to(PARTICIPANT, FACILITATOR, TABLE)
def see(code):
    """One more, by a person or by a whole table; a facilitator types what somebody says aloud."""
    said = {
        "purpose": choice("purpose", OF_THE_ROOM, default=PATTERN),
        "words": words("words", NOTE_LENGTH, needed=_("Please write a few words first.")),
        "language": choice("language", LANGUAGES, chosen_locale()),
    }
    pace.keep_to(pace.NOTES, "notes")
    if g.viewer.person or g.viewer.role == TABLE:
        note = notes.write(event=g.viewer.event, by=g.viewer, op=op(), **said)
    else:
        note = notes.type_in(event=g.viewer.event, by=g.viewer, op=op(), helped=True, **said)
    told = None if wants_json() else 1
    return saved(url_for("harvest.patterns", code=code, saved=told), held=note.state != SHOWN)


@pages.post("/e/<code>/console/stars")
@open_to(FACILITATOR)
def stars(code):
    """Show the counts to everyone, or hide them."""
    actions.show_stars(event=g.viewer.event, by=g.viewer, op=op(), shown=ticked("shown"))
    return saved(url_for("console.day", code=code))


from .themes import views as of_themes  # noqa: E402, F401  (each room adds its routes)
