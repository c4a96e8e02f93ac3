"""The wall of a café: by question, by table, as one likes."""

import datetime

import pytest
from cast import joined

from facilitator.events import actions
from facilitator.events.models import Round, Table
from facilitator.notes import actions as notes

pytestmark = pytest.mark.unwatched  # these tests are about one page


@pytest.fixture
def event(app):
    """A World Café."""
    return actions.create(recipe="world_cafe", title="Harbour Ward", date=datetime.date(2026, 11, 21), code="CAFE34")


@pytest.fixture
def said(event):
    """Notes at tables 1 and 2 in round 1, at table 1 in round 2, and to the whole room."""
    first, second, _third = Round.select().where(Round.event == event).order_by(Round.position)
    one, two, *_others = Table.select().where(Table.event == event).order_by(Table.number)
    return [
        notes.type_in(event=event, round=round_, table=table, words=words)
        for round_, table, words in (
            (first, one, "One in one"),
            (first, two, "Two in one"),
            (second, one, "One in two"),
            (None, None, "To all"),
        )
    ]


def words_on(page, said):
    return [note.words for note in said if note.words in page]


def test_by_question_and_by_table(ben, said):
    one = said[0]
    assert words_on(ben.get("wall").text, said) == ["One in one", "Two in one", "One in two", "To all"]
    assert words_on(ben.get(f"wall?round={one.round_id}").text, said) == ["One in one", "Two in one"]
    assert words_on(ben.get(f"wall?table={one.table_id}").text, said) == ["One in one", "One in two"]
    page = ben.get(f"wall?table={one.table_id}&round={one.round_id}").text
    assert words_on(page, said) == ["One in one"]
    assert f':not([data-round="{one.round_id}"][data-table="{one.table_id}"])' in page


@pytest.mark.parametrize("choice", ["round=999", "table=%00", "round=]{}", "table=1x"])
def test_what_names_nothing_is_left_aside(ben, said, choice):
    assert len(words_on(ben.get(f"wall?{choice}").text, said)) == 4


def test_tables_of_another_event_choose_nothing(app, other_event, said):
    page = joined(app, other_event, "Eve").get(f"wall?table={said[0].table_id}").text
    assert words_on(page, said) == []
    assert 'name="table"' not in page
