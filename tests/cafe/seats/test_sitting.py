"""Sitting down, staying, sitting together: their choice wins, and chairs are real."""

import pytest
from cast import joined
from four_tables import speaks

from facilitator.cafe.models import CHOSEN, STAYED, SUGGESTED, TOGETHER, Company, Seat, SeatNeed
from facilitator.cafe.room import free_chairs
from facilitator.cafe.seats import actions
from facilitator.errors import NotFound
from facilitator.events.models import Table
from facilitator.journal import action
from facilitator.people import actions as people
from facilitator.people.models import Person

pytestmark = pytest.mark.unwatched  # these tests are about rules; test_screens.py watches the screens


@action("kept apart for a test")
def keep_apart(change, event, by, one, other):
    change.record(Company.create(event=event, one=one, other=other, apart=True))


@action("put away for a test")
def put_away(change, event, by, table):
    from facilitator.db import now

    table.away_at = now()
    table.save()
    change.record(table)


def sit(cafe, browser, number, **fields):
    return browser.post(f"tables/{cafe.table(number).id}/seat", fields)


def helped(cafe, browser, name):
    """Somebody whom the person of that browser helps, on the same phone."""
    browser.post("me/helping", {"name": name, "language": "en"})
    return Person.get(Person.event == cafe.event, Person.name == name)


def test_i_sit_here(cafe, ben):
    answer = sit(cafe, ben, 2)
    assert answer.status_code == 200
    assert cafe.seat(ben) == (2, CHOSEN)
    sit(cafe, ben, 4)
    assert cafe.seat(ben) == (4, CHOSEN)


def test_i_sit_at_the_number_on_the_table(cafe, ben):
    ben.post("seat/table", {"number": "3"})
    assert cafe.seat(ben) == (3, CHOSEN)
    page = ben.post("seat/table", {"number": "44", "page": "/e/CAFE34/tables"})
    assert "No table has that number." in page.text
    assert 'value="44"' in page.text
    assert cafe.seat(ben) == (3, CHOSEN)


@pytest.mark.parametrize("number", ["", "0", "-1", "two", "9" * 40, "1-1"])
def test_odd_numbers_get_a_plain_sentence(cafe, ben, number):
    status, answer = ben.send("seat/table", {"number": number})
    assert status == 422
    assert answer["field"] == "number"


def test_chairs_are_real(cafe, ben):
    for name in ("Ida", "Jon", "Kim"):
        sit(cafe, cafe.joined(name), 1)
    sit(cafe, cafe.joined("Lee"), 2)
    status, answer = ben.send(f"tables/{cafe.table(1).id}/seat")
    assert status == 422
    assert answer["message"] == "All chairs at table 1 are taken. There is a free chair at table: 2, 3, 4."
    assert cafe.seat(ben) is None
    assert free_chairs(cafe.event, cafe.rounds[0])[cafe.table(1).id] == 0


def test_whoever_sits_there_already_may_say_so_again(cafe, ben):
    sit(cafe, ben, 1)
    for name in ("Ida", "Jon"):
        sit(cafe, cafe.joined(name), 1)
    assert ben.send(f"tables/{cafe.table(1).id}/seat")[0] == 200


def test_a_full_room_sends_people_to_a_helper(cafe, ben):
    for number in (2, 3, 4):
        put_away(event=cafe.event, table=cafe.table(number))
    for name in ("Ida", "Jon", "Kim"):
        sit(cafe, cafe.joined(name), 1)
    assert ben.send(f"tables/{cafe.table(1).id}/seat")[1]["message"].startswith("All chairs are taken.")


def test_one_may_always_stay_with_the_person_one_helps(cafe, ben):
    amina = helped(cafe, ben, "Amina")
    sit(cafe, ben, 1)
    for name in ("Ida", "Jon"):
        sit(cafe, cafe.joined(name), 1)
    sit(cafe, ben, 1, **{"as": str(amina.id)})
    assert Seat.get(Seat.person == amina).table.number == 1


def test_a_chair_is_free_again_when_somebody_leaves(cafe, ben):
    guests = [cafe.joined(name) for name in ("Ida", "Jon", "Kim")]
    for guest in guests:
        sit(cafe, guest, 1)
    guests[0].post("me/leaving")
    sit(cafe, ben, 1)
    assert cafe.seat(ben) == (1, CHOSEN)


