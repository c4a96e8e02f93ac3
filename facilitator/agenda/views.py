"""The board on the phone: the list, my day, picking a time and a place, and what people do in a talk."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from .. import pace, statements
from ..access import FACILITATOR, PARTICIPANT, open_to
from ..errors import NotFound, Refused
from ..events.models import Slot, Space
from ..forms import choice, op, path_here, saved, words
from ..i18n import chosen_locale
from ..topics.models import ANNOUNCED, TITLE_LENGTH, Topic
from . import actions, board
from .clashes import clashes
from .fragments import plan_of

pages = Blueprint("agenda", __name__)

ELSEWHERE = "elsewhere"  # the box that is not one
SESSION = "notes.session"  # the page of a talk, of a later slice


@pages.app_template_global()
def act_words(what: str) -> str:
    """What a facilitator did on the board, before the titles it was done to."""
    return {
        "place": _("Placed:"),
        "move": _("Moved:"),
        "swap": _("Swapped:"),
        "unplace": _("Taken off:"),
        "suggestion": _("Moved as suggested:"),
    }[what]


@pages.get("/e/<code>/board", endpoint="board")
@open_to(PARTICIPANT, FACILITATOR)
def board_page(code):
    """The board, by time, then place."""
    return render_template("agenda/board.html", own=board.talks_of(g.viewer.event, g.viewer.people))


@pages.get("/e/<code>/my-day")
@open_to(PARTICIPANT)
def my_day(code):
    """What this person means to go to. Only they see it."""
    planned = plan_of(g.viewer.person)
    return render_template("agenda/my_day.html", planned={*planned, *(f"hands-{topic_id}" for topic_id in planned)})


@pages.get("/e/<code>/topics/<int:id>/place")
@open_to(PARTICIPANT)
def pick(code, id):
    """A convener picks one of the open boxes, or any other spot."""
    topic = _topic(id)
    if not actions.starts(g.viewer, topic):
        raise NotFound
    if topic.state != ANNOUNCED:  # not up, or joined with another: its own page says what comes next
        return redirect(url_for("topics.one", code=code, id=id))
    event, sessions = g.viewer.event, board.sessions_of(g.viewer.event, held=True)
    seen = [session for session in sessions if session.topic_id == topic.id or not session.topic.held_for]
    return render_template(
        "agenda/pick.html",
        topic=topic,
        session=next((session for session in sessions if session.topic_id == topic.id), None),
        slot_choices=[(slot.id, slot.name) for slot in board.slots_of(event)],
        warnings=[board.clash_words(clash) for clash in clashes(seen) if topic.id in clash.topic_ids],
    )


@pages.post("/e/<code>/topics/<int:id>/place")
@open_to(PARTICIPANT)
def place(code, id):
    """Put it there, or move it there."""
    topic = _topic(id)
    slot, space, elsewhere = chosen_box(g.viewer.event)
    actions.place(event=g.viewer.event, by=g.viewer, op=op(), topic=topic, slot=slot, space=space, elsewhere=elsewhere)
    return saved(url_for("agenda.pick", code=code, id=id))


@pages.post("/e/<code>/topics/<int:id>/parking")
@open_to(PARTICIPANT)
def parking(code, id):
    """Off the board, to the parking list."""
    actions.unplace(event=g.viewer.event, by=g.viewer, op=op(), topic=_topic(id))
    return saved(url_for("agenda.pick", code=code, id=id))


@pages.post("/e/<code>/topics/<int:id>/mine")
@open_to(PARTICIPANT)
def mine(code, id):
    """My hand is up or down; it is in my day or not."""
    act = {"event": g.viewer.event, "by": g.viewer, "op": op(), "topic": _topic(id)}
    if "plan" in request.form:
        actions.plan(**act, going=_on("plan"))
    else:
        actions.raise_hand(**act, up=_on("hand"))
    return saved(f"{_back(code)}#board-card-{id}")  # a browser without scripts comes back to the card it was at


@pages.post("/e/<code>/topics/<int:id>/presence")
@open_to(PARTICIPANT)
def presence(code, id):
    """I am here, or no longer."""
    actions.be_here(event=g.viewer.event, by=g.viewer, op=op(), topic=_topic(id), here=_on("here"))
    return saved(_back(code, url_for(SESSION, code=code, id=id)))


@pages.post("/e/<code>/topics/<int:id>/ending")
@open_to(PARTICIPANT)
def ending(code, id):
    """When it is over, it is over; or it goes on after all."""
    actions.end(event=g.viewer.event, by=g.viewer, op=op(), topic=_topic(id), over=_on("over"))
    return saved(_back(code, url_for(SESSION, code=code, id=id)))


@pages.post("/e/<code>/topics/<int:id>/carrying-on")
@open_to(PARTICIPANT)
def carrying_on(code, id):
    """It goes on somewhere else."""
    where = words("where", actions.WHERE_LENGTH)
    actions.carry_on(event=g.viewer.event, by=g.viewer, op=op(), topic=_topic(id), where=where)
    return saved(_back(code, url_for(SESSION, code=code, id=id)))


@pages.post("/e/<code>/topics/<int:id>/split")
@open_to(PARTICIPANT)
def split(code, id):
    """A new topic from here; it waits with its convener's own topics until they put it up."""
    pace.keep_to(pace.OTHER_WORDS, "topics")
    actions.split(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        topic=_topic(id),
        title=words("title", TITLE_LENGTH, needed=_("Please write what you want to talk about.")),
        why=words("why", 500),
        language=chosen_locale(),
    )
    return saved(url_for("topics.all_topics", code=code))


def chosen_box(event):
    """`(slot, space, elsewhere)` as a form chose them: `box` is a box's key, or "elsewhere" with `slot` and where in
    words. Raises Refused."""
    if request.form.get("box") == ELSEWHERE:
        where = words("elsewhere", actions.WHERE_LENGTH, needed=_("Please say where, in a few words."))
        return _of_event(Slot, event, request.form.get("slot", ""), "slot"), None, where
    slot, _dash, space = request.form.get("box", "").partition("-")
    return _of_event(Slot, event, slot, "box"), _of_event(Space, event, space, "box"), ""


def _of_event(model, event, number, field):
    row = number.isascii() and number.isdigit() and len(number) < 19 and model.get_or_none(
        model.id == int(number), model.event == event
    )  # fmt: skip
    if not row:
        raise Refused(_("Please pick a time and a place that are on the board."), field=field)
    return row


def _on(name) -> bool:
    if not request.form.get(name):
        raise Refused(_("Please choose one of the answers on the page."), field=name)
    return choice(name, ("1", "0")) == "1"


def _back(code, otherwise=None):
    """The page of this event on which the button stood (a shared fragment does not know it); else `otherwise`."""
    here = "/" + (request.referrer or "").partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0]
    event = url_for("agenda.board", code=code).removesuffix("board")
    return here if here.startswith(event) and path_here(here) else (otherwise or url_for("agenda.board", code=code))


def _topic(id_) -> Topic:
    """A topic this viewer may reach. Raises NotFound."""
    for topic in statements.fetch(Topic, "id", [id_]):
        if topic.event_id == g.viewer.event.id and (topic.on_screens or actions.starts(g.viewer, topic)):
            return topic
    raise NotFound
