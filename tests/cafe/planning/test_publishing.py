"""A plan is offered, changed, shown and set aside; own choices stay, and only phones that need to hear do."""

import pytest
from waiting import until

from facilitator.cafe.hosting.actions import volunteer
from facilitator.cafe.models import CHOSEN, MOVE_RULE, OFFERED, PUBLISHED, REPAIRED, SET_ASIDE, Seat, SeatingPlan
from facilitator.cafe.planning import actions
from facilitator.cafe.planning.changes import changes_since
from facilitator.cafe.planning.changing import change
from facilitator.cafe.planning.instance import instance_of
from facilitator.cafe.planning.judging import by_the_move_rule, fits, judge
from facilitator.cafe.seats.actions import take_chair
from facilitator.errors import NotFound, Refused
from facilitator.journal import keeper


@pytest.fixture
def told(cafe):
    """A café of 16 who were told their tables."""
    cafe.guests = cafe.people(16)
    cafe.shown = cafe.publish(cafe.plan())
    return cafe


@pytest.fixture
def heard(app, told):
    """What listeners hear of rows that changed, after what was told."""
    rows = []
    listen = lambda commits: rows.extend(row for commit in commits for row in commit.subjects)  # noqa: E731
    keeper.listeners.append(listen)
    told.set(told.event, title="Now listen")
    until(lambda: rows and rows[-1] == told.event)  # one after the other: what was done before is heard before
    rows.clear()
    yield rows
    keeper.listeners.remove(listen)


def planned(plan):
    return {
        (int(round_), person): int(table)
        for round_, tables in plan.rounds.items() for table, people in tables.items() for person in people
    }  # fmt: skip


def sat(cafe):
    return {(seat.round_id, seat.person_id): seat.table_id for seat in Seat.select().where(Seat.event == cafe.event)}


def test_shown_everybody_has_the_seat_of_the_plan(told):
    assert sat(told) == planned(told.shown)
    assert SeatingPlan.get_by_id(told.shown.id).state == PUBLISHED
    assert {seat.suggested_id == seat.table_id and not seat.is_own_choice for seat in Seat.select()} == {True}


def test_shown_twice_changes_nothing(told, heard):
    before = told.shown.published_at
    told.publish(told.shown)
    told.publish(told.shown, op="once")
    told.publish(told.shown, op="once")
    assert SeatingPlan.get_by_id(told.shown.id).published_at == before
    assert heard == []


def test_a_new_plan_takes_the_place_of_an_offered_one_and_of_the_one_shown(told):
    second, third = told.plan(), told.plan(keep_told=False)
    assert SeatingPlan.get_by_id(second.id).state == SET_ASIDE
    with pytest.raises(Refused) as refused:
        told.publish(second)
    assert refused.value.status == 409
    told.publish(third)
    assert SeatingPlan.get_by_id(told.shown.id).state == SET_ASIDE
    assert sat(told) == planned(third)
    told.publish(told.shown)
    assert sat(told) == planned(told.shown)


def test_an_own_choice_stays_and_is_where_the_plan_puts_them(told):
    ann, second = told.guests[0], told.rounds[1]
    table = next(t for t in told.tables if t.id != sat(told)[second.id, ann.id])
    told.chooses(ann, second, table)
    plan = told.plan(how=REPAIRED)
    assert planned(plan)[second.id, ann.id] == table.id
    told.publish(plan)
    seat = Seat.get(Seat.person == ann, Seat.round == second)
    assert (seat.table_id, seat.suggested_id, seat.is_own_choice) == (table.id, table.id, True)


def test_a_choice_made_after_the_plan_stays_too(told):
    plan = told.plan(keep_told=False)
    ann, second = told.guests[0], told.rounds[1]
    table = next(t for t in told.tables if t.id != planned(plan)[second.id, ann.id])
    told.chooses(ann, second, table)
    told.publish(plan)
    seat = Seat.get(Seat.person == ann, Seat.round == second)
    assert (seat.table_id, seat.suggested_id) == (table.id, planned(plan)[second.id, ann.id])


def test_a_repair_seats_who_came_late_and_only_those_who_move_hear(told, heard):
    before, (late,) = sat(told), told.people(1)
    plan = told.plan(how=REPAIRED)
    assert plan.figures["moved"] == 0
    heard.clear()
    told.publish(plan)
    assert {seat.person_id for seat in heard if isinstance(seat, Seat)} == {late.id}
    after = sat(told)
    assert {at: table for at, table in after.items() if at[1] != late.id} == before
    assert len(after) == len(before) + 3


