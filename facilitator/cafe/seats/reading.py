"""Reading seats: from which round people move to which, whose chairs are free, who sits with whom."""

from dataclasses import dataclass

from flask_babel import gettext as _
from peewee import fn

from ...events.clock import current_stage
from ...events.models import Event, Round, Table
from ...people.models import Person
from ...statements import written_once
from ..models import Company, Seat, SeatNeed
from ..room import free_chairs, round_now, rounds_of, tables_of

MOST_NAMED = 10  # tables in one sentence


@dataclass(frozen=True)
class Step:
    """From one round to the next, either None where there is none."""

    last: Round | None
    next: Round | None


def step(event: Event) -> Step:
    """Between which rounds people are, or will be when this round is over."""
    rounds, here, stage = rounds_of(event), round_now(event), current_stage(event)
    if here is None:
        return Step(rounds[-1] if rounds else None, None)
    before = [each for each in rounds if each.position < here.position]
    after = [each for each in rounds if each.position > here.position]
    if stage and stage.kind in ("round", "harvest"):
        return Step(here, after[0] if after else None)
    return Step(before[-1] if before else None, here)


def round_to_pick(event: Event) -> Round | None:
    """The next round, while people talk or write in the one before it: they may pick a chair for it already."""
    here = step(event).next
    return here if here is not None and here != round_now(event) and not event.is_over else None


def seat_of(person: Person, round_: Round | None) -> Seat | None:
    """Where that person sits in a round."""
    return round_ and Seat.get_or_none(Seat.person == person, Seat.round == round_)


def has_chair(round_: Round, table: Table, person: Person, others: int = 0) -> bool:
    """Whether that person, and so many more, can sit there: chairs that nobody else has."""
    taken = (
        Seat.select(fn.COUNT(Seat.id))
        .join(Person)
        .where(Seat.round == round_, Seat.table == table, Person.left_at.is_null(), Seat.person != person)
        .scalar()
    )
    return taken + others < table.seats


def full_words(event: Event, round_: Round, table: Table) -> str:
    """That no chair is free at this table, and where there is one."""
    free = free_chairs(event, round_)
    open_ = [str(each.number) for each in tables_of(event) if free[each.id] > 0]
    if not open_:
        return _("All chairs are taken. Please ask a helper for a chair.")
    return _(
        "All chairs at table %(number)d are taken. There is a free chair at table: %(tables)s.",
        number=table.number, tables=", ".join(open_[:MOST_NAMED]),
    )  # fmt: skip


def companions(person: Person) -> list[Person]:
    """With whom a person may say that they sit: who helps them, whom they help, and with whom they said so before."""
    ids = {person.helper_id, *_helped(person), *together_with(person)} - {None}
    if not ids:
        return []
    return list(Person.select().where(Person.id.in_(list(ids)), Person.left_at.is_null()).order_by(Person.id))


def together_with(person: Person) -> list[int]:
    """The ids of those who sit together with this person."""
    return [row.other_id if row.one_id == person.id else row.one_id for row in _company(person)]


@written_once
def _company(person):
    wanted = Company.select().where((Company.one == person) | (Company.other == person), ~Company.apart)
    return wanted.order_by(Company.id)


@written_once
def _helped(person):
    return Person.select(Person.id).where(Person.helper == person).tuples()


def need_of(person: Person) -> SeatNeed:
    """What a person needs of a seat; an empty answer when they said nothing."""
    return SeatNeed.get_or_none(SeatNeed.person == person) or SeatNeed(event=person.event_id, person=person)


def is_there(person: Person, round_: Round) -> bool:
    """Whether that person is still there in that round, as far as they said."""
    last = need_of(person).last_round
    return last is None or round_.position <= last.position
