"""The tables on the set-up page: each form saves alone."""

from flask import g, request
from flask_babel import gettext as _

from ....access import FACILITATOR, open_to
from ....errors import Refused
from ....forms import number, op, ticked, words
from ...models import Table
from ...views import pages
from ..actions import set_up
from ..views import one_of, saved_in
from . import actions, fragments  # noqa: F401  (registers the fragments)

NAME_LENGTH = 40
QUESTION_LENGTH = 300
MOST_ACROSS = 20
SECTION = "tables"
NONE = "-"  # on a line of its own: this table talks about the question of the round


@pages.post("/e/<code>/console/set-up/tables/count")
@open_to(FACILITATOR)
def lay_tables(code):
    """So many tables of so many seats. Left as it was, the box of seats speaks of new tables alone."""
    seats = number("seats", actions.FEWEST_SEATS, actions.MOST_SEATS)
    actions.lay_tables(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        count=number("count", 1, actions.MOST_TABLES),
        seats=seats,
        new_ones_only=request.form.get("seats_before") == str(seats),
    )
    return saved_in(SECTION)


@pages.post("/e/<code>/console/set-up/tables")
@open_to(FACILITATOR)
def add_table(code):
    """One more table."""
    actions.add_table(event=g.viewer.event, by=g.viewer, op=op(), **_said())
    return saved_in(SECTION)


@pages.post("/e/<code>/console/set-up/tables/<int:id>")
@open_to(FACILITATOR)
def change_table(code, id):
    """Other seats, another name, what it offers, its own question."""
    actions.change_table(event=g.viewer.event, by=g.viewer, op=op(), table=one_of(Table, id), **_said())
    return saved_in(SECTION)


@pages.post("/e/<code>/console/set-up/tables/<int:id>/end")
@open_to(FACILITATOR)
def put_table_away(code, id):
    """Put it away."""
    actions.put_table_away(event=g.viewer.event, by=g.viewer, op=op(), table=one_of(Table, id))
    return saved_in(SECTION)


@pages.post("/e/<code>/console/set-up/tables/<int:id>/return")
@open_to(FACILITATOR)
def return_table(code, id):
    """Bring it back."""
    actions.bring_table_back(event=g.viewer.event, by=g.viewer, op=op(), table=one_of(Table, id))
    return saved_in(SECTION)


@pages.post("/e/<code>/console/set-up/tables/questions")
@open_to(FACILITATOR)
def ask_at_tables(code):
    """One question on each line, the first for the table with the lowest number."""
    said = words("questions", actions.MOST_TABLES * 100)
    lines = ["" if line.strip() == NONE else line.strip() for line in said.split("\n")]
    if any(len(line) > QUESTION_LENGTH for line in lines):
        raise Refused(_("A question can have up to %(most)d letters.", most=QUESTION_LENGTH), field="questions")
    actions.ask_at_tables(event=g.viewer.event, by=g.viewer, op=op(), questions=lines)
    return saved_in(SECTION)


@pages.post("/e/<code>/console/set-up/room")
@open_to(FACILITATOR)
def save_room(code):
    """How the room looks, and how it says that it is time to move."""
    set_up(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        tables_across=number("tables_across", 1, MOST_ACROSS, default=g.viewer.event.tables_across),
        gentle_sound=ticked("gentle_sound"),
        gentle_light=ticked("gentle_light"),
    )
    return saved_in("room")


def _said() -> dict:
    return {
        "seats": number("seats", actions.FEWEST_SEATS, actions.MOST_SEATS),
        "name": words("name", NAME_LENGTH),
        "step_free": ticked("step_free"),
        "quiet": ticked("quiet"),
        "question": words("question", QUESTION_LENGTH),
    }
