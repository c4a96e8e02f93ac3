"""Tables on the console: all of them, and one with what a facilitator can do there."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from ...access import FACILITATOR, open_to
from ...cafe.devices.actions import revoke
from ...cafe.hosting import actions as hosting
from ...cafe.models import Host, TableDevice
from ...cafe.room import people_at, round_now
from ...cafe.seats.actions import sit
from ...cafe.welcoming import actions as welcoming
from ...errors import NotFound, Refused
from ...events.models import Table
from ...forms import op, saved, words
from ...people.actions import NAME_LENGTH
from ...people.models import Person
from ...people.names import known_as
from ..views import pages
from . import fragments  # noqa: F401  (registers the fragments)


@pages.get("/e/<code>/console/tables")
@open_to(FACILITATOR)
def tables(code):
    """Every table."""
    return render_template("console/tables.html")


@pages.get("/e/<code>/console/tables/<int:id>")
@open_to(FACILITATOR)
def table(code, id):
    """One table: who hosts, its phones, who sits there."""
    event, found = g.viewer.event, _table(id)
    here = round_now(event)
    beside = {person.id for person in (people_at(here) if here else {}).get(found.id, ())}
    everyone = people_to_choose(event)
    return render_template(
        "console/table.html",
        table=found,
        round=here,
        beside=[each for each in everyone if each[0] in beside],
        others=[each for each in everyone if each[0] not in beside],
        name_length=NAME_LENGTH,
    )


@pages.post("/e/<code>/console/tables/<int:id>/question")
@open_to(FACILITATOR)
def ask_host(code, id):
    """Ask someone whether they would host it."""
    hosting.ask(**_act(), table=_table(id), person=chosen_person("person"))
    return _back(code, id)


@pages.post("/e/<code>/console/tables/<int:id>/host")
@open_to(FACILITATOR)
def host_aloud(code, id):
    """Someone said yes aloud."""
    found, name = _table(id), words("name", NAME_LENGTH)
    person = chosen_person("person") if request.form.get("person") else None
    welcoming.host_by_word(**_act(), table=found, person=person, name=name)
    return _back(code, id)


@pages.post("/e/<code>/console/hosts/<int:id>/end")
@open_to(FACILITATOR)
def host_end(code, id):
    """They host no longer, or need not answer any more."""
    host = _one(Host, id)
    hosting.step_down(**_act(), host=host)
    return _back(code, host.table_id)


@pages.post("/e/<code>/console/phones/<int:id>/end")
@open_to(FACILITATOR)
def phone_end(code, id):
    """This phone writes for its table no longer."""
    device = _one(TableDevice, id)
    revoke(**_act(), device=device)
    return _back(code, device.table_id)


@pages.post("/e/<code>/console/tables/<int:id>/seat")
@open_to(FACILITATOR)
def seat_here(code, id):
    """Someone has a seat here now."""
    sit(**_act(), table=_table(id), person=chosen_person("person"))
    return _back(code, id)


def people_to_choose(event) -> list[tuple[int, str]]:
    """`(id, label)` of everyone who is in, by label, for a list to choose from."""
    labels = known_as(event)
    here = Person.select(Person.id).where(Person.event == event, Person.left_at.is_null()).tuples()
    return sorted(((id_, labels[id_]) for (id_,) in here), key=lambda each: each[1].casefold())


def chosen_person(field: str) -> Person:
    """The person chosen in a form. Raises Refused when nobody was chosen, NotFound for someone who is not in."""
    said = request.form.get(field, "")
    if not said:
        raise Refused(_("Please choose a person."), field=field)
    if not (said.isascii() and said.isdigit() and len(said) < 19):
        raise NotFound
    person = Person.get_or_none(Person.id == int(said), Person.event == g.viewer.event, Person.left_at.is_null())
    if person is None:
        raise NotFound
    return person


def chosen_table(field: str) -> Table:
    """The table chosen in a form. Raises Refused when none was chosen, NotFound for one that is not there."""
    said = request.form.get(field, "")
    if not said:
        raise Refused(_("Please choose a table."), field=field)
    if not (said.isascii() and said.isdigit() and len(said) < 19):
        raise NotFound
    return _table(int(said))


def _table(id_) -> Table:
    return _one(Table, id_, Table.away_at.is_null())


def _one(kind, id_, *also):
    row = kind.get_or_none(kind.id == id_, kind.event == g.viewer.event, *also)
    if row is None:
        raise NotFound
    return row


def _back(code, id_):
    return saved(url_for("console.table", code=code, id=id_))


def _act() -> dict:
    return {"event": g.viewer.event, "by": g.viewer, "op": op()}