def test_where_i_really_sit_counts_during_the_round(cafe, ben):
    cafe.plan(1, (ben, 1))
    cafe.plan(2, (ben, 2))
    cafe.go("round")
    sit(cafe, ben, 3)
    assert cafe.seat(ben) == (3, CHOSEN)
    assert cafe.seat(ben, 2) == (2, SUGGESTED)


def test_while_people_move_it_is_the_round_they_move_to(cafe, ben):
    cafe.plan(1, (ben, 1))
    cafe.go("move", 2)
    sit(cafe, ben, 4)
    assert cafe.seat(ben, 1) == (1, SUGGESTED)
    assert cafe.seat(ben, 2) == (4, CHOSEN)


def test_a_chair_for_the_next_round_is_picked_while_people_talk(cafe, ben):
    cafe.plan(1, (ben, 1))
    first, second, third = cafe.rounds
    assert "Pick a chair for round" not in ben.get("tables").text
    cafe.go("round")
    for address in ("", "tables"):
        assert "Pick a chair for round 2" in ben.get(address).text
    assert f'name="round" value="{second.id}"' in ben.get("tables").text
    sit(cafe, ben, 4, round=second.id)
    assert (cafe.seat(ben, 1), cafe.seat(ben, 2)) == ((1, SUGGESTED), (4, CHOSEN))
    for name in ("Ida", "Jon", "Kim"):
        sit(cafe, cafe.joined(name), 3, round=second.id)
    status, answer = ben.send(f"tables/{cafe.table(3).id}/seat", {"round": second.id})
    assert (status, answer["message"].split(".")[0]) == (422, "All chairs at table 3 are taken")
    assert ben.send(f"tables/{cafe.table(3).id}/seat", {"round": third.id})[0] == 422
    cafe.go("round", 2)  # a tap that comes late: it is that round now
    assert ben.send(f"tables/{cafe.table(2).id}/seat", {"round": second.id})[0] == 200
    status, answer = ben.send(f"tables/{cafe.table(2).id}/seat", {"round": first.id})
    assert (status, answer["message"]) == (422, "The day has moved on.")
    assert [cafe.seat(ben, round_) for round_ in (1, 2, 3)] == [(1, SUGGESTED), (2, CHOSEN), None]


def test_after_the_last_round_one_sits_where_one_likes(cafe, ben):
    cafe.go("patterns")
    status, answer = ben.send(f"tables/{cafe.table(1).id}/seat")
    assert (status, answer["message"]) == (422, "The rounds are over. Sit where you like.")


def test_staying_keeps_my_table_in_the_next_round(cafe, ben):
    cafe.plan(1, (ben, 1))
    cafe.plan(2, (ben, 2))
    cafe.go("round")
    ben.post("seat/staying")
    assert cafe.seat(ben, 2) == (1, STAYED)
    assert Seat.get(Seat.person == ben.person, Seat.round == cafe.rounds[1]).suggested.number == 2


def test_staying_is_possible_while_the_others_move_and_at_a_full_table(cafe, ben):
    others = [cafe.joined(name) for name in ("Ida", "Jon", "Kim")]
    cafe.plan(1, (ben, 1))
    cafe.plan(2, *((other, 1) for other in others))
    cafe.go("round")
    cafe.go("move", 2)
    ben.post("seat/staying")
    assert cafe.seat(ben, 2) == (1, STAYED)


@pytest.mark.parametrize(("stage", "sentence"), [("doors", "First pick"), ("patterns", "This is the last round.")])
def test_staying_needs_a_table_and_a_round(cafe, ben, stage, sentence):
    cafe.go(stage)
    status, answer = ben.send("seat/staying")
    assert status == 422
    assert answer["message"].startswith(sentence)


def test_a_choice_can_be_taken_back(cafe, ben):
    cafe.plan(1, (ben, 1))
    cafe.plan(2, (ben, 2))
    cafe.go("round")
    ben.post("seat/staying")
    ben.post("seat/plan")
    assert cafe.seat(ben, 2) == (2, SUGGESTED)
    assert cafe.seat(ben, 1) == (1, SUGGESTED)


def test_what_was_chosen_without_a_plan_is_gone_when_taken_back(cafe, ben):
    sit(cafe, ben, 1)
    cafe.go("round")
    ben.post("seat/staying")
    ben.post("seat/plan")
    assert cafe.seat(ben, 2) is None
    assert cafe.seat(ben, 1) == (1, CHOSEN)  # there they sit; it is no plan any more


