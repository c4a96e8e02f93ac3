"""What phones show of the room: my table in big words, the map, and what travels when seats change."""

import re

import pytest
from cast import joined
from four_tables import suggest
from waiting import until

from facilitator.cafe.models import PUBLISHED, SeatingPlan
from facilitator.cafe.room import cell
from facilitator.cafe.seats.place import place_of, whereabouts
from facilitator.db import database
from facilitator.events.models import Round, Table
from facilitator.events.setting_up.tables.actions import bring_table_back, put_table_away
from facilitator.journal import action
from facilitator.live import broadcaster, socketio
from facilitator.live.doors import listening
from facilitator.live.fragments import PHONE, stale_after
from facilitator.live.kept import kept
from facilitator.live.page import pieces
from facilitator.people.models import Person

pytestmark = pytest.mark.unwatched  # these tests are about single pages; test_screens.py watches all screens

LISTS = "message/ now-button/ phase/ spot/ stage/ staying/ where/"


@action("asked for a test")
def ask_at_tables(change, event, by, questions):
    for number, words in questions.items():
        table = Table.get(Table.event == event, Table.number == number)
        table.question = words
        table.save()
        change.record(table)


@action("published for a test")
def publish(change, event, by, round_, seats):
    plan = SeatingPlan.create(event=event, how="computed", state=PUBLISHED, rounds={})
    change.record(plan)
    suggest(round_=round_, seats=seats)


def part(page, name):
    """The part of a page that is that fragment."""
    text = page if isinstance(page, str) else page.text
    start = text.index(f'id="{name}"')
    return text[start : text.index("</section>", start)]


def rules(page):
    """`{mark: numbers}` of the person's own style."""
    style = page.text[page.text.index('<style id="mine">') :]
    lines = style[: style.index("</style>")].splitlines()
    found = {}
    for line in lines:
        mark = re.search(r'data-if~="(\S+?)"', line)[1]
        found[mark] = {int(number) for number in re.findall(r'\[data-cell="(\d+)"\]', line.partition(":not")[2])}
    return found


def seen(page, name="where"):
    """The words of that fragment which this person's style leaves on their screen."""
    marks, text = rules(page), part(page, name)
    out, hidden, owners = [], [], []
    void = {"br", "input"}
    for tag, attributes, words in re.findall(r"<(/?\w+)([^>]*)>|([^<]+)", text[text.index(">") + 1 :]):
        if words:
            out += [] if any(hidden) else [words]
        elif tag.startswith("/"):
            hidden.pop() if hidden else None
            owners.pop() if owners else None
        elif tag not in void:
            own = re.search(r'data-cell="?(\d+)', attributes)
            inside = {int(each) for each in owners if each}
            wanted, unwanted = re.search(r'data-if="?(\w+)', attributes), re.search(r'data-unless="?(\w+)', attributes)
            gone = (wanted and not marks[wanted[1]] & inside) or (unwanted and marks[unwanted[1]] & inside)
            hidden.append(bool(gone))
            owners.append(own and own[1])
    return " ".join(" ".join(out).split())


def test_each_person_sees_their_own_table(cafe, ben, dan):
    cafe.plan(1, (ben, 2))
    cafe.go("round")
    shown = seen(ben.get())
    assert shown.startswith("Round 1 Table 2 ( Blue corner , step-free, quiet) front row, right side")
    assert "What is good about living here?" in shown
    assert "Pick a table" not in shown
    assert "Pick a table with a free chair." in seen(dan.get())
    assert "Table 2" not in seen(dan.get())


def test_one_rendering_serves_the_hall(cafe, ben, dan):
    cafe.plan(1, (ben, 2))
    assert part(ben.get(), "where") == part(dan.get(), "where")


def test_at_the_doors_people_are_asked_what_they_need(cafe, ben):
    cafe.go("doors")
    assert "Do you need a certain seat? Tell us." in seen(ben.get())
    cafe.go("round")
    assert "Do you need a certain seat" not in ben.get().text