def test_who_left_is_seated_no_more_and_their_chair_is_free(told):
    gone = told.guests[3]
    told.leaves(gone)
    told.publish(told.plan(how=REPAIRED))
    assert not Seat.select().where(Seat.person == gone).exists()


def test_who_said_meanwhile_that_they_leave_early_keeps_no_chair_for_later(told):
    plan, early = told.plan(keep_told=False), told.guests[2]
    told.needs(early, last_round=told.rounds[0])
    told.publish(plan)
    assert [round_ for round_, person in sat(told) if person == early.id] == [told.rounds[0].id]


def test_rounds_that_began_stay_as_they_were(told):
    first, second, _third = told.rounds
    ann = told.guests[0]
    table = next(t for t in told.tables if t.id != sat(told)[first.id, ann.id])
    told.chooses(ann, first, table)
    told.begins(first)
    held = {at: where for at, where in sat(told).items() if at[0] == first.id}
    plan = told.plan(how=REPAIRED)
    assert set(plan.rounds) == {str(round_.id) for round_ in told.rounds[1:]}
    told.publish(plan)
    assert {at: where for at, where in sat(told).items() if at[0] == first.id} == held
    told.begins(second)
    with pytest.raises(Refused) as refused:
        told.publish(told.shown)
    assert "The rounds have changed" in refused.value.message


def test_a_plan_with_a_table_that_was_put_away_is_not_shown(told):
    plan = told.plan(keep_told=False)
    used = next(t for t in told.tables if t.id in planned(plan).values())
    told.away(used)
    with pytest.raises(Refused) as refused:
        told.publish(plan)
    assert (refused.value.status, "Repair the plan first" in refused.value.message) == (409, True)
    repair = told.plan(how=REPAIRED)
    assert used.id not in planned(repair).values()
    told.publish(repair)


def test_a_choice_for_a_table_that_was_put_away_is_none(told):
    guest, round_ = told.guests[0], told.rounds[0]
    table = next(t for t in told.tables if t.id != sat(told)[round_.id, guest.id])
    take_chair(event=told.event, person=guest, table=table, round_=round_, how=CHOSEN)
    told.away(table)
    repair = told.plan(how=REPAIRED)
    told.publish(repair)
    assert sat(told) == planned(repair)


def test_what_the_plan_would_break_now_is_found(told):
    plan = told.plan(keep_told=False)
    assert fits(instance_of(told.event), plan.rounds) == plan.why["breaks"] == {}
    told.people(2)
    assert fits(instance_of(told.event), plan.rounds) == {}
    first = told.rounds[0]
    table, (one, other, *_more) = next(iter(plan.rounds[str(first.id)].items()))
    by_id = {guest.id: guest for guest in told.guests}
    told.company(by_id[one], by_id[other], apart=True)
    assert fits(instance_of(told.event), plan.rounds)["apart_broken"] >= 1
    host = next(guest for guest in told.guests if planned(plan)[first.id, guest.id] != int(table))
    told.hosts(host, next(t for t in told.tables if t.id == int(table)))
    assert fits(instance_of(told.event), plan.rounds)["host_moved"] >= 1


def test_what_changed_since_is_counted(told):
    assert changes_since(instance_of(told.event), told.shown) == {}
    ann, ben, cem, *_others = told.guests
    told.people(2)
    told.leaves(ben)
    second = told.rounds[1]
    table = next(t for t in told.tables if t.id != sat(told)[second.id, ann.id])
    told.chooses(ann, second, table)
    told.needs(cem, step_free=True)
    told.hosts(cem, told.tables[0])
    told.set(told.tables[5], seats=6)
    assert changes_since(instance_of(told.event), told.shown) == {
        "came": 2, "left": 1, "elsewhere": 1, "tables": 1, "hosts": 1, "needs": 1,
    }  # fmt: skip


