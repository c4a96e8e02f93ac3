"""Hosting a table: volunteer, ask, answer, step down. Always voluntary, and it can change hands.

A host keeps a seat at their table in all rounds to come. A table has one host at a time; without one it works too.
"""

from flask_babel import gettext as _

from ...access import PARTICIPANT
from ...db import now
from ...errors import NotFound, Refused
from ...events.models import Table
from ...journal import action
from ...people.models import Person
from ...people.names import public_name
from ..models import ASKED, CHOSEN, ENDED, HOSTING, Host
from ..room import round_now, rounds_to_come
from ..seats.actions import let_plan_decide, take_chair
from ..seats.reading import has_chair, is_there, seat_of
from .hosts import host_at, hosted_by


@action("volunteered to host")
def volunteer(change, event, by, person: Person, table: Table):
    """This person stays at that table and welcomes. Who hosted another table hands that one over. Returns the Host.

    Raises Refused when somebody else hosts it: only they can hand it over. NotFound for a table that was put away.
    """
    if table.away_at is not None:
        raise NotFound
    host = host_at(table)
    if host is not None and host.person_id != person.id:
        raise Refused(hosted_words(host, table), status=409)
    if host is not None:
        change.record(host)
        return host
    return _begin(change, event, Host(event=event, table=table, person=person))


@action("asked to host")
def ask(change, event, by, table: Table, person: Person):
    """Ask someone whether they would host that table: by a facilitator, or by its host who likes to hand it over.
    Asking again changes nothing. Returns the Host, which waits for their answer.

    Raises Refused when they host a table already; NotFound for someone who left, or when a participant asks who does
    not host that table.
    """
    asks = by and by.role == PARTICIPANT and hosted_by(by.person)
    if table.away_at is not None or person.left_at is not None:
        raise NotFound
    if by and by.role == PARTICIPANT and (not asks or asks.table_id != table.id):
        raise NotFound
    if hosted_by(person) is not None:
        raise Refused(_("They host a table already."), field="person")
    host = Host.get_or_none(Host.table == table, Host.person == person, Host.state == ASKED)
    if host is None:
        host = Host.create(event=event, table=table, person=person, state=ASKED)
    change.record(host)
    return host


@action("answered about hosting")
def answer(change, event, by, host: Host, yes: bool):
    """The asked person says yes, and hosts the table from now on in place of who did; or no, and nothing more is said
    of it. Returns the Host. Raises NotFound for anyone else, Refused when it is not asked any more.
    """
    if change.person is None or host.person_id != change.person.id:
        raise NotFound
    if host.state != ASKED or host.table.away_at is not None:
        raise Refused(_("That is settled by now. Thank you."), status=409)
    if not yes:
        return _end(change, host)
    return _begin(change, event, host)


@action("stepped down")
def step_down(change, event, by, host: Host):
    """This host does so no longer, and follows the plan again. By themself, or by a facilitator for someone who is not
    there. Returns the Host. Raises NotFound when another participant says so.
    """
    if by and by.role == PARTICIPANT and host.person_id != by.person.id:
        raise NotFound
    return _end(change, host)


def hosted_words(host: Host, table: Table) -> str:
    """That this table has a host, by name only where they like theirs to be shown."""
    name = public_name(host.person)
    if not name:
        return _("Table %(number)d has a host. They can hand it over to you.", number=table.number)
    return _("%(name)s hosts table %(number)d. They can hand it over to you.", name=name, number=table.number)


def _begin(change, event, host):
    """It is this one now: whoever hosted or was asked to host this table, and whatever else they hosted, is over."""
    others = (Host.table == host.table) | (Host.person == host.person)
    for other in list(Host.select().where(others, Host.state.in_((HOSTING, ASKED)), Host.id != (host.id or 0))):
        _end(change, other)
    host.state, host.since = HOSTING, now()
    host.save()
    change.record(host)
    person, table, here = host.person, host.table, round_now(event)
    coming = rounds_to_come(event)
    for round_ in coming:
        if is_there(person, round_):
            take_chair(person=person, table=table, round_=round_, how=CHOSEN)
    running = here is not None and here.id not in {round_.id for round_ in coming}
    if running and seat_of(person, here) is None and has_chair(here, table, person):
        take_chair(person=person, table=table, round_=here, how=CHOSEN)
    return host


def _end(change, host):
    if host.state != ENDED:
        hosted, host.state, host.ended_at = host.state == HOSTING, ENDED, now()
        host.save()
        change.record(host)
        for round_ in rounds_to_come(host.event) if hosted else ():
            seat = seat_of(host.person, round_)
            if seat is not None and seat.how == CHOSEN and seat.table_id == host.table_id:
                let_plan_decide(seat=seat)
    change.record(host)
    return host
