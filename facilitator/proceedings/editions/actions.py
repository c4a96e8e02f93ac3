"""The book on its way: a draft that people read, what they say of it, publishing; and the hand-out of the day."""

from flask_babel import gettext as _
from peewee import fn

from ...db import now
from ...errors import NotFound, Refused
from ...journal import action
from ..models import CHECKED, DRAFT, PUBLISHED, Check, Edition, HandOut
from .kept import fingerprint
from .reading import in_work


@action("opened the hand-out")
def open_hand_out(change, event, by, is_open: bool):
    """The action plan may be taken home from phones from now on, or not: by hand, whatever the stage. Returns the
    HandOut."""
    row = HandOut.get_or_none(HandOut.event == event) or HandOut(event=event)
    row.is_open, row.changed_at = is_open, now()
    row.save()
    change.record(row)
    return row


@action("made a draft")
def make_draft(change, event, by, book: bytes):
    """The book as it was just gathered (`kept.pack`) is there to be read. A draft that was not published yet is made
    anew, and what was said of it stays as said of an earlier draft; else a new edition begins. Returns the Edition.

    Raises Refused when it holds the same words as the edition before.
    """
    mark = fingerprint(book)
    edition = in_work(event)
    if edition is not None:
        if edition.fingerprint == mark:
            raise Refused(_("Nothing in the book has changed since this draft was made."))
        edition.book, edition.fingerprint, edition.state, edition.made_at = book, mark, DRAFT, now()
        edition.save()
        change.record(edition)
        return edition
    last = Edition.select().where(Edition.event == event).order_by(Edition.number.desc()).first()
    if last is not None and last.fingerprint == mark and last.taken_down_at is None:
        raise Refused(_("Nothing in the book has changed since edition %(number)d was published.", number=last.number))
    number = (Edition.select(fn.MAX(Edition.number)).where(Edition.event == event).scalar() or 0) + 1
    edition = Edition.create(event=event, number=number, fingerprint=mark, book=book)
    change.record(edition)
    return edition


@action("will read")
def volunteer(change, event, by, edition: Edition, named: bool):
    """I will read the draft; with `named` my name may stand in the book as one who did. Absolute. Returns the Check.

    Raises NotFound for someone who has no name to give or is no participant, Refused when it is published already.
    """
    _still_in_work(edition)
    check = _check(change, edition, "")
    check.name = change.person.name if named else ""
    check.save()
    for said in Check.select().where(Check.edition == edition, Check.person == change.person):
        said.name = check.name
        said.save()
    change.record(check, edition)
    return check


@action("checked")
def check(change, event, by, edition: Edition, read: str, is_right: bool, words: str = ""):
    """I have read the draft with the fingerprint `read`, and it is right, or these words say what is not. One may think
    again. Returns the Check.

    Raises Refused when the draft is another one by now, or published, and when nothing says what is wrong.
    """
    _still_in_work(edition)
    if edition.fingerprint != read:
        raise Refused(_("The draft was made anew meanwhile. Please look at it again."), status=409)
    if not is_right and not words:
        raise Refused(_("Please write what is wrong, and where."), field="words")
    promised = Check.get_or_none(Check.edition == edition, Check.person == change.person)
    said = _check(change, edition, read)
    said.name = promised.name if promised else ""
    said.is_right, said.words, said.at = is_right, "" if is_right else words, now()
    said.save()
    of_these = Check.select().where(Check.edition == edition, Check.fingerprint == read, Check.is_right == True)  # noqa: E712
    edition.state = CHECKED if of_these.exists() else DRAFT
    edition.save()
    change.record(said, edition)
    return said


@action("published")
def publish(change, event, by, edition: Edition, read: str):
    """Everyone may read it from now on; it is kept as it is. `read` is the fingerprint that the facilitator had before
    them. Returns the Edition.

    Raises Refused when nobody has checked just these words, or the draft is another one by now.
    """
    if edition.state == PUBLISHED:
        change.record(edition)
        return edition
    if edition.fingerprint != read:
        raise Refused(_("The draft was made anew meanwhile. Please look at it again."), status=409)
    if edition.state != CHECKED:
        raise Refused(_("Nobody has read this draft yet. Ask one or two people who were there."))
    edition.state, edition.published_at = PUBLISHED, now()
    edition.save()
    change.record(edition)
    return edition


@action("took down an edition")
def take_down(change, event, by, edition: Edition):
    """Nobody can read this edition any more, and its words are no longer kept; that there was one is. For when
    something must go for somebody's safety. Returns the Edition."""
    if edition.state != PUBLISHED:
        raise NotFound
    edition.taken_down_at, edition.book = edition.taken_down_at or now(), None
    edition.save()
    change.record(edition)
    return edition


def _still_in_work(edition):
    if edition.state == PUBLISHED:
        raise Refused(_("This edition is published already. Thank you all the same."))


def _check(change, edition, read) -> Check:
    if change.person is None:
        raise NotFound
    mine = Check.get_or_none(Check.edition == edition, Check.person == change.person, Check.fingerprint == read)
    return mine or Check(event=edition.event, edition=edition, person=change.person, fingerprint=read)