def test_back_to_the_plan_only_where_a_chair_is_still_free(cafe, ben):
    cafe.plan(1, (ben, 1))
    cafe.plan(2, (ben, 2))
    cafe.go("round")
    ben.post("seat/staying")
    cafe.plan(2, *((cafe.joined(name), 2) for name in ("Ida", "Jon", "Kim")))
    ben.post("seat/plan")
    assert cafe.seat(ben, 2) == (1, SUGGESTED)


def test_the_same_act_sent_twice_happens_once(cafe, ben):
    one = {"op": "one and the same"}
    assert sit(cafe, ben, 2, **one).status_code == 200
    sit(cafe, ben, 3)
    assert sit(cafe, ben, 2, **one).status_code == 200
    assert cafe.seat(ben) == (3, CHOSEN)
    assert Seat.select().where(Seat.person == ben.person).count() == 1


def test_who_helps_and_who_is_helped_get_one_table(cafe, ben):
    amina = helped(cafe, ben, "Amina")
    cafe.plan(1, (ben, 1))
    cafe.plan(2, (ben, 2))
    seats = {1: 3, 2: 4}
    for round_, number in seats.items():
        from four_tables import suggest

        suggest(event=cafe.event, round_=cafe.rounds[round_ - 1], seats=[(amina, cafe.table(number))])
    cafe.go("round")
    ben.post(f"seat/company/{amina.id}")
    assert cafe.seat(ben, 1) == (1, SUGGESTED)  # this round goes on as it is
    assert cafe.seat(ben, 2) == (4, TOGETHER)
    assert Seat.get(Seat.person == amina, Seat.round == cafe.rounds[1]).how == TOGETHER
    assert Company.select().where(~Company.apart).count() == 1
    ben.post(f"seat/company/{amina.id}", {"apart": "1"})
    assert cafe.seat(ben, 2) == (2, SUGGESTED)
    assert Company.select().count() == 0


def test_together_goes_where_both_have_a_chair(cafe, ben):
    amina = helped(cafe, ben, "Amina")
    from four_tables import suggest

    cafe.plan(1, (ben, 1), *((cafe.joined(name), 2) for name in ("Ida", "Jon")))
    suggest(event=cafe.event, round_=cafe.rounds[0], seats=[(amina, cafe.table(2))])
    ben.post(f"seat/company/{amina.id}")
    assert cafe.seat(ben) == (1, TOGETHER)
    assert Seat.get(Seat.person == amina).table.number == 1


def test_together_is_never_at_a_table_that_was_put_away(cafe, ben):
    amina = helped(cafe, ben, "Amina")
    cafe.plan(1, (ben, 1))
    cafe.plan(2, (ben, 2))
    from four_tables import suggest

    suggest(event=cafe.event, round_=cafe.rounds[0], seats=[(amina, cafe.table(4))])
    put_away(event=cafe.event, table=cafe.table(4))
    put_away(event=cafe.event, table=cafe.table(2))
    ben.post(f"seat/company/{amina.id}")
    assert cafe.seat(ben, 1) == (1, TOGETHER)
    assert cafe.seat(ben, 2) == (2, SUGGESTED)  # nowhere yet: the next plan seats them together


def test_together_before_any_plan_is_kept_for_the_plan(cafe, ben):
    amina = helped(cafe, ben, "Amina")
    ben.post(f"seat/company/{amina.id}")
    assert Company.select().count() == 1
    assert Seat.select().count() == 0
    assert "You and \u2068Amina\u2069 sit together." in ben.get("tables").text


def test_strangers_are_not_seated_together(cafe, ben, dan):
    assert ben.send(f"seat/company/{dan.person.id}")[0] == 404
    with pytest.raises(NotFound):
        actions.sit_together(event=cafe.event, by=speaks(ben.person), person=ben.person, other=dan.person)


def test_a_secret_of_the_facilitators_is_not_told(cafe, ben):
    amina = helped(cafe, ben, "Amina")
    keep_apart(event=cafe.event, one=ben.person, other=amina)
    status, answer = ben.send(f"seat/company/{amina.id}")
    assert status == 422
    assert "apart" not in answer["message"]
    assert ben.send(f"seat/company/{amina.id}", {"apart": "1"})[0] == 404
    assert Company.get().apart


