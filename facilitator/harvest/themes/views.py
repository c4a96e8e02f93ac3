"""Piles on the phone: what belongs together, and where whoever wrote a note says that it belongs."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from ... import pace
from ...access import FACILITATOR, PARTICIPANT, TABLE, open_to
from ...errors import NotFound, Refused
from ...forms import op, saved, words
from ...notes.models import SHOWN, Note
from ..models import NAME_LENGTH, SortingAct, Theme
from ..views import pages
from . import actions, naming, reading
from .undoing import actions as undoing

MOST_OWN, IN_SIGHT = 60, 4  # of one's own notes on the page, the newest; and of these at once


@pages.get("/e/<code>/themes")
@open_to(PARTICIPANT, TABLE, FACILITATOR)
def themes(code):
    """The piles, and one's own notes: which pile does each belong in?"""
    event = g.viewer.event
    own = list(reading.own_notes(g.viewer, event).limit(MOST_OWN))
    piles_with = reading.piles_with(event, [note.id for note in own])
    last = reading.last_acts(event, g.viewer.person) if g.viewer.person else []
    every = {each.id: each for each in reading.themes_of(event, away=True)} if last else {}
    return render_template(
        "harvest/themes/themes.html",
        own=sorted(own, key=lambda note: note.id in piles_with),  # those in no pile first
        in_sight=IN_SIGHT,
        piles_with=piles_with,
        naming=naming,
        last=[(act, naming.step_words(act, every)) for act in last[:1]],
    )


@pages.get("/e/<code>/notes/<int:id>/pile")
@open_to(PARTICIPANT, TABLE)
def where(code, id):
    """One note of one's own: the piles it is in, and those it could be in."""
    event, note = g.viewer.event, _own_note(id)
    return render_template(
        "harvest/themes/where.html",
        note=note,
        inside=reading.piles_with(event, [note.id]).get(note.id, []),
        piles=reading.themes_of(event),
        naming=naming,
    )


@pages.post("/e/<code>/notes/<int:id>/pile")
@open_to(PARTICIPANT, TABLE)
def belongs(code, id):
    """It belongs in that pile, or in one with a new name; or it does not belong in one."""
    note = _own_note(id)
    pace.keep_to(pace.NOTES, "sorting")
    act = {"event": g.viewer.event, "by": g.viewer, "op": op(), "notes": [note]}
    if "out" in request.form:
        actions.take_out(**act, theme=_pile(request.form["out"]))
    elif "begin" in request.form:
        actions.begin(**act, name=words("name", NAME_LENGTH, needed=_("Please write a name for the pile first.")))
    else:
        actions.put(**act, theme=_pile(request.form.get("into", "")))
    return saved(url_for("harvest.where", code=code, id=id))


@pages.post("/e/<code>/themes/<int:id>/name")
@open_to(PARTICIPANT)
def name_pile(code, id):
    """A name for a pile that has none, or another one for that which this person named."""
    name = words("name", NAME_LENGTH, needed=_("Please write a name for the pile first."))
    pace.keep_to(pace.OTHER_WORDS, "piles")
    seen = words("seen", NAME_LENGTH)
    actions.name(event=g.viewer.event, by=g.viewer, op=op(), theme=_pile(str(id)), name=name, seen=seen)
    return saved(url_for("harvest.themes", code=code))


@pages.post("/e/<code>/themes/steps/<int:id>/undoing")
@open_to(PARTICIPANT)
def undo_sorting(code, id):
    """Undo what one did oneself."""
    act = SortingAct.get_or_none(SortingAct.id == id, SortingAct.event == g.viewer.event)
    if act is None:
        raise NotFound
    undoing.undo(event=g.viewer.event, by=g.viewer, op=op(), act=act)
    return saved(url_for("harvest.themes", code=code))


def _own_note(id_) -> Note:
    """A shown note of someone on this phone, or of its table. Raises NotFound."""
    note = Note.get_or_none(Note.id == id_, Note.event == g.viewer.event, Note.state == SHOWN)
    if note is None or not actions.may_sort(g.viewer, note):
        raise NotFound
    return note


def _pile(number) -> Theme:
    """A pile of this event. Raises Refused when none was chosen, NotFound when there is none of that number."""
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise Refused(_("Choose a pile first."), field="into")
    pile = Theme.get_or_none(Theme.id == int(number), Theme.event == g.viewer.event)
    if pile is None:
        raise NotFound
    return pile
