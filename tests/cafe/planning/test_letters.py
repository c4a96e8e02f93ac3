"""A repair of a plan by the move rule: cards stay right, and who comes later gets one."""

from itertools import pairwise

import pytest

from facilitator.cafe.models import MOVE_RULE, OFFERED, REPAIRED, SeatingPlan
from facilitator.cafe.phases import BY_LETTERS, BY_SEATS, way_to_move
from facilitator.cafe.planning import actions, jobs
from facilitator.cafe.planning.instance import instance_of
from facilitator.cafe.planning.judging import by_the_move_rule, judge
from facilitator.cafe.planning.letters import keep_letters
from facilitator.mixing.seating import solve
from facilitator.printing.moves import move_cards


@pytest.fixture
def cards(cafe):
    """A café of 44 by the move rule, with a host at each of 12 tables."""
    cafe.guests = cafe.people(44)
    for host, table in zip(cafe.guests, cafe.tables, strict=False):
        cafe.hosts(host, table)
    instance = instance_of(cafe.event)
    plan, cafe.letters = by_the_move_rule(instance)
    figures, why = judge(instance, plan)
    rounds = instance.to_record(plan)
    said = {"how": MOVE_RULE, "rounds": rounds, "figures": figures, "why": why, "letters": cafe.letters}
    cafe.publish(actions.offer_plan(event=cafe.event, by=cafe.by, **said))
    return cafe


def repaired(cafe):
    """`(plan, letters)`, or None where the cards cannot stay."""
    instance = instance_of(cafe.event)
    return keep_letters(instance, cafe.letters, solve(instance.room(), seconds=0.2).plan)


def steps(cafe, plan, person, rounds=3):
    """By how many tables somebody moves on each time."""
    places = {f"t{table.id}": place for place, table in enumerate(cafe.tables)}
    way = [places[seats[f"p{person.id}"]] for seats in plan.seats()[-rounds:]]
    return {(after - before) % 12 for before, after in pairwise(way)}


def one_with(cafe, letter):
    return next(person for person in cafe.guests if cafe.letters[str(person.id)] == letter)


@pytest.mark.parametrize("begun", [0, 1])
def test_who_comes_after_the_cards_gets_a_letter_and_all_others_keep_theirs(cards, begun):
    for round_ in cards.rounds[:begun]:
        cards.begins(round_)
    late = [cards.joins("Late"), cards.joins("Later")]
    cards.leaves(cards.guests[-1])
    plan, letters = repaired(cards)
    here = [str(person.id) for person in cards.guests[:-1]]
    assert {id_: letters[id_] for id_ in here} == {id_: cards.letters[id_] for id_ in here}
    for person in late:
        assert steps(cards, plan, person, 3 - begun) == {"ABCD".index(letters[str(person.id)]) + 1}
    figures, why = judge(instance_of(cards.event), plan)
    assert (figures["repeats"], figures["moved"], why["breaks"]) == (0, 0, {})


def test_the_repair_that_is_offered_goes_on_by_letters(cards, monkeypatch):
    monkeypatch.setattr(jobs, "SECONDS", 1)
    late = cards.joins("Late")
    jobs.start(cards.event, cards.by, REPAIRED, instance_of(cards.event)).wait(30)
    plan = SeatingPlan.get(SeatingPlan.state == OFFERED)
    assert plan.how == REPAIRED
    cards.publish(plan)
    assert way_to_move(cards.event)[0] == BY_LETTERS
    card = next(card for card in move_cards(cards.event) if card.name.startswith("Late"))
    assert card.letter == plan.letters[str(late.id)]
    assert len(move_cards(cards.event)) == 45
    cards.publish(cards.plan(how=REPAIRED))
    assert way_to_move(cards.event)[0] == BY_SEATS


def test_two_who_came_together_share_a_way(cards):
    for guest in cards.guests:
        if cards.letters[str(guest.id)] in ("B", "C"):
            cards.leaves(guest)
    pair = [cards.joins("One"), cards.joins("Other")]
    cards.company(*pair)
    plan, letters = repaired(cards)
    assert len({letters[str(person.id)] for person in pair}) == 1
    assert all(seats[f"p{pair[0].id}"] == seats[f"p{pair[1].id}"] for seats in plan.seats())


def test_who_took_a_chair_on_arrival_gets_the_letter_that_leads_on_from_there(cards):
    late, taken = cards.joins("Late"), [table for (number, _who), table in cards.seats().items() if number == 1]
    free = next(table for table in cards.tables if taken.count(table.id) < 4)
    cards.chooses(late, cards.rounds[0], free)
    plan, letters = repaired(cards)
    assert plan.seats()[0][f"p{late.id}"] == f"t{free.id}"
    assert steps(cards, plan, late) == {"ABCD".index(letters[str(late.id)]) + 1}


def test_who_chose_a_table_off_the_way_of_the_card_has_a_letter_no_longer(cards):
    one = one_with(cards, "B")
    known = [table for (_number, person), table in cards.seats().items() if person == one.id]
    taken = [table for (number, _who), table in cards.seats().items() if number == 2]
    free = next(table for table in cards.tables if taken.count(table.id) < 4 and table.id not in known)
    cards.chooses(one, cards.rounds[1], free)
    _plan, letters = repaired(cards)
    assert str(one.id) not in letters
    assert len(letters) == 43


def test_where_a_need_takes_somebody_off_the_way_of_the_card_there_are_no_letters_any_more(cards):
    one = one_with(cards, "A")
    cards.needs(one, step_free=True)
    sat = cards.seats()[2, one.id]
    cards.set(next(table for table in cards.tables if table.id == sat), step_free=False)
    assert repaired(cards) is None


def test_a_table_put_away_ends_the_cards(cards):
    cards.away(cards.tables[-1])
    assert repaired(cards) is None