def test_what_i_need_of_a_seat(cafe, ben):
    page = ben.get("seat")
    assert 'name="speaks" value="en" checked' in page.text
    last = cafe.rounds[1]
    ben.post("seat", {"step_free": "1", "speaks": ["ur", "ar", "xx"], "last_round": str(last.id)})
    need = SeatNeed.get(SeatNeed.person == ben.person)
    assert (need.step_free, need.speaks, need.last_round) == (True, ["ar", "ur"], last)
    page = ben.get("seat").text
    assert 'name="speaks" value="ar" checked' in page
    assert f'value="{last.id}" selected' in page
    ben.post("seat", {})
    assert SeatNeed.get(SeatNeed.person == ben.person).last_round is None


def test_who_leaves_early_gives_their_later_chairs_back(cafe, ben):
    for round_ in (1, 2, 3):
        cafe.plan(round_, (ben, round_))
    ben.post("seat", {"last_round": str(cafe.rounds[0].id)})
    assert [cafe.seat(ben, round_) for round_ in (1, 2, 3)] == [(1, SUGGESTED), None, None]


def test_who_says_late_that_they_leave_was_there_all_the_same(cafe, ben):
    cafe.plan(1, (ben, 1))
    cafe.plan(2, (ben, 2))
    cafe.plan(3, (ben, 3))
    cafe.go("round", 2)
    ben.post("seat", {"last_round": str(cafe.rounds[0].id)})
    assert [cafe.seat(ben, number) for number in (1, 2, 3)] == [(1, SUGGESTED), (2, SUGGESTED), None]


def test_needs_are_nobody_elses_business(cafe, ben, dan, ada):
    ben.post("seat", {"step_free": "1"})
    assert 'name="step_free" value="1" checked' in ben.get("seat").text
    assert 'name="step_free" value="1" checked' not in dan.get("seat").text
    assert ada.client.get("/e/CAFE34/seat").status_code == 302  # no person, no seat


def test_a_round_of_another_event_is_none_of_mine(cafe, app, ben):
    assert ben.send("seat", {"last_round": "99999"})[0] == 422


def test_people_of_another_event_reach_nothing(app, cafe, ben, other_event):
    cleo = joined(app, other_event, "Cleo")
    table = cafe.table(1)
    assert cleo.client.post(f"/e/{other_event.code}/tables/{table.id}/seat").status_code == 404
    assert cleo.client.post(f"/e/{cafe.event.code}/tables/{table.id}/seat").status_code == 404
    assert cleo.client.post(f"/e/{other_event.code}/seat/company/{ben.person.id}").status_code == 404
    assert Seat.select().count() == 0


def test_at_a_table_that_was_put_away_nobody_sits_down(cafe, ben):
    put_away(event=cafe.event, table=cafe.table(2))
    for address, said in ((f"tables/{cafe.table(2).id}/seat", {}), ("seat/table", {"number": "2"})):
        status, answer = ben.send(address, said)
        assert status == 422
        assert answer["message"] == "This table is not used any more. Ask a helper where to sit."
    assert cafe.seat(ben) is None
    assert "Table 2<" not in ben.get("tables").text


def test_a_facilitator_looks_and_does_not_sit(cafe, ada):
    page = ada.get("tables")
    assert page.status_code == 200
    assert "What I need of a seat" not in page.text
    assert ada.client.post(f"/e/CAFE34/tables/{cafe.table(1).id}/seat").status_code == 404


def test_an_event_that_was_put_away_is_only_read(cafe, ben):
    from facilitator.events.shelf.actions import archive

    archive(event=cafe.event)
    assert ben.send(f"tables/{cafe.table(1).id}/seat")[0] == 422
    assert ben.get("tables").status_code == 200
    assert Seat.select().count() == 0


def test_leaving_and_coming_back_keeps_the_seat(cafe, ben):
    sit(cafe, ben, 1)
    people.leave(event=cafe.event, person=ben.person)
    assert free_chairs(cafe.event, cafe.rounds[0])[cafe.table(1).id] == 3
    people.come_back(event=cafe.event, person=ben.person)
    assert free_chairs(cafe.event, cafe.rounds[0])[cafe.table(1).id] == 2


def test_my_table_is_one_link_for_a_whole_hall(cafe, ben):
    assert ben.client.get("/e/CAFE34/table").location.endswith("/e/CAFE34/tables")
    sit(cafe, ben, 2)
    assert ben.client.get("/e/CAFE34/table").location.endswith(f"/e/CAFE34/tables/{Table.get(Table.number == 2).id}")
