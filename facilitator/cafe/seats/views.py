"""Doors of the map of the room: sitting down, staying, sitting together, and what I need of a seat."""

from flask import g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ...access import FACILITATOR, PARTICIPANT, open_to
from ...errors import NotFound, Refused
from ...events.models import Table
from ...forms import choices, number, op, saved, ticked
from ...i18n import LANGUAGES
from ...people.models import Person
from ...people.names import labels
from ..devices.place import round_sent
from ..room import is_cafe, round_now, rounds_of, tables_of
from ..views import pages
from . import actions
from .place import whereabouts
from .reading import companions, need_of, seat_of, step, together_with

pages.add_app_template_global(is_cafe)
MOST_TABLES = 100_000  # numbers that a table can have


@pages.get("/e/<code>/tables", endpoint="tables")
@open_to(PARTICIPANT, FACILITATOR)
def map_page(code):
    """The map of the room, and every table with its free chairs."""
    return render_template("cafe/tables.html", company=company_of(g.viewer.person))


@pages.get("/e/<code>/table")
@open_to(PARTICIPANT)
def my_table(code):
    """To the page of the table where this person sits, else to the map; so that one link serves a whole hall."""
    event = g.viewer.event
    seat = seat_of(g.viewer.person, round_now(event)) or seat_of(g.viewer.person, step(event).last)
    if seat is None:
        return redirect(url_for("cafe.tables", code=code))
    return redirect(url_for("notes.at_table", code=code, id=seat.table_id))


@pages.post("/e/<code>/tables/<int:id>/seat")
@open_to(PARTICIPANT)
def sit(code, id):
    """I sit here."""
    return _sit(code, Table.id == id)


@pages.post("/e/<code>/seat/table")
@open_to(PARTICIPANT)
def sit_at_number(code):
    """I sit at the table with this number on it."""
    return _sit(code, Table.number == number("number", 1, MOST_TABLES))


@pages.post("/e/<code>/seat/staying")
@open_to(PARTICIPANT)
def stay(code):
    """I stay at my table."""
    actions.stay(**_act())
    return saved(url_for("cafe.tables", code=code))


@pages.post("/e/<code>/seat/plan")
@open_to(PARTICIPANT)
def follow_plan(code):
    """I follow the plan again."""
    actions.follow_plan(**_act())
    return saved(url_for("cafe.tables", code=code))


@pages.post("/e/<code>/seat/company/<int:id>")
@open_to(PARTICIPANT)
def company(code, id):
    """Together with somebody, or (`apart`) each by themself again."""
    other = Person.get_or_none(Person.id == id, Person.event == g.viewer.event, Person.left_at.is_null())
    if other is None or other.id not in {each.id for each in companions(g.viewer.person)}:
        raise NotFound
    act = actions.part if ticked("apart") else actions.sit_together
    act(**_act(), other=other)
    return saved(url_for("cafe.tables", code=code, _anchor="company"))


@pages.get("/e/<code>/seat")
@open_to(PARTICIPANT)
def my_seat(code):
    """What I need of a seat. Only facilitators and the plan know it."""
    need, person = need_of(g.viewer.person), g.viewer.person
    return render_template(
        "cafe/my_seat.html",
        need=need,
        speaks=need.speaks or [person.language],
        leaving=[("", _("To the end"))]
        + [(each.id, _("I leave after round %(number)d", number=each.number)) for each in rounds_of(g.viewer.event)],
        company=company_of(person),
    )


@pages.post("/e/<code>/seat")
@open_to(PARTICIPANT)
def say_needs(code):
    """Step-free, languages, and after which round I leave."""
    rounds = {str(each.id): each for each in rounds_of(g.viewer.event)}
    leaves = request.form.get("last_round", "")
    if leaves and leaves not in rounds:
        raise Refused(_("Please choose one of the answers on the page."), field="last_round")
    actions.say_needs(
        **_act(),
        step_free=ticked("step_free"),
        speaks=choices("speaks", LANGUAGES),
        last_round=rounds.get(leaves),
    )
    return saved(url_for("cafe.my_seat", code=code, kept=1))


def company_of(person: Person | None) -> list[tuple]:
    """`(person, label, whether they sit together)` of those with whom this person may say that they sit."""
    if person is None:
        return []
    together, named = set(together_with(person)), dict(_named_on_this_phone())
    return [(each, each.name or named.get(each.id) or _("Someone"), each.id in together) for each in companions(person)]


@pages.app_template_global()
def seats_of_others() -> dict | None:
    """Where the others sit for whom this phone speaks too, in the round it is: `{round: id, seats: [(label, table, its
    place in words)]}`, table None for who has no seat. None on a phone of one person, and when there is no round.
    """
    event, viewer = g.viewer.event, g.viewer
    here = round_now(event) if len(viewer.people) > 1 else None
    if here is None:
        return None
    places = whereabouts(event, tables_of(event))
    others = [(label, seat_of(each, here)) for each, label in labels(viewer.people) if each.id != viewer.person.id]
    seats = [(label, seat if seat and seat.table.away_at is None else None) for label, seat in others]
    seats = [(label, seat and seat.table, seat and places.get(seat.table_id, "")) for label, seat in seats]
    return {"round": here.id, "seats": seats}


def _named_on_this_phone():
    return [(person.id, label) for person, label in labels(g.viewer.people)]


def _sit(code, wanted):
    table = Table.get_or_none(wanted, Table.event == g.viewer.event)
    if table is None and "number" in request.form:
        raise Refused(_("No table has that number. Look at the card on the table."), field="number")
    if table is None:
        raise NotFound
    actions.sit(**_act(), table=table, round=round_sent() if request.form.get("round") else None)
    return saved(url_for("cafe.tables", code=code))


def _act() -> dict:
    return {"event": g.viewer.event, "by": g.viewer, "op": op(), "person": g.viewer.person}
