"""Sitting down, staying, sitting with somebody, following the plan, and what one needs of a seat.

A seat is a suggestion; whoever chose theirs keeps it. An act that moves a seat records the table it was at too
(`Vacated`), so that all screens look at both tables again.
"""

from flask_babel import gettext as _

from ...errors import NotFound, Refused
from ...events.models import Round, Table
from ...i18n import LANGUAGES
from ...journal import action
from ...people.models import Person
from ..devices.actions import put_away_words
from ..hosting.hosts import hosted_by
from ..models import CHOSEN, STAYED, SUGGESTED, TOGETHER, Company, Seat
from ..room import round_now, rounds_to_come
from .reading import companions, full_words, has_chair, is_there, need_of, round_to_pick, seat_of, step, together_with
from .vacated import Vacated


@action("sat down")
def sit(change, event, by, person: Person, table: Table, round: Round | None = None):
    """This person sits at that table, in the round it is or the one that comes next; `round`: in this one of the two.
    Returns the Seat.

    Raises Refused when no chair is free (but anyone may stay with the people they sit with), when they host another
    table, when all rounds have been or this one is over, or when the table was put away.
    """
    round_ = round_now(event)
    if round is not None and round != round_:
        round_ = round_to_pick(event)
        if round != round_:
            raise Refused(_("The day has moved on."))
    if table.away_at is not None:
        raise Refused(put_away_words())
    if round_ is None:
        raise Refused(_("The rounds are over. Sit where you like."))
    _only_host_of(person, table)
    if not has_chair(round_, table, person) and not _company_at(person, round_, table):
        raise Refused(full_words(event, round_, table))
    return take_chair(person=person, table=table, round_=round_, how=CHOSEN)


@action("stayed")
def stay(change, event, by, person: Person):
    """This person stays at their table when the others move on. Always possible, however many come. Returns the Seat.

    Raises Refused before the first round, after the last, and for someone who has no table yet.
    """
    here = step(event)
    seat = seat_of(person, here.last)
    if here.next is None:
        raise Refused(_("This is the last round. Nobody moves on."))
    if seat is None or seat.table.away_at is not None:
        raise Refused(_("First pick the table where you sit."))
    _only_host_of(person, seat.table)
    return take_chair(person=person, table=seat.table, round_=here.next, how=STAYED)


@action("sat together")
def sit_together(change, event, by, person: Person, other: Person):
    """These two sit at one table in all rounds that have not begun. Returns the Company.

    Where neither has a seat yet, the plan will give them one table. Raises NotFound for people who have nothing to do
    with each other, Refused where a host or a facilitator must be asked.
    """
    if other.id not in {each.id for each in companions(person)}:
        raise NotFound
    one, two = sorted((person, other), key=lambda each: each.id)
    company, _made = Company.get_or_create(one=one, other=two, defaults={"event": event})
    if company.apart:
        raise Refused(_("We cannot do that here. Please ask a helper in the hall."))
    change.record(company)
    hosted = [host for host in (hosted_by(person), hosted_by(other)) if host]
    if len({host.table_id for host in hosted}) > 1:
        raise Refused(_("You host different tables. Hand one over first."))
    for round_ in rounds_to_come(event):
        if is_there(person, round_) and is_there(other, round_):
            table = hosted[0].table if hosted else _table_for_two(round_, person, other)
            for each in (person, other) if table else ():
                _keep_or_take(each, table, round_)
    return company


@action("sat apart again")
def part(change, event, by, person: Person, other: Person):
    """These two need not sit together any more: both follow the plan again. Returns the Company that was.

    Raises NotFound when they did not sit together.
    """
    one, two = sorted((person.id, other.id))
    company = Company.get_or_none(Company.one == one, Company.other == two, ~Company.apart)
    if company is None:
        raise NotFound
    company.delete_instance()
    change.record(company)
    for round_ in rounds_to_come(event):
        for seat in filter(None, (seat_of(person, round_), seat_of(other, round_))):
            if seat.how == TOGETHER:
                let_plan_decide(seat=seat)
    return company


