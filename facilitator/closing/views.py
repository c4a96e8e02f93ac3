"""Before you go; and what leaders say to the room."""

from flask import Blueprint, g, render_template, url_for

from ..access import FACILITATOR, PARTICIPANT, TABLE, open_to
from ..errors import NotFound
from ..forms import choice, op, saved, words
from . import actions
from .models import HEARD, Impression

pages = Blueprint("closing", __name__)


@pages.get("/e/<code>/goodbye")
@open_to(PARTICIPANT, FACILITATOR)
def goodbye(code):
    """One line, one question, and the day on which people will hear back."""
    said = g.viewer.person and Impression.get_or_none(Impression.person == g.viewer.person)
    return render_template("closing/goodbye.html", said=said)


@pages.post("/e/<code>/goodbye")
@open_to(PARTICIPANT, FACILITATOR)
def say_goodbye(code):
    """Keep the line; a facilitator types one that someone without a phone said."""
    act = actions.say_goodbye if g.viewer.person else actions.hear_aloud
    act(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        words=words("words", actions.WORDS_LENGTH),
        felt_heard=choice("felt_heard", HEARD),
    )
    return saved(url_for("closing.goodbye", code=code))


@pages.post("/e/<code>/goodbye/removal")
@open_to(PARTICIPANT, even_after=True)
def removal(code):
    """Take it back."""
    actions.take_back(event=g.viewer.event, by=g.viewer, op=op())
    return saved(url_for("closing.goodbye", code=code))


@pages.get("/e/<code>/debrief")
@open_to(PARTICIPANT, FACILITATOR, TABLE)
def debrief(code):
    """What the leaders heard, will do and cannot do, as it is said."""
    return render_template("closing/debrief.html")


@pages.post("/e/<code>/console/impressions/<int:id>/hold")
@open_to(FACILITATOR)
def hold(code, id):
    """Keep a line off shared screens and say why, or show it again (no reason)."""
    impression = Impression.get_or_none(Impression.id == id, Impression.event == g.viewer.event)
    if impression is None:
        raise NotFound
    actions.hold(event=g.viewer.event, by=g.viewer, op=op(), impression=impression, because=words("because", 200))
    return saved(url_for("console.held", code=code))
