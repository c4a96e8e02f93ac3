"""Opening the look-back, giving links to those who answer, what they say, and readers who ask. Nothing that was said is
ever changed: a correction is another update."""

import datetime
import secrets

from flask_babel import gettext as _

from ..actions.models import Action, Ask, Promise
from ..db import now
from ..errors import NotFound, Refused
from ..events.codes import ALPHABET, new_token
from ..journal import action
from ..private_details import likely
from . import wondering
from .models import (
    ANSWERS,
    DONE,
    FACILITATOR,
    LEADER,
    NEED_A_REASON,
    NO,
    OWNER,
    PASSED_ON,
    STATES,
    TOLD_ANSWER,
    AnswerLink,
    LookBack,
    Reminder,
    Update,
    Wondering,
)  # fmt: skip
from .standing import said_yes, today

CODE_LENGTH = 8


@action("opened the look-back")
def open_page(change, event, by):
    """Anybody with its address may read it from now on; everyone who answers gets a link. Returns the LookBack."""
    page = _page(change, event)
    if page.opened_at is None:
        page.opened_at = now()
        page.save()
    make_links(event=event, by=by)
    return page


@action("closed the look-back")
def close_page(change, event, by):
    """Nobody can read it until it is opened again; links to answer still work. Returns the LookBack."""
    page = _page(change, event)
    page.opened_at = None
    page.save()
    return page


@action("gave the look-back a new address")
def move_page(change, event, by):
    """A new address: the old one leads nowhere. The QR code of the day leads to the new one. Returns the LookBack."""
    page = _page(change, event)
    page.token = new_token()
    page.save()
    return page


@action("promised answers")
def promise_answers(change, event, by, within: int):
    """In how many working days leaders promised to answer what they were asked. Returns the LookBack."""
    page = _page(change, event)
    page.answer_within = within
    page.save()
    return page


@action("made links to answer")
def make_links(change, event, by):
    """A link and a code for everyone who said yes or was asked and has none yet. Returns the LookBack."""
    page = _page(change, event)
    standing = Action.select(Action.id).where(Action.event == event, Action.taken_back_at.is_null())
    for field, kind in ((AnswerLink.promise, Promise), (AnswerLink.ask, Ask)):
        have = AnswerLink.select(field).where(AnswerLink.event == event, field.is_null(False))
        without = kind.select().where(kind.event == event, kind.action.in_(standing), kind.id.not_in(have))
        for row in without.order_by(kind.id):
            change.record(_new_link(event, row.action_id, **{field.name: row}))
    return page


@action("made a link to answer")
def link_for(change, event, by, promise: Promise):
    """The link of one who said yes; made when there is none. For the one who said it. Returns the AnswerLink.

    Raises NotFound when somebody else said it, or its link was ended.
    """
    if change.person is None or promise.person_id != change.person.id:
        raise NotFound
    link = AnswerLink.get_or_none(AnswerLink.promise == promise) or _new_link(event, promise.action_id, promise=promise)
    if link.revoked_at is not None:
        raise NotFound
    change.record(link)
    return link


@action("ended a link to answer")
def revoke_link(change, event, by, link: AnswerLink):
    """Its address and code lead nowhere from now on. What was said by it stays. Returns it."""
    link.revoked_at = link.revoked_at or now()
    link.save()
    change.record(link)
    return link


@action("made a new link to answer")
def renew_link(change, event, by, link: AnswerLink):
    """A new address and code in place of the old, which lead nowhere from now on. Returns it."""
    link.token, link.code, link.made_at, link.revoked_at = new_token(), _unused_code(), now(), None
    link.save()
    change.record(link)
    return link


@action("said how it goes")
def say(
    change, event, by, action: Action, state: str, words: str = "", language="en",
    next_by: datetime.date | None = None, passed_to: str = "", agreed=False,
    link: AnswerLink | None = None, ask: Ask | None = None,
):  # fmt: skip
    """How an action goes, or the answer to an ask: by its owner or by those asked (through their `link`), or as a
    facilitator was told (of an `ask`, when it is one's answer). Returns the Update.

    Raises Refused when a reason, or who took it on and that they `agreed`, is missing, or the day for more news is
    over; NotFound when the link was ended or the action taken back.
    """
    if link is not None:
        ask = link.ask
    _may_be_said(action, link, ask)
    _is_whole(state, words, next_by, passed_to, agreed, ask)
    update = Update.create(
        event=event, action=action, ask=ask, link=link, by=_who(link, ask), state=state, words=words, language=language,
        next_by=None if state in (DONE, NO) else next_by, passed_to=passed_to if state == PASSED_ON else "",
        held_because=_held(event, words, passed_to),
    )  # fmt: skip
    change.record(update)
    return update


@action("held")
def hold(change, event, by, update: Update, because: str):
    """Keep the words of an update off the page, with a reason; an empty reason shows them. How the action stands is
    shown all the same. Returns it."""
    update.held_because = because
    update.save()
    change.record(update)
    return update


@action("wondered")
def wonder(change, event, by, action: Action):
    """A reader asks what happened. Returns the Wondering.

    Raises Refused when many have asked just now, NotFound when the page is closed or does not show this action.
    """
    page = LookBack.get_or_none(LookBack.event == event)
    if page is None or page.opened_at is None or action.taken_back_at is not None or action.held_because:
        raise NotFound
    wondering.keep_to_pace(action)
    asked = Wondering.create(event=event, action=action)
    change.record(asked)
    return asked


@action("reminded")
def remind(change, event, by, links: list, how: str):
    """Somebody was nudged by a word, a paper or a mail. Returns the event's LookBack."""
    page = _page(change, event)
    for link in links:
        change.record(Reminder.create(event=event, link=link, how=how))
    return page


def _page(change, event) -> LookBack:
    page = LookBack.get_or_none(LookBack.event == event) or LookBack.create(event=event, token=new_token())
    change.record(page)
    return page


def _new_link(event, action_id, **whose) -> AnswerLink:
    return AnswerLink.create(event=event, action=action_id, token=new_token(), code=_unused_code(), **whose)


def _unused_code() -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        if not AnswerLink.select().where(AnswerLink.code == code).exists():
            return code


def _may_be_said(action, link, ask):
    """Raises NotFound."""
    gone = action.taken_back_at is not None
    ended = link is not None and (link.revoked_at is not None or link.action_id != action.id)
    if gone or ended or (ask is not None and ask.action_id != action.id):
        raise NotFound


def _is_whole(state, words, next_by, passed_to, agreed, ask):
    """Raises Refused with what is missing."""
    first_answer = ask is not None and not said_yes(ask)
    if state not in ((*ANSWERS, PASSED_ON) if first_answer else STATES):
        raise Refused(_("Please say how it is going."), field="state")
    if state in NEED_A_REASON and not words:
        raise Refused(_("Please say why. A few plain words are enough."), field="words")
    if state == PASSED_ON and not passed_to:
        raise Refused(_("Please write who took it on: a group or a role."), field="passed_to")
    if state == PASSED_ON and not agreed:
        raise Refused(_("It can only be passed on to someone who said yes. Please ask them first."), field="agreed")
    if next_by is not None and next_by < today() and state not in (DONE, NO):
        raise Refused(_("Please choose a day that is still to come."), field="next_by")


def _who(link, ask) -> str:
    if link is None:
        return FACILITATOR if ask is None else TOLD_ANSWER
    return LEADER if link.ask_id is not None else OWNER


def _held(event, *texts) -> str:
    return (event.holds_private_details and next(filter(None, map(likely, texts)), None)) or ""
