"""A day that is over, and what people said they would do."""

import datetime

import pytest

from facilitator.actions.models import Action, Promise
from facilitator.lookback.models import AnswerLink, LookBack

LONG_AGO = datetime.timedelta(days=40)


@pytest.fixture
def today():
    return datetime.date.today()


@pytest.fixture
def past(event, write, today, change_row):
    """The event, forty days ago."""
    change_row(event, date=today - LONG_AGO)
    return event


@pytest.fixture
def change_row(app):
    """`change_row(row, **fields)`: set them straight in the record, where the test is about what comes after."""
    from facilitator.journal import action

    @action("changed for a test")
    def set_fields(change, event, by, row, fields):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        change.record(row)

    def now(row, **fields):
        event = row if type(row).__name__ == "Event" else row.event
        set_fields(event=event, row=row, fields=fields)
        for name, value in fields.items():
            setattr(row, name, value)
        return row

    return now


@pytest.fixture
def promised(past, ben):
    """Ben said that he plants trees."""
    ben.send("actions", {"what": "Plant trees", "first_step": "Dig", "i_will": "1"})
    return Action.get(Action.what == "Plant trees")


@pytest.fixture
def asked(past, ben):
    """The council is asked to mend the lights."""
    ben.send("actions", {"what": "Mend the lights", "whom": "The council"})
    return Action.get(Action.what == "Mend the lights")


@pytest.fixture
def opened(past, ada):
    """`opened()` → the LookBack: open, and everyone who answers has a link."""

    def open_it():
        assert ada.send("console/look-back/opening")[0] == 200
        return LookBack.get(LookBack.event == past)

    return open_it


@pytest.fixture
def link_of(opened):
    """`link_of(action)` → the AnswerLink of the one who said yes to it or was asked."""

    def find(action):
        opened()
        return AnswerLink.get(AnswerLink.action == action)

    return find


@pytest.fixture
def reader(app, event):
    """A browser without any cookie."""
    from cast import Browser

    return Browser(app, event)


@pytest.fixture
def ben_may_be_named(promised, change_row):
    return change_row(Promise.get(Promise.action == promised), named=True)
