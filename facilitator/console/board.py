"""The board on the console: place, move, swap, park, with buttons or by drag; and undo."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from ..access import FACILITATOR, open_to
from ..agenda import actions
from ..agenda.board import slots_of
from ..agenda.models import BoardAct
from ..agenda.views import chosen_box
from ..errors import NotFound, Refused
from ..forms import op, saved
from ..topics.models import ANNOUNCED, Topic
from .views import pages


@pages.get("/e/<code>/console/board")
@open_to(FACILITATOR)
def board(code):
    """The grid. `?topic=12` chooses a topic: then every box has a button to put it there."""
    return render_template(
        "console/board.html",
        chosen=_topic(request.args.get("topic") or request.form.get("topic", "")),
        at_slot=request.args.get("slot", ""),
        slot_choices=[(str(slot.id), slot.name) for slot in slots_of(g.viewer.event)],
    )


@pages.post("/e/<code>/console/board/placement")
@open_to(FACILITATOR)
def placement(code):
    """Put the chosen topic into a box or any other spot, swap it with another, or take it off the board."""
    event, topic = g.viewer.event, _topic(request.form.get("topic", ""))
    if topic is None:
        raise Refused(_("Choose a topic first."))
    act = {"event": event, "by": g.viewer, "op": op(), "topic": topic}
    if "swap" in request.form:
        other = _topic(request.form["swap"])
        if other is None:
            raise Refused(_("That topic is not on the board any more."), status=409)
        actions.swap(**act, other=other)
    elif "parking" in request.form:
        actions.unplace(**act)
    else:
        slot, space, elsewhere = chosen_box(event)
        actions.place(**act, slot=slot, space=space, elsewhere=elsewhere)
    return saved(url_for("console.board", code=code))


@pages.post("/e/<code>/console/board/acts/<int:id>/undoing")
@open_to(FACILITATOR)
def undoing(code, id):
    """Undo one of the last ten acts."""
    act = BoardAct.get_or_none(BoardAct.id == id, BoardAct.event == g.viewer.event)
    if act is None:
        raise NotFound
    actions.undo(event=g.viewer.event, by=g.viewer, op=op(), act=act)
    return saved(url_for("console.board", code=code))


def _topic(number) -> Topic | None:
    """An announced topic of this event by the number a form or address gave, or None."""
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    return Topic.get_or_none(Topic.id == int(number), Topic.event == g.viewer.event, Topic.state == ANNOUNCED)
