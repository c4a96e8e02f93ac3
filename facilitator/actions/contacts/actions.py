"""Leaving a contact with consent, and deleting it: at once, or on its day."""

import datetime

from flask_babel import gettext as _

from ...access import FACILITATOR
from ...errors import NotFound, Refused
from ...journal import action
from ..models import Contact, Offer, Promise
from ..own import may_speak_for

YOUNG = "young_person"
LONGEST = datetime.timedelta(days=366)


@action("left a contact")
def leave(
    change, event, by, how: str, what_for: str, until: datetime.date, agreed: bool,
    offer: Offer | None = None, promise: Promise | None = None,
):  # fmt: skip
    """How to reach who made this offer or promise: `what_for` are the words they were told, `until` the day on which
    it is deleted. Given again, it is the new one. By themself; by a facilitator for someone without a phone. Returns
    the Contact.

    Raises Refused without consent (`agreed`: they are 18 or older and may be reached), for a young person, and for a
    day that has passed or is more than a year away; NotFound when it is somebody else's offer or promise.
    """
    subject = offer or promise
    person = _whose(by, event, subject)
    if not agreed:
        raise Refused(_("We only keep this if you tick that box. You can also leave it out."), field="agreed")
    if person is not None and person.voice == YOUNG:
        raise Refused(_("We keep no phone number or address of young people. Ask a grown-up you trust to help."))
    if not datetime.date.today() < until <= datetime.date.today() + LONGEST:
        raise Refused(_("Please choose a day after today, and not more than a year away."), field="until")
    kept = Contact.get_or_none(Contact.offer == offer, Contact.promise == promise) or Contact(
        event=event, offer=offer, promise=promise
    )
    kept.person, kept.how, kept.what_for, kept.until = person, how, what_for, until
    kept.save()
    change.record(kept)
    return kept


@action("deleted a contact")
def forget(change, event, by, contact: Contact):
    """Delete it now: its own person, or a facilitator. Returns the Contact that was. Raises NotFound for others."""
    own = by is not None and contact.person_id in {person.id for person in by.people}
    if not own and not (by and by.role == FACILITATOR):
        raise NotFound
    contact.delete_instance()
    change.record(contact)
    return contact


@action("deleted contacts")
def forget_due(change, event, by, today: datetime.date):
    """Delete the contacts of an event whose day has come. Returns how many those were."""
    due = list(Contact.select().where(Contact.event == event, Contact.until <= today))
    for contact in due:
        contact.delete_instance()
    change.record(*due)
    return len(due)


def _whose(by, event, subject):
    """The person whose offer or promise this is; None for an offer on paper. Raises NotFound."""
    there = subject is not None and getattr(subject, "taken_back_at", None) is None
    if not there or not may_speak_for(by, event, subject.person):
        raise NotFound
    return subject.person
