"""The print pack, as PDF files for the facilitator's printer."""

from flask import Blueprint, Response, g
from flask_babel import force_locale

from .. import background
from ..access import FACILITATOR, open_to
from ..events.qr import hall_base_url
from ..proceedings.typesetting import typeset
from . import pack

pages = Blueprint("printing", __name__)


@pages.get("/e/<code>/console/print/poster-<any(a4, a3):paper>.pdf")
@open_to(FACILITATOR)
def poster(code, paper):
    """How to join, for the wall."""
    return _pdf(lambda event: pack.poster(event, hall_base_url(), paper))


@pages.get("/e/<code>/console/print/signs.pdf")
@open_to(FACILITATOR)
def signs(code):
    """One sign for each space."""
    return _pdf(pack.signs)


@pages.get("/e/<code>/console/print/cards.pdf")
@open_to(FACILITATOR)
def cards(code):
    """Topic cards to cut."""
    return _pdf(pack.cards)


@pages.get("/e/<code>/console/print/sheets.pdf")
@open_to(FACILITATOR)
def sheets(code):
    """Note sheets for the tables."""
    return _pdf(lambda event: pack.sheets(event, hall_base_url()))


def _pdf(paper) -> Response:
    """`paper(event)` says what goes on it; it is drawn off the event loop."""
    event = g.viewer.event
    with force_locale(next(iter(event.languages), "en")):
        template, data, files = paper(event)
    return Response(background.run(typeset, template, data, files), mimetype="application/pdf")
