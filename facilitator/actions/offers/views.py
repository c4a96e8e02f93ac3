"""What people can give: offer it, change it, take it back; which action it goes with."""

from flask import g, render_template, request, url_for

from ... import pace
from ...access import FACILITATOR, PARTICIPANT, open_to
from ...errors import NotFound
from ...forms import op, saved, ticked, words
from .. import reading
from ..contacts.actions import leave
from ..contacts.reading import contact_of, default_day, for_offers
from ..here import chosen_action, my_ids, offer_here
from ..models import Offer
from ..sent import contact, offer_words
from ..views import pages
from . import actions


@pages.get("/e/<code>/offers")
@open_to(PARTICIPANT, FACILITATOR)
def offers(code):
    """All offers, and the form for a new one; `action` in the address says what it would go with."""
    event = g.viewer.event
    return render_template(
        "actions/offers/all.html",
        mine=list(reading.offers_of(event).where(Offer.person.in_(my_ids()))),
        actions=actions_to_choose(event),
        chosen=request.values.get("action", ""),
        default_day=default_day(event),
    )


@pages.post("/e/<code>/offers")
@open_to(PARTICIPANT)
def offer(code):
    """A new offer, with how to reach the person when they wish that."""
    pace.keep_to(pace.OTHER_WORDS, "offers")
    reach = contact(for_offers()) if request.form.get("how", "").strip() else None
    actions.offer(event=g.viewer.event, by=g.viewer, op=op(), **offer_words(), helps=chosen_action(), contact=reach)
    return saved(url_for("actions.offers", code=code))


@pages.get("/e/<code>/offers/<int:id>")
@open_to(PARTICIPANT)
def one_offer(code, id):
    """Change an offer of one's own, or take it back."""
    return render_template("actions/offers/one.html", **about_offer(_own(id)))


@pages.post("/e/<code>/offers/<int:id>")
@open_to(PARTICIPANT)
def change_offer(code, id):
    """Its words, changed."""
    actions.rewrite(event=g.viewer.event, by=g.viewer, op=op(), offer=_own(id), **offer_words())
    return saved(url_for("actions.offers", code=code))


@pages.post("/e/<code>/offers/<int:id>/removal")
@open_to(PARTICIPANT, even_after=True)
def offer_removal(code, id):
    """Take it back."""
    actions.take_back(event=g.viewer.event, by=g.viewer, op=op(), offer=_own(id))
    return saved(url_for("actions.offers", code=code))


@pages.post("/e/<code>/offers/<int:id>/match")
@open_to(PARTICIPANT)
def match(code, id):
    """It goes with that action, or does not."""
    found, action = _own(id), chosen_action()
    if action is None:
        raise NotFound
    actions.go_with(event=g.viewer.event, by=g.viewer, op=op(), offer=found, action=action, helps=ticked("helps"))
    return saved(url_for("actions.one_offer", code=code, id=found.id))


@pages.post("/e/<code>/offers/<int:id>/contact")
@open_to(PARTICIPANT)
def for_offer(code, id):
    """How to reach who offers this."""
    pace.keep_to(pace.OTHER_WORDS, "contacts")
    leave(event=g.viewer.event, by=g.viewer, op=op(), offer=_own(id), **contact(for_offers()))
    return saved(url_for("actions.one_offer", code=code, id=id))


@pages.post("/e/<code>/console/offers/<int:id>/hold")
@open_to(FACILITATOR)
def hold_offer(code, id):
    """Keep it off shared screens and say why, or show it again (no reason)."""
    actions.hold(event=g.viewer.event, by=g.viewer, op=op(), offer=offer_here(id), because=words("because", 200))
    return saved(url_for("console.held", code=code))


def about_offer(offer: Offer) -> dict:
    """What the page of one offer shows: three queries."""
    return {
        "offer": offer,
        "actions": actions_to_choose(offer.event),
        "going_with": reading.helped_by([offer]).get(offer.id, []),
        "contact": contact_of(offer=offer),
        "default_day": default_day(offer.event),
    }


def actions_to_choose(event) -> list[tuple[str, str]]:
    """(id, what) of every action that the room may see, to choose from: one query."""
    return [(str(each.id), each.what) for each in reading.standing(event) if not each.held_because]


def _own(id_) -> Offer:
    found = offer_here(id_)
    if found.person_id not in my_ids():
        raise NotFound
    return found
