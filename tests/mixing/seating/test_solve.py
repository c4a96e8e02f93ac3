"""Rooms are seated: known small ones with the figures they must have, and made ones without breaking a rule."""

import pytest
from hypothesis import HealthCheck, given, settings
from mixing.seating.rooms import plain, seatable

from facilitator.mixing.seating import Person, Plan, Room, Table, measure, solve

made = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(
    ("tables", "seats", "rounds", "repeats"),
    [(3, 4, 3, 6), (4, 5, 3, 8), (8, 4, 4, 0), (7, 7, 6, 0), (10, 6, 6, 0), (2, 3, 2, 2)],
)
def test_a_room_with_a_host_at_each_table_reaches_its_bound(tables, seats, rounds, repeats):
    result = solve(plain(tables, seats, rounds))
    assert result.figures.score == (0, 0, repeats, 0, 0, 0)
    assert result.figures.repeats_bound == repeats
    assert result.bound_reached
    assert result.breaks == ()


def test_a_room_without_hosts_that_does_not_divide_evenly():
    room = Room(
        "r", 3, tuple(Table(f"t{i}", seats) for i, seats in enumerate((5, 5, 5, 4, 4))),
        tuple(Person(f"p{i}") for i in range(23)),
    )  # fmt: skip
    result = solve(room)
    assert result.figures.score == (0, 0, 7, 0, 0, 0)  # 6 is what counting proves; 7 is the least there is


def test_a_hall_of_two_thousand():
    figures = solve(plain(250, 8, 6)).figures
    assert figures.score == (0, 0, 0, 0, 0, 0)
    assert figures.meet_mean == 42


@made
@given(seatable())
def test_a_room_that_can_be_seated_is_seated_with_no_rule_broken(made_room):
    room, hidden = made_room
    assert measure(room, hidden).hard == 0
    result = solve(room)
    assert result.figures.violations == {}
    assert result.figures.revisits >= result.figures.revisits_bound
    if result.figures.revisits == result.figures.revisits_bound == 0:
        assert result.figures.repeat_excess >= result.figures.repeats_bound


def test_a_rule_costs_more_than_coming_back_and_meeting_again():
    """Step-free seats for three guests at two tables, and one guest left who can keep the third table's host company:
    all of them come back to a table, for else somebody would have to climb steps."""
    guests = [Person(f"guest {n}", step_free=n < 3) for n in range(4)]
    hosts = [Person("upstairs", host="up"), Person("below", host="down", step_free=True)]
    tables = (Table("garden", 3, True), Table("up", 3), Table("down", 3, True))
    room = Room("steps", 2, tables, (*hosts, *guests), min_table=2)
    for seed in range(5):
        figures = solve(room, seed=seed).figures
        assert figures.violations == {}
        assert figures.revisits == 2


def test_the_same_seed_gives_the_same_plan():
    room = plain(5, 6, 3, hosts=False, people=27)
    assert solve(room, seed=3).plan == solve(room, seed=3).plan
    assert solve(room, seed=3).plan != solve(room, seed=4).plan


def test_more_rounds_than_tables_brings_people_back_as_seldom_as_can_be():
    result = solve(plain(3, 4, 5))
    assert result.figures.hard == 0
    assert result.figures.revisits == result.figures.revisits_bound == 9 * 2


def test_coming_back_may_be_allowed():
    assert solve(plain(3, 4, 5, revisits=True)).figures.revisits == 0


def test_people_who_come_later_and_leave_earlier_have_a_seat_just_then():
    people = [Person(f"p{i}", rounds=frozenset({2, 3}) if i < 4 else None) for i in range(16)]
    room = Room("r", 3, tuple(Table(f"t{i}", 4) for i in range(4)), tuple(people))
    result = solve(room)
    assert result.figures.hard == 0
    assert [len(seat) for seat in result.plan.seats()] == [12, 16, 16]


def test_members_of_a_group_who_are_there_at_different_times():
    people = [Person(f"p{i}", rounds=frozenset({1, 2}) if i == 0 else None) for i in range(12)]
    room = Room("r", 3, tuple(Table(f"t{i}", 4) for i in range(3)), tuple(people), together=(("p0", "p1", "p2"),))
    seats = solve(room).plan.seats()
    assert [len({seat[p] for p in ("p0", "p1", "p2") if p in seat}) for seat in seats] == [1, 1, 1]


def test_who_stays_with_a_host_stays_at_the_table():
    room = plain(4, 4, 3, together=(("h0", "g0"),))
    result = solve(room)
    assert {seat["g0"] for seat in result.plan.seats()} == {"t0"}
    assert result.figures.hard == 0
    assert result.figures.revisits == result.figures.revisits_bound == 2


def test_an_empty_room_has_an_empty_plan():
    assert solve(Room("r", 2, (), ())).plan == Plan(({}, {}))


def test_progress_is_told_and_can_end_the_search():
    told = []

    def tell(progress):
        told.append(progress)
        return len(told) < 2

    result = solve(plain(6, 6, 6, people=34), on_progress=tell)
    assert len(told) == 2
    assert told[0].plan is not None
    assert 0 <= told[0].share <= told[1].share <= 1
    assert result.figures.hard == 0
