"""A café to set up, and how one looks at its day. (Not in conftest.py: every folder may have one of those.)"""

import datetime

from facilitator.events.actions import create
from facilitator.events.clock import stages_of
from facilitator.events.models import Round, Table


def cafe(code="CAFE34", recipe="world_cafe"):
    """A café of three rounds and twelve tables of four."""
    return create(recipe=recipe, title="Talk of the town", date=datetime.date(2026, 11, 21), code=code)


def day(event):
    """The day in short: `["doors", "round 1", "harvest 1", "move 2", …]`."""
    return [f"{stage.kind} {stage.round.number}" if stage.round else stage.kind for stage in stages_of(event)]


def rounds(event):
    """The questions of the rounds that are held, in their order."""
    return [round_.question for round_ in here(Round, event).order_by(Round.position)]


def numbers(event):
    """The numbers of the tables that stand in the room."""
    return [table.number for table in here(Table, event).order_by(Table.number)]


def here(kind, event):
    return kind.select().where(kind.event == event, kind.away_at.is_null())
