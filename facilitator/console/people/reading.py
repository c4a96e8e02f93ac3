"""Who is in, and who has no seat yet. Each function asks the record a fixed number of times, however many there are."""

from dataclasses import dataclass

from ...cafe.models import HOSTING, PUBLISHED, Host, Seat, SeatingPlan, SeatNeed
from ...cafe.room import free_chairs, people_at, round_now, rounds_to_come, seats_in, tables_of
from ...events.models import Event, Table
from ...people.models import Person
from ...people.names import numbers_of
from ...people.phones import without_phone

MOST_SEATLESS = 20  # lines; more people than that are seated by a plan
MOST_TABLES = 3  # to choose from at once


@dataclass(frozen=True)
class Guest:
    """A person with what facilitators know: their number, whether they have a phone, what they need of a seat, the
    table they host and the one they have a seat at (None where there is none)."""

    person: Person
    number: int
    phone: bool
    need: SeatNeed | None
    hosts: Table | None
    table: Table | None


def guests(event: Event, keys=None) -> list[Guest]:
    """Everyone who ever joined (or those with an id among `keys`), those who left too, in the order they came."""
    here, numbers = round_now(event), numbers_of(event)
    tables = {table.id: table for table in tables_of(event, put_away_too=True)}
    wanted = Person.select().where(Person.event == event)
    needs = SeatNeed.select().where(SeatNeed.event == event)
    if keys is not None:
        wanted, needs = wanted.where(Person.id.in_(list(keys))), needs.where(SeatNeed.person.in_(list(keys)))
    need_of, no_phone = {need.person_id: need for need in needs}, without_phone(event, keys)
    seats = Seat.select(Seat.person, Seat.table).where(Seat.round == here, Seat.person.in_(wanted.select(Person.id)))
    sits = dict(seats.tuples()) if here else {}
    hosted = dict(Host.select(Host.person, Host.table).where(Host.event == event, Host.state == HOSTING).tuples())
    return [
        Guest(
            person=person,
            number=numbers[person.id],
            phone=person.id not in no_phone,
            need=need_of.get(person.id),
            hosts=tables.get(hosted.get(person.id)),
            table=tables.get(sits.get(person.id)),
        )
        for person in wanted.order_by(Person.id)
    ]


def seatless(event: Event) -> list[Guest]:
    """Who is in and has no seat in the round that phones speak of, the latest first; nobody while no one was seated
    by a plan and the round has not begun, for then people sit where they like."""
    here = round_now(event)
    if here is None:
        return []
    seated = SeatingPlan.select().where(SeatingPlan.event == event, SeatingPlan.state == PUBLISHED).exists()
    if not seated and here.id in {round_.id for round_ in rounds_to_come(event)}:
        return []
    seats = seats_in(here)
    put_away = {table.id for table in tables_of(event, put_away_too=True) if table.away_at is not None}
    there = {person for person, seat in seats.items() if seat.table_id not in put_away}
    found = [guest for guest in guests(event) if guest.person.left_at is None and guest.person.id not in there]
    gone = [guest for guest in found if guest.need and _has_gone(guest.need, here)]
    return [guest for guest in reversed(found) if guest not in gone]


def good_tables(event: Event, waiting: list[Guest]) -> dict[int, list[tuple[Table, int]]]:
    """`{person id: [(table, free chairs), …]}` for those without a seat: step-free where they need it, with somebody
    who speaks their language first, then where most chairs are free."""
    here = round_now(event)
    if here is None or not waiting:
        return {}
    tables, free = tables_of(event), free_chairs(event, here)
    speaks = dict(SeatNeed.select(SeatNeed.person, SeatNeed.speaks).where(SeatNeed.event == event).tuples())
    spoken = {
        table: {code for person in people for code in speaks.get(person.id) or [person.language]}
        for table, people in people_at(here).items()
    }
    found = {}
    for guest in waiting:
        own = set(speaks.get(guest.person.id) or [guest.person.language])
        steps = guest.need is not None and guest.need.step_free
        open_ = [table for table in tables if free[table.id] > 0 and (table.step_free or not steps)]
        open_.sort(key=lambda table: (not own & spoken.get(table.id, set()), -free[table.id], table.number))
        found[guest.person.id] = [(table, free[table.id]) for table in open_[:MOST_TABLES]]
    return found


def _has_gone(need, round_) -> bool:
    return need.last_round_id is not None and need.last_round.position < round_.position