@action("followed the plan")
def follow_plan(change, event, by, person: Person):
    """This person takes back their choices for the rounds to come. Returns the person.

    Raises Refused for a host: they hand over first.
    """
    _only_host_of(person, None)
    seats = [seat_of(person, round_) for round_ in rounds_to_come(event)]
    return [let_plan_decide(seat=seat) for seat in seats if seat is not None and seat.is_own_choice]


@action("said what seat they need")
def say_needs(change, event, by, person: Person, step_free: bool, speaks: list[str], last_round: Round | None = None):
    """What this person needs of a seat: step-free, the languages they can talk in (codes of LANGUAGES), and after
    which round they leave; None: they stay to the end. Their chairs in later rounds that have not begun become free.
    Returns the SeatNeed.
    """
    need = need_of(person)
    need.step_free, need.last_round = step_free, last_round
    need.speaks = [code for code in LANGUAGES if code in speaks]
    need.save()
    change.record(need)
    if last_round is not None:
        later = [round_.id for round_ in rounds_to_come(event) if round_.position > last_round.position]
        for seat in list(Seat.select().where(Seat.person == person, Seat.round << later)):
            change.record(seat, Vacated(event.id, seat.table_id))
            seat.delete_instance()
    return need


@action("was seated")
def take_chair(change, event, by, person: Person, table: Table, round_: Round, how: str):
    """This person has a seat at that table in that round, whether a chair is free or not; `how` is one of CHOSEN,
    STAYED, TOGETHER. Acts call it that have asked what must be asked. Returns the Seat.
    """
    seat = seat_of(person, round_)
    if seat is None:
        seat = Seat.create(event=event, round=round_, person=person, table=table, how=how)
        change.record(seat)
        return seat
    left, seat.table, seat.how = seat.table_id, table, how
    seat.save()
    change.record(seat, Vacated(event.id, left))
    return seat


@action("let the plan decide")
def let_plan_decide(change, event, by, seat: Seat):
    """The plan may move this seat again: back to what was suggested, if a chair is free there. Without a suggestion
    the seat is gone, until there is a plan. Returns the Seat.
    """
    suggested = seat.suggested
    change.record(seat, Vacated(event.id, seat.table_id))
    if suggested is None or suggested.away_at is not None:
        seat.delete_instance()
        return seat
    seat.how = SUGGESTED
    if has_chair(seat.round, suggested, seat.person):
        seat.table = suggested
    seat.save()
    return seat


def _only_host_of(person, table):
    host = hosted_by(person)
    if host is not None and (table is None or host.table_id != table.id):
        raise Refused(_("You host table %(number)d. Hand it over first.", number=host.table.number))


def _company_at(person, round_, table) -> bool:
    ids = [*together_with(person), *(each.id for each in companions(person))]
    wanted = Seat.select().where(Seat.round == round_, Seat.table == table, Seat.person.in_(ids))
    return wanted.exists()


def _table_for_two(round_, person, other) -> Table | None:
    """The other's table, or mine when only there both have a chair, or only it is fit for who needs it step-free."""
    tables = [seat.table for seat in (seat_of(other, round_), seat_of(person, round_)) if seat]
    tables = [table for table in tables if table.away_at is None]
    if need_of(person).step_free or need_of(other).step_free:
        tables.sort(key=lambda table: not table.step_free)
    roomy = [table for table in tables if has_chair(round_, table, person, others=_extra(round_, table, other))]
    return next(iter([*roomy, *tables]), None)


def _extra(round_, table, other) -> int:
    """One more chair is needed when the other one does not sit at that table already."""
    seat = seat_of(other, round_)
    return 0 if seat and seat.table_id == table.id else 1


def _keep_or_take(person, table, round_):
    """A host keeps the seat of a host; everyone else gets one beside their company."""
    host = hosted_by(person)
    take_chair(person=person, table=table, round_=round_, how=CHOSEN if host else TOGETHER)
