"""Reading what was said in a café: by question, by table, by lens; main things first; never a ranking."""

import datetime
import re

import pytest

from facilitator.db import now
from facilitator.events import actions
from facilitator.events.models import Round, Table
from facilitator.journal import action
from facilitator.notes.models import MAIN, Note

pytestmark = pytest.mark.unwatched  # these tests are about one page


@pytest.fixture
def event(app):
    """A World Café."""
    return actions.create(recipe="world_cafe", title="Harbour Ward", date=datetime.date(2026, 11, 21), code="CAFE34")


@pytest.fixture
def said(write, event):
    """Four notes: two at tables 1 and 2 in round 1, a main thing at table 1 in round 2, one to the whole room."""
    first, second, _third = Round.select().where(Round.event == event).order_by(Round.position)
    one, two, *_others = Table.select().where(Table.event == event).order_by(Table.number)
    return [
        write(Note, event=event, round=first, table=one, words="Said one", lens="together"),
        write(Note, event=event, round=first, table=two, words="Said two"),
        write(Note, event=event, round=second, table=one, words="Main three", purpose=MAIN),
        write(Note, event=event, words="Said to all"),
    ]


def order_of(page, notes):
    return sorted(notes, key=lambda note: page.index(f'id="read-{note.id}"'))


def test_each_note_says_where_it_was_said(ben, said):
    page = ben.get("read").text
    for place in ("Round 1, table 1", "Round 1, table 2", "Round 2, table 1"):
        assert place in page


def test_what_is_not_chosen_is_out_of_sight(ben, said):
    note = said[0]
    page = ben.get(f"read?round={note.round_id}&table={note.table_id}&lens=together").text
    hidden = f':not([data-round="{note.round_id}"][data-table="{note.table_id}"][data-lens="together"])'
    assert hidden in page
    card = re.search(rf'<li id="read-{note.id}"[^>]*>', page).group()
    assert f'data-round="{note.round_id}" data-table="{note.table_id}"' in card
    assert 'data-lens="together"' in card


@pytest.mark.parametrize("choice", ["round=999", "table=x", "lens=%22]{}", "kind=<b>", "first=stars", "round=%00"])
def test_what_names_nothing_is_left_aside(ben, said, choice):
    page = ben.get(f"read?{choice}").text
    assert ".to-read > :not" not in page
    assert order_of(page, said) == said


@pytest.mark.parametrize("page", ["read", "wall"])
def test_what_was_said_at_a_table_that_is_put_away_can_be_chosen(ben, event, said, page):
    @action("put away for a test")
    def put_away(change, event, by, tables):
        Table.update(away_at=now()).where(Table.id.in_(tables)).execute()
        change.record(event)

    two, three = (Table.get(Table.event == event, Table.number == number) for number in (2, 3))
    put_away(event=event, tables=[two.id, three.id])
    options = re.search(r'<select name="table">.*?</select>', ben.get(page).text, re.DOTALL).group()
    assert f'value="{two.id}"' in options
    assert f'value="{three.id}"' not in options


def test_main_things_first_when_one_likes(ben, said):
    assert order_of(ben.get("read").text, said) == said
    page = ben.get("read?first=main").text
    assert order_of(page, said) == [said[2], said[0], said[1], said[3]]
    assert 'id="list-read-main"' in page


def test_stars_change_no_order(ben, ada, said):
    ada.post("console/stars", {"shown": "1"})
    ben.send(f"notes/{said[3].id}/star", {"given": "1"})
    assert order_of(ben.get("read").text, said) == said


def test_a_star_leads_back_to_the_same_view(ben, said):
    def given(referrer):
        headers = {"Referer": referrer, "Accept": "application/json"}
        return ben.client.post(ben.address(f"notes/{said[0].id}/star"), data={"given": "1"}, headers=headers).json[
            "url"
        ]

    here = ben.address("read")
    assert given(f"http://localhost{here}?lens=not_sure&first=main&x=1#read-3").startswith(
        f"{here}?lens=not_sure&first=main#"
    )
    assert given("http://[") == given("") == f"{here}#read-{said[0].id}"
    assert given(f"http://localhost{here}?round=%22%3E&lens=together") == f"{here}?lens=together#read-{said[0].id}"


def test_an_open_space_has_no_tables_to_choose(app):
    from cast import joined

    event = actions.create(recipe="open_space", title="Elsewhere", date=datetime.date(2026, 11, 21), code="WALL34")
    page = joined(app, event, "Eve").get("read").text
    assert 'name="lens"' in page
    assert 'name="table"' not in page
