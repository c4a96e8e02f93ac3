"""Suggested piles: look for some, take one with the notes that fit, or do without."""

from flask import g, request, url_for
from flask_babel import gettext as _

from ..access import FACILITATOR, open_to
from ..errors import NotFound, Refused
from ..forms import op, saved, words
from ..harvest.models import NAME_LENGTH, SuggestedPile
from ..harvest.suggestion import actions, jobs
from ..notes.models import Note
from .views import pages

PATIENCE = 1.5  # seconds in which the piles of a small event are there
ONE_PILE = "/e/<code>/console/themes/suggestions/<int:id>"


@pages.post("/e/<code>/console/themes/suggestions")
@open_to(FACILITATOR)
def suggest_piles(code):
    """Look for piles among the notes that are in none."""
    try:
        job = jobs.start(g.viewer.event, g.viewer)
    except OSError as error:
        raise Refused(_("We could not begin just now. Nothing has changed. Please try again."), status=503) from error
    job.wait(PATIENCE)
    return _back(code)


@pages.post("/e/<code>/console/themes/suggestions/end")
@open_to(FACILITATOR)
def end_suggesting(code):
    """Stop looking, and do without what was suggested."""
    job = jobs.of(g.viewer.event)
    if job is not None and job.under_way:
        job.stop()
    else:
        actions.ignore(event=g.viewer.event, by=g.viewer, op=op())
    return _back(code)


@pages.post(f"{ONE_PILE}/acceptance")
@open_to(FACILITATOR)
def accept_pile(code, id):
    """It becomes a pile, with the notes that are still ticked."""
    pile = _suggested(id)
    ticked = set(request.form.getlist("note"))
    ids = [id_ for id_ in pile.notes if str(id_) in ticked]
    notes = list(Note.select().where(Note.event == g.viewer.event, Note.id.in_(ids)).order_by(Note.id))
    name = words("name", NAME_LENGTH)
    actions.accept(event=g.viewer.event, by=g.viewer, op=op(), pile=pile, notes=notes, name=name)
    return _back(code)


@pages.post(f"{ONE_PILE}/end")
@open_to(FACILITATOR)
def ignore_pile(code, id):
    """Do without it."""
    actions.ignore(event=g.viewer.event, by=g.viewer, op=op(), pile=_suggested(id))
    return _back(code)


@pages.app_context_processor
def searching_for_piles():
    """The search that is under way, for the page on which notes are sorted."""
    return {"pile_search": lambda: jobs.of(g.viewer.event)}


def _suggested(id_) -> SuggestedPile:
    pile = SuggestedPile.get_or_none(SuggestedPile.id == id_, SuggestedPile.event == g.viewer.event)
    if pile is None:
        raise NotFound
    return pile


def _back(code):
    return saved(url_for("console.themes", code=code) + "#suggested")
