"""Reading hosts: which table a person hosts, who was asked, and how a table changed from round to round."""

from dataclasses import dataclass

from ...events.models import Event, Table
from ...people.models import Person
from ...statements import written_once
from ..models import ASKED, HOSTING, Host
from ..room import round_now, rounds_of, seats_in


@dataclass(frozen=True)
class Newcomers:
    """How many people of a table are new in this round, how many stayed, and how many have moved on."""

    new: int
    stayed: int
    moved_on: int


def hosted_by(person: Person) -> Host | None:
    """What this person hosts."""
    return next(iter(hosting_of([person])), None)


def hosting_of(people) -> list[Host]:
    """The tables that these people host."""
    return _hosting(list(people)) if people else []


def asked_to_host(people) -> list[Host]:
    """Where these people were asked to host and have not answered."""
    return _asked(list(people)) if people else []


def host_at(table: Table) -> Host | None:
    """Who hosts this table; who has left hosts nothing any more."""
    wanted = Host.select(Host, Person).join(Person)
    return wanted.where(Host.table == table, Host.state == HOSTING, Person.left_at.is_null()).order_by(Host.id).first()


def newcomers(event: Event, table_id: int) -> Newcomers | None:
    """How a table changed since the round before; None in the first round and when all rounds have been."""
    here = round_now(event)
    before = [each for each in rounds_of(event) if here and each.position < here.position]
    if not before:
        return None
    now = {person for person, seat in seats_in(here).items() if seat.table_id == table_id}
    then = {person for person, seat in seats_in(before[-1]).items() if seat.table_id == table_id}
    return Newcomers(len(now - then), len(now & then), len(then - now))


@written_once
def _hosting(people):
    return _rows(people).where(Host.state == HOSTING)


@written_once
def _asked(people):
    return _rows(people).where(Host.state == ASKED)


def _rows(people):
    wanted = Host.select(Host, Table).join(Table).where(Table.away_at.is_null())
    return wanted.where(Host.person.in_(people)).order_by(Host.id)
