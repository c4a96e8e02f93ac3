"""The rounds on the set-up page: each form saves alone."""

from flask import g
from flask_babel import gettext as _

from ....access import FACILITATOR, open_to
from ....forms import number, op, words
from ...models import Round
from ...views import pages
from ..views import one_of, saved_in
from . import actions, fragments  # noqa: F401  (registers the fragment)

QUESTION_LENGTH = 300
LONGEST_PART = 240  # minutes
SECTION = "rounds"


@pages.post("/e/<code>/console/set-up/rounds")
@open_to(FACILITATOR)
def add_round(code):
    """One more round."""
    actions.add_round(event=g.viewer.event, by=g.viewer, op=op(), **_said(actions.usual_minutes(g.viewer.event)))
    return saved_in(SECTION)


@pages.post("/e/<code>/console/set-up/rounds/<int:id>")
@open_to(FACILITATOR)
def change_round(code, id):
    """Another question or other minutes."""
    round_ = one_of(Round, id)
    actions.change_round(event=g.viewer.event, by=g.viewer, op=op(), round=round_, **_said(actions.minutes_of(round_)))
    return saved_in(SECTION)


@pages.post("/e/<code>/console/set-up/rounds/<int:id>/place")
@open_to(FACILITATOR)
def place_round(code, id):
    """Earlier or later."""
    place = number("place", 1, actions.MOST_ROUNDS)
    actions.place_round(event=g.viewer.event, by=g.viewer, op=op(), round=one_of(Round, id), place=place)
    return saved_in(SECTION)


@pages.post("/e/<code>/console/set-up/rounds/<int:id>/end")
@open_to(FACILITATOR)
def end_round(code, id):
    """Take it out of the day."""
    actions.put_round_away(event=g.viewer.event, by=g.viewer, op=op(), round=one_of(Round, id))
    return saved_in(SECTION)


@pages.post("/e/<code>/console/set-up/rounds/<int:id>/return")
@open_to(FACILITATOR)
def return_round(code, id):
    """Bring it back."""
    actions.bring_round_back(event=g.viewer.event, by=g.viewer, op=op(), round=one_of(Round, id))
    return saved_in(SECTION)


def part_names() -> list[tuple[str, str]]:
    """(field, plain words) of the parts of a round, in their order."""
    return [
        ("recap", _("The story so far")),
        ("quiet", _("Quiet minute")),
        ("go_round", _("Go round")),
        ("talk", _("Talk")),
        ("harvest", _("Write the main thing")),
        ("move", _("Move before it")),
    ]


pages.add_app_template_global(part_names, "round_part_names")


def _said(usual) -> dict:
    """What the form says; a box left empty keeps its minutes."""
    minutes = {
        field: number(field, 1 if field == "talk" else 0, LONGEST_PART, default=getattr(usual, field))
        for field in ("recap", "quiet", "go_round", "talk", "harvest", "move")
    }
    return {"question": words("question", QUESTION_LENGTH), **minutes}
