"""After late arrivals, leavers and choices: people keep the seats they were told unless a rule would break."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mixing.seating.rooms import plain, seatable

from facilitator.mixing.seating import Person, Plan, measure, solve

made = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def told():
    """A room of 8 tables with chairs to spare, and the plan its people were told."""
    room = plain(8, 6, 4, people=40)
    return room, solve(room).plan


def test_nothing_changed_so_nobody_moves(told):
    room, plan = told
    result = solve(room, baseline=plan, frozen=1)
    assert result.figures.score == measure(room, plan).score
    assert result.figures.displaced == 0


def test_late_arrivals_find_a_chair_and_nobody_else_moves(told):
    room, plan = told
    later = replace(room, people=(*room.people, *(Person(f"late{i}", rounds=frozenset({2, 3, 4})) for i in range(3))))
    figures = solve(later, baseline=plan, frozen=1).figures
    assert (figures.hard, figures.revisits, figures.repeat_excess, figures.displaced) == (0, 0, 0, 0)


@pytest.mark.parametrize("seed", range(3))
def test_in_a_full_room_who_comes_gets_the_chair_of_who_left(seed):
    room = plain(4, 5, 3, hosts=False)
    told = solve(room, seconds=1).plan
    gone, late = replace(room.people[3], rounds=frozenset({1})), Person("late", rounds=frozenset({2, 3}))
    later = replace(room, people=(*room.people[:3], gone, *room.people[4:], late))
    figures = solve(later, baseline=told, frozen=1, seed=seed).figures
    assert (figures.hard, figures.revisits, figures.displaced_people) == (0, 0, 0)


def test_a_host_who_left_leaves_a_table_without_one(told):
    room, plan = told
    people = tuple(replace(p, rounds=frozenset({1})) if p.id == "h0" else p for p in room.people)
    result = solve(replace(room, people=people), baseline=plan, frozen=1)
    assert (result.figures.hard, result.figures.displaced) == (0, 0)
    assert all("h0" not in seat for seat in result.plan.seats()[1:])


def test_rounds_that_are_over_stay_as_they_were(told):
    room, plan = told
    stayed = plan.with_changes([("g0", 2, plan.seats()[0]["g0"])])  # somebody stayed where they were
    result = solve(room, baseline=stayed, frozen=2)
    assert result.plan.seats()[:2] == stayed.seats()[:2]
    assert "frozen_changed" not in result.figures.violations


def test_a_choice_is_kept_whatever_the_plan_said(told):
    room, plan = told
    stays = plan.seats()[0]["g5"]
    result = solve(replace(room, fixed={("g5", 2): stays}), baseline=plan, frozen=1)
    assert result.plan.seats()[1]["g5"] == stays
    assert result.figures.hard == 0
    assert result.figures.revisits == 1  # their own
    assert result.figures.displaced_people <= 3


def test_who_chooses_another_table_than_their_group_goes_there(told):
    room, _plan = told
    pair = replace(room, together=(("g0", "g1"),), fixed={("g0", 2): "t1", ("g1", 2): "t2"})
    seats = solve(pair).plan.seats()
    assert (seats[1]["g0"], seats[1]["g1"]) == ("t1", "t2")
    assert seats[0]["g0"] == seats[0]["g1"]


def test_more_choices_than_chairs_are_kept_in_their_order(told):
    room, _plan = told
    wanted = {(f"g{i}", 1): "t3" for i in range(7)}
    result = solve(replace(room, fixed=wanted))
    there = [p for p, t in result.plan.seats()[0].items() if t == "t3"]
    assert sorted(there) == ["g0", "g1", "g2", "g3", "g4", "h3"]
    assert result.figures.hard == 0


@made
@given(seatable(), st.integers(0, 3), st.integers(0, 2), st.integers(0, 3))
def test_a_repair_never_moves_more_people_than_a_fresh_plan_would(made_room, gone, new, frozen):
    room, plan = made_room
    frozen = min(frozen, room.rounds)
    guests = [p.id for p in room.people if p.host is None]
    left = set(guests[:gone])
    late = tuple(
        Person(f"late{i}", langs=room.people[0].langs, rounds=frozenset(range(frozen + 1, room.rounds + 1)))
        for i in range(new)
    )
    people = tuple(replace(p, rounds=frozenset(range(1, frozen + 1))) if p.id in left else p for p in room.people)
    after = replace(room, people=people + late)
    repaired = solve(after, baseline=plan, frozen=frozen).figures
    # The same past, and nothing said about the rounds to come.
    fresh = measure(after, solve(after, baseline=Plan(plan.rounds[:frozen]), frozen=frozen).plan, plan, frozen)
    assert repaired.violations.get("frozen_changed", 0) == 0
    assert repaired.score[:2] <= fresh.score[:2]
    if repaired.score[:2] == fresh.score[:2]:
        assert repaired.displaced <= fresh.displaced
