"""People on the console: someone without a phone, what they need, together and apart, coming and going."""

import re

import pytest

from facilitator.cafe.models import Company, Seat, SeatNeed
from facilitator.people.models import Person
from facilitator.people.phones import without_phone

ROSA = {"name": "Rosa", "voice": "carer", "language": "so", "speaks": ["so", "ar"], "step_free": "1"}


def rosa(ada, **said):
    assert ada.post("console/people", {**ROSA, **said}).status_code == 200
    return Person.get(Person.name == "Rosa")


def test_someone_without_a_phone_comes_in(ada, ben, cafe):
    for _ in range(2):
        assert ada.send("console/people", {**ROSA, "op": "same"})[0] == 200
    person = Person.get(Person.name == "Rosa")
    assert (person.voice, person.language) == ("carer", "so")
    need = SeatNeed.get(SeatNeed.person == person)
    assert (need.step_free, need.speaks) == (True, ["ar", "so"])
    assert without_phone(cafe.event) == {person.id}
    page = ada.get("console/people").text
    for words in ("Ben", "Rosa", "no phone", "step-free", "Carer", "العربية"):
        assert words in page
    assert Person.select().count() == 2


def test_everything_may_stay_blank(ada, cafe):
    ada.post("console/people")
    assert Person.get().name == ""
    assert SeatNeed.select().count() == 0
    assert "Guest 1" in ada.get("console/people").text


def test_they_sit_down_at_once_when_a_chair_is_free(ada, ben, cafe):
    person = rosa(ada, table=str(cafe.table(2).id))
    assert Seat.get(Seat.person == person).table.number == 2
    for number in range(2):
        ada.post("console/people", {"name": f"Full {number}", "table": str(cafe.table(2).id)})
    status, answer = ada.send("console/people", {"name": "Too many", "table": str(cafe.table(2).id)})
    assert status == 422
    assert "All chairs at table 2 are taken." in answer["message"]
    assert not Person.select().where(Person.name == "Too many").exists()


def test_they_come_back_on_a_phone_with_their_own_code(app, ada, cafe):
    person = rosa(ada)
    page = ada.get(f"console/people/{person.id}").text
    assert person.return_code in page
    assert "They have no phone." in page
    from cast import Browser

    phone = Browser(app, cafe.event)
    phone.get("/")
    phone.post("/back", {"code": "CAFE34", "return_code": person.return_code})
    assert without_phone(cafe.event) == set()
    assert "They joined with a phone." in ada.get(f"console/people/{person.id}").text


def test_what_somebody_needs_is_said_for_them(ada, ben, cafe):
    second = cafe.rounds[1]
    page = ada.post(
        f"console/people/{ben.person.id}/needs",
        {"step_free": "1", "speaks": ["pl"], "last_round": str(second.id)},
    ).text
    need = SeatNeed.get()
    assert (need.step_free, need.speaks, need.last_round) == (True, ["pl"], second)
    assert f'value="{second.id}" selected' in page
    for odd in ("999", "x"):
        assert ada.post(f"console/people/{ben.person.id}/needs", {"last_round": odd}).status_code == 422


def test_together_or_apart_and_as_it_comes_again(ada, ben, dan, cafe):
    address = f"console/people/{ben.person.id}/company"
    assert "Together with" in ada.post(address, {"other": dan.person.id, "how": "together"}).text
    assert [(each.one, each.other, each.apart) for each in Company.select()] == [(ben.person, dan.person, False)]
    page = ada.post(f"console/people/{dan.person.id}/company", {"other": ben.person.id, "how": "apart"}).text
    assert "Apart from" in page
    assert [each.apart for each in Company.select()] == [True]
    assert "Apart from" in ada.get(f"console/people/{ben.person.id}").text
    ada.post(f"{address}/{Company.get().id}/end")
    assert Company.select().count() == 0


def test_who_is_kept_apart_is_shown_nowhere_else(ada, ben, dan, cafe):
    ada.post(f"console/people/{ben.person.id}/company", {"other": dan.person.id, "how": "apart"})
    cafe.go("round")
    for path in ("", "seat", "tables", "me"):
        assert "Dan" not in ben.get(path).text
        assert "part from" not in ben.get(path).text


def test_nobody_sits_with_themself(ada, ben, cafe):
    status, answer = ada.send(f"console/people/{ben.person.id}/company", {"other": ben.person.id, "how": "together"})
    assert (status, answer["message"]) == (422, "Please choose somebody else.")


