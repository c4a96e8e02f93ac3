"""Tables in the set-up: how many, how large, what each offers. Numbers and QR codes stay as they are on the tents."""

import pytest
from cafes import cafe, numbers

from facilitator.events.models import Event, Table
from facilitator.notes.models import Note


@pytest.fixture
def event(app):
    return cafe()


def table(event, number):
    return Table.get(Table.event == event, Table.number == number)


def seats(event):
    return [each.seats for each in Table.select().where(Table.event == event).order_by(Table.number)]


def test_fourteen_tables_of_five(ada, event):
    token = table(event, 3).token
    page = ada.post("console/set-up/tables/count", {"count": "14", "seats": "5"}).text
    assert "14 tables · 70 seats" in page
    assert numbers(event) == list(range(1, 15))
    assert seats(event) == [5] * 14
    assert table(event, 3).token == token
    assert len({each.token for each in Table.select()}) == 14


def test_fewer_tables_put_the_highest_away_and_more_bring_them_back(ada, event, write):
    twelve = table(event, 12)
    write(Note, event=event, table=twelve, words="The bus")
    ada.post("console/set-up/tables/count", {"count": "10", "seats": "4"})
    assert numbers(event) == list(range(1, 11))
    assert Note.get().table == twelve
    ada.post("console/set-up/tables/count", {"count": "13", "seats": "4"})
    assert numbers(event) == list(range(1, 14))
    assert table(event, 12) == twelve
    assert table(event, 12).token == twelve.token


def test_more_tables_leave_the_seats_of_the_others_as_they_are(ada, event):
    ada.post(f"console/set-up/tables/{table(event, 7).id}", {"seats": "6"})
    assert 'name="seats_before" value="4"' in ada.get("console/set-up").text
    ada.post("console/set-up/tables/count", {"count": "13", "seats": "4", "seats_before": "4"})
    assert seats(event) == [4] * 6 + [6] + [4] * 6
    ada.post("console/set-up/tables/count", {"count": "6", "seats": "4", "seats_before": "4"})
    ada.post("console/set-up/tables/count", {"count": "8", "seats": "4", "seats_before": "4"})
    assert table(event, 7).seats == 6
    ada.post("console/set-up/tables/count", {"count": "8", "seats": "5", "seats_before": "4"})
    assert seats(event)[:8] == [5] * 8


def test_a_single_table(ada, event):
    seven = table(event, 7)
    said = {"seats": "6", "name": "Blue corner", "quiet": "1", "question": "What about buses?"}
    page = ada.post(f"console/set-up/tables/{seven.id}", said).text
    seven = table(event, 7)
    assert (seven.seats, seven.name, seven.step_free, seven.quiet) == (6, "Blue corner", False, True)
    assert seven.question == "What about buses?"
    assert "12 tables · 50 seats" in page
    assert "Blue corner" in page


def test_one_more_table(ada, event):
    for _ in range(2):
        assert ada.send("console/set-up/tables", {"seats": "8", "step_free": "1", "op": "same"})[0] == 200
    assert numbers(event) == list(range(1, 14))
    assert table(event, 13).seats == 8


def test_a_table_is_put_away_and_comes_back_with_its_number(ada, event):
    five = table(event, 5)
    page = ada.post(f"console/set-up/tables/{five.id}/end").text
    assert "Put away. What was said at it is kept." in page
    assert 5 not in numbers(event)
    ada.post(f"console/set-up/tables/{five.id}/end")
    ada.post("console/set-up/tables", {"seats": "4"})
    assert numbers(event)[-1] == 13
    ada.post(f"console/set-up/tables/{five.id}/return")
    assert table(event, 5) == five
    assert 5 in numbers(event)


def test_one_table_stays(ada, event):
    ada.post("console/set-up/tables/count", {"count": "1", "seats": "4"})
    page = ada.post(f"console/set-up/tables/{table(event, 1).id}/end", {"page": ada.address("console/set-up")})
    assert page.status_code == 422
    assert "One table has to stay." in page.text
    assert numbers(event) == [1]


