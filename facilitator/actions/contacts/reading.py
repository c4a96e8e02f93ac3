"""Reading contacts, which stand apart from all else. In no fragment, and in no export unless somebody asks for it."""

import datetime

from flask_babel import gettext as _
from peewee import JOIN

from ...people.models import Person
from ..models import Action, Contact, Offer, Promise

USUALLY = datetime.timedelta(weeks=13)
AFTER_THE_LOOK_BACK = datetime.timedelta(weeks=2)


def contacts_of(event) -> list[Contact]:
    """Everyone of an event who may be reached today, each with `person`, `offer` and `promise`, in the order in which
    they said so. One query. For those who run the event; for an export only when somebody asks for it."""
    return list(_standing().where(Contact.event == event))


def contact_of(offer: Offer | None = None, promise: Promise | None = None) -> Contact | None:
    """How to reach who made this offer or promise; None when they left nothing, or its day has come."""
    about = Contact.offer == offer if offer is not None else Contact.promise == promise
    return _standing().where(about).first()


def contacts_for_promises(promises) -> dict[int, Contact]:
    """How to reach those who promised, by promise id: who left nothing is not among them. One query."""
    rows = _standing().where(Contact.promise.in_(list(promises)))
    return {row.promise_id: row for row in rows}


def stands_today():
    """The condition that a Contact's day has not come yet: from that day on it is shown nowhere and in no file, also
    where it could not be deleted yet."""
    return Contact.until > datetime.date.today()


def default_day(event) -> datetime.date:
    """The day we offer: soon after people hear what happened, else three months on."""
    today = datetime.date.today()
    told = event.look_back_on and event.look_back_on + AFTER_THE_LOOK_BACK
    return told if told and today < told <= today + datetime.timedelta(days=366) else today + USUALLY


def for_offers() -> str:
    """What people are told that the contact beside their offer is for; it is kept with it in these words."""
    return _("To talk with you about your offer.")


def for_promises() -> str:
    """What people are told that the contact beside their promise is for; it is kept with it in these words."""
    return _("To ask you how it goes.")


def _standing():
    return (
        Contact.select(Contact, Person, Offer, Promise, Action)
        .join_from(Contact, Person, JOIN.LEFT_OUTER)
        .join_from(Contact, Offer, JOIN.LEFT_OUTER, on=Contact.offer)
        .join_from(Contact, Promise, JOIN.LEFT_OUTER, on=Contact.promise)
        .join_from(Promise, Action, JOIN.LEFT_OUTER, on=Promise.action)
        .where(stands_today())
        .order_by(Contact.id)
    )
