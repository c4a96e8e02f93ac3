"""What the engine is told of a room: needs and ids, rounds as they were, choices that win."""

import json

import pytest

from facilitator.cafe.models import SeatingPlan
from facilitator.cafe.planning.instance import instance_of, joined
from facilitator.db import database
from facilitator.events.models import Event

pytestmark = pytest.mark.unwatched  # about what is read, not about screens


def told(cafe, **how):
    return instance_of(Event.get_by_id(cafe.event.id), **how)


def one(instance, person):
    return next(each for each in instance.data["people"] if each["id"] == f"p{person.id}")


def test_ids_and_needs_go_out_and_no_words(cafe):
    mira = cafe.joins("Mira", voice="carer", needs="I use a wheelchair", language="pl")
    cafe.needs(mira, step_free=True, speaks=["pl", "en"])
    cafe.set(cafe.tables[0], name="Blue corner", question="Why?")
    instance = told(cafe)
    assert one(instance, mira) == {
        "id": f"p{mira.id}", "role": "carer", "langs": ["en", "pl"], "step_free": True, "host": None,
        "rounds": [1, 2, 3],
    }  # fmt: skip
    words = json.dumps(instance.data)
    assert not any(word in words for word in ("Mira", "wheelchair", "Blue", "Why", mira.return_code))
    assert instance.room().rounds == 3


def test_who_says_nothing_speaks_the_language_of_their_pages(cafe):
    omar = cafe.joins("Omar", language="ar")
    assert one(told(cafe), omar)["langs"] == ["ar"]
    assert one(told(cafe), omar)["role"] == "-"


def test_a_host_stays_at_their_table_and_one_who_left_hosts_nothing(cafe):
    here, gone = cafe.people(2)
    cafe.hosts(here, cafe.tables[0])
    cafe.hosts(gone, cafe.tables[1])
    cafe.leaves(gone)
    instance = told(cafe)
    assert one(instance, here)["host"] == f"t{cafe.tables[0].id}"
    assert [each["id"] for each in instance.data["people"]] == [f"p{here.id}"]


def test_a_host_of_a_table_put_away_is_a_guest(cafe):
    (host,) = cafe.people(1)
    cafe.hosts(host, cafe.tables[0])
    cafe.away(cafe.tables[0])
    assert one(told(cafe), host)["host"] is None
    assert len(told(cafe).data["tables"]) == 11


def test_helpers_and_friends_sit_together_and_some_are_kept_apart(cafe):
    ann, bob, cem, dee, eva = cafe.people(5)
    cafe.set(bob, helper=ann)
    cafe.company(bob, cem)
    cafe.company(eva, dee, apart=True)
    instance = told(cafe)
    assert instance.data["together"] == [[f"p{ann.id}", f"p{bob.id}", f"p{cem.id}"]]
    assert instance.data["apart"] == [[f"p{dee.id}", f"p{eva.id}"]]
    cafe.leaves(ann)
    cafe.leaves(eva)
    assert told(cafe).data["together"] == [[f"p{bob.id}", f"p{cem.id}"]]
    assert told(cafe).data["apart"] == []


def test_who_leaves_early_is_planned_until_then(cafe):
    (early,) = cafe.people(1)
    cafe.needs(early, last_round=cafe.rounds[1])
    assert one(told(cafe), early)["rounds"] == [1, 2]


def test_what_people_chose_is_fixed_in_the_rounds_to_come(cafe):
    ann, bob = cafe.people(2)
    first, second, _third = cafe.rounds
    cafe.chooses(ann, second, cafe.tables[4])
    cafe.chooses(bob, second, cafe.tables[5])
    cafe.away(cafe.tables[5])
    assert told(cafe).data["fixed"] == [[f"p{ann.id}", 2, f"t{cafe.tables[4].id}"]]
    assert "baseline" not in told(cafe).data
    cafe.begins(first)
    cafe.begins(second)
    held = told(cafe)
    assert held.data["fixed"] == []
    assert (held.rounds, held.held) == ((second.id, cafe.rounds[2].id), 1)


def test_rounds_held_are_as_they_really_were_with_those_who_left(cafe):
    guests = cafe.people(12)
    cafe.publish(cafe.plan())
    first, second, third = cafe.rounds
    stays, leaves = guests[:2]
    other = next(t for t in cafe.tables if t.id != cafe.seats()[1, stays.id])
    cafe.chooses(stays, first, other)
    cafe.begins(first)
    cafe.leaves(leaves)
    (late,) = cafe.people(1)
    instance = told(cafe)
    assert (instance.held, instance.to_come) == (1, (second.id, third.id))
    held = instance.data["baseline"]["rounds"][0]
    assert f"p{stays.id}" in held[f"t{other.id}"]
    assert f"p{leaves.id}" in [person for people in held.values() for person in people]
    assert one(instance, leaves)["rounds"] == [1]
    assert one(instance, late)["rounds"] == [2, 3]
    coming = [person for people in instance.data["baseline"]["rounds"][1].values() for person in people]
    assert f"p{late.id}" not in coming
    assert f"p{leaves.id}" not in coming
    assert len(coming) == 11
    assert instance.data["frozen"] == 1
    instance.room()


def test_a_new_plan_for_everybody_forgets_what_people_were_told_and_keeps_what_was(cafe):
    cafe.people(12)
    cafe.publish(cafe.plan())
    assert "baseline" not in told(cafe, keep_told=False).data
    cafe.begins(cafe.rounds[0])
    rounds = told(cafe, keep_told=False).data["baseline"]["rounds"]
    assert [sum(map(len, tables.values())) for tables in rounds] == [12, 0, 0]


def test_a_table_put_away_after_a_round_is_known_and_has_no_chair(cafe):
    people = cafe.people(12)
    cafe.publish(cafe.plan())
    used = next(t for t in cafe.tables if t.id == cafe.seats()[1, people[0].id])
    cafe.begins(cafe.rounds[0])
    cafe.away(used)
    tables = {table["id"]: table["seats"] for table in told(cafe).data["tables"]}
    assert tables[f"t{used.id}"] == 0
    assert len(tables) == 12


def test_a_plan_goes_into_the_record_and_comes_back_the_same(cafe):
    cafe.people(12)
    plan = cafe.publish(cafe.plan())
    cafe.begins(cafe.rounds[0])
    instance = told(cafe)
    back = instance.to_engine(SeatingPlan.get_by_id(plan.id).rounds)
    assert back.seats()[1:] == [
        {f"p{person}": f"t{table}" for (number, person), table in cafe.seats().items() if number == place}
        for place in (2, 3)
    ]
    assert instance.to_record(back) == {round_: plan.rounds[round_] for round_ in map(str, instance.to_come)}


@pytest.mark.parametrize(
    ("pairs", "groups"),
    [([], []), ([(1, 2), (3, 4)], [[1, 2], [3, 4]]), ([(1, 2), (4, 3), (2, 3), (9, 1)], [[1, 2, 3, 4, 9]])],
)
def test_who_shares_somebody_shares_a_table(pairs, groups):
    assert joined(pairs) == groups


def test_reading_asks_as_often_for_many_people_as_for_few(cafe, monkeypatch):
    asked = []
    execute = database.execute_sql
    monkeypatch.setattr(database, "execute_sql", lambda sql, *more: asked.append(sql) or execute(sql, *more))
    counts = []
    for more in (4, 30):
        cafe.people(more)
        cafe.publish(cafe.plan())
        asked.clear()
        told(cafe)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 14
