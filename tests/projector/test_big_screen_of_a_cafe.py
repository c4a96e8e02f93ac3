"""The big screen in a café: the question, the main things as they come, the way to the next table, gentle signs. Never
a name, never a held note."""

import datetime
import re

import pytest
from cast import Browser, joined

from facilitator.cafe.models import COMPUTED, MOVE_RULE, OFFERED, PUBLISHED, SeatingPlan
from facilitator.db import now
from facilitator.events import actions
from facilitator.events.clock import stages_of
from facilitator.events.models import Event, Projector, Round, Stage, Table
from facilitator.events.setting_up.actions import set_up
from facilitator.events.setting_up.tables.actions import put_table_away
from facilitator.journal import action
from facilitator.live import pieces
from facilitator.notes.models import HELD, MAIN, PATTERN, SURPRISE, TAKEN_BACK, Note
from facilitator.projector.pages import how_it_works, labels

WITH_NOTES = ("harvest", "patterns", "tell", "wall", "read")  # pages of the big screen
LISTS = ("round-question", "table-question", "main-thing", "table-sentence", "way-on", "phase")


@pytest.fixture
def event(app):
    day = datetime.date(2026, 11, 21)
    tables = [{"seats": 4}] * 4
    return actions.create(recipe="world_cafe", title="Riverside café", date=day, code="CAFE34", tables=tables)


@pytest.fixture
def dot(app, event):
    browser = Browser(app, event)
    code = re.search(r'id="pairing-code"[^>]*>\s*(\w+)', browser.get("/projector").text).group(1)
    browser.projector = actions.connect_projector(event=event, pairing=code)
    return browser


@pytest.fixture
def rounds(event):
    return list(Round.select().where(Round.event == event).order_by(Round.position))


@pytest.fixture
def tables(event):
    return list(Table.select().where(Table.event == event).order_by(Table.number))


@action("changed for a test")
def change_rows(change, event, by, rows, fields):
    for row in rows:
        for field, value in fields.items():
            setattr(row, field, value)
        row.save()
    change.record(*rows)


@action("wrote many for a test")
def write_main_things(change, event, by, round_, tables):
    for table in tables:
        note = Note.create(event=event, round=round_, table=table, purpose=MAIN, words="A thing")
        change.record(note)


def goes_to(event, kind, number=0):
    actions.go_to(event=event, stage=[each for each in stages_of(event) if each.kind == kind][number])


def shown(app, event, name, channel=""):
    with app.test_request_context("/"):
        return str(pieces(Event.get_by_id(event.id), name, "projector", channel))


def words_of(html):
    return re.findall(r'class="table-words"[^>]*>([^<]+)<', html)


def test_the_main_things_come_as_they_are_written_the_newest_first(app, event, write, rounds, tables):
    goes_to(event, "harvest")
    assert words_of(shown(app, event, "main-thing")) == []
    for table, words in ((tables[3], "The bus"), (tables[1], "A warm place")):
        write(Note, event, round=rounds[0], table=table, purpose=MAIN, words=words)
    write(Note, event, round=rounds[1], table=tables[0], purpose=MAIN, words="Of another round")
    write(Note, event, round=rounds[0], table=tables[0], words="Just a note")
    page = shown(app, event, "main-thing")
    assert words_of(page) == ["A warm place", "The bus"]
    assert re.findall(r"</span> (\d+)</p>", page) == ["2", "4"]


def test_no_page_has_a_name_or_what_is_held_or_taken_back(app, dot, event, write, rounds, tables):
    zoe = joined(app, event, "Zoë")
    said = {"said_by": zoe.person, "written_by": zoe.person}
    goes_to(event, "harvest")
    write(Note, event, round=rounds[0], table=tables[0], purpose=MAIN, words="Three benches", **said)
    for purpose in (MAIN, PATTERN, SURPRISE):
        place = {"round": rounds[0], "table": tables[1]} if purpose == MAIN else {}
        write(
            Note, event, purpose=purpose, words="Ring 01632", state=HELD, held_because="phone", held_at=now(), **place
        )
    write(Note, event, round=rounds[0], table=tables[2], purpose=MAIN, words="Gone again", state=TAKEN_BACK)
    for page in WITH_NOTES:
        dot.post(f"projector/{dot.projector.id}", {"show": page})
        text = dot.get("projector").text
        assert f'data-page="{page}"' in text
        for never in ("Ring 01632", "Gone again", "Zoë"):
            assert never not in text, page
    dot.post(f"projector/{dot.projector.id}", {"show": "harvest"})
    assert "Three benches" in dot.get("projector").text


