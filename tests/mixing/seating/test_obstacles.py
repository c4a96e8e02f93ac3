"""Rooms that cannot be seated: the reason, in words, and still the plan that breaks the least."""

from dataclasses import replace

import pytest
from mixing.seating.rooms import plain

from facilitator.cafe.obstacles import words_for, words_for_rule
from facilitator.mixing.seating import Person, Room, Table, obstacles, solve

TWO = (Table("a", 3, step_free=True), Table("b", 3))
ONE = (Table("a", 4),)


def people(count, **more):
    return tuple(Person(f"p{i}", **more) for i in range(count))


def why(room):
    return [words_for(one) for one in obstacles(room)]


ROOMS = [
    (Room("r", 1, TWO, people(8)), "In round 1 there are 8 people and 6 chairs.", {"over_capacity": 2}),
    (
        Room("r", 1, TWO, (*people(4, step_free=True), Person("q"))),
        "4 people need a step-free place and there are 3.", {"step_free": 1},
    ),
    (
        Room("r", 1, TWO, (Person("h", host="b", step_free=True), *people(3))),
        "h needs a step-free place and hosts table b, which has steps.", {"step_free": 1},
    ),
    (
        Room("r", 1, (*TWO, Table("c", 2)), people(6), together=(("p0", "p1", "p2", "p3"),)),
        "4 people stay together, and no table has more than 3 chairs for them.", {"over_capacity": 1},
    ),
    (
        Room("r", 1, TWO, people(4), together=(("p0", "p1"),), apart=(("p0", "p1"),)),
        "p0 and p1 stay together, and they must also be apart.", {"apart_broken": 1},
    ),
    (
        Room("r", 1, TWO, (Person("h", host="a"), Person("i", host="b"), *people(3)), together=(("h", "i"),)),
        "h and i stay together, and they host different tables.", {"together_broken": 1},
    ),
    (
        Room("r", 1, TWO, (Person("h", host="b"), *people(3, step_free=True)), together=(("p0", "h"),)),
        "p0 and h stay together. One needs a step-free place, and the other hosts table b, which has steps.",
        {"step_free": 1},
    ),
    (
        Room("r", 1, ONE, (*people(3, langs=frozenset({"en"})), Person("q", langs=frozenset({"tr"})))),
        "Nobody else speaks a language of q in round 1.", {"language": 1},
    ),
    (
        Room("r", 1, ONE, (*people(3, langs=frozenset({"en"})), Person("q"))),
        "We do not know which language q speaks.", {"language": 1},
    ),
    (Room("r", 1, TWO, people(1)), "Only 1 person is there in round 1, and a table needs 2.", {"under_min": 1}),
    (
        Room("r", 1, TWO, (Person("h", host="a"), Person("i", host="a")), apart=(("h", "i"),)),
        "h and i must be apart, and both host table a.", {"apart_broken": 1},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("room", "words", "least"), ROOMS)
def test_the_reason_in_words_and_the_plan_that_breaks_the_least(room, words, least):
    assert words in why(room)
    result = solve(room)
    assert result.figures.violations == least
    assert {one.rule for one in result.breaks} == set(least)
    assert all(len(seat) == len(room.people) for seat in result.plan.seats())


def test_a_room_that_can_be_seated_has_no_obstacle():
    assert obstacles(plain(4, 4, 3)) == []


def test_a_choice_without_a_chair():
    room = replace(plain(3, 3, 1), fixed={(f"g{i}", 1): "t0" for i in range(3)})
    assert why(room) == ["g2 chose table t0 in round 1, and no chair is free there."]


def test_people_are_called_by_the_names_the_room_knows():
    room = Room("r", 1, TWO, people(4), together=(("p0", "p1"),), apart=(("p0", "p1"),))
    names = {"p0": "Ada", "p1": "Ben"}
    words = [words_for(one, lambda id_: names.get(id_, id_)) for one in obstacles(room)]
    assert words == ["Ada and Ben stay together, and they must also be apart."]


def test_every_rule_has_words():
    rules = (
        "structure over_capacity under_min host_moved together_broken apart_broken step_free language frozen_changed"
    )
    assert all(words_for_rule(rule, 2).startswith("2 ") for rule in rules.split())
