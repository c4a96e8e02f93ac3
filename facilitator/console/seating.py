"""Seating in a café: make a plan, look at it, change it, show it on phones."""

import secrets

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from .. import background
from ..access import FACILITATOR, open_to
from ..cafe.models import COMPUTED, MOVE_RULE, OFFERED, PUBLISHED, REPAIRED, SET_ASIDE, Seat, SeatingPlan
from ..cafe.planning import actions, jobs, words
from ..cafe.planning.changing import change, chose
from ..cafe.planning.fragments import edition, newest
from ..cafe.planning.instance import Instance, instance_of
from ..cafe.planning.judging import by_the_move_rule, fits, judge
from ..cafe.planning.picture import everybody, naming, picture, voices_in
from ..cafe.room import rounds_of, rounds_to_come, tables_of
from ..errors import NotFound, Refused
from ..events.models import Event, Round, Table
from ..forms import choice, number, op, saved
from ..people.models import Person
from .views import pages

PATIENCE = 1.0  # seconds in which a plan for a small room is there
PLAN = "/e/<code>/console/seating/plans/<int:id>"


@pages.get("/e/<code>/console/seating")
@open_to(FACILITATOR)
def seating(code):
    """How it stands, the search that is under way, the plan to look at. `?round=` shows another round; with `?person=`
    and `?table=` it says what it would cost to seat somebody elsewhere.
    """
    event = g.viewer.event
    job = jobs.of(event)
    searching = bool(job and job.under_way)  # asked once and first, for it may end while we look
    shown, offered = newest(event, PUBLISHED), newest(event, OFFERED)
    context = {
        "shown": shown,
        "offered": offered,
        "edition": edition(shown, offered),
        "job": job,
        "searching": searching,
        "no_rounds": not rounds_of(event),
        "to_come": rounds_to_come(event),
        "none_held": len(rounds_to_come(event)) == len(rounds_of(event)),
        "earlier": _earlier(event),
        "words": words,
    }
    if not searching:
        context |= _picture(event, offered)
        if offered:
            context |= _offered(event, offered, context["guests"], context["round"])
    return render_template("console/seating.html", **context)


@pages.post("/e/<code>/console/seating/search")
@open_to(FACILITATOR)
def search(code):
    """Make a plan for everybody, repair the one people see, or look for a better one for a little longer."""
    event, how = g.viewer.event, choice("how", (COMPUTED, REPAIRED, "better"), COMPUTED)
    offered = newest(event, OFFERED) if how == "better" else None
    if how == "better":
        how = offered.how if offered else COMPUTED
    how = COMPUTED if how == MOVE_RULE else how
    instance = _instance(event, keep_told=how == REPAIRED)
    seed = secrets.randbelow(2**31) if offered else 0
    try:
        job = jobs.start(event, g.viewer, how, instance, seed, instead_of=offered)
    except OSError as error:
        raise Refused(_("We could not begin just now. Nothing has changed. Please try again."), status=503) from error
    job.wait(PATIENCE)
    return _back(code)


@pages.post("/e/<code>/console/seating/search/end")
@open_to(FACILITATOR)
def end_search(code):
    """Good now: take the best plan so far. Or stop without one."""
    job = jobs.of(g.viewer.event)
    if job is not None and job.under_way:
        if choice("what", ("take", "stop")) == "take":
            if job.plan is None:
                raise Refused(_("There is no plan yet. Please wait a moment."), status=409)
            jobs.take(job)
        else:
            job.stop()
        job.wait(PATIENCE)
    return _back(code)


@pages.post("/e/<code>/console/seating/move-rule")
@open_to(FACILITATOR)
def use_move_rule(code):
    """The host stays, A moves one table on, B two, C three: offer it as a plan, when nobody meets twice by it."""
    event = g.viewer.event
    instance = _instance(event, keep_told=True)
    found = background.run(by_the_move_rule, instance)
    if found is None:
        raise Refused(_("The move rule does not work for this room. A plan made for it does."), status=409)
    plan, letters = found
    figures, why = background.run(judge, instance, plan)
    actions.offer_plan(
        event=event, by=g.viewer, op=op(), how=MOVE_RULE, rounds=instance.to_record(plan),
        figures=figures, why=why, letters=letters,
    )  # fmt: skip
    return _back(code)


