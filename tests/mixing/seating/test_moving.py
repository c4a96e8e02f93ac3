"""The move rule is offered when it gives no repeats for this room, and says why not where it does not."""

from dataclasses import replace

import pytest
from mixing.seating.rooms import plain

from facilitator.mixing.seating import Person, move_rule
from facilitator.mixing.seating.moving import clash


@pytest.mark.parametrize(("tables", "seats"), [(12, 4), (17, 6), (12, 6), (5, 4), (7, 4), (8, 4)])
def test_it_works(tables, seats):
    rule = move_rule(plain(tables, seats, 3))
    assert (rule.works, rule.why, rule.clash) == (True, "fine", None)
    assert rule.figures.score == (0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("tables", "seats", "who"), [(4, 4, ("", "B", 1, 3)), (6, 4, ("", "C", 1, 3)), (8, 6, ("", "D", 1, 3))]
)
def test_it_does_not_work_for_these_numbers(tables, seats, who):
    rule = move_rule(plain(tables, seats, 3))
    assert (rule.works, rule.why, rule.clash) == (False, "letters", who)


def test_each_letter_moves_that_many_tables_on():
    room = plain(12, 4, 3)
    rule = move_rule(room)
    place = {t.id: i for i, t in enumerate(room.tables)}
    first, second, third = rule.plan.seats()
    for person in room.people:
        steps = {"": 0, "A": 1, "B": 2, "C": 3}[rule.letters[person.id]]
        assert place[second[person.id]] == (place[first[person.id]] + steps) % 12
        assert place[third[person.id]] == (place[first[person.id]] + 2 * steps) % 12


def test_one_person_who_needs_a_step_free_place_stops_it_where_there_are_steps():
    room = plain(12, 4, 3)
    tables = (replace(room.tables[0], step_free=False), *room.tables[1:])
    people = tuple(replace(p, step_free=True) if p.id == "g0" else p for p in room.people)
    assert move_rule(replace(room, tables=tables)).works
    assert move_rule(replace(room, people=people)).works
    # Three tables in a row of twelve, by steps of 1, 2 or 3: the card can be one that passes the stepped table by.
    assert move_rule(replace(room, tables=tables, people=people)).works
    stepped = tuple(replace(t, step_free=i == 0) for i, t in enumerate(room.tables))
    assert move_rule(replace(room, tables=stepped, people=people)).why == "room"


def test_people_apart_get_cards_that_keep_them_apart():
    assert move_rule(plain(12, 4, 3, apart=(("g0", "g12"), ("g0", "h0")))).works


def test_who_stays_with_a_host_stays_and_the_cards_go_on():
    rule = move_rule(plain(12, 5, 3, people=48, together=(("h0", "g0"),)))
    assert rule.letters["g0"] == ""
    assert rule.works


def test_fewer_people_than_cards_and_some_for_part_of_the_day():
    room = plain(12, 4, 3, people=47)
    people = (*room.people[:-1], Person("late", rounds=frozenset({2, 3})))
    assert move_rule(replace(room, people=people)).works


def test_without_anybody_who_stays_coming_back_is_no_clash_if_it_is_allowed():
    assert clash(4, 2, 3, returns=True) == ("", "B", 1, 3)
    assert clash(4, 2, 3, returns=False) is None