def test_a_main_thing_that_is_held_later_leaves_the_wall(app, event, write, rounds, tables):
    goes_to(event, "harvest")
    note = write(Note, event, round=rounds[0], table=tables[0], purpose=MAIN, words="Three benches")
    assert words_of(shown(app, event, "main-thing")) == ["Three benches"]
    change_rows(event=event, rows=[note], fields={"state": HELD, "held_at": now()})
    assert words_of(shown(app, event, "main-thing")) == []


def test_no_table_is_listed_for_not_having_written(app, dot, event, write, rounds, tables):
    goes_to(event, "harvest")
    write(Note, event, round=rounds[0], table=tables[0], purpose=MAIN, words="Three benches")
    page = dot.get("projector").text
    assert re.findall(r"</span> (\d+)</p>", page) == ["1"]


def test_while_people_move_the_wall_still_has_the_round_that_is_over(app, event, write, rounds, tables):
    write(Note, event, round=rounds[0], table=tables[0], purpose=MAIN, words="Three benches")
    goes_to(event, "harvest")
    goes_to(event, "move")
    assert words_of(shown(app, event, "main-thing")) == ["Three benches"]
    goes_to(event, "round", 1)
    assert words_of(shown(app, event, "main-thing")) == []


def test_the_question_of_the_round_is_there_before_it_begins(app, event, rounds):
    for kind, number, place in (("doors", 0, 0), ("round", 0, 0), ("harvest", 0, 0), ("move", 0, 1), ("round", 2, 2)):
        goes_to(event, kind, number)
        assert rounds[place].question in shown(app, event, "round-question")
    goes_to(event, "goodbye")
    assert rounds[2].question in shown(app, event, "round-question")


def test_a_changed_question_reaches_the_screen(app, event, rounds):
    goes_to(event, "round")
    change_rows(event=event, rows=[rounds[0]], fields={"question": "What did you see on the way here?"})
    assert "What did you see on the way here?" in shown(app, event, "round-question")


def test_questions_of_single_tables_stand_by_number(app, dot, event, tables):
    goes_to(event, "round")
    assert words_of(dot.get("projector").text) == []
    change_rows(event=event, rows=[tables[3]], fields={"question": "Who is never asked?"})
    change_rows(event=event, rows=[tables[1]], fields={"question": "How do we get about?"})
    assert words_of(dot.get("projector").text) == ["How do we get about?", "Who is never asked?"]


def test_moving_by_letters_by_plan_or_freely(app, event, write, tables):
    plan = {"state": PUBLISHED, "rounds": {}, "published_at": now()}
    goes_to(event, "move")
    page = shown(app, event, "way-on")
    assert "Go to a table that is new to you." in page
    assert page.count("<li") == len(tables)
    write(SeatingPlan, event, how=COMPUTED, **plan)
    page = shown(app, event, "way-on")
    assert "Look at your phone or your slip: your next table." in page
    assert page.count("<li") == len(tables)
    write(SeatingPlan, event, how=MOVE_RULE, letters={"5": "A", "6": "B", "7": "C", "8": "C"}, **plan)
    write(SeatingPlan, event, how=COMPUTED, **{**plan, "state": OFFERED})
    page = shown(app, event, "way-on")
    assert re.findall(r'class="letter"[^>]*>(\w)<', page) == ["A", "B", "C"]
    assert [line.count("<i>") for line in page.split("</li>")[:3]] == [1, 2, 3]
    for words in ("Hosts stay.", "Move on one table.", "Move on two tables.", "You may stay if you need to."):
        assert words in page


def test_a_table_put_away_leaves_the_map(app, event, tables):
    put_table_away(event=event, table=tables[3])
    assert shown(app, event, "way-on").count("<li") == len(tables) - 1


def test_each_table_tells_its_newest_sentence_in_the_order_of_the_tables(app, event, write, rounds, tables):
    for round_, table, words in ((1, 3, "Later"), (0, 3, "Earlier"), (0, 2, "Only one")):
        write(Note, event, round=rounds[round_], table=tables[table], purpose=MAIN, words=words)
    page = shown(app, event, "table-sentence")
    assert re.findall(r"<p dir=[^>]*>([^<]+)<", page) == ["Only one", "Later"]
    assert "Table 3" in page


def test_patterns_and_surprises_stand_side_by_side(dot, event, write):
    goes_to(event, "patterns")
    write(Note, event, purpose=PATTERN, words="Every table spoke of the bus")
    write(Note, event, purpose=SURPRISE, words="Nobody spoke of money")
    before, after = dot.get("projector").text.split('id="list-pattern-surprise"')
    assert "Every table spoke of the bus" in before
    assert "Nobody spoke of money" in after


