"""Steering a big screen, from its own keys or from the console. Everything but turning a page is absolute."""

from ..events.clock import current_stage
from ..events.models import Projector
from ..journal import action
from .pages import PAGES, page_of

LARGEST_TEXT = 4


@action("steered a screen")
def steer(change, event, by, projector: Projector, page=None, frozen=None, blank=None, text_size=None):
    """Set what is given: `page` (one of PAGES, or "" to follow the day), `frozen`, `blank`, `text_size` (0 to 4 steps
    above the usual). Returns the Projector.

    A frozen screen stays on its page: it neither turns nor follows the day. Choosing a page lets it go.
    """
    if page is not None and (page == "" or page in PAGES):
        projector.page, projector.frozen = page, False
    if frozen is not None:
        projector.frozen_on = page_of(projector, current_stage(event)) if frozen else ""
        projector.frozen = frozen
    if blank is not None:
        projector.blank = blank
    if text_size is not None:
        projector.text_size = max(0, min(text_size, LARGEST_TEXT))
    projector.save()
    change.record(projector)
    return projector


@action("turned a page")
def turn(change, event, by, projector: Projector, pages: int):
    """Turn so many pages on (or back, below zero). Returns the Projector."""
    projector.turns += pages
    projector.save()
    change.record(projector)
    return projector
