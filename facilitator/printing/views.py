"""The print pack, as PDF files for the facilitator's printer."""

import re

from flask import Blueprint, Response, g, request
from flask_babel import force_locale

from .. import background
from ..access import FACILITATOR, PARTICIPANT, open_to
from ..actions.here import promise_here
from ..actions.roles.views import own_promise
from ..events.qr import hall_base_url
from ..proceedings.typesetting import typeset
from . import cafe, look_back, pack, roles
from .moves import everyone_finds_a_chair, nobody_meets_twice

pages = Blueprint("printing", __name__)
pages.add_app_template_global(nobody_meets_twice)
pages.add_app_template_global(everyone_finds_a_chair)


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


@pages.get("/e/<code>/console/print/tents.pdf")
@open_to(FACILITATOR)
def tents(code):
    """A tent for each table."""
    return _pdf(lambda event: cafe.tents(event, hall_base_url()))


@pages.get("/e/<code>/console/print/etiquette.pdf")
@open_to(FACILITATOR)
def etiquette(code):
    """The house rules for the tables."""
    return _pdf(cafe.etiquette)


@pages.get("/e/<code>/console/print/moves.pdf")
@open_to(FACILITATOR)
def moves(code):
    """Move cards to cut."""
    return _pdf(cafe.moves)


@pages.get("/e/<code>/console/print/slips.pdf")
@open_to(FACILITATOR)
def slips(code):
    """A slip for each person without a phone; with `?everyone=1` for all."""
    everyone = request.args.get("everyone") == "1"
    return _pdf(lambda event: cafe.slips(event, everyone))


@pages.get("/e/<code>/console/print/cloths.pdf")
@open_to(FACILITATOR)
def cloths(code):
    """Tablecloths to write on."""
    return _pdf(cafe.cloths)


@pages.get("/e/<code>/console/print/hosts.pdf")
@open_to(FACILITATOR)
def hosts(code):
    """A card for each table's host."""
    return _pdf(cafe.host_cards)


@pages.get("/e/<code>/promises/<int:id>/role.pdf")
@open_to(PARTICIPANT, FACILITATOR)
def role(code, id):
    """The role sheet of one's own promise; any for a facilitator."""
    promise = promise_here(id) if FACILITATOR in g.viewer.roles else own_promise(id)
    return _pdf(lambda event: roles.role_sheet(event, promise))


@pages.get("/e/<code>/console/print/answers.pdf")
@open_to(FACILITATOR)
def answers(code):
    """A card with a code for everyone who said yes or was asked."""
    return _pdf(lambda event: look_back.answer_cards(event, hall_base_url()))


@pages.get("/e/<code>/console/print/nudges.pdf")
@open_to(FACILITATOR)
def nudge_letters(code):
    """A letter for each of those whose links `?links=3,8` names."""
    links = {int(number) for number in request.args.get("links", "").split(",") if re.fullmatch("[0-9]{1,18}", number)}
    return _pdf(lambda event: look_back.nudge_letters(event, hall_base_url(), links))


def _pdf(paper) -> Response:
    """`paper(event)` says what goes on it; it is drawn off the event loop."""
    event = g.viewer.event
    with force_locale(next(iter(event.languages), "en")):
        template, data, files = paper(event)
    return Response(background.run(typeset, template, data, files), mimetype="application/pdf")
