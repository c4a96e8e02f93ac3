"""Offering a skill or some time, changing that, taking it back; saying which action it goes with."""

from flask_babel import gettext as _

from ...access import FACILITATOR
from ...db import now
from ...errors import NotFound, Refused
from ...journal import action
from ...people.speaking import writer
from ...private_details import NAMES as PATTERNS
from ...private_details import likely
from ..contacts.actions import leave
from ..models import Action, Contact, HelpsWith, Offer


@action("offered help")
def offer(change, event, by, skill: str, time="", helps: Action | None = None, contact: dict | None = None):
    """What the person who acts can give. `helps` is an action that it goes with; `contact` how to reach them, as
    `contacts.leave` takes it. Returns the Offer, held when it may hold private details. Raises Refused when nobody is
    there to offer."""
    if change.person is None:
        raise Refused(_("An offer needs someone who makes it. To type in what came on paper, use the console."))
    made = Offer(event=event, person=change.person, skill=skill, time=time, written_by=writer(by))
    return _keep(change, made, helps, contact)


@action("typed in an offer")
def type_in(change, event, by, skill: str, time="", name="", helps: Action | None = None, contact: dict | None = None):
    """What somebody without a phone offers, on paper or aloud, with the `name` as they wish to be called, or none; else
    as `offer`. Returns the Offer."""
    return _keep(change, Offer(event=event, skill=skill, time=time, name=name), helps, contact)


@action("changed")
def rewrite(change, event, by, offer: Offer, skill: str, time="", name=""):
    """Its own person changes an offer, or a facilitator one that came on paper. Returns the Offer."""
    _only_its_own(by, offer)
    offer.skill, offer.time, offer.late = skill, time, offer.late or change.late
    offer.name = "" if offer.person_id else name
    if not offer.held_because or offer.held_because in PATTERNS:  # what a facilitator held, a facilitator shows
        offer.held_because = _held(event, skill, time, offer.name)
    offer.save()
    change.record(offer)
    return offer


@action("took back")
def take_back(change, event, by, offer: Offer):
    """Take an offer back: its words, its name and how to reach the person are gone. Twice is the same as once. Returns
    the Offer."""
    _only_its_own(by, offer)
    offer.skill = offer.time = offer.name = offer.held_because = ""
    offer.taken_back_at = offer.taken_back_at or now()
    offer.save()
    change.record(offer)
    for kind in (HelpsWith, Contact):
        for row in list(kind.select().where(kind.offer == offer)):
            row.delete_instance()
            change.record(row)
    return offer


@action("held")
def hold(change, event, by, offer: Offer, because: str):
    """Keep an offer off shared screens, for a reason its person can read; an empty reason shows it again."""
    offer.held_because = because
    offer.save()
    change.record(offer)
    return offer


@action("matched")
def go_with(change, event, by, offer: Offer, action: Action, helps: bool):
    """This offer goes with that action, or does not: absolute. Said by its own person, or by a facilitator with the
    room. Returns the Offer. Raises NotFound for what was taken back."""
    if not (by and by.role == FACILITATOR):
        _only_its_own(by, offer)
    if offer.taken_back_at is not None or action.taken_back_at is not None:
        raise NotFound
    pair = HelpsWith.get_or_none(HelpsWith.offer == offer, HelpsWith.action == action)
    if helps and pair is None:
        pair = HelpsWith.create(offer=offer, action=action)
    elif not helps and pair is not None:
        pair.delete_instance()
    change.record(offer, *([pair] if pair else []))
    return offer


def _keep(change, offer, helps, contact):
    offer.held_because, offer.late = _held(offer.event, offer.skill, offer.time, offer.name), change.late
    offer.save(force_insert=True)
    change.record(offer)
    if helps is not None:
        go_with(event=change.event, by=change.by, offer=offer, action=helps, helps=True)
    if contact is not None:
        leave(event=change.event, by=change.by, offer=offer, **contact)
    return offer


def _only_its_own(by, offer):
    own = by is not None and offer.person_id in {person.id for person in by.people}
    on_paper = by is not None and by.role == FACILITATOR and offer.person_id is None
    if not (own or on_paper):
        raise Refused(_("Only the person who offered this can change it."))


def _held(event, *texts) -> str:
    return (event.holds_private_details and next(filter(None, map(likely, texts)), None)) or ""