@pages.post(f"{PLAN}/publication")
@open_to(FACILITATOR)
def publication(code, id):
    """Show it on phones."""
    plan = _plan(id)
    if plan.state != PUBLISHED:
        _check(plan)
    actions.publish(event=g.viewer.event, by=g.viewer, op=op(), plan=plan)
    return _back(code)


@pages.post(f"{PLAN}/end")
@open_to(FACILITATOR)
def set_plan_aside(code, id):
    """Do without it."""
    actions.set_aside(event=g.viewer.event, by=g.viewer, op=op(), plan=_plan(id))
    return _back(code)


@pages.post(f"{PLAN}/seats")
@open_to(FACILITATOR)
def reseat(code, id):
    """Seat somebody elsewhere in an offered plan; who sits on a full table's chair swaps."""
    event, plan = g.viewer.event, _plan(id)
    round_ = _row(Round, request.form.get("round", ""))
    instance = _instance(event, keep_told=plan.how == REPAIRED)
    found = _change(instance, plan, round_, request.form)
    if found is not None:
        changed = instance.to_engine(plan.rounds).with_changes(
            [(f"p{person}", instance.rounds.index(round_.id) + 1, f"t{table}") for person, table in found.moves]
        )
        figures, why = background.run(judge, instance, changed)
        actions.reseat(
            event=event, by=g.viewer, op=op(), plan=plan, round=round_, moves=found.moves,
            figures=figures, why={what: why[what] for what in ("needs", "breaks", "obstacles")},
            seen=number("seen", 0, 2**31, default=0),
        )  # fmt: skip
    return saved(url_for("console.seating", code=code, round=round_.id))


def _back(code):
    return saved(url_for("console.seating", code=code))


def _plan(id_) -> SeatingPlan:
    plan = SeatingPlan.get_or_none(SeatingPlan.id == id_, SeatingPlan.event == g.viewer.event)
    if plan is None:
        raise NotFound
    return plan


def _row(kind, typed):
    """The person, table or round of this event with the number somebody sent. Raises NotFound."""
    known = typed.isascii() and typed.isdigit() and len(typed) < 19
    row = kind.get_or_none(kind.id == int(typed), kind.event == g.viewer.event) if known else None
    if row is None:
        raise NotFound
    return row


def _instance(event: Event, keep_told: bool) -> Instance:
    """The room as it stands. Raises Refused when there is nothing to plan."""
    instance = instance_of(event, keep_told)
    if not rounds_of(event):
        raise Refused(_("There are no rounds yet. Please add some in Set up."), status=409)
    if not instance.to_come:
        raise Refused(_("All rounds have begun, so there is nothing left to plan."), status=409)
    if not tables_of(event):
        raise Refused(_("There are no tables yet. Please add some in Set up."), status=409)
    if len(instance.people) < 2:
        raise Refused(_("A plan needs two people at least. Please wait until some have come in."), status=409)
    return instance


def _check(plan: SeatingPlan) -> None:
    """Raises Refused when the plan would break more rules in the room as it stands than it did when it was made."""
    event = g.viewer.event
    instance = instance_of(event)
    if set(map(str, instance.to_come)) != set(plan.rounds):
        return  # the action says so
    broken, known = background.run(fits, instance, plan.rounds), plan.why.get("breaks", {})
    more = {rule: count - known.get(rule, 0) for rule, count in broken.items() if count > known.get(rule, 0)}
    if more:
        said = " ".join(words.rules({rule: n for rule, n in more.items() if rule != "structure"}))
        raise Refused(
            _("The room has changed since this plan was made, and now it does not fit.")
            + (f" {said} " if said else " ")
            + actions.to_do_first(event),
            status=409,
        )


def _earlier(event) -> SeatingPlan | None:
    """The plan that people saw before the one they see now, if it is of the same rounds."""
    wanted = SeatingPlan.select().where(
        SeatingPlan.event == event, SeatingPlan.state == SET_ASIDE, SeatingPlan.published_at.is_null(False)
    )
    found = wanted.order_by(SeatingPlan.published_at.desc()).first()
    return found if found and set(found.rounds) == {str(round_.id) for round_ in rounds_to_come(event)} else None


