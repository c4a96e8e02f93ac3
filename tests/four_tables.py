"""A café of four tables and three rounds, with its people."""

import datetime

import pytest
from cast import Browser, joined

from facilitator.access import Viewer
from facilitator.cafe.models import Seat
from facilitator.events import actions as events
from facilitator.events.models import Event, Round, Stage, Table
from facilitator.journal import action


@action("made ready for a test")
def four_tables(change, event, by, of):
    """Tables 1 to 4 with three chairs each: 2 is quiet and has a name, 3 has steps."""
    Table.delete().where(Table.event == of, Table.number > 4).execute()
    Table.update(seats=3).where(Table.event == of).execute()
    Table.update(name="Blue corner", quiet=True).where(Table.event == of, Table.number == 2).execute()
    Table.update(step_free=False).where(Table.event == of, Table.number == 3).execute()
    of.tables_across = 2
    of.save()
    change.record(of, *Table.select().where(Table.event == of))


@action("suggested for a test")
def suggest(change, event, by, round_, seats):
    """`seats`: (person, table) pairs that a plan suggests for a round."""
    for person, table in seats:
        Seat.delete().where(Seat.round == round_, Seat.person == person).execute()
        change.record(Seat.create(event=event, round=round_, person=person, table=table, suggested=table))


class Cafe:
    """The event with what a test asks of it."""

    def __init__(self, app, event):
        self.app, self.event = app, event

    @property
    def rounds(self):
        return list(Round.select().where(Round.event == self.event).order_by(Round.position))

    def table(self, number):
        return Table.get(Table.event == self.event, Table.number == number)

    def go(self, kind, round_=1):
        """To the stage of that kind, of a round by its number where it is of one."""
        stages = Stage.select().where(Stage.event == self.event, Stage.kind == kind).order_by(Stage.position)
        stages = list(stages)  # read to its end: an open cursor would go on seeing the record as it is now
        stage = next(each for each in stages if each.round is None or each.round.number == round_)
        events.go_to(event=self.event, stage=stage)

    def joined(self, name, **said):
        return joined(self.app, self.event, name, **said)

    def seat(self, browser, round_=1):
        """(table's number, how) of a person in a round, or None."""
        seat = Seat.get_or_none(Seat.person == browser.person, Seat.round == self.rounds[round_ - 1])
        return seat and (seat.table.number, seat.how)

    def plan(self, round_, *seats):
        """A plan has (browser, table number) for that round."""
        pairs = [(browser.person, self.table(number)) for browser, number in seats]
        suggest(event=self.event, round_=self.rounds[round_ - 1], seats=pairs)

    def fresh(self):
        return Event.get_by_id(self.event.id)


def speaks(person, *others):
    """The viewer who is that person, on a phone that may speak for others too."""
    return Viewer(
        event=person.event,
        person=person,
        people=(person, *others),
        role="participant",
        roles=frozenset({"participant"}),
    )


@pytest.fixture
def cafe(app, begin_with):
    begin_with("a café of four tables", make_a_cafe)
    return Cafe(app, Event.get(Event.code == "CAFE34"))


def make_a_cafe():
    made = events.create(recipe="world_cafe", title="Our street", date=datetime.date(2026, 11, 21), code="CAFE34")
    four_tables(of=made)


@pytest.fixture
def ben(cafe):
    return cafe.joined("Ben")


@pytest.fixture
def dan(cafe):
    return cafe.joined("Dan")


@pytest.fixture
def ada(app, cafe):
    """The facilitator's browser."""
    browser = Browser(app, cafe.event)
    browser.facilitator = events.appoint(event=cafe.event, name="Ada")
    with browser.client.session_transaction() as session:
        session["facilitator"] = {str(cafe.event.id): browser.facilitator.id}
    return browser