def test_the_move_says_where_to_and_who_stays(cafe, ben, dan):
    cafe.plan(1, (ben, 1), (dan, 1))
    cafe.plan(2, (ben, 4), (dan, 1))
    cafe.go("round")
    assert "table 4" not in seen(ben.get()).lower()
    cafe.go("move", 2)
    assert seen(ben.get()).startswith("Round 2 Move on. Your next table: Table 4")
    assert "back row, right side" in seen(ben.get())
    assert seen(dan.get()).startswith("Round 2 You stay at your table: Table 1")
    assert f"data-cell={cell(cafe.rounds[0].id, cafe.table(1).id)}>" in part(ben.get(), f"spot-{cafe.table(1).id}")


def test_a_plan_for_later_does_not_show_during_a_round(cafe, ben):
    cafe.plan(1, (ben, 1))
    cafe.go("round")
    before = part(ben.get(), "where")
    publish(event=cafe.event, round_=cafe.rounds[1], seats=[(ben.person, cafe.table(3))])
    page = ben.get()
    assert part(page, "where") == before
    assert seen(page).startswith("Round 1 Table 1")


@pytest.mark.parametrize("kind", ["patterns", "act", "goodbye"])
def test_after_the_last_round_nothing_of_it(cafe, ben, kind):
    cafe.plan(3, (ben, 1))
    cafe.go(kind)
    page = ben.get()
    assert page.status_code == 200
    assert 'id="where"' not in page.text
    assert 'id="spot-' not in page.text


def test_whose_table_was_put_away_is_sent_to_another(cafe, ben, dan):
    cafe.plan(1, (ben, 2), (dan, 3))
    cafe.go("round")
    put_table_away(event=cafe.event, table=cafe.table(2))
    assert seen(ben.get()).startswith(
        "Round 1 This table is not used any more. Ask a helper where to sit. See the tables"
    )
    assert "not used" not in seen(dan.get())
    bring_table_back(event=cafe.event, table=cafe.table(2))
    assert seen(ben.get()).startswith("Round 1 Table 2")


def test_now_lets_one_stay_and_sit_with_whom_one_helps(cafe, ben, dan):
    cafe.plan(1, (ben, 2), (dan, 3))
    cafe.go("round")
    assert "Stay at my table" in seen(ben.get(), "staying")
    assert "Stay at my table" not in seen(cafe.joined("Eve").get(), "staying")  # who has no seat yet
    assert "Sit with" not in ben.get().text
    ben.post("me/helping", {"name": "Amina", "language": "en"})
    assert "Sit with \u2068Amina\u2069" in ben.get().text
    dan.post("hosting", {"table": str(cafe.table(3).id)})
    assert "Stay at my table" not in dan.get().text


def test_a_table_with_its_own_question_asks_it(cafe, ben, dan):
    cafe.plan(1, (ben, 2), (dan, 3))
    ask_at_tables(event=cafe.event, questions={2: "What about <buses>?"})
    cafe.go("round")
    assert "What about &lt;buses&gt;?" in seen(ben.get())
    assert "What is good about living here?" in seen(dan.get())
    assert "buses" not in seen(dan.get())


@pytest.mark.parametrize(
    ("kind", "label", "path"),
    [
        ("round", "My table", "/e/CAFE34/table"),
        ("harvest", "Write it down", "/e/CAFE34/table"),
        ("move", "See the tables", "/e/CAFE34/tables"),
        ("patterns", "Say it", "/e/CAFE34/patterns"),
    ],
)
def test_each_stage_of_a_cafe_has_its_button(cafe, ben, kind, label, path):
    cafe.go(kind, 2)
    shown = part(ben.get(), "now-button")
    assert label in shown
    assert f'href="{path}"' in shown
    assert ben.get(path).status_code == 200


