"""How a browser becomes a person (or several, when it helps): ids in the signed cookie, rows in the record."""

from flask import has_request_context, request

from .. import statements
from ..access import PARTICIPANT, recognises
from .models import Person

COOKIE = "people"  # {event id: [person ids]}, the one who speaks first


@recognises
def people_of_this_phone(event, session) -> dict:
    """The people this phone speaks for. A form's `as` field says who spoke, when a phone speaks for several.

    Whoever left is not among them, until they come back: nobody else says what was written for them.
    """
    known = everyone_on(event, session)
    people = [person for person in known if person.left_at is None]
    if not people:
        return {}
    speaks = people[0]
    if has_request_context() and request.method == "POST":
        said = request.form.get("as", "")
        speaks = next((person for person in known if str(person.id) == said), speaks)
    if speaks.left_at is not None:
        return {}
    return {"person": speaks, "people": tuple(people), "roles": {PARTICIPANT}}


def everyone_on(event, session) -> list[Person]:
    """Everyone this phone knows in that event, also those who left; the one who speaks first."""
    ids = event and session.get(COOKIE, {}).get(str(event.id))
    if not ids:
        return []
    found = {person.id: person for person in statements.fetch(Person, "id", ids) if person.event_id == event.id}
    return [found[id_] for id_ in ids if id_ in found]


def remember(session, person: Person, first: bool = True) -> None:
    """This phone speaks for that person from now on."""
    kept = dict(session.get(COOKIE, {}))
    ids = [id_ for id_ in kept.get(str(person.event_id), []) if id_ != person.id]
    kept[str(person.event_id)] = [person.id, *ids] if first else [*ids, person.id]
    session[COOKIE] = kept
    session.permanent = True


def forget(session, person: Person) -> None:
    """This phone speaks for that person no longer."""
    kept = dict(session.get(COOKIE, {}))
    kept[str(person.event_id)] = [id_ for id_ in kept.get(str(person.event_id), []) if id_ != person.id]
    session[COOKIE] = kept
