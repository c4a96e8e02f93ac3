"""A café with people in it, and a facilitator who plans."""

import datetime

import pytest

from facilitator.access import FACILITATOR, Viewer
from facilitator.background import run
from facilitator.cafe.models import CHOSEN, COMPUTED, HOSTING, Company, Host, Seat, SeatNeed
from facilitator.cafe.planning import actions
from facilitator.cafe.planning.instance import instance_of
from facilitator.cafe.planning.judging import judge
from facilitator.cafe.room import rounds_of, tables_of
from facilitator.cafe.seats.actions import take_chair
from facilitator.db import now
from facilitator.events import actions as events
from facilitator.events.models import Event, Stage
from facilitator.journal import action
from facilitator.mixing.seating import solve
from facilitator.people import actions as people
from facilitator.people.models import Person


@action("changed for a test")
def change_rows(change, event, by, rows, fields):
    """Set fields of rows."""
    for row in rows:
        type(row).update(**fields).where(type(row).id == row.id).execute()
        change.record(type(row).get_by_id(row.id))


@action("wrote for a test of a café")
def add(change, event, by, model, fields):
    """A row straight into the record."""
    row = model.create(event=event, **fields)
    change.record(row)
    return row


@action("came for a test")
def arrive(change, event, by, names, said):
    """Many people at once."""
    known = Person.select().where(Person.event == event).count()
    made = [
        Person.create(event=event, name=name, return_code=f"CODE{known + place}", **said)
        for place, name in enumerate(names)
    ]
    change.record(*made)
    return made


class Cafe:
    """A World Café of 12 tables with 4 chairs and 3 rounds, and what a test does to it."""

    def __init__(self, event):
        self.event, self.by = event, Viewer(event=event, role=FACILITATOR, roles=frozenset({FACILITATOR}))

    @property
    def tables(self):
        return tables_of(self.event)

    @property
    def rounds(self):
        return rounds_of(self.event)

    def people(self, count, **said):
        known = Person.select().where(Person.event == self.event).count()
        return arrive(event=self.event, names=[f"Guest {known + place}" for place in range(count)], said=said)

    def joins(self, name, **said):
        return people.join(event=self.event, by=None, name=name, **said)

    def leaves(self, person):
        change_rows(event=self.event, rows=[person], fields={"left_at": now()})

    def away(self, table):
        change_rows(event=self.event, rows=[table], fields={"away_at": now()})

    def set(self, row, **fields):
        change_rows(event=self.event, rows=[row], fields=fields)

    def hosts(self, person, table):
        return add(event=self.event, model=Host, fields={"person": person, "table": table, "state": HOSTING})

    def needs(self, person, **fields):
        return add(event=self.event, model=SeatNeed, fields={"person": person, **fields})

    def company(self, one, other, apart=False):
        return add(event=self.event, model=Company, fields={"one": one, "other": other, "apart": apart})

    def chooses(self, person, round_, table, how=CHOSEN):
        return take_chair(event=self.event, by=None, person=person, table=table, round_=round_, how=how)

    def begins(self, round_):
        stage = Stage.get(Stage.event == self.event, Stage.round == round_, Stage.kind == "round")
        events.go_to(event=self.event, by=self.by, stage=stage)

    def plan(self, keep_told=True, how=COMPUTED):
        """A plan as the engine finds it, offered."""
        instance = instance_of(Event.get_by_id(self.event.id), keep_told)
        found = solve(instance.room(), seconds=1)
        figures, why = run(judge, instance, found.plan)
        return actions.offer_plan(
            event=self.event, by=self.by, how=how, rounds=instance.to_record(found.plan), figures=figures, why=why
        )

    def publish(self, plan, **more):
        return actions.publish(event=self.event, by=self.by, plan=plan, **more)

    def seats(self):
        """`{(round number, person id): table id}` of the record."""
        found = Seat.select().where(Seat.event == self.event)
        return {(seat.round.number, seat.person_id): seat.table_id for seat in found}


@pytest.fixture
def cafe(app, begin_with):
    begin_with("a café of twelve tables", make_a_cafe)
    return Cafe(Event.get(Event.code == "CAFE34"))


def make_a_cafe():
    date = datetime.date(2026, 11, 21)
    events.create(recipe="world_cafe", title="What makes a good street?", date=date, code="CAFE34")