def test_a_facilitator_changes_an_offered_plan(told):
    plan, ann = told.plan(keep_told=False), told.guests[0]
    first = told.rounds[0]
    instance = instance_of(told.event, keep_told=False)
    here = planned(plan)[first.id, ann.id]
    table = next(t for t in told.tables if t.id != here)
    found = change(instance, instance.to_engine(plan.rounds), ann.id, 1, table.id)
    assert found.moves[0] == [ann.id, table.id]
    act = {"event": told.event, "by": told.by, "plan": plan, "round": first, "figures": {}, "why": {}}
    changed = actions.reseat(**act, moves=found.moves, seen=0)
    assert planned(changed)[first.id, ann.id] == table.id
    with pytest.raises(Refused):
        actions.reseat(**act, moves=found.moves, seen=0)
    told.publish(changed)
    with pytest.raises(Refused):
        actions.reseat(**act, moves=found.moves, seen=1)
    with pytest.raises(Refused):
        actions.set_aside(event=told.event, by=told.by, plan=changed)


def test_at_a_full_table_two_people_swap_and_hosts_stay(cafe):
    cafe.guests = cafe.people(48)
    table = cafe.tables[0]
    cafe.hosts(cafe.guests[0], table)
    instance = instance_of(cafe.event)
    plan = instance.to_engine(cafe.plan().rounds)
    guest = next(id_ for id_, at in ((g.id, plan.seats()[0][f"p{g.id}"]) for g in cafe.guests) if at != f"t{table.id}")
    found = change(instance, plan, guest, 1, table.id)
    assert found.other not in (None, cafe.guests[0].id)
    assert found.moves[1] == [found.other, int(plan.seats()[0][f"p{guest}"][1:])]
    assert found.broken == {}
    assert change(instance, plan, cafe.guests[0].id, 1, table.id) is None


def test_the_move_rule_makes_a_plan_where_nobody_meets_twice(cafe):
    people = cafe.people(48)
    for host, table in zip(people, cafe.tables, strict=False):
        cafe.hosts(host, table)
    instance = instance_of(cafe.event)
    plan, letters = by_the_move_rule(instance)
    assert sorted(set(letters.values())) == ["", "A", "B", "C"]
    assert letters[str(people[0].id)] == ""
    figures, why = judge(instance, plan)
    assert (figures["repeats"], why["breaks"], why["needs"]["hosts"]) == (0, {}, 12)
    offered = actions.offer_plan(
        event=cafe.event, by=cafe.by, how=MOVE_RULE, rounds=instance.to_record(plan), figures=figures, why=why,
        letters=letters,
    )  # fmt: skip
    cafe.publish(offered)
    assert SeatingPlan.get_by_id(offered.id).letters == letters
    cafe.begins(cafe.rounds[0])
    assert by_the_move_rule(instance_of(cafe.event)) is None


def test_hosts_who_volunteered_leave_the_move_rule_possible(cafe):
    people = cafe.people(36)
    for host, table in zip(people, cafe.tables[:-1], strict=False):
        volunteer(event=cafe.event, by=None, person=host, table=table)
    assert by_the_move_rule(instance_of(cafe.event)) is not None
    plan = cafe.plan()
    assert "chosen" not in plan.why["needs"]
    late = people[-1]
    volunteer(event=cafe.event, by=None, person=late, table=cafe.tables[-1])
    assert fits(instance_of(cafe.event), plan.rounds).get("host_moved", 0) == 0
    assert changes_since(instance_of(cafe.event), plan) == {"hosts": 1}


def test_a_room_that_cannot_be_seated_gets_the_plan_that_breaks_least_and_the_reason(cafe):
    for table in cafe.tables[1:]:
        cafe.set(table, step_free=False)
    for guest in cafe.people(6):
        cafe.needs(guest, step_free=True)
    cafe.people(6)
    plan = cafe.plan()
    assert plan.why["breaks"]["step_free"] >= 6
    assert [one["kind"] for one in plan.why["obstacles"]] == ["step_free"]
    assert plan.figures["best"] is False
    assert len(planned(plan)) == 36


def test_a_host_who_does_not_show_up_leaves_a_table_that_still_works(told):
    told.hosts(told.guests[0], told.tables[0])
    told.publish(told.plan(how=REPAIRED))
    told.leaves(told.guests[0])
    plan = told.plan(how=REPAIRED)
    assert plan.why["breaks"] == {}
    assert "hosts" not in plan.why["needs"]
    told.publish(plan)


def test_other_events_have_no_say(told, other_event):
    plan = told.plan()
    with pytest.raises(NotFound):
        actions.publish(event=other_event, by=told.by, plan=plan)
    with pytest.raises(NotFound):
        actions.set_aside(event=other_event, by=told.by, plan=plan)
    assert SeatingPlan.get_by_id(plan.id).state == OFFERED
