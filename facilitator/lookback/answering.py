"""Those who said yes, and those who were asked, say how it goes: by their own link, or by the code on paper."""

from flask import g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from .. import pace
from ..access import ANYONE, PARTICIPANT, open_to
from ..actions.models import Action, Promise
from ..errors import NotFound, Refused
from ..forms import choice, day, op, saved, ticked, words
from ..i18n import LANGUAGES, chosen_locale
from ..people import guessing
from ..people.languages import offered
from . import actions
from .links import by_code, by_token
from .models import ANSWERS, PASSED_TO_LENGTH, STATES, WORDS_LENGTH, AnswerLink
from .naming import before_the_words, choices_for, said_by_words
from .standing import open_page_of, said_yes, standings, today
from .views import pages


@pages.get("/answer")
@open_to(ANYONE)
def code_page():
    """Type the code from the paper."""
    guessing.device()
    return render_template("lookback/code.html", first=list(LANGUAGES), others=())


@pages.post("/answer")
@open_to(ANYONE)
def code_typed():
    """The code, typed: to the page of that action."""
    guessing.cookie_first()
    guessing.may_try("answer")
    link = by_code(words("code", 40, needed=_("Please type the code from your paper.")))
    if link is None:
        guessing.was_wrong("answer")
        raise Refused(_("We do not know that code. Look at your paper again, or ask who gave it to you."), field="code")
    return redirect(url_for("lookback.answer", token=link.token), 303)


@pages.get("/answer/<token>")
@open_to(ANYONE)
def answer(token):
    """How is it going? One tap, plain words, and by when there is more news."""
    link = _link(token)
    standing = next(iter(standings(link.event, ids=[link.action_id], held_too=True)), None)
    if standing is None:
        raise NotFound
    for update in standing.updates:
        if update.held_because and update.link_id != link.id:  # their own they may read, others' wait for everyone
            update.words = update.passed_to = ""
    first, others = offered(link.event)
    asked = next((each for each in standing.asks if each.ask.id == link.ask_id), None)
    choices = choices_for(asked is not None, asked is not None and said_yes(asked.ask))
    preset = request.args.get("state", "")
    return render_template(
        "lookback/answer.html",
        event=link.event,
        link=link,
        standing=standing,
        asked=asked,
        choices=choices,
        preset=preset if preset in dict(choices) else "",
        today=today(),
        first=first,
        others=others,
        said_by=said_by_words(),
        before=before_the_words(),
        page=open_page_of(link.event),
        is_kept=request.args.get("kept") == "1",
        WORDS_LENGTH=WORDS_LENGTH,
        PASSED_TO_LENGTH=PASSED_TO_LENGTH,
    )


@pages.post("/answer/<token>")
@open_to(ANYONE)
def say(token):
    """What they say; it is never changed, and a later answer stands beside it."""
    link = _link(token)
    pace.keep_to(pace.OTHER_WORDS, "answers", f"link {link.id}")
    actions.say(event=link.event, by=g.viewer, op=op(), action=link.action, link=link, **what_was_said())
    return saved(url_for("lookback.answer", token=token, kept=1))


@pages.get("/e/<code>/promises")
@open_to(PARTICIPANT)
def mine(code):
    """What the person on this phone said yes to."""
    promises = (
        Promise.select(Promise, Action)
        .join(Action)
        .where(Promise.person == g.viewer.person, Action.taken_back_at.is_null())
        .order_by(Promise.id)
    )
    return render_template("lookback/mine.html", promises=list(promises))


@pages.post("/e/<code>/promises/<int:id>/answer")
@open_to(PARTICIPANT, even_after=True)
def answer_mine(code, id):
    """From the phone on which somebody said yes: to their own page."""
    promise = Promise.get_or_none(Promise.id == id, Promise.event == g.viewer.event)
    if promise is None or promise.person_id != g.viewer.person.id:
        raise NotFound
    link = actions.link_for(event=g.viewer.event, by=g.viewer, op=op(), promise=promise)
    return saved(url_for("lookback.answer", token=link.token))


def what_was_said() -> dict:
    """What a form about an action says: its state, words, next day, who took it on. Raises Refused."""
    return {
        "state": choice("state", {*STATES, *ANSWERS}),
        "words": words("words", WORDS_LENGTH),
        "language": chosen_locale(),
        "next_by": day("next_by"),
        "passed_to": words("passed_to", PASSED_TO_LENGTH),
        "agreed": ticked("agreed"),
    }


def _link(token) -> AnswerLink:
    link = by_token(token)
    if link is None:
        raise NotFound
    return link
