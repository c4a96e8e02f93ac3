"""Said by, written by: who speaks in a form, and who holds the phone."""

from .models import Person


def writer(viewer) -> Person | None:
    """The helper on this phone who writes for `viewer.person`; None when that person writes for themself."""
    person = viewer.person
    if person is None or person.helper_id is None:
        return None
    return next((each for each in viewer.people if each.id == person.helper_id and each.id != person.id), None)
