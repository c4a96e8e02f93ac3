"""Every act about seats and hosts, in one long day, with all screens watched before and after (tests/truth.py)."""

from four_tables import speaks

from facilitator.cafe.hosting import actions as hosting
from facilitator.cafe.models import Host
from facilitator.cafe.seats import actions as seats
from facilitator.people import actions as people


def test_a_day_at_the_tables_is_told_to_all_screens(cafe, ben, dan):
    event, me, one, two = cafe.event, speaks(ben.person), cafe.table(1), cafe.table(2)
    amina = people.join(event=event, name="Amina", helper=ben.person)
    seats.sit(event=event, by=me, person=ben.person, table=one)
    seats.sit(event=event, by=me, person=ben.person, table=two)
    cafe.plan(2, (ben, 3), (dan, 1))
    cafe.go("round")
    hosting.volunteer(event=event, by=speaks(dan.person), person=dan.person, table=one)
    seats.sit(event=event, by=me, person=ben.person, table=one)
    seats.sit(event=event, by=me, person=ben.person, table=two, round=cafe.rounds[1])
    seats.stay(event=event, by=me, person=ben.person)
    seats.follow_plan(event=event, by=me, person=ben.person)
    cafe.go("move", 2)
    seats.sit_together(event=event, by=me, person=ben.person, other=amina)
    seats.part(event=event, by=me, person=ben.person, other=amina)
    hosting.ask(event=event, by=speaks(dan.person), table=one, person=ben.person)
    hosting.answer(event=event, by=me, host=Host.get(Host.person == ben.person), yes=True)
    cafe.go("round", 2)
    seats.say_needs(
        event=event, by=me, person=ben.person, step_free=True, speaks=["en"], last_round=cafe.rounds[1]
    )  # fmt: skip
    people.leave(event=event, person=ben.person)
    people.come_back(event=event, person=ben.person)
    hosting.step_down(event=event, by=me, host=Host.get(Host.person == ben.person))
    cafe.go("patterns")
    assert cafe.seat(ben, 3) is None