def test_the_remote_control_has_the_pages_of_the_format(app, event, other_event):
    with app.test_request_context("/"):
        of_the_cafe, of_open_space = labels(event), labels(other_event)
    assert {"round", "harvest", "move", "patterns"} <= of_the_cafe.keys()
    assert not {"topics", "board", "talk", "debrief"} & of_the_cafe.keys()
    assert {"topics", "board", "talk"} <= of_open_space.keys()
    assert not {"round", "harvest", "move", "patterns", "tell", "debrief"} & of_open_space.keys()


def test_a_page_of_the_events_own_stages_is_always_on_the_remote_control(app, event, write):
    write(Stage, event, position=90, kind="talk", name="Open talks", minutes=20)
    write(Stage, event, position=91, kind="debrief", name="Leaders answer", minutes=20)
    with app.test_request_context("/"):
        assert {"talk", "debrief"} <= labels(event).keys()
        assert how_it_works(event)[-1][0] == "Leaders answer"


def test_how_the_cafe_works_and_its_house_rules(dot, event):
    goes_to(event, "explain")
    page = dot.get("projector").text
    assert "Draw and write on the cloth." in page
    assert "Then move on" in page
    assert "Put a topic up" not in page


def test_how_an_open_space_works_stays_as_it_was(app, other_event):
    with app.test_request_context("/"):
        assert how_it_works(other_event)[0][0] == "Put a topic up"


def test_the_numbers_of_the_day_are_of_tables_and_notes(dot, event, tables, write):
    write(Note, event, words="One")
    goes_to(event, "goodbye")
    page = dot.get("projector").text
    assert f"<strong>{len(tables)}</strong> tables" in page
    assert "<strong>1</strong> note" in page
    assert "topics" not in page


@pytest.mark.parametrize(("key", "field"), [("sound", "gentle_sound"), ("light", "gentle_light")])
def test_gentle_signs_are_switched_on_the_screen_itself(dot, event, key, field):
    for wanted in ("1", "0", "1"):
        assert dot.post(f"projector/{dot.projector.id}", {key: wanted, "page_here": "1"}).status_code == 200
        assert getattr(Event.get_by_id(event.id), field) is (wanted == "1")
    assert f'data-{key}="yes"' in dot.get("projector").text


def test_gentle_signs_are_of_a_cafe_only(app, other_event):
    set_up(event=other_event, gentle_light=True, gentle_sound=True)
    screen = Browser(app, other_event)
    code = re.search(r'id="pairing-code"[^>]*>\s*(\w+)', screen.get("/projector").text).group(1)
    actions.connect_projector(event=other_event, pairing=code)
    page = screen.get("projector").text
    assert 'data-sound="no"' in page
    assert 'data-key="s"' not in page


def test_nobody_but_screen_and_facilitator_switches_signs(app, dot, event, ben, ada):
    assert ben.post(f"projector/{dot.projector.id}", {"sound": "1"}).status_code == 404
    assert not Event.get_by_id(event.id).gentle_sound
    assert ada.post(f"projector/{dot.projector.id}", {"sound": "1"}).status_code == 200
    assert Event.get_by_id(event.id).gentle_sound


def test_the_stage_it_is_comes_with_the_screens_state(dot, event):
    goes_to(event, "move")
    stage = Event.get_by_id(event.id).stage_id
    assert f'data-stage="{stage}" data-kind="move"' in dot.get("projector").text


def test_without_rounds_or_tables_every_page_still_opens(dot, event, rounds, tables):
    change_rows(event=event, rows=[*rounds, *tables], fields={"away_at": now()})
    for page in ("round", "harvest", "move", "patterns", "tell", "debrief"):
        dot.post(f"projector/{dot.projector.id}", {"show": page})
        assert f'data-page="{page}"' in dot.get("projector").text
    assert Projector.select().count() == 1


def test_queries_do_not_grow_with_the_room(app, event, rounds, tables, monkeypatch):
    from facilitator.db import database

    def queries(name):
        seen, original = [], database.execute_sql
        with app.test_request_context("/"):
            here = Event.get_by_id(event.id)
            with monkeypatch.context() as patch:
                patch.setattr(database, "execute_sql", lambda *a, **k: (seen.append(a), original(*a, **k))[1])
                pieces(here, name, "projector")
        return len(seen)

    def fill(some):
        write_main_things(event=event, round_=rounds[0], tables=some)
        change_rows(event=event, rows=some, fields={"question": "And here?"})

    goes_to(event, "harvest")
    fill(tables[:2])
    few = {name: queries(name) for name in LISTS}
    fill(tables)
    assert {name: queries(name) for name in LISTS} == few
    assert max(few.values()) <= 5
