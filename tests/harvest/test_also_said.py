"""Also said at other tables: seen to without anybody's asking, and gone when the others are held back."""

import datetime

import pytest
from cast import joined
from waiting import until

from facilitator.db import now
from facilitator.events import actions
from facilitator.events.models import Round, Table
from facilitator.harvest.models import Alike
from facilitator.harvest.suggestion import jobs
from facilitator.journal import action
from facilitator.notes.models import HELD, Note

BENCHES = "More benches by the playground, please"


@action("spoke for a test")
def speak(change, event, by, tables, round):
    """The same at three tables, and fifty other things at the first."""
    said = [Note.create(event=event, table=table, round=round, words=BENCHES) for table in tables[:3]]
    change.record(*said)
    for number in range(jobs.ENOUGH):
        Note.create(event=event, table=tables[0], round=round, words=f"Something about matter{number} and case{number}")
    return said[0]


@pytest.fixture
def cafe(app):
    event = actions.create(recipe="world_cafe", title="Harbour Ward", date=datetime.date(2026, 11, 21), code="CAFE34")
    tables = list(Table.select().where(Table.event == event).order_by(Table.number))
    speak(event=event, tables=tables, round=Round.get(Round.event == event))
    return event


@action("held back in a test")
def hold_back(change, event, by, note):
    note.state, note.held_at = HELD, now()
    note.save()
    change.record(note)


@pytest.fixture
def eve(app, cafe):
    return joined(app, cafe, "Eve")


def test_who_reads_is_told_where_else_it_was_said(cafe, eve):
    assert "Also said" not in eve.get("read").text
    until(lambda: Alike.select().count() == 3)
    assert eve.get("read").text.count("Also said at 2 other tables") == 3
    hold_back(event=cafe, note=Note.get(Note.words == BENCHES))
    assert eve.get("read").text.count("Also said at 1 other table<") == 2
