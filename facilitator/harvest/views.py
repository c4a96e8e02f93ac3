"""Read the wall, star what you would work on, and say what the whole of it shows."""

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext as _
from peewee import Case

from .. import pace
from ..access import FACILITATOR, PARTICIPANT, TABLE, open_to
from ..errors import NotFound, wants_json
from ..forms import choice, op, saved, ticked, words
from ..i18n import LANGUAGES, chosen_locale
from ..notes import actions as notes
from ..notes.models import MAIN, NOTE_LENGTH, OF_THE_ROOM, PATTERN, SHOWN, SURPRISE, Note
from . import actions
from .choosing import choices, chosen, chosen_before, notes_chosen
from .fragments import CHOSEN, MAIN_THINGS_FIRST, stars_in_sight
from .paging import PAGE, counted, number_in, page_channel, places_of
from .searching import with_words
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
    shown = _some(event, view) if view.said else _all(event, pages)
    return render_template(
        "harvest/read.html",
        there=there,
        chosen=view,
        naming=naming,
        on_wall=on_wall,
        left=max(0, event.stars_each - stars_in_sight(g.viewer.person)) if g.viewer.person else 0,
        **shown,
    )


def _all(event, pages):
    """A page of everything, which hears of what comes in; that on which the `note` in the address stands, if any."""
    number = _page_with(event, request.args.get("note", "")) or _page(pages)
    return {"channel": page_channel(number), "ids": None, "page": number, "pages": pages, "count": None}


def _some(event, view):
    """A page of what was chosen."""
    found = notes_chosen(event, view)
    if view.main_first:
        found = found.order_by(Case(None, [(Note.purpose == MAIN, 0)], 1), Note.id)
    every = with_words(found, view.q) if view.q else [id_ for (id_,) in found.select(Note.id).tuples()]
    pages = max(1, -(-len(every) // PAGE))
    page = _page(pages)
    return {
        "channel": MAIN_THINGS_FIRST if view.main_first else CHOSEN,
        "ids": every[(page - 1) * PAGE : page * PAGE],
        "page": page,
        "pages": pages,
        "count": len(every),
    }


def _page_with(event, number) -> int:
    """The page on which the note of that number stands; 0 when this event has none."""
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return 0
    note = Note.get_or_none(Note.id == int(number), Note.event == event)
    return number_in(places_of(event.id, [note.id])[0][0]) if note is not None else 0


def _page(pages) -> int:
    """Which of so many pages the address asks for; the first when it says nothing usable."""
    said = request.args.get("page", "")
    return min(max(1, int(said)), pages) if said.isascii() and said.isdecimal() and len(said) < 7 else 1


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
