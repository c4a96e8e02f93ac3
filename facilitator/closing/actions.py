"""Before you go: one line, and whether you felt heard. Everything may stay blank."""

from ..journal import action
from ..private_details import NAMES as PATTERNS
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
    _look_at(impression)
    impression.save()
    change.record(impression)
    return impression


@action("heard aloud")
def hear_aloud(change, event, by, words: str = "", felt_heard: str = ""):
    """A closing line from someone without a phone, typed by a facilitator. Returns the Impression."""
    impression = Impression(event=event, words=words, felt_heard=felt_heard)
    _look_at(impression)
    impression.save(force_insert=True)
    change.record(impression)
    return impression


@action("took back")
def take_back(change, event, by):
    """Take one's closing line and answer back: the words are gone. Returns the Impression, or None."""
    impression = Impression.get_or_none(Impression.person == change.person)
    if impression is not None:
        impression.words, impression.felt_heard, impression.state = "", "", TAKEN_BACK
        impression.held_because = ""
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


def _look_at(impression):
    """Hold it when it may hold private details. What a facilitator held stays held until a facilitator shows it."""
    if not impression.held_because or impression.held_because in PATTERNS:
        impression.held_because = (impression.event.holds_private_details and likely(impression.words)) or ""
    impression.state = HELD if impression.held_because else SHOWN
