"""The look-back for those who run it: open or closed, who answers by which link, what is quiet, whom to nudge."""

from flask import g, redirect, render_template, url_for
from flask_babel import gettext as _

from ..access import FACILITATOR, open_to
from ..actions.models import Ask
from ..errors import NotFound, Refused
from ..events.qr import hall_base_url, qr_svg
from ..forms import choice, number, op, saved, words
from ..lookback import actions, post
from ..lookback.answering import what_was_said
from ..lookback.links import language_of, links_of
from ..lookback.models import PASSED_TO_LENGTH, WORDS_LENGTH, AnswerLink, Update
from ..lookback.naming import before_the_words, choices_for, said_by_words
from ..lookback.nudging import spaced, to_nudge, words_for
from ..lookback.standing import WITHIN, page_of, standings
from .views import pages

MOST_DAYS = 250  # working days: a year
HOW = ("copied", "printed")
HERE = "/e/<code>/console/look-back"
ONE_LINK = f"{HERE}/links/<int:id>"


@pages.get(HERE)
@open_to(FACILITATOR)
def look_back(code):
    """Open or closed, its address, and each action with what is quiet."""
    found = page_of(g.viewer.event)
    address = found and _address("lookback.page", token=found.token)
    return render_template(
        "console/look_back.html",
        page=found,
        address=address,
        qr=found and qr_svg(address, _("QR code that opens the look-back")),
        within=found.answer_within if found else WITHIN,
        MOST_DAYS=MOST_DAYS,
    )


@pages.post(f"{HERE}/opening")
@open_to(FACILITATOR)
def look_back_open(code):
    """Anybody with its address may read it; everyone who answers gets a link."""
    return _done(actions.open_page)


@pages.post(f"{HERE}/closing")
@open_to(FACILITATOR)
def look_back_close(code):
    """Nobody may read it until it is opened again."""
    return _done(actions.close_page)


@pages.post(f"{HERE}/address")
@open_to(FACILITATOR)
def look_back_move(code):
    """A new address; the old one leads nowhere."""
    return _done(actions.move_page)


@pages.post(f"{HERE}/links")
@open_to(FACILITATOR)
def look_back_links(code):
    """A link and a code for everyone who has none yet."""
    return _done(actions.make_links)


@pages.post(f"{HERE}/days")
@open_to(FACILITATOR)
def look_back_days(code):
    """In how many working days leaders promised to answer."""
    return _done(actions.promise_answers, within=number("within", 1, MOST_DAYS))


@pages.get(f"{HERE}/actions/<int:id>")
@open_to(FACILITATOR)
def look_back_action(code, id):
    """One action: its links and codes, a form for what one was told, and all its updates."""
    standing = _standing(id)
    return render_template(
        "console/look_back_action.html",
        standing=standing,
        links=[_with_address(link) for link in links_of(g.viewer.event, action=id)],
        said_by=said_by_words(),
        before=before_the_words(),
        choices=choices_for(False, False),
        answers=choices_for(True, False),
        WORDS_LENGTH=WORDS_LENGTH,
        PASSED_TO_LENGTH=PASSED_TO_LENGTH,
    )


@pages.post(f"{HERE}/actions/<int:id>")
@open_to(FACILITATOR)
def look_back_say(code, id):
    """What a facilitator was told of an action."""
    return _say(id, None)


@pages.post(f"{HERE}/asks/<int:id>")
@open_to(FACILITATOR)
def look_back_answer(code, id):
    """What those who were asked told a facilitator."""
    ask = Ask.get_or_none(Ask.id == id, Ask.event == g.viewer.event)
    if ask is None:
        raise NotFound
    return _say(ask.action_id, ask)


@pages.post(f"{HERE}/updates/<int:id>/hold")
@open_to(FACILITATOR)
def look_back_hold(code, id):
    """Keep an update's words off the page and say why, or show them (no reason)."""
    update = Update.get_or_none(Update.id == id, Update.event == g.viewer.event)
    if update is None:
        raise NotFound
    actions.hold(event=g.viewer.event, by=g.viewer, op=op(), update=update, because=words("because", 200))
    return saved(url_for("console.look_back_action", code=code, id=update.action_id))


