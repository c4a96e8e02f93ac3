"""What a plan is worth, on plans small enough to count by hand."""

from dataclasses import replace

import pytest
from mixing.seating.rooms import plain

from facilitator.mixing.seating import Person, Plan, Room, Table, cost_of, measure, reasons


@pytest.fixture
def room():
    return Room(
        "r", 2, (Table("a", 3, step_free=True), Table("b", 3)),
        (
            Person("h", "staff", frozenset({"en"}), host="a"), Person("p", "staff", frozenset({"en"})),
            Person("q", "resident", frozenset({"en", "tr"}), step_free=True),
            Person("r", "resident", frozenset({"tr"})),
            Person("s", "resident", frozenset({"en"}), rounds=frozenset({2})),
        ),
        together=(("q", "r"),), apart=(("h", "s"),),
    )  # fmt: skip


@pytest.fixture
def plan():
    return Plan(({"a": ["h", "p"], "b": ["q", "r"]}, {"a": ["h", "q", "r"], "b": ["p", "s"]}))


def test_rules_broken_are_named_with_place_and_people(room, plan):
    figures = measure(room, plan)
    assert figures.violations == {"step_free": 1}
    assert [(one.rule, one.round, one.table, one.people) for one in figures.breaks] == [("step_free", 1, "b", ("q",))]


def test_meetings_mix_and_fill(room, plan):
    figures = measure(room, plan)
    assert (figures.repeat_excess, figures.repeat_pairs, figures.max_meet) == (0, 0, 1)
    assert figures.new_people == {"h": [1, 2], "p": [1, 1], "q": [1, 1], "r": [1, 1], "s": [None, 1]}
    assert figures.meet_mean == 2.0
    assert (figures.mix_dev, figures.size_dev) == (4, 0)  # two tables of one voice each where one of each was due


def test_each_rule_is_seen_when_it_is_broken(room):
    worst = Plan(({"b": ["h", "p", "q", "r"]}, {"a": ["h", "s", "q"], "b": ["r"], "c": ["p"]}))
    assert measure(room, worst).violations == {
        "over_capacity": 1, "under_min": 1, "host_moved": 1, "step_free": 1, "structure": 2, "together_broken": 1,
        "apart_broken": 1, "language": 1,
    }  # fmt: skip


def test_seats_that_differ_from_what_people_were_told(room, plan):
    after = plan.with_changes([("p", 2, "a"), ("s", 2, "a"), ("r", 1, "a")])
    figures = measure(room, after, plan, 1)
    assert (figures.displaced, figures.displaced_next, figures.displaced_people) == (2, 2, 2)
    assert figures.violations["frozen_changed"] == 1


def test_what_a_change_would_cost(room, plan):
    cost = cost_of(room, plan, [("q", 1, "a"), ("r", 1, "a"), ("p", 1, "b")])
    assert cost["hard"] == 1  # the steps are gone; one person sits alone, without company in their language
    assert cost["repeat_excess"] == 2  # the host meets both again


def test_why_people_sit_where_they_sit(room, plan):
    why = reasons(replace(room, fixed={("p", 2): "b"}), plan)
    assert (why.hosts, why.step_free, why.together, why.apart, why.part, why.chosen) == (1, 0, 1, 1, 1, 1)
    assert why.languages == 5


def test_bounds_by_counting_and_by_pigeonholes():
    assert measure(plain(3, 4, 3), Plan(({}, {}, {}))).repeats_bound == 6
    assert measure(plain(4, 5, 3), Plan(({}, {}, {}))).repeats_bound == 8
    assert measure(plain(7, 7, 6), Plan(({},) * 6)).repeats_bound == 0
    assert measure(plain(3, 4, 5), Plan(({},) * 5)).revisits_bound == 18


def test_a_bound_for_someone_with_more_rounds_than_step_free_tables():
    room = plain(4, 4, 4)
    people = tuple(replace(p, step_free=True) if p.id in ("g0", "g1") else p for p in room.people)
    tables = tuple(replace(t, step_free=i < 2) for i, t in enumerate(room.tables))
    room = replace(room, people=people, tables=tables, together=(("g1", "g2"),))
    assert measure(room, Plan(({},) * 4)).revisits_bound == 6
