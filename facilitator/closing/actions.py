"""Before you go: one line, and whether you felt heard; everything may stay blank. And what leaders say to the room."""

from flask_babel import gettext as _

from ..db import now
from ..errors import Refused
from ..journal import action
from ..private_details import NAMES as PATTERNS
from ..private_details import likely
from .models import HELD, SHOWN, TAKEN_BACK, WORDS_OF_A_LINE, DebriefLine, Impression

WORDS_LENGTH = 500


@action("said goodbye")
def say_goodbye(change, event, by, words: str = "", felt_heard: str = ""):
    """This person's closing line and answer; saying it again changes both. Returns the Impression."""
    impression = Impression.get_or_none(Impression.person == change.person) or Impression(
        event=event, person=change.person
    )
    impression.words, impression.felt_heard, impression.late = words, felt_heard, change.late
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


@action("listened to a leader")
def begin_line(change, event, by, who: str, language="en"):
    """A leader is about to speak: a role, and a name when they wish. Returns the DebriefLine."""
    line = DebriefLine(event=event, who=who, language=language, held_because=_private_detail(event, who))
    line.save(force_insert=True)
    change.record(line)
    return line


@action("typed what a leader said")
def change_line(change, event, by, line: DebriefLine, said: dict):
    """What they said, as it is typed; `said` maps those fields that changed to their words (or day). What was agreed
    to is no longer what stands there, so it is to be read back again. Returns the DebriefLine."""
    changed = {name: value for name, value in said.items() if getattr(line, name) != value}
    for name, value in changed.items():
        setattr(line, name, value)
    if changed:
        _hold_or_let_go(line, changed)
        line.confirmed_at, line.changed_at = None, now()
        line.save()
    change.record(line)
    return line


@action("agreed aloud")
def confirm_line(change, event, by, line: DebriefLine, fingerprint: str):
    """The leader heard it read back and agreed aloud. `fingerprint` is of the words that were read. Returns the line.

    Raises Refused when nothing is typed yet, or other words stand there by now.
    """
    if not line.says_something:
        raise Refused(_("Nothing is typed yet, so there is nothing to agree to."))
    if fingerprint != line.fingerprint:
        raise Refused(_("The words have changed meanwhile. Please read them back again."), status=409)
    if line.confirmed_at is None:
        line.confirmed_at = line.changed_at = now()
        line.save()
    change.record(line)
    return line


@action("removed")
def remove_line(change, event, by, line: DebriefLine):
    """Nobody has agreed to it, so it may go: a slip, or a leader who did not speak. Returns the line that was.

    Raises Refused once the leader has agreed to their words.
    """
    if line.confirmed_at is not None:
        raise Refused(_("The leader has agreed to these words, so they stay."))
    line.delete_instance()
    change.record(line)
    return line


@action("held")
def hold_line(change, event, by, line: DebriefLine, because: str):
    """Keep what a leader said off shared screens, with a reason; an empty reason shows it again. Returns it."""
    line.held_because = because
    line.save()
    change.record(line)
    return line


def _hold_or_let_go(line, changed):
    """Look at what is new. What a facilitator held or has shown stays so while no new private detail comes in."""
    found = next(filter(None, (_private_detail(line.event, changed.get(name, "")) for name in WORDS_OF_A_LINE)), "")
    anywhere = any(_private_detail(line.event, getattr(line, name)) for name in WORDS_OF_A_LINE)
    if found:
        line.held_because = line.held_because or found
    elif line.held_because in PATTERNS and not anywhere:
        line.held_because = ""


def _private_detail(event, words) -> str:
    return (event.holds_private_details and likely(words)) or ""


def _look_at(impression):
    """Hold it when it may hold private details. What a facilitator held stays held until a facilitator shows it."""
    if not impression.held_because or impression.held_because in PATTERNS:
        impression.held_because = _private_detail(impression.event, impression.words)
    impression.state = HELD if impression.held_because else SHOWN