def test_the_ways_of_a_cafe(cafe, app, ben, event):
    page = ben.get().text
    ways = page[page.index('<nav class="ways"') :]
    assert re.findall(r">([^<]+)</a>", ways[: ways.index("</nav>")]) == ["Now", "Tables", "Wall", "Me"]
    assert "What I need of a seat" in page
    assert "My day" not in page
    other = joined(app, event, "Eve").get().text
    assert "Tables" not in other
    assert "My day" in other


def test_the_map_has_every_table_at_its_place(cafe, ben, dan):
    ben.post(f"tables/{cafe.table(3).id}/seat")
    page = ben.get().text
    spot = (
        r'<div id="spot-(\d+)" data-order="(\d)" class="([^"]*)" '
        r"style=grid-area:(\d)/(\d)><b>(\d)</b>(?:<i>(\d)</i>)?"
    )
    spots = re.findall(spot, page)
    assert [found[1:] for found in spots] == [
        ("1", "spot flat", "1", "1", "1", "3"),
        ("2", "spot flat quiet", "1", "2", "2", "3"),
        ("3", "spot", "2", "1", "3", "2"),
        ("4", "spot flat", "2", "2", "4", "3"),
    ]  # fmt: skip
    dan.post("hosting", {"table": str(cafe.table(4).id)})
    assert 'class="spot flat hosted"' in ben.get().text
    assert "Front of the room" in page


def test_places_in_words(cafe):
    event, tables = cafe.fresh(), [cafe.table(number) for number in (1, 2, 3, 4)]
    assert list(whereabouts(event, tables).values()) == [
        "front row, left side", "front row, right side", "back row, left side", "back row, right side",
    ]  # fmt: skip
    event.tables_across = 1
    assert whereabouts(event, tables)[tables[1].id] == "row 2 from the front"
    event.tables_across = 3
    assert [place_of(table, 3) for table in tables] == [(1, 1), (1, 2), (1, 3), (2, 1)]
    assert whereabouts(event, tables)[tables[1].id] == "front row, middle"
    assert whereabouts(event, tables[:1]) == {tables[0].id: ""}
    assert whereabouts(event, []) == {}


def test_without_scripts_all_of_it_is_plain_forms_and_links(cafe, ben):
    page = ben.get("tables").text
    form = page[page.index(f'action="/e/CAFE34/tables/{cafe.table(2).id}/seat"') - 40 :]
    assert form[: form.index("</form>")].count("<button") == 1
    ben.post(f"/e/CAFE34/tables/{cafe.table(2).id}/seat", {})
    assert seen(ben.get()).startswith("Round 1 Table 2")


def test_right_to_left_the_room_stays_as_it_is(cafe, ben):
    ben.post("me/language", {"locale": "ar"})
    page = ben.get().text
    assert '<html lang="ar" dir="rtl"' in page
    assert re.search(r'class="hall" role="img"[^>]* dir="ltr"', page)


def test_where_the_people_are_for_whom_a_phone_speaks(cafe, ben):
    assert "others-seats" not in ben.get().text
    ben.post("me/helping", {"name": "Amina", "language": "en"})
    amina = Person.get(Person.name == "Amina")
    assert "No table yet" in ben.get().text
    suggest(event=cafe.event, round_=cafe.rounds[0], seats=[(amina, cafe.table(4))])
    page = ben.get().text
    others = page[page.index("others-seats") :]
    assert "<bdi>Amina</bdi>: <strong>Table 4</strong>" in others
    assert "back row, right side" in others[: others.index("</section>")]


