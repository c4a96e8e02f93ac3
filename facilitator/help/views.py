"""Doors of "I need a hand" and "What does that mean?". Their forms stand on Now and on the console."""

from flask import Blueprint, g, request, url_for
from flask_babel import gettext as _

from .. import pace
from ..access import FACILITATOR, PARTICIPANT, TABLE, open_to
from ..errors import NotFound
from ..forms import op, path_here, saved, words
from . import actions
from .calls import just_answered, open_calls
from .models import Call, Term

pages = Blueprint("help", __name__)
pages.add_app_template_global(open_calls)
pages.add_app_template_global(just_answered)


@pages.post("/e/<code>/calls")
@open_to(PARTICIPANT, TABLE)
def call(code):
    """I need a hand."""
    pace.keep_to(pace.OTHER_WORDS, "calls")
    actions.call(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        words=words("words", actions.CALL_LENGTH),
        place=words("place", actions.PLACE_LENGTH),
    )
    return saved(_where_it_stands(code, "hand"))


@pages.post("/e/<code>/calls/<int:id>/taken-back")
@open_to(PARTICIPANT, TABLE, even_after=True)
def take_back(code, id):
    """I do not need it any more."""
    actions.take_back(event=g.viewer.event, by=g.viewer, op=op(), call=_one(Call, id))
    return saved(_where_it_stands(code, "hand"))


@pages.post("/e/<code>/words")
@open_to(PARTICIPANT, TABLE)
def ask_word(code):
    """What does that mean?"""
    pace.keep_to(pace.OTHER_WORDS, "words")
    word = words("word", actions.WORD_LENGTH, needed=_("Please write the word."))
    actions.ask_word(event=g.viewer.event, by=g.viewer, op=op(), word=word)
    return saved(_where_it_stands(code, "words", "?asked=1"))


@pages.post("/e/<code>/console/calls/<int:id>/answer")
@open_to(FACILITATOR)
def answer(code, id):
    """Someone goes to them."""
    actions.answer(event=g.viewer.event, by=g.viewer, op=op(), call=_one(Call, id))
    return saved(url_for("console.day", code=code))


@pages.post("/e/<code>/console/words")
@open_to(FACILITATOR)
def explain(code):
    """A plain meaning for a word."""
    actions.explain(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        word=words("word", actions.WORD_LENGTH, needed=_("Please write the word.")),
        meaning=words("meaning", actions.MEANING_LENGTH, needed=_("Please write what it means, in plain words.")),
    )
    return saved(url_for("console.day", code=code))


@pages.post("/e/<code>/console/words/<int:id>/aside")
@open_to(FACILITATOR)
def put_aside(code, id):
    """Off the list."""
    actions.put_aside(event=g.viewer.event, by=g.viewer, op=op(), term=_one(Term, id))
    return saved(url_for("console.day", code=code))


def _where_it_stands(code, anchor, query="") -> str:
    """The page of this event on which the form stood, at this part of it; else Now."""
    now = url_for("phone.now", code=code)
    page = path_here(request.form.get("page", "")) or ""
    return f"{page.partition('?')[0] if page.startswith(now) else now}{query}#{anchor}"


def _one(kind, id_):
    row = kind.get_or_none(kind.id == id_, kind.event == g.viewer.event)
    if row is None:
        raise NotFound
    return row
