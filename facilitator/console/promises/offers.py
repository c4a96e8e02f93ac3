"""Offers that came on paper or aloud: typed in, changed, taken back, matched with what will be done."""

from flask import g, render_template, request, url_for

from ...access import FACILITATOR, open_to
from ...actions.contacts.actions import leave
from ...actions.contacts.reading import for_offers
from ...actions.here import chosen_action, offer_here
from ...actions.offers import actions
from ...actions.offers.views import about_offer
from ...actions.sent import contact, paper_offer
from ...errors import NotFound
from ...forms import op, saved, ticked
from ..views import pages


@pages.post("/e/<code>/console/offers")
@open_to(FACILITATOR)
def type_in_offer(code):
    """Keep one; the next can be typed at once."""
    reach = contact(for_offers()) if request.form.get("how", "").strip() else None
    actions.type_in(**_act(), **paper_offer(), helps=chosen_action(), contact=reach)
    return saved(url_for("console.promises", code=code, offered=1, _anchor="offers"))


@pages.get("/e/<code>/console/offers/<int:id>")
@open_to(FACILITATOR)
def offer(code, id):
    """One offer."""
    return render_template("console/promises/offer.html", **about_offer(offer_here(id)))


@pages.post("/e/<code>/console/offers/<int:id>")
@open_to(FACILITATOR)
def change_paper_offer(code, id):
    """Its words, when they came on paper."""
    actions.rewrite(**_act(), offer=offer_here(id), **paper_offer())
    return _back(code, id)


@pages.post("/e/<code>/console/offers/<int:id>/end")
@open_to(FACILITATOR)
def paper_offer_back(code, id):
    """They take it back."""
    actions.take_back(**_act(), offer=offer_here(id))
    return saved(url_for("console.promises", code=code, _anchor="offers"))


@pages.post("/e/<code>/console/offers/<int:id>/match")
@open_to(FACILITATOR)
def match_paper_offer(code, id):
    """It goes with that action, or does not."""
    found, action = offer_here(id), chosen_action()
    if action is None:
        raise NotFound
    actions.go_with(**_act(), offer=found, action=action, helps=ticked("helps"))
    return _back(code, id)


@pages.post("/e/<code>/console/offers/<int:id>/contact")
@open_to(FACILITATOR)
def paper_offer_contact(code, id):
    """How to reach them, when it came on paper."""
    leave(**_act(), offer=offer_here(id), **contact(for_offers()))
    return _back(code, id)


def _back(code, id_):
    return saved(url_for("console.offer", code=code, id=id_))


def _act() -> dict:
    return {"event": g.viewer.event, "by": g.viewer, "op": op()}
