"""Who may speak for whom: people for themselves, helpers for whom they help, facilitators for those without a phone."""

from ..access import FACILITATOR, Viewer
from ..people.models import Person
from ..people.phones import without_phone


def may_speak_for(by: Viewer | None, event, person: Person | None) -> bool:
    """Whether this viewer may say something for that person (None: somebody who is known from paper alone)."""
    if by is None:
        return False
    if person is not None and person.id in {each.id for each in by.people}:
        return True
    return by.role == FACILITATOR and (person is None or person.id in without_phone(event, [person.id]))
