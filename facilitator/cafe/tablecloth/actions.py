"""Draw on a tablecloth, take a line back; hold a cloth back from the screens and show it again."""

from flask_babel import gettext as _
from peewee import fn

from ...access import TABLE
from ...db import now
from ...errors import Refused
from ...events.models import Round, Table
from ...journal import action
from ..devices.actions import must_write_for
from ..models import Cloth, ClothHold, Stroke
from .lines import COLOURS, MOST_LETTERS, MOST_LINES, THICKNESSES, are_points


@action("drew")
def draw(change, event, by, round: Round, table: Table, points: list[int], colour: str, thickness: int):
    """The person or the table device that acts draws a line on the cloth of a table in a round. `points` are [x, y, …]
    as in lines.py, `colour` one of COLOURS, `thickness` one of THICKNESSES. Returns the Stroke.

    Raises Refused when it is no line, the cloth is full or held back, or nobody in particular draws; NotFound for
    another table's device, and what else `must_write_for` says.
    """
    device = by.device if by and by.role == TABLE else None
    if device is not None:
        must_write_for(device, table, round)
    if device is None and change.person is None:
        raise Refused(_("A line needs someone who draws it."))
    if not are_points(points) or colour not in COLOURS or thickness not in THICKNESSES:
        raise Refused(_("That line did not arrive whole. Please draw it again."))
    cloth, made = Cloth.get_or_create(round=round, table=table, defaults={"event": event})
    if cloth.held_because:
        raise Refused(_("This drawing is held back for now, so nothing can be added to it."))
    _has_room(cloth)
    stroke = Stroke.create(
        event=event,
        cloth=cloth,
        person=None if device else change.person,
        device=device,
        points=points,
        colour=colour,
        thickness=thickness,
    )
    change.record(stroke, *([cloth] if made else []))
    return stroke


@action("took a line back")
def undo(change, event, by, round: Round, table: Table):
    """Whoever acts takes the last of their own lines back: its points are gone. A table takes back what any of its
    devices drew, this one's lines first. Returns the Stroke. Raises Refused when no line there is theirs.
    """
    stroke = _last_of_own(by, round, table)
    if stroke is None:
        raise Refused(_("You have no line here to take back."))
    stroke.points, stroke.undone_at = [], now()
    stroke.save()
    change.record(stroke)
    return stroke


@action("held the drawing")
def hold(change, event, by, cloth: Cloth, because: str):
    """Hold a drawing back from all screens; `because` is shown to the table that drew it, and stays in the log. Returns
    the Cloth.

    Raises Refused without a reason.
    """
    if not because:
        raise Refused(_("Please say why. The table will see your reason."), field="because")
    if cloth.held_because == because:
        change.record(cloth)
        return cloth
    cloth.held_because = because
    cloth.save()
    change.record(cloth, ClothHold.create(event=event, cloth=cloth, what="held", because=because))
    return cloth


@action("showed the drawing")
def show(change, event, by, cloth: Cloth):
    """Let a held drawing onto the screens again. Showing what is shown does nothing. Returns the Cloth."""
    if not cloth.held_because:
        change.record(cloth)
        return cloth
    cloth.held_because = ""
    cloth.save()
    change.record(cloth, ClothHold.create(event=event, cloth=cloth, what="shown"))
    return cloth


def _has_room(cloth):
    drawn = Stroke.select(fn.COUNT(Stroke.id), fn.SUM(fn.LENGTH(Stroke.points)))
    lines, letters = drawn.where(Stroke.cloth == cloth, Stroke.undone_at.is_null()).scalar(as_tuple=True)
    if lines >= MOST_LINES or (letters or 0) >= MOST_LETTERS:
        raise Refused(_("This cloth is full. You can take lines back, or add a photo of paper."))


def _last_of_own(by, round_, table) -> Stroke | None:
    if by is None:
        return None
    if by.role == TABLE:
        own = (Stroke.device == by.device).desc()
        whose = Stroke.device.is_null(False) if by.device.table_id == table.id else None
    else:
        own, whose = Stroke.id.desc(), Stroke.person.in_([person.id for person in by.people])
    if whose is None:
        return None
    drawn = Stroke.select(Stroke).join(Cloth).where(Cloth.round == round_, Cloth.table == table)
    return drawn.where(whose, Stroke.undone_at.is_null()).order_by(own, Stroke.id.desc()).first()
