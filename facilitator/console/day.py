"""Run the day: next and back, the next part of a round, more time, gentle signs, a message to all."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from ..access import FACILITATOR, open_to
from ..errors import NotFound
from ..events import actions
from ..events.models import HANDS_AFTER_CHOOSING, HANDS_ALWAYS, HANDS_HIDDEN, Projector, Stage
from ..events.phases import PHASES
from ..events.setting_up.actions import set_up
from ..forms import choice, number, op, saved, ticked, words
from .views import pages

LONGEST_STRETCH = 120
GENTLE_SIGNS = ("gentle_sound", "gentle_light")


@pages.get("/e/<code>/console")
@open_to(FACILITATOR)
def day(code):
    """The page a facilitator keeps open."""
    screens = Projector.select().where(Projector.event == g.viewer.event, Projector.revoked_at.is_null()).exists()
    return render_template("console/day.html", message_length=actions.MESSAGE_LENGTH, screens=screens)


@pages.post("/e/<code>/console/stage")
@open_to(FACILITATOR)
def stage(code):
    """It is this stage now: next, back, or straight to any."""
    wanted = Stage.get_or_none(Stage.id == number("stage", 1, 2**53), Stage.event == g.viewer.event)
    if wanted is None:
        raise NotFound
    actions.go_to(event=g.viewer.event, by=g.viewer, op=op(), stage=wanted)
    return _saved(code)


@pages.post("/e/<code>/console/phase")
@open_to(FACILITATOR)
def phase(code):
    """Within a café's round, the part that follows `after` begins now."""
    after = choice("after", PHASES)
    actions.next_phase(event=g.viewer.event, by=g.viewer, op=op(), after=after)
    return _saved(code)


@pages.post("/e/<code>/console/gentle")
@open_to(FACILITATOR)
def gentle(code):
    """The gentle sound, or the gentle light, of the big screens: on or off."""
    wanted = {sign: ticked(sign) for sign in GENTLE_SIGNS if sign in request.form}
    set_up(event=g.viewer.event, by=g.viewer, op=op(), **wanted)
    return _saved(code)


@pages.post("/e/<code>/console/time")
@open_to(FACILITATOR)
def time(code):
    """Give the stage more minutes."""
    minutes = number("minutes", 1, LONGEST_STRETCH, default=actions.STRETCH_MINUTES)
    actions.stretch(event=g.viewer.event, by=g.viewer, op=op(), minutes=minutes)
    return _saved(code)


@pages.post("/e/<code>/console/clock")
@open_to(FACILITATOR)
def clock(code):
    """Stop the clock, or let it run again."""
    act = actions.pause if ticked("stopped") else actions.resume
    act(event=g.viewer.event, by=g.viewer, op=op())
    return _saved(code)


@pages.post("/e/<code>/console/message")
@open_to(FACILITATOR)
def message(code):
    """A short message to all screens."""
    said = words("words", actions.MESSAGE_LENGTH, needed=_("Please write what all should read."))
    actions.say(event=g.viewer.event, by=g.viewer, op=op(), words=said)
    return _saved(code)


@pages.post("/e/<code>/console/message/end")
@open_to(FACILITATOR)
def message_end(code):
    """Take it down."""
    actions.hush(event=g.viewer.event, by=g.viewer, op=op())
    return _saved(code)


@pages.post("/e/<code>/console/hands")
@open_to(FACILITATOR)
def hands(code):
    """Who may see how many hands are up."""
    wanted = choice("visible", (HANDS_HIDDEN, HANDS_AFTER_CHOOSING, HANDS_ALWAYS), default=g.viewer.event.hands_visible)
    actions.show_hands(event=g.viewer.event, by=g.viewer, op=op(), visible=wanted)
    return _saved(code)


def _saved(code):
    return saved(url_for("console.day", code=code))