def test_coming_and_going(ada, ben, cafe):
    assert "They have left." in ada.post(f"console/people/{ben.person.id}/end").text
    assert "has left" in ada.get("console/people").text
    assert Person.get().left_at is not None
    assert ada.post(f"console/people/{ben.person.id}/seat", {"table": cafe.table(1).id}).status_code == 404
    ada.post(f"console/people/{ben.person.id}/return")
    assert Person.get().left_at is None


def test_who_came_late_is_offered_a_seat(ada, ben, dan, cafe):
    assert "No seat yet" not in ada.get("console/people").text
    cafe.plan(1, (ben, 1))
    cafe.go("round")
    page = ada.get("console/people").text
    assert "No seat yet" in page
    assert re.search(r"Table 3 .*Dan</span></button>", page)
    ada.post(f"console/people/{dan.person.id}/needs", {"step_free": "1"})
    assert not re.search(r"Table 3 .*Dan</span></button>", ada.get("console/people").text)
    ada.post(f"console/people/{dan.person.id}/seat", {"table": cafe.table(4).id})
    assert cafe.seat(dan) == (4, "chosen")
    assert "No seat yet" not in ada.get("console/people").text


def test_a_name_typed_wrong_is_put_right_but_only_without_a_phone(ada, ben, cafe):
    person = rosa(ada)
    ada.post(f"console/people/{person.id}", {"name": "Rosa Lee", "voice": "parent", "language": "en"})
    person = Person.get_by_id(person.id)
    assert (person.name, person.voice, person.language) == ("Rosa Lee", "parent", "en")
    assert ada.send(f"console/people/{ben.person.id}", {"name": "Benny"})[0] == 422
    assert Person.get_by_id(ben.person.id).name == "Ben"


@pytest.mark.parametrize("said", [{"name": "x" * 41}, {"voice": "loud"}, {"language": "xx"}])
def test_odd_words_are_refused_and_stay(ada, cafe, said):
    page = ada.post("console/people", {"name": "A name", **said, "page": ada.address("console/people")})
    assert page.status_code == 422
    assert said.get("name", "A name") in page.text
    assert Person.select().count() == 0


@pytest.mark.parametrize("table", ["0", "x", "-1", "9" * 40])
def test_a_table_that_is_none(ada, ben, cafe, table):
    assert ada.post(f"console/people/{ben.person.id}/seat", {"table": table}).status_code == 404
    assert ada.post(f"console/people/{ben.person.id}/seat", {"table": ""}).status_code == 422
    assert Seat.select().count() == 0


PATHS = ["", "/needs", "/seat", "/company", "/end", "/return"]


@pytest.mark.parametrize("path", PATHS)
def test_people_of_another_event_are_not_there(ada, ben, cleo, cafe, path):
    said = {"name": "Mine", "table": cafe.table(1).id, "other": ben.person.id, "how": "apart"}
    assert ada.post(f"console/people/{cleo.person.id}{path}", said).status_code == 404
    assert ada.get(f"console/people/{cleo.person.id}").status_code == 404
    assert Company.select().count() == 0
    assert ada.post(f"console/people/{ben.person.id}/company", {"other": cleo.person.id}).status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_only_facilitators_see_to_people(ben, dan, cleo, cafe, path):
    said = {"name": "Mine", "table": cafe.table(1).id, "other": dan.person.id, "how": "apart"}
    for browser in (ben, cleo):
        assert browser.post(f"/e/CAFE34/console/people/{dan.person.id}{path}", said).status_code == 404
        assert browser.post("/e/CAFE34/console/people", said).status_code == 404
    assert Person.get_by_id(dan.person.id).name == "Dan"
    assert Company.select().count() == Seat.select().count() == 0


def test_an_open_space_has_people_too(app, cafe, other_event):
    from cast import Browser

    from facilitator.events.actions import appoint

    zoe = Browser(app, other_event)
    facilitator = appoint(event=other_event, name="Zoe")
    with zoe.client.session_transaction() as session:
        session["facilitator"] = {str(other_event.id): facilitator.id}
    page = zoe.post("console/people", {"name": "Rosa"}).text
    assert "Rosa" in page
    assert "No seat yet" not in page
    assert ">Board</a>" in page
    assert ">Tables</a>" not in page
