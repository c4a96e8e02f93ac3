"""Giving and taking stars, raising a hand to help; showing the counts, when the room wants to see them."""

from dataclasses import dataclass

from flask_babel import gettext as _

from ..errors import NotFound, Refused
from ..journal import action
from ..notes.models import SHOWN, Note
from .models import HelpingHand, Star


@dataclass(frozen=True)
class StarsShown:
    """The counts of an event were shown or hidden: what wakes every card that carries one."""

    event_id: int


@action("starred")
def star(change, event, by, note: Note, given: bool):
    """My star is on this note (or is not): absolute, so that a phone may send it twice. Returns the note.

    A star on a note that is not shown any more is free to be given again. Raises Refused when all stars that the event
    gives are given, NotFound when the note is not on the wall or nobody acts.
    """
    person = change.person
    if person is None or (given and note.state != SHOWN):
        raise NotFound
    mine = Star.get_or_none(Star.note == note, Star.person == person)
    if given and mine is None:
        given_before = list(Star.select(Star, Note).join(Note).where(Star.person == person).order_by(Star.id))
        if len(given_before) >= event.stars_each:
            lost = next((each for each in given_before if each.note.state != SHOWN), None)
            if lost is None:
                raise Refused(_("You have given all your stars. Take one back to give it to something else."))
            lost.delete_instance()
            change.record(lost)
        mine = Star.create(event=event, note=note, person=person)
    elif not given and mine is not None:
        mine.delete_instance()
    # The star, not the note: its card is as it was, and while counts are hidden no phone should hear that it got one.
    change.record(*([mine] if mine else []))
    return note


@action("will help with")
def will_help(change, event, by, note: Note, up: bool):
    """My hand is up: I will help with this (or not any more). Absolute, only for oneself, and no promise: that is said
    of an action, with a first step. Returns the note. Raises NotFound when it is not on the wall or nobody acts.
    """
    person = change.person
    if person is None or (up and note.state != SHOWN):
        raise NotFound
    mine = HelpingHand.get_or_none(HelpingHand.note == note, HelpingHand.person == person)
    if up and mine is None:
        mine = HelpingHand.create(event=event, note=note, person=person)
    elif not up and mine is not None:
        mine.delete_instance()
    # The hand, not the note, as with stars.
    change.record(*([mine] if mine else []))
    return note


@action("showed stars")
def show_stars(change, event, by, shown: bool):
    """Let everyone see how many stars and hands each note has, or nobody. Returns the event."""
    event.stars_visible = shown
    event.save()
    change.record(event, StarsShown(event.id))
    return event
