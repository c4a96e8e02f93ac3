"""Doors of the tablecloth: drawing together, taking a line back, the picture; holding it and showing it again."""

from flask import Response, g, render_template, request, url_for
from flask_babel import gettext as _

from ... import pace
from ...access import FACILITATOR, PARTICIPANT, PROJECTOR, TABLE, open_to
from ...errors import NotFound, Refused
from ...events.clock import current_stage
from ...forms import choice, number, op, saved, words
from ..devices.fragments import now_is
from ..devices.place import round_sent, round_to_show, table_called, write_here, writes_at, writes_in
from ..models import Cloth
from ..room import cell, question_at, round_now
from ..views import pages
from . import actions
from .fragments import cloth_channel, cloth_of
from .lines import COLOURS, LONGEST, THICKNESSES, colour_words, points_in, thickness_words
from .picture import svg
from .reasons import told_why

REASON_LENGTH = 200

pages.add_app_template_global(cloth_channel)
pages.add_app_template_global(cloth_of)


@pages.get("/e/<code>/tables/<int:id>/cloth")
@open_to(TABLE, PARTICIPANT, FACILITATOR)
def cloth(code, id):
    """The shared sheet of a table in a round, to draw on."""
    table, round_ = table_called(id), round_to_show()
    writer = writes_at(g.viewer, table) if g.viewer.event.archived_at is None else None
    return render_template(
        "cafe/cloth.html",
        table=table,
        round=round_,
        cell=cell(round_.id, table.id),
        writes=writer is not None and writes_in(writer, table, round_),
        told_why=told_why(g.viewer, writer, round_, table),
        question_at=question_at,
        by_device=writer is not None and writer.role == TABLE,
        made_for=now_is(round_now(g.viewer.event), current_stage(g.viewer.event)),
        colours=[(key, COLOURS[key], label) for key, label in colour_words().items()],
        thicknesses=thickness_words().items(),
    )


@pages.post("/e/<code>/tables/<int:id>/strokes")
@open_to(TABLE, PARTICIPANT)
def draw(code, id):
    """One line."""
    table, round_ = write_here(id), round_sent()
    pace.keep_to(pace.LINES, "lines")
    points = points_in(words("points", LONGEST))
    if points is None:
        raise Refused(_("That line did not arrive whole. Please draw it again."))
    stroke = actions.draw(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        round=round_,
        table=table,
        points=points,
        colour=choice("colour", COLOURS, "black"),
        thickness=number("thickness", THICKNESSES[0], THICKNESSES[-1], THICKNESSES[1]),
    )
    return saved(_address(table, round_), stroke=stroke.id)


@pages.post("/e/<code>/tables/<int:id>/strokes/undoing")
@open_to(TABLE, PARTICIPANT, even_after=True)
def undo(code, id):
    """Take my last line back."""
    table, round_ = write_here(id), round_sent()
    actions.undo(event=g.viewer.event, by=g.viewer, op=op(), round=round_, table=table)
    return saved(_address(table, round_))


@pages.get("/e/<code>/tables/<int:id>/cloth.svg")
@open_to(TABLE, PARTICIPANT, FACILITATOR, PROJECTOR)
def cloth_picture(code, id):
    """The drawing as a picture: for everyone in this event while it is shown, else for facilitators."""
    found = _cloth(table_called(id), round_to_show())
    if found.held_because and FACILITATOR not in g.viewer.roles:
        raise NotFound
    response = Response(svg(found), mimetype="image/svg+xml")
    # Asked for anew each time: one held back is gone from phones that have seen it, too.
    response.headers["Cache-Control"] = "no-store" if found.held_because else "private, no-cache"
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    response.headers["Content-Disposition"] = f'inline; filename="cloth-{found.id}.svg"'
    response.add_etag()
    return response.make_conditional(request)


@pages.post("/e/<code>/console/tables/<int:id>/cloth/holding")
@open_to(FACILITATOR)
def hold_cloth(code, id):
    """Hold a drawing back, and say why."""
    found = _cloth(table_called(id), round_sent())
    because = words("because", REASON_LENGTH)
    actions.hold(event=g.viewer.event, by=g.viewer, op=op(), cloth=found, because=because)
    return saved(_address(found.table, found.round))


@pages.post("/e/<code>/console/tables/<int:id>/cloth/showing")
@open_to(FACILITATOR)
def show_cloth(code, id):
    """Show it again."""
    found = _cloth(table_called(id), round_sent())
    actions.show(event=g.viewer.event, by=g.viewer, op=op(), cloth=found)
    return saved(_address(found.table, found.round))


def _cloth(table, round_) -> Cloth:
    found = cloth_of(round_, table)
    if found is None:
        raise NotFound
    return found


def _address(table, round_) -> str:
    """Back to where the form stood: "Check notes", the cloth of the round it is, or that of an earlier one."""
    if request.args.get("checking"):
        return url_for("console.held", code=g.viewer.event.code)
    asked = round_.id if request.args.get("earlier") else None
    return url_for("cafe.cloth", code=g.viewer.event.code, id=table.id, round=asked)
