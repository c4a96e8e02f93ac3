"""Before you go: one line, and whether you felt heard. Everything may stay blank."""

from ..journal import action
from ..private_details import likely
from .models import HELD, SHOWN, TAKEN_BACK, Impression

WORDS_LENGTH = 500


@action("said goodbye")
def say_goodbye(change, event, by, words: str = "", felt_heard: str = ""):
    """This person's closing line and answer; saying it again changes both. Returns the Impression."""
    impression = Impression.get_or_none(Impression.person == change.person) or Impression(
        event=event, person=change.person
    )
    impression.words, impression.felt_heard = words, felt_heard
    impression.held_because = (event.holds_private_details and likely(words)) or ""
    impression.state = HELD if impression.held_because else SHOWN
    impression.save()
    change.record(impression)
    return impression


@action("heard aloud")
def hear_aloud(change, event, by, words: str = "", felt_heard: str = ""):
    """A closing line from someone without a phone, typed by a facilitator. Returns the Impression."""
    impression = Impression.create(event=event, words=words, felt_heard=felt_heard)
    change.record(impression)
    return impression


@action("took back")
def take_back(change, event, by):
    """Take one's closing line and answer back: the words are gone. Returns the Impression, or None."""
    impression = Impression.get_or_none(Impression.person == change.person)
    if impression is not None:
        impression.words, impression.felt_heard, impression.state = "", "", TAKEN_BACK
        impression.save()
        change.record(impression)
    return impression


@action("held")
def hold(change, event, by, impression: Impression, because: str):
    """Keep a closing line off shared screens, with a reason; an empty reason shows it again. Returns it."""
    impression.held_because, impression.state = because, HELD if because else SHOWN
    impression.save()
    change.record(impression)
    return impression
