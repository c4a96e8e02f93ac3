"""The editions of an event's book, who checks them, and whether the hand-out is open: what the pages ask."""

from dataclasses import dataclass

from ...events.clock import current_stage
from ..book import Book
from ..gather import gather
from ..models import CHECKED, DRAFT, PUBLISHED, Check, Edition, HandOut
from .kept import unpack
from .since import without_what_went

CLOSES = ("circle", "goodbye")  # stages in which people go home: from then on the hand-out is open


@dataclass(frozen=True)
class Reading:
    """How far one edition is. `will_read` are those who said they will and have not yet, `right` and `wrong` what those
    said who read just these words, `before` what was said of an earlier draft of it."""

    edition: Edition
    will_read: list[Check]
    right: list[Check]
    wrong: list[Check]
    before: list[Check]

    @property
    def names(self) -> list[str]:
        """Names of those who read it and wish to be named."""
        return [check.name for check in self.right if check.name]

    @property
    def unnamed(self) -> int:
        """How many more read it."""
        return len(self.right) - len(self.names)


def hand_out_is_open(event) -> bool:
    """Anyone in the room may take the action plan home: a facilitator opened it, or the day is closing."""
    by_hand = HandOut.get_or_none(HandOut.event == event)
    if by_hand is not None:
        return by_hand.is_open
    stage = current_stage(event)
    return event.is_over or (stage is not None and stage.kind in CLOSES)


def in_work(event) -> Edition | None:
    """The edition that is a draft, or checked, and not published yet; None where there is none."""
    newest = _without_books(event).order_by(Edition.number.desc()).first()
    return newest if newest is not None and newest.state in (DRAFT, CHECKED) else None


def published(event) -> list[Edition]:
    """The editions that anyone may read, the newest first; their books are not loaded."""
    wanted = _without_books(event).where(Edition.state == PUBLISHED, Edition.taken_down_at.is_null())
    return list(wanted.order_by(Edition.number.desc()))


def all_editions(event) -> list[Edition]:
    """Every edition, also those taken down, the newest first; their books are not loaded."""
    return list(_without_books(event).order_by(Edition.number.desc()))


def reading_of(edition: Edition) -> Reading:
    """Who reads it, and what they said."""
    checks = list(Check.select().where(Check.edition == edition).order_by(Check.id))
    answered = {check.person_id for check in checks if check.is_right is not None and check.person_id}
    of_these_words = [check for check in checks if check.fingerprint == edition.fingerprint]
    return Reading(
        edition,
        will_read=[check for check in checks if check.is_right is None and check.person_id not in answered],
        right=[check for check in of_these_words if check.is_right],
        wrong=[check for check in of_these_words if check.is_right is False],
        before=[check for check in checks if check.fingerprint not in ("", edition.fingerprint)],
    )


def find_edition(event, known_as: str) -> Edition:
    """The edition with that number, or (Edition.known_as) with just those words. Raises LookupError."""
    number = known_as.partition("/")[0]
    edition = Edition.get_or_none(Edition.event == event, Edition.number == int(number)) if number.isdecimal() else None
    if edition is None or known_as not in (number, edition.known_as):
        raise LookupError(known_as)
    return edition


def kept_book(event, known_as: str, language: str | None = None) -> Book:
    """The Book of that edition, with our own words in `language`, else in that of the house. What was taken back since
    is not in it. Raises LookupError when there is no such edition, or it was taken down."""
    edition = find_edition(event, known_as)
    if edition.book is None:
        raise LookupError(known_as)
    book = without_what_went(unpack(bytes(edition.book), edition.made_at), gather(event))
    book.language = language or book.house
    return book


def _without_books(event):
    fields = [field for field in Edition._meta.sorted_fields if field.name != "book"]
    return Edition.select(*fields).where(Edition.event == event)
