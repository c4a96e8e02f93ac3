"""Reading what was said in a café: by question, by table, by lens; main things first; never a ranking."""

import datetime
import re

import pytest

from facilitator.db import now
from facilitator.events import actions
from facilitator.events.models import Round, Table
from facilitator.harvest.paging import PAGE
from facilitator.journal import action
from facilitator.notes.models import HELD, MAIN, Note, Translation
from facilitator.topics.models import Topic

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


@action("held back for a test")
def held_back(change, event, by, note):
    note.state, note.held_at = HELD, now()
    note.save()
    change.record(note)


@action("translated for a test")
def translated(change, event, by, note, words):
    Translation.create(note=note, language="en", words=words)
    change.record(note)


def order_of(page, notes):
    return sorted(notes, key=lambda note: page.index(f'id="read-{note.id}"'))


def test_each_note_says_where_it_was_said(ben, said):
    page = ben.get("read").text
    for place in ("Round 1, table 1", "Round 1, table 2", "Round 2, table 1"):
        assert place in page


def read_on(page):
    """The numbers of the notes on a page, in their order."""
    return [int(number) for number in re.findall(r'<li id="read-(\d+)"', page.text)]


def test_only_what_is_chosen_is_on_the_page(ben, said):
    first = said[0]
    page = ben.get(f"read?round={first.round_id}&table={first.table_id}&lens=together")
    assert read_on(page) == [first.id]
    assert "1 note fits." in page.text
    assert read_on(ben.get(f"read?table={first.table_id}")) == [first.id, said[2].id]
    assert read_on(ben.get("read?lens=services")) == []


def test_what_was_said_in_a_talk_and_in_talks_that_were_joined_into_it(app, write, ben, event):
    topic = write(Topic, event=event, number=1, title="Buses", state="announced")
    joined_into = write(Topic, event=event, number=2, title="Trains", state="joined", joined_into=topic)
    held = write(Topic, event=event, number=3, title="Secret", state="announced", held_for="x")
    notes = [write(Note, event=event, topic=each, words="Words") for each in (topic, joined_into, held, None)]
    page = ben.get("read")
    assert "Buses" in page.text
    assert "Secret" not in page.text
    assert read_on(ben.get(f"read?topic={topic.id}")) == [note.id for note in notes[:2]]
    assert len(read_on(ben.get(f"read?topic={held.id}"))) == 4


def test_what_is_in_a_pile_and_what_is_in_none(ada, ben, said):
    from facilitator.harvest.models import Theme

    ada.post("console/themes/sorting", {"note": [str(said[1].id)], "begin": "1", "name": "Buses"})
    theme = Theme.get()
    assert read_on(ben.get(f"read?theme={theme.id}")) == [said[1].id]
    assert read_on(ben.get("read?theme=none")) == [said[0].id, said[2].id, said[3].id]


def test_what_was_written_in_one_language(write, ben, event, said):
    note = write(Note, event=event, words="Więcej autobusów", language="pl")
    assert read_on(ben.get("read?language=pl")) == [note.id]
    assert 'name="language"' in ben.get("read").text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("WIECEJ autobusow", 0), ("więcej", 0), ("autob", 0), ("więcej tramwajów", None), ("احمد", 1), ("公園", 2),
        ("100%", 3), ("_", 3), ("transport", 0), ("', --", None),
    ],
)  # fmt: skip
def test_words_are_found_in_any_script_with_or_without_accents(write, ben, event, words, found):
    notes = [
        write(Note, event=event, words="Więcej autobusów wieczorem", language="pl"),
        write(Note, event=event, words="قال أحمد", language="ar"),
        write(Note, event=event, words="我們的公園太髒", language="zh"),
        write(Note, event=event, words="100% of_all", language="en"),
    ]
    translated(event=event, note=notes[0], words="More transport in the evening")
    write(Note, event=event, words="Więcej autobusów! 公園 احمد 100% _", state=HELD, held_at=now())
    page = ben.get("read", query_string={"q": words})
    assert read_on(page) == ([] if found is None else [notes[found].id])
    assert f'value="{words}"'.replace("'", "&#39;") in page.text


@pytest.mark.parametrize(
    "choice",
    ["round=999", "table=x", "lens=%22]{}", "kind=<b>", "first=stars", "round=%00", "theme=7", "page=0", "page=x",
     "page=99", "q=%00", "language=xx", "topic=-1", "page=%D9%A3"],
)  # fmt: skip
def test_what_names_nothing_is_left_aside(ben, said, choice):
    page = ben.get(f"read?{choice}").text
    assert order_of(page, said) == said


def test_pages_stay_as_they_are_and_the_last_hears_of_what_comes_in(write, ben, event):
    notes = [write(Note, event=event, words=f"Note {number}") for number in range(PAGE + 2)]
    first, second = ben.get("read"), ben.get("read?page=2")
    assert read_on(first) == [note.id for note in notes[:PAGE]]
    assert read_on(second) == [note.id for note in notes[PAGE:]]
    assert "Page 1 of 2" in first.text
    for note, page in ((notes[0], 1), (notes[-1], 2)):
        assert f"Page {page} of 2" in ben.get(f"read?note={note.id}").text
    for nothing in "999", "x", "9" * 30, "-1":
        assert "Page 1 of 2" in ben.get(f"read?note={nothing}").text
    assert 'id="list-read-page-2"' in second.text
    held_back(event=event, note=notes[0])
    assert read_on(ben.get("read")) == [note.id for note in notes[1:PAGE]]
    assert read_on(ben.get("read?page=2")) == [note.id for note in notes[PAGE:]]


def test_what_is_chosen_comes_in_pages_too(write, ben, event, said):
    for number in range(PAGE + 1):
        write(Note, event=event, words=f"Bus number {number}", lens="services")
    page = ben.get("read?q=bus&lens=services&page=2")
    assert len(read_on(page)) == 1
    assert "lens=services" in re.search(r'rel="prev" href="([^"]*)"', page.text).group(1)


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
    assert given(f"http://localhost{here}?q=wi%C4%99cej+%22&page=2").startswith(f"{here}?q=wi%C4%99cej+%22&page=2#")


def test_an_open_space_has_no_tables_to_choose(app):
    from cast import joined

    event = actions.create(recipe="open_space", title="Elsewhere", date=datetime.date(2026, 11, 21), code="WALL34")
    page = joined(app, event, "Eve").get("read").text
    assert 'name="lens"' in page
    assert 'name="table"' not in page
