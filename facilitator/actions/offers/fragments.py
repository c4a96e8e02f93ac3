"""Offers as the room sees them: what somebody can give, when, and which action it goes with."""

from ...live import CONSOLE, PHONE, PROJECTOR, Piece, fragment
from ...people.models import Person
from ...private_details import NAMES as PATTERNS
from ...statements import written_once
from .. import reading
from ..contacts.reading import stands_today
from ..models import Action, Contact, HelpsWith, Offer

WAITING, WITHHELD = "waiting", "withheld"


@fragment(
    "offer",
    "actions/offers/_offer.html",
    audiences=(PHONE, PROJECTOR, CONSOLE),
    wakes={
        Offer: lambda offer: [offer.id],
        HelpsWith: lambda helps: [helps.offer_id],
        Person: lambda person: _named_in(person),
        Action: lambda action: _going_with(action),
        Contact: lambda contact: [contact.offer_id] if contact.offer_id else [],
    },
)
def offer(event, audience, channel, keys=None):
    """Offers in the order in which they were made; held ones on the console only."""
    wanted = reading.offers_of(event)
    if audience != CONSOLE:
        wanted = wanted.where(Offer.held_because == "")
    if keys is not None:
        wanted = wanted.where(Offer.id.in_(list(keys)))
    return _cards(wanted, audience)


@fragment(
    "held-offer",
    "actions/offers/_offer.html",
    audiences=(CONSOLE,),
    wakes={
        Offer: lambda offer: _each([offer.id]),
        HelpsWith: lambda helps: _each([helps.offer_id]),
        Person: lambda person: _each(_named_in(person)),
        Action: lambda action: _each(_going_with(action)),
        Contact: lambda contact: _each([contact.offer_id] if contact.offer_id else []),
    },
    channels=lambda event: [WAITING, WITHHELD],
)
def held_offer(event, audience, channel, keys=None):
    """Offers that a pattern holds and a facilitator is to look at, or those that a facilitator holds."""
    by_pattern = Offer.held_because.in_(PATTERNS)
    wanted = reading.offers_of(event).where(Offer.held_because != "", by_pattern if channel == WAITING else ~by_pattern)
    if keys is not None:
        wanted = wanted.where(Offer.id.in_(list(keys)))
    return _cards(wanted, audience)


def _cards(wanted, audience):
    found = list(wanted)
    helps, reached = reading.helped_by(found), set()
    if audience == CONSOLE:  # that there is a contact, never which: it stands on a page of its own
        rows = Contact.select(Contact.offer).where(Contact.offer.in_(found), stands_today()).tuples()
        reached = {offer_id for (offer_id,) in rows}
    for each in found:
        context = {
            "offer": each,
            "name": name_of(each, audience),
            "actions": helps.get(each.id, []),
            "reached": each.id in reached,
        }
        yield Piece(each.id, order=each.id, context=context)


def name_of(offer, audience) -> str:
    """As whom the room may know who offers: on the big screen only who said yes to that. Empty: nobody's name."""
    if offer.person is None:
        return "" if audience == PROJECTOR else offer.name
    return offer.person.name if offer.person.show_name or audience != PROJECTOR else ""


def _each(ids):
    return [(channel, id_) for id_ in ids for channel in (WAITING, WITHHELD)]


@written_once
def _named_in(person):
    named = (Offer.person == person) | (Offer.written_by == person)
    return Offer.select(Offer.id).where(named).tuples()


@written_once
def _going_with(action):
    return HelpsWith.select(HelpsWith.offer).where(HelpsWith.action == action).tuples()