def test_a_plan_travels_as_marks_and_no_page_is_fetched(cafe, app, ben, dan):
    cafe.go("round")
    phones = [listen(app, browser) for browser in (ben, dan)]
    pairs = [(ben.person, cafe.table(2)), (dan.person, cafe.table(3))]
    publish(event=cafe.event, round_=cafe.rounds[0], seats=pairs)
    for (person, table), phone in zip(pairs, phones, strict=True):
        heard = until(lambda phone=phone: messages(phone, "mine"))
        assert [message["of"] for message in heard] == [person.id]
        assert set(heard[0]["marks"]) == {"seat", "stays", "chose"}
        assert f'[data-cell="{cell(cafe.rounds[0].id, table.id)}"]' in heard[0]["marks"]["seat"]
        phone.disconnect()
    listening.clear()


def test_sitting_down_sends_two_tables_and_nothing_else(cafe, app, ben, dan):
    cafe.go("round")
    ben.post(f"tables/{cafe.table(1).id}/seat")
    phone = listen(app, dan)
    ben.post(f"tables/{cafe.table(2).id}/seat")
    sent = until(lambda: messages(phone, "change"))[0]["fragments"]
    assert {fragment["id"] for fragment in sent} == {f"spot-{cafe.table(number).id}" for number in (1, 2)}
    phone.disconnect()
    listening.clear()


def test_when_the_day_goes_on_the_map_is_not_sent_again(cafe, app, ben):
    phone = listen(app, ben, from_now=False)
    cafe.go("round")
    first = until(lambda: messages(phone, "change"))[0]["fragments"]
    assert any(fragment.get("id", "").startswith("spot-") for fragment in first)
    cafe.go("harvest")
    second = until(lambda: messages(phone, "change"))[0]["fragments"]
    assert not any(fragment.get("id", "").startswith("spot-") for fragment in second)
    phone.disconnect()
    listening.clear()


def test_a_table_is_short_on_the_wire(cafe, app, ben):
    """What all phones get is kept small: at most 250 letters for each table."""
    cafe.go("round")
    cafe.go("move", 2)
    with app.test_request_context("/"):
        event = cafe.fresh()
        small, spots = len(str(pieces(event, "where", PHONE))), len(str(pieces(event, "spot", PHONE)))
    assert spots / 4 <= 200
    assert small <= 1300


@pytest.mark.parametrize("name", ["where", "spot", "cafe-table", "staying"])
def test_questions_to_the_record_do_not_grow_with_the_room(cafe, app, ben, dan, name):
    cafe.go("round")
    ben.post("hosting", {"table": str(cafe.table(1).id)})
    few = questions(app, cafe, name)
    for number, guest in enumerate([dan, *(cafe.joined(each) for each in ("Ida", "Jon", "Kim"))]):
        guest.post(f"tables/{cafe.table(number % 4 + 1).id}/seat")
    dan.post("hosting", {"table": str(cafe.table(2).id)})
    assert questions(app, cafe, name) == few


def test_what_wakes_what(cafe, ben):
    ben.post(f"tables/{cafe.table(1).id}/seat")
    assert stale_after([Round.get()]).keys() >= {("where", ""), ("spot", ""), ("cafe-table", ""), ("staying", "")}
    assert stale_after([ben.person])["spot", ""] == {cafe.table(1).id}


def questions(app, cafe, name):
    kept.forget()
    asked = []
    kept.forget()
    run = database.execute_sql
    with app.test_request_context("/"):
        event = cafe.fresh()
        try:
            database.execute_sql = lambda sql, *args, **kwargs: (asked.append(sql), run(sql, *args, **kwargs))[1]
            pieces(event, name, PHONE)
        finally:
            del database.execute_sql
    return len(asked)


def listen(app, browser, from_now=True):
    """A phone that listens; `from_now`: when what was done before has been told."""
    phone = socketio.test_client(
        app,
        flask_test_client=browser.client,
        auth={"event": browser.event.code, "audience": "phone", "locale": "en", "shows": LISTS},
    )
    if from_now:
        until(lambda: not any(pending.scheduled for pending in broadcaster.pending.values()))
        phone.get_received()
    return phone


def messages(phone, name):
    return [each["args"][0] for each in phone.get_received() if each["name"] == name]