ODD_COUNTS = [(count, "4") for count in ("0", "-3", "500", "9" * 40, "ten", "")]
ODD_SIZES = [("12", size) for size in ("1", "61", "")]


@pytest.mark.parametrize(("count", "size"), ODD_COUNTS + ODD_SIZES)
def test_odd_numbers_of_tables_and_seats_are_refused(ada, event, count, size):
    page = ada.post(
        "console/set-up/tables/count", {"count": count, "seats": size, "page": ada.address("console/set-up")}
    )
    assert page.status_code == 422
    assert "Please write a number from" in page.text
    assert seats(event) == [4] * 12
    assert numbers(event) == list(range(1, 13))


@pytest.mark.unwatched
def test_three_hundred_tables_and_no_more(ada, event):
    ada.post("console/set-up/tables/count", {"count": "300", "seats": "4"})
    assert len(numbers(event)) == 300
    assert ada.send("console/set-up/tables", {"seats": "4"})[0] == 422


def test_refused_words_of_a_table_stay_in_their_box(ada, event):
    said = {
        "seats": "none",
        "name": "By the stage",
        "question": "A long thought",
        "page": ada.address("console/set-up"),
    }
    for address in ("console/set-up/tables", f"console/set-up/tables/{table(event, 1).id}"):
        page = ada.post(address, said)
        assert page.status_code == 422
        assert 'value="By the stage"' in page.text
        assert "A long thought</textarea>" in page.text
    assert ada.post("console/set-up/tables", {"seats": "4", "name": "x" * 41}).status_code == 422


def test_another_question_at_each_table(ada, event):
    ada.post("console/set-up/tables/questions", {"questions": "-\nWhat about buses?\n\nAnd shops?"})
    asked = [each.question for each in Table.select().order_by(Table.number)]
    assert asked == ["", "What about buses?", "", "And shops?", *[""] * 8]
    assert "-\nWhat about buses?\n-\nAnd shops?\n-" in ada.get("console/set-up").text
    ada.post("console/set-up/tables/questions", {"questions": ""})
    assert not any(each.question for each in Table.select())


@pytest.mark.parametrize(
    ("questions", "why"), [("One?\n" * 13, "There are 12 tables"), ("Why? " * 61, "up to 300 letters")]
)
def test_too_many_questions_or_too_long_ones_are_refused(ada, event, questions, why):
    page = ada.post("console/set-up/tables/questions", {"questions": questions, "page": ada.address("console/set-up")})
    assert page.status_code == 422
    assert why in page.text
    assert not any(each.question for each in Table.select())


def test_the_room(ada, event):
    ada.post("console/set-up/room", {"tables_across": "6", "gentle_sound": "1"})
    kept = Event.get_by_id(event.id)
    assert (kept.tables_across, kept.gentle_sound, kept.gentle_light) == (6, True, False)
    for across in ("0", "21", "wide"):
        assert ada.post("console/set-up/room", {"tables_across": across}).status_code == 422
    assert Event.get_by_id(event.id).tables_across == 6


@pytest.mark.parametrize("what", ["/count", "/questions", "/{id}", "/{id}/end", "/{id}/return", ""])
def test_only_who_runs_the_event_changes_tables(ada, ben, cleo, event, what):
    said = {"seats": "9", "count": "3", "questions": "Mine?"}
    before = list(Table.select().where(Table.event == event).dicts())
    address = f"/e/{event.code}/console/set-up/tables{what.format(id=table(event, 1).id)}"
    for browser in (ben, cleo):
        assert browser.post(address, said).status_code == 404
        assert browser.post(f"/e/{event.code}/console/set-up/room", {"tables_across": "9"}).status_code == 404
    elsewhere = cafe("ELSE34")
    if "{id}" in what:
        here = f"console/set-up/tables{what.format(id=table(elsewhere, 1).id)}"
        assert ada.post(here, said).status_code == 404
    assert list(Table.select().where(Table.event == event).dicts()) == before
    assert seats(elsewhere) == [4] * 12
