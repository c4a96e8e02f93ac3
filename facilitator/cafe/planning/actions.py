"""What may happen to a seating plan: offered to the facilitator, changed by hand, shown on phones, set aside."""

from flask_babel import gettext as _

from ...db import database, now
from ...errors import NotFound, Refused
from ...events.models import Event, Round, Table
from ...journal import action
from ...people.models import Person
from ..models import COMPUTED, MOVE_RULE, OFFERED, PUBLISHED, SET_ASIDE, SUGGESTED, Seat, SeatingPlan, SeatNeed
from ..room import rounds_to_come, tables_of
from ..seats.vacated import Vacated

MOST_IN_ONE_STATEMENT = 2_000


@action("offered a plan")
def offer_plan(change, event, by, how: str, rounds: dict, figures: dict, why: dict, letters: dict | None = None):
    """A plan for the facilitator to look at; one that was offered before makes way. Returns the SeatingPlan.

    The arguments are as SeatingPlan keeps them. Nothing changes on any phone.
    """
    _make_way(change, event, OFFERED)
    plan = SeatingPlan.create(event=event, how=how, rounds=rounds, figures=figures, why=why, letters=letters or {})
    change.record(plan)
    return plan


@action("changed a plan")
def reseat(change, event, by, plan: SeatingPlan, round: Round, moves: list, figures: dict, why: dict, seen: int):
    """Seat people elsewhere in an offered plan: `moves` is `[[person id, table id], …]` of one round.

    `figures` and `why` are the changed plan's. `seen` is how often the plan had been changed when somebody looked.
    Raises Refused when it was changed meanwhile, or is offered no more.
    """
    if plan.state != OFFERED or changes_of(plan) != seen:
        raise Refused(_("Somebody else changed the plan a moment ago. Please look again."), status=409)
    tables = plan.rounds.get(str(round.id))
    if tables is None:
        raise NotFound
    for person, table in moves:
        for people in tables.values():
            if person in people:
                people.remove(person)
        tables.setdefault(str(table), []).append(person)
    plan.rounds = {**plan.rounds, str(round.id): {table: people for table, people in tables.items() if people}}
    plan.figures, plan.why = {**figures, "changes": seen + 1}, {**plan.why, **why}
    plan.letters = {}  # who no longer follows the cards must not find a letter on theirs
    if plan.how == MOVE_RULE:
        plan.how = COMPUTED
    plan.save()
    change.record(plan)
    return plan


@action("showed a plan")
def publish(change, event, by, plan: SeatingPlan):
    """Show a plan on phones: it becomes where people sit in the rounds to come, as far as they chose nothing else.

    The plan shown before makes way. Showing it again changes nothing. Returns the SeatingPlan; raises Refused when the
    room is another one by now (rounds or tables gone, or the plan was set aside for another).
    """
    if plan.state == PUBLISHED:
        return plan
    if plan.state == SET_ASIDE and plan.published_at is None:
        raise Refused(_("This plan was set aside. Please look at the one that is here now."), status=409)
    coming = rounds_to_come(event)
    if {str(round_.id) for round_ in coming} != set(plan.rounds):
        raise Refused(_("The rounds have changed since this plan was made.") + " " + to_do_first(event), status=409)
    here = {table.id for table in tables_of(event)}
    if any(people and int(table) not in here for tables in plan.rounds.values() for table, people in tables.items()):
        raise Refused(_("A table of this plan was put away.") + " " + to_do_first(event), status=409)
    _make_way(change, event, PUBLISHED)
    plan.state, plan.published_at = PUBLISHED, now()
    plan.save()
    change.record(plan, *_seat(event, plan, coming))
    return plan


@action("set a plan aside")
def set_aside(change, event, by, plan: SeatingPlan):
    """Do without an offered plan. One that people were shown stays what it is: they were told. Returns the plan."""
    if plan.state == PUBLISHED:
        raise Refused(_("People see this plan on their phones already. You can repair it."), status=409)
    if plan.state == OFFERED:
        plan.state = SET_ASIDE
        plan.save()
        change.record(plan)
    return plan


def changes_of(plan: SeatingPlan) -> int:
    """How often a plan was changed by hand."""
    return plan.figures.get("changes", 0)


def to_do_first(event: Event) -> str:
    """What helps when a plan does not fit any more, in the words of the button that does it."""
    shown = SeatingPlan.select().where(SeatingPlan.event == event, SeatingPlan.state == PUBLISHED).exists()
    return _("Repair the plan first.") if shown else _("Make another plan first.")


def _make_way(change, event, state):
    for earlier in SeatingPlan.select().where(SeatingPlan.event == event, SeatingPlan.state == state):
        earlier.state = SET_ASIDE
        earlier.save()
        change.record(earlier)


def _seat(event, plan, coming) -> list:
    """Write the seats of these rounds as the plan has them, in a few statements; gives what changed: seats, and tables
    that somebody has a seat at no longer."""
    here = {id_ for (id_,) in Person.select(Person.id).where(Person.event == event, Person.left_at.is_null()).tuples()}
    needs = SeatNeed.select(SeatNeed.person, Round.position).join(Round).where(SeatNeed.event == event)
    last, rounds = dict(needs.tuples()), [round_.id for round_ in coming]
    wanted = {
        (round_.id, person): int(table)
        for round_ in coming
        for table, people in plan.rounds[str(round_.id)].items()
        for person in people
        if person in here and round_.position <= last.get(person, round_.position)
    }
    away = Table.select(Table.id).where(Table.event == event, Table.away_at.is_null(False))
    Seat.update(how=SUGGESTED).where(Seat.round << rounds, Seat.table << away).execute()  # nobody can keep that choice
    known = {
        (seat.round_id, seat.person_id): seat for seat in Seat.select().where(Seat.event == event, Seat.round << rounds)
    }
    dropped = [seat for at, seat in known.items() if at not in wanted and not seat.is_own_choice]
    changed = {at: table for at, table in wanted.items() if not _is_so(known.get(at), table)}
    _drop(dropped)
    _write(event, known, changed)
    fresh = Seat.select().where(Seat.event == event, Seat.round << rounds)
    written = [seat for seat in fresh if (seat.round_id, seat.person_id) in changed]
    left = {known[at].table_id for at in changed if at in known} | {seat.table_id for seat in dropped}
    return [*dropped, *written, *(Vacated(event.id, table) for table in sorted(left))]


def _is_so(seat, table) -> bool:
    return seat is not None and seat.suggested_id == table and (seat.is_own_choice or seat.table_id == table)


def _drop(seats):
    """Chairs kept for people of whom the plan knows nothing any more."""
    for some in _in_parts(seats):
        Seat.delete().where(Seat.id << [seat.id for seat in some]).execute()


def _write(event, known, changed):
    """Statements of our own, many rows each: a thousand people in four rounds must not hold up who writes a note."""
    rows = [(event.id, *at, table, table, SUGGESTED) for at, table in changed.items() if at not in known]
    moved = [(table, table, known[at].id) for at, table in changed.items() if at in known]
    database.many(
        "INSERT INTO seat (event_id, round_id, person_id, table_id, suggested_id, how) VALUES (?, ?, ?, ?, ?, ?)", rows
    )
    database.many(
        "UPDATE seat SET suggested_id = ?, table_id = CASE how WHEN 'suggested' THEN ? ELSE table_id END WHERE id = ?",
        moved,
    )


def _in_parts(rows: list) -> list[list]:
    return [rows[at : at + MOST_IN_ONE_STATEMENT] for at in range(0, len(rows), MOST_IN_ONE_STATEMENT)]
