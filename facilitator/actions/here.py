"""Rows by their number in an address or form: those of this event that this viewer may see, else NotFound."""

from flask import g

from ..access import FACILITATOR
from ..errors import NotFound
from ..forms import number
from ..notes.models import Note
from .models import Action, Ask, Contact, Offer, Promise


def action_here(id_: int) -> Action:
    """An action: one that the room may see, one's own, or any for a facilitator."""
    return _standing(Action, id_, Action.written_by)


def promise_here(id_: int) -> Promise:
    """A promise about such an action."""
    return _about_an_action(Promise, id_)


def ask_here(id_: int) -> Ask:
    """An ask about such an action."""
    return _about_an_action(Ask, id_)


def offer_here(id_: int) -> Offer:
    """An offer that was not taken back: one that the room may see, one's own, or any for a facilitator."""
    return _standing(Offer, id_, Offer.person)


def contact_here(id_: int) -> Contact:
    """A contact: one's own, or any for a facilitator."""
    contact = Contact.get_or_none(Contact.id == id_, Contact.event == g.viewer.event)
    if contact is None or not (FACILITATOR in g.viewer.roles or contact.person_id in my_ids()):
        raise NotFound
    return contact


def chosen_action() -> Action | None:
    """The action chosen in a form; None for none."""
    id_ = number("action", 0, 2**63 - 1, default=0)
    return action_here(id_) if id_ else None


def chosen_note() -> Note:
    """The note named in a form, whatever its state."""
    note = Note.get_or_none(Note.id == number("note", 1, 2**63 - 1), Note.event == g.viewer.event)
    if note is None:
        raise NotFound
    return note


def my_ids() -> set[int]:
    """The people on this phone."""
    return {person.id for person in g.viewer.people}


def _standing(kind, id_, whose):
    found = kind.get_or_none(kind.id == id_, kind.event == g.viewer.event, kind.taken_back_at.is_null())
    if found is None:
        raise NotFound
    own = getattr(found, whose.object_id_name) in my_ids()
    if found.held_because and not own and FACILITATOR not in g.viewer.roles:
        raise NotFound
    return found


def _about_an_action(kind, id_):
    found = kind.get_or_none(kind.id == id_, kind.event == g.viewer.event)
    if found is None:
        raise NotFound
    action_here(found.action_id)
    return found