def _picture(event, offered) -> dict:
    """The room in one round: as the offered plan has it, else as the record does."""
    rounds, guests = rounds_of(event), everybody(event)
    if offered:
        rounds = [round_ for round_ in rounds if str(round_.id) in offered.rounds]
        if not rounds:  # all rounds that it was made for were put away
            return {"guests": guests, "rounds": [], "round": None, "tables": [], "voices": []}
    asked = request.values.get("round", "")
    coming = {round_.id for round_ in rounds_to_come(event)}
    first = next((round_ for round_ in rounds if round_.id in coming), rounds[-1] if rounds else None)
    round_ = next((each for each in rounds if str(each.id) == asked), first)
    seats = offered.rounds[str(round_.id)] if offered and round_ else _seats(round_)
    tables = picture(event, seats, guests)
    return {
        "guests": guests, "rounds": rounds, "round": round_, "tables": tables, "voices": voices_in(tables),
    }  # fmt: skip


def _seats(round_) -> dict:
    """`{table id: [person ids]}` of a round as the record has it, of those who are here."""
    found = {}
    if round_ is not None:
        here = Seat.select(Seat.table, Seat.person).join(Person, on=(Seat.person == Person.id))
        for table, person in here.where(Seat.round == round_, Person.left_at.is_null()).tuples():
            found.setdefault(table, []).append(person)
    return found


def _offered(event, plan, guests, round_) -> dict:
    """What a page tells of an offered plan: what it breaks, who moves, and what a change would cost."""
    broken, reasons = words.breaks(plan.why, naming(event, guests))
    told = {(seat.round_id, seat.person_id): seat.table_id for seat in Seat.select().where(Seat.event == event)}
    planned = {
        (int(place), person): int(table)
        for place, tables in plan.rounds.items() for table, people in tables.items() for person in people
    }  # fmt: skip
    moving = sorted({person for (place, person), table in planned.items() if told.get((place, person), table) != table})
    numbers = {table.id: table.number for table in tables_of(event, put_away_too=True)}
    now = round_ and round_.id
    in_round = {person: numbers.get(table) for (place, person), table in planned.items() if place == now}
    return {
        "broken": broken,
        "reasons": reasons,
        "moving": [guests[person] for person in moving if person in guests],
        "sitting": sorted(
            ((guests[person], table) for person, table in in_round.items() if person in guests),
            key=lambda one: one[0].label.casefold(),
        ),
        "changes": actions.changes_of(plan),
        **(_what_if(event, plan, round_) if round_ else {}),
    }


def _what_if(event, plan, round_) -> dict:
    """What it would cost to seat `?person=` at `?table=` in the round that is shown."""
    asked = {name: request.values.get(name, "") for name in ("person", "table")}
    if request.method != "GET" or not all(asked.values()):
        return {"asked": asked}
    person, table = _row(Person, asked["person"]), _row(Table, asked["table"])
    try:
        instance = _instance(event, keep_told=plan.how == REPAIRED)
        found = _change(instance, plan, round_, asked)
    except Refused as refusal:
        return {"asked": asked, "cannot": refusal.message}
    return {
        "asked": asked, "person": person, "table": table, "found": found,
        "other": found and found.other, "costs": words.cost(found.grows, found.broken) if found else [],
    }  # fmt: skip


def _change(instance, plan, round_, asked):
    """The Change that was asked for, or None when they sit there already. Raises Refused when it cannot be."""
    person, table = _row(Person, asked.get("person", "")), _row(Table, asked.get("table", ""))
    if round_.id not in instance.to_come or str(round_.id) not in plan.rounds:
        raise Refused(_("This round has begun, so its seats stay as they are."), status=409)
    place = instance.rounds.index(round_.id) + 1
    if table.away_at is not None or place not in instance.people.get(person.id, {"rounds": ()})["rounds"]:
        raise Refused(_("They are not there in this round, or the table was put away."), status=409)
    if chose(instance, person.id, place):
        raise Refused(_("They chose their table themselves, and their choice stays."), status=409)
    return background.run(change, instance, instance.to_engine(plan.rounds), person.id, place, table.id)