@pages.post(f"{ONE_LINK}/new")
@open_to(FACILITATOR)
def look_back_renew(code, id):
    """A new address and code; the old ones lead nowhere."""
    return _of_link(actions.renew_link, id)


@pages.post(f"{ONE_LINK}/end")
@open_to(FACILITATOR)
def look_back_end(code, id):
    """Its address and code lead nowhere from now on."""
    return _of_link(actions.revoke_link, id)


@pages.get(f"{HERE}/nudges")
@open_to(FACILITATOR)
def nudges(code):
    """Who to nudge this week, why, and ready words."""
    found = to_nudge(g.viewer.event)
    typed_at = _address("lookback.code_page")
    return render_template(
        "console/nudges.html",
        nudges=[(each, language_of(each.link), _words(each, typed_at)) for each in found],
        can_mail=post.can_mail(),
        to_mail=sum(bool(each.mail) and each.reminded is None for each in found),
    )


@pages.post(f"{ONE_LINK}/nudged")
@open_to(FACILITATOR)
def nudged(code, id):
    """Somebody was told."""
    how = choice("how", HOW, "copied")
    actions.remind(event=g.viewer.event, by=g.viewer, op=op(), links=[_link(id)], how=how)
    return saved(url_for("console.nudges", code=code))


@pages.post(f"{HERE}/nudges/printed")
@open_to(FACILITATOR)
def nudges_printed(code):
    """A letter for everyone on the list who was not nudged this week: noted down, and made."""
    links = [each.link for each in to_nudge(g.viewer.event) if each.reminded is None]
    if not links:
        raise Refused(_("There is nobody to nudge just now."))
    actions.remind(event=g.viewer.event, by=g.viewer, op=op(), links=links, how="printed")
    return redirect(url_for("printing.nudge_letters", code=code, links=",".join(str(link.id) for link in links)), 303)


@pages.post(f"{HERE}/nudges/mails")
@open_to(FACILITATOR)
def nudges_mailed(code):
    """A mail to everyone on the list who agreed to it and was not nudged this week."""
    typed_at = _address("lookback.code_page")
    wanted = [each for each in to_nudge(g.viewer.event) if each.mail and each.reminded is None]
    post.send(g.viewer.event, g.viewer, [(each, _words(each, typed_at)) for each in wanted])
    return saved(url_for("console.nudges", code=code))


def _done(act, **said):
    act(event=g.viewer.event, by=g.viewer, op=op(), **said)
    return saved(url_for("console.look_back", code=g.viewer.event.code))


def _say(action_id, ask):
    event, standing = g.viewer.event, _standing(action_id)
    actions.say(event=event, by=g.viewer, op=op(), action=standing.action, ask=ask, **what_was_said())
    return saved(url_for("console.look_back_action", code=event.code, id=action_id))


def _of_link(act, id_):
    link = act(event=g.viewer.event, by=g.viewer, op=op(), link=_link(id_))
    return saved(url_for("console.look_back_action", code=g.viewer.event.code, id=link.action_id))


def _standing(id_):
    found = next(iter(standings(g.viewer.event, ids=[id_], held_too=True)), None)
    if found is None:
        raise NotFound
    return found


def _link(id_) -> AnswerLink:
    link = AnswerLink.get_or_none(AnswerLink.id == id_, AnswerLink.event == g.viewer.event)
    if link is None:
        raise NotFound
    return link


def _words(nudge, typed_at) -> str:
    return words_for(nudge, _address("lookback.answer", token=nudge.link.token), typed_at)


def _with_address(link):
    return link, spaced(link.code), _address("lookback.answer", token=link.token)


def _address(endpoint, **values) -> str:
    """An address that phones outside this computer can open."""
    return hall_base_url() + url_for(endpoint, **values)
