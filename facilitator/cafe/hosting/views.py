"""Doors of hosting: I will stay and welcome, the host's page, handing over, answering, a worry for the facilitator."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from ... import pace
from ...access import PARTICIPANT, open_to
from ...errors import NotFound, Refused
from ...events.clock import current_stage
from ...forms import choice, op, saved, words
from ...help import actions as help_actions
from ...help.actions import CALL_LENGTH
from ...i18n import isolated, speaking
from ..devices.fragments import now_is, table_channel
from ..models import Host
from ..room import hosts_of, people_at, round_now, tables_of
from ..seats.reading import seat_of
from ..views import pages
from . import actions
from .fragments import channel_of
from .hosts import asked_to_host, hosting_of

pages.add_app_template_global(asked_to_host)
pages.add_app_template_global(hosting_of)
pages.add_app_template_global(channel_of, "host_channel")


@pages.get("/e/<code>/hosting", endpoint="hosting")
@open_to(PARTICIPANT)
def host_page(code):
    """The host's page of my table in the round it is; or the tables that have no host yet."""
    event, person = g.viewer.event, g.viewer.person
    hosted = next(iter(hosting_of([person])), None)
    here, taken = round_now(event), hosts_of(event)
    seat = seat_of(person, here)
    open_tables = [table for table in tables_of(event) if table.id not in taken]
    return render_template(
        "cafe/hosting.html",
        hosted=hosted,
        round=here,
        channel=table_channel(here.id, hosted.table_id) if hosted and here else "",
        made_for=now_is(here, current_stage(event)),
        mine=seat and seat.table_id,
        open_tables=[(table.id, _called(table)) for table in open_tables],
        beside=[(each.id, each.name) for each in _beside(hosted, here)] if hosted else [],
    )


@pages.post("/e/<code>/hosting")
@open_to(PARTICIPANT)
def volunteer(code):
    """I will stay and welcome."""
    said = request.form.get("table", "")
    if not said:
        raise Refused(_("Please choose a table."), field="table")
    table = next((each for each in tables_of(g.viewer.event) if str(each.id) == said), None)
    if table is None:
        raise NotFound
    actions.volunteer(**_act(), person=g.viewer.person, table=table)
    return saved(url_for("cafe.hosting", code=code))


@pages.post("/e/<code>/hosting/<int:id>/end")
@open_to(PARTICIPANT, even_after=True)
def step_down(code, id):
    """I do not host any more."""
    actions.step_down(**_act(), host=_own(id))
    return saved(url_for("cafe.hosting", code=code))


@pages.post("/e/<code>/hosting/<int:id>/question")
@open_to(PARTICIPANT)
def ask(code, id):
    """The host asks someone at their table to go on for them."""
    host, said = _own(id), request.form.get("person", "")
    if not said:
        raise Refused(_("Please choose a person."), field="person")
    person = next((each for each in _beside(host, round_now(g.viewer.event)) if str(each.id) == said), None)
    if person is None:
        raise NotFound
    actions.ask(**_act(), table=host.table, person=person)
    return saved(url_for("cafe.hosting", code=code, asked=1))


@pages.post("/e/<code>/hosting/<int:id>/answer")
@open_to(PARTICIPANT)
def answer(code, id):
    """Yes, I will host; or no."""
    host = _own(id)
    yes = choice("answer", ("yes", "no"), "no") == "yes"
    actions.answer(**_act(), host=host, yes=yes)
    return saved(url_for("cafe.hosting" if yes else "phone.now", code=code))


@pages.post("/e/<code>/hosting/<int:id>/worry")
@open_to(PARTICIPANT)
def worry(code, id):
    """A worry for the facilitator alone: it comes as a call for a hand from this table."""
    host = _own(id)
    pace.keep_to(pace.OTHER_WORDS, "calls")
    with speaking(next(iter(g.viewer.event.languages), None)):  # those who come read the house's language
        place, plain = _("Table %(number)d", number=host.table.number), _("The host has a worry.")
    help_actions.call(**_act(), words=words("words", CALL_LENGTH) or plain, place=place)
    return saved(url_for("cafe.hosting", code=code, told=1))


def _called(table) -> str:
    number = _("Table %(number)d", number=table.number)
    return f"{number}, {isolated(table.name)}" if table.name else number


def _beside(host, round_):
    """Those who gave a name and sit at the host's table in that round, without the host."""
    people = people_at(round_).get(host.table_id, []) if round_ else []
    return [person for person in people if person.name and person.id != host.person_id]


def _own(id_) -> Host:
    host = Host.get_or_none(Host.id == id_, Host.event == g.viewer.event, Host.person == g.viewer.person)
    if host is None:
        raise NotFound
    return host


def _act() -> dict:
    return {"event": g.viewer.event, "by": g.viewer, "op": op()}
