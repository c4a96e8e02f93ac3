"""The links of those who answer: found by what an address or a typed code says, and with whom they belong to."""

from peewee import JOIN

from ..actions.contacts.reading import stands_today
from ..actions.models import Action, Ask, Contact, Promise
from ..events.codes import typed
from ..events.models import Event
from ..i18n import LANGUAGES
from ..people.models import Person
from .models import AnswerLink, Reminder

NOT_IN_ADDRESSES = frozenset(' @()<>[]:;,\\"')  # the "specials" of RFC 5322 but for the dot


def by_token(token: str) -> AnswerLink | None:
    """The link with that address, its event and action at hand; None when there is none, or it was ended."""
    return _standing().where(AnswerLink.token == token).first()


def by_code(code: str) -> AnswerLink | None:
    """The link with that code, as somebody typed it; None when there is none, or it was ended."""
    return _standing().where(AnswerLink.code == typed(code)).first()


def links_of(event, action: int | None = None) -> list[AnswerLink]:
    """All links of an event, or of one of its actions, with their people and asks, also those that were ended, in the
    order of the actions: one query."""
    rows = (
        AnswerLink.select(AnswerLink, Promise, Person, Ask)
        .join_from(AnswerLink, Promise, JOIN.LEFT_OUTER)
        .join_from(Promise, Person, JOIN.LEFT_OUTER, on=Promise.person)
        .join_from(AnswerLink, Ask, JOIN.LEFT_OUTER)
        .where(AnswerLink.event == event, *([] if action is None else [AnswerLink.action == action]))
    )
    links = list(rows.order_by(AnswerLink.action, AnswerLink.id))
    for link in links:
        link.event = event
    return links


def without_link(event) -> int:
    """How many said yes, or were asked, and have no link yet."""
    standing = Action.select(Action.id).where(Action.event == event, Action.taken_back_at.is_null())
    count = 0
    for field, kind in ((AnswerLink.promise, Promise), (AnswerLink.ask, Ask)):
        have = AnswerLink.select(field).where(AnswerLink.event == event, field.is_null(False))
        count += kind.select().where(kind.event == event, kind.action.in_(standing), kind.id.not_in(have)).count()
    return count


def mail_addresses(event) -> dict[int, str]:
    """`{promise id: e-mail address}` of those who agreed to be reached by mail for their promise and whose day
    has not come."""
    rows = Contact.select(Contact.promise, Contact.how).where(
        Contact.event == event, Contact.promise.is_null(False), stands_today()
    )
    return {promise: how for promise, how in rows.tuples() if is_mail_address(how)}


def is_mail_address(how: str) -> bool:
    """Whether what somebody gave to be reached by looks like one e-mail address: nothing in it begins another one
    where a mail says to whom it goes."""
    name, _at, host = how.partition("@")
    return bool(name) and "." in host.strip(".") and how.isprintable() and NOT_IN_ADDRESSES.isdisjoint(name + host)


def last_reminders(event) -> dict[int, Reminder]:
    """`{link id: when it was last nudged}`: one query."""
    rows = Reminder.select().where(Reminder.event == event).order_by(Reminder.id)
    return {row.link_id: row for row in rows}


def language_of(link: AnswerLink) -> str:
    """The language of the one who said yes; of those who were asked, or whose language we cannot write, the language of
    the house."""
    if link.promise_id is not None and link.promise.person.language in LANGUAGES:
        return link.promise.person.language
    return next(iter(link.event.languages), "en")


def _standing():
    return (
        AnswerLink.select(AnswerLink, Event, Action)
        .join_from(AnswerLink, Event)
        .join_from(AnswerLink, Action)
        .where(AnswerLink.revoked_at.is_null(), Action.taken_back_at.is_null())
    )
