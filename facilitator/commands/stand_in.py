"""Viewers for those who act without a browser of their own: the people of the demo and of a replay."""

from ..access import ANYONE, FACILITATOR, ORGANISER, PARTICIPANT, Viewer


def as_person(event, person) -> Viewer:
    """What that participant's own phone would be."""
    return Viewer(event, PARTICIPANT, frozenset({ANYONE, PARTICIPANT}), person=person, people=(person,))


def as_facilitator(event) -> Viewer:
    """What the console of this event would be."""
    return Viewer(event, FACILITATOR, frozenset({ANYONE, FACILITATOR}))


def as_organiser() -> Viewer:
    """What the browser of whoever runs this installation would be."""
    return Viewer(None, ORGANISER, frozenset({ANYONE, ORGANISER, FACILITATOR}))


def as_reader(event) -> Viewer:
    """What the browser of somebody would be who has no more than an address: of the look-back, or to answer."""
    return Viewer(event, ANYONE, frozenset({ANYONE}))
