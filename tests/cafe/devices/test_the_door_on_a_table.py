"""The code on a table: sit here, or let this phone write for the whole table."""

from cast import Browser, joined
from table_phones import at, table_phone

from facilitator import pace
from facilitator.cafe.devices import actions
from facilitator.cafe.models import Scribe, TableDevice
from facilitator.events.models import Event, Table
from facilitator.help.models import Call, Term
from facilitator.journal import action
from facilitator.journal.models import Journal
from facilitator.notes.models import Note
from facilitator.security import limiter


@action("put away for a test")
def put_away(change, event, by, row):
    """A table or an event is over."""
    from facilitator.db import now

    field = "archived_at" if isinstance(row, Event) else "away_at"
    setattr(row, field, now())
    row.save()
    change.record(row)


def door(cafe, number):
    return f"/t/{cafe.table(number).token}"


def test_the_door_offers_two_ways_to_anyone(cafe):
    page = Browser(cafe.app, cafe.event).get(door(cafe, 2))
    assert page.status_code == 200
    for words in ("Table 2", "Blue corner", "I sit here", "This phone writes for the whole table", "العربية"):
        assert words in page.text


def test_an_unknown_code_opens_nothing(cafe):
    stranger = Browser(cafe.app, cafe.event)
    assert stranger.get("/t/nothing").status_code == 404
    assert stranger.post("/t/nothing/device").status_code == 404
    assert stranger.post("/t/nothing/seat").status_code == 404


def test_a_phone_becomes_the_tables_own_without_an_account(cafe):
    phone = table_phone(cafe, 2)
    assert phone.device.table == cafe.table(2)
    page = phone.get(at(cafe, 2))
    assert "This phone writes for the whole table." in page.text
    assert "Stop: this phone is my own again" in page.text
    assert phone.device.key not in page.text
    assert Journal.select().order_by(Journal.id.desc()).get().person_id is None


def test_asked_twice_it_stays_the_same_device(cafe):
    phone = table_phone(cafe, 2)
    phone.post(door(cafe, 2) + "/device")
    assert TableDevice.select().count() == 1
    assert "writes for the whole table already" in phone.get(door(cafe, 2)).text


def test_several_phones_may_write_for_one_table(cafe):
    one, other = table_phone(cafe, 2), table_phone(cafe, 2)
    assert one.device != other.device
    for phone in (one, other):
        assert "This phone writes for the whole table." in phone.get(at(cafe, 2)).text


def test_at_another_table_it_is_that_tables_phone(cafe):
    phone = table_phone(cafe, 2)
    assert "Now this phone writes for table 2." in phone.get(door(cafe, 3)).text
    phone.post(door(cafe, 3) + "/device")
    assert [(row.table.number, row.revoked_at is None) for row in TableDevice.select().order_by(TableDevice.id)] == [
        (2, False),
        (3, True),
    ]


def test_pages_for_people_lead_it_to_its_table(cafe):
    phone = table_phone(cafe, 2)
    for path in ("", "topics", "me", "wall", "tables", "console"):
        assert phone.get(path).request.path == f"/e/CAFE34/{at(cafe, 2)}", path
    assert phone.post("topics", {"title": "Benches"}).status_code == 404


def test_its_owner_takes_it_back(cafe):
    phone = table_phone(cafe, 2)
    page = phone.post("table-phone/end")
    assert page.request.path == door(cafe, 2)
    assert TableDevice.get().revoked_at is not None
    assert phone.get(at(cafe, 2)).request.path == "/"  # the front door, as for anyone
    assert phone.post("table-phone/end").status_code == 404


def test_a_facilitator_takes_a_phone_off(cafe, ada):
    phone = table_phone(cafe, 2)
    for _time in range(2):
        actions.revoke(event=cafe.event, device=phone.device)
    assert phone.post(at(cafe, 2, "/notes"), {"words": "Late", "round": cafe.rounds[0].id}).status_code == 404
    assert "This phone writes" not in phone.get(at(cafe, 2)).text


def test_who_has_a_phone_of_their_own_sits_down(cafe, ben):
    page = ben.post(door(cafe, 2) + "/seat")
    assert page.request.path == f"/e/CAFE34/{at(cafe, 2)}"
    assert cafe.seat(ben) == (2, "chosen")


def test_a_full_table_says_so_at_its_door(cafe, ben):
    for number in range(3):
        cafe.joined(f"Person {number}").post(door(cafe, 1) + "/seat")
    page = ben.post(door(cafe, 1) + "/seat", {"page": door(cafe, 1)})
    assert page.status_code == 422
    assert "All chairs at table 1 are taken." in page.text
    assert "This phone writes for the whole table" in page.text
    assert cafe.seat(ben) is None


def test_who_is_not_in_yet_comes_in_first_and_finds_the_table(cafe):
    eve = Browser(cafe.app, cafe.event)
    page = eve.post(door(cafe, 2) + "/seat")
    assert page.request.path == f"/j/{cafe.event.token}"
    page = eve.post(f"/j/{cafe.event.token}", {"name": "Eve", "next": page.request.args["next"]})
    assert page.request.path == f"/e/CAFE34/{at(cafe, 2)}"
    assert "I sit here" in page.text


def test_after_the_last_round_the_door_leads_to_what_was_written(cafe, ben):
    cafe.go("goodbye")
    assert ben.post(door(cafe, 2) + "/seat").request.path == f"/e/CAFE34/{at(cafe, 2)}"
    assert cafe.seat(ben) is None


def test_a_table_put_away_says_where_to_go(cafe, ben):
    phone = table_phone(cafe, 2)
    put_away(event=cafe.event, row=cafe.table(2))
    assert "This table is not used any more. Ask a helper where to sit." in ben.get(door(cafe, 2)).text
    assert ben.send(door(cafe, 2) + "/device")[0] == 422
    answer = ben.post(door(cafe, 2) + "/seat", {"page": door(cafe, 2)})
    assert (answer.status_code, "This table is not used any more." in answer.text) == (422, True)
    for browser in (phone, ben):
        page = browser.get(at(cafe, 2)).text
        assert "This table is not used any more. Ask a helper where to sit. What was written here is kept." in page
    page = phone.get().text  # from pages for people it is led to its own
    assert "This phone writes for the whole table." in page
    assert "I need a hand" in page
    assert "Save this note" not in page  # the round has not begun, and nobody will sit there


def test_words_on_their_way_from_a_table_that_was_put_away_arrive(cafe, ben):
    phone, (first, second, _third) = table_phone(cafe, 2), cafe.rounds
    cafe.go("round", 1)
    put_away(event=cafe.event, row=cafe.table(2))
    for door in ("/notes", "/main-thing"):
        assert phone.send(at(cafe, 2, door), {"words": "A bench", "round": first.id})[0] == 200
        status, answer = phone.send(at(cafe, 2, door), {"words": "A tree", "round": second.id})
        assert (status, answer["message"]) == (422, "This table is not used any more. Ask a helper where to sit.")
    line = {"points": "1,2 3,4", "colour": "black", "thickness": "9"}
    assert phone.send(at(cafe, 2, "/strokes"), {**line, "round": first.id})[0] == 200
    assert phone.send(at(cafe, 2, "/strokes"), {**line, "round": second.id})[0] == 422
    assert [(note.words, note.table.number, note.round) for note in Note.select()] == [("A bench", 2, first)] * 2
    assert "A bench" in ben.get(at(cafe, 2)).text
    cafe.go("round", 2)
    assert phone.send(at(cafe, 2, "/notes"), {"words": "Late", "round": first.id})[0] == 200
    phone.post(f"/t/{cafe.table(3).token}/device")
    assert "Table 3" in phone.get(at(cafe, 3)).text


def test_an_event_put_away_says_so(cafe, ben):
    put_away(event=cafe.event, row=cafe.event)
    assert "This event is over" in ben.get(door(cafe, 2)).text
    assert ben.send(door(cafe, 2) + "/device")[0] == 422
    assert ben.send(door(cafe, 2) + "/seat")[0] == 422
    assert TableDevice.select().count() == 0
    assert cafe.seat(ben) is None


def test_a_token_is_no_key_to_another_event(cafe, other_event, app):
    phone = table_phone(cafe, 2)
    cleo = joined(app, other_event, "Cleo")
    assert cleo.post(f"/e/CAFE34/{at(cafe, 2)}/scribe", {"name": "Cleo"}).status_code == 404
    assert "This phone writes" not in phone.get(f"/e/{other_event.code}/").text


def test_phones_for_one_table_come_at_a_calm_pace(cafe):
    cafe.app.config["RATELIMIT_ENABLED"] = True
    limiter.reset()
    answers = [
        Browser(cafe.app, cafe.event).send(door(cafe, 2) + "/device")[0] for _phone in range(pace.DEVICES.amount + 1)
    ]
    assert answers.count(429) == 1
    assert table_phone(cafe, 3).device.table.number == 3
    limiter.reset()


def test_the_scribe_is_named_changed_and_left_blank(cafe, ben):
    phone, first = table_phone(cafe, 2), cafe.rounds[0].id
    assert phone.post(at(cafe, 2, "/scribe"), {"name": "Sam", "round": first}).status_code == 200
    assert "Sam writes this round." in ben.get(at(cafe, 2)).text.replace("\u2068", "").replace("\u2069", "")
    ben.post(at(cafe, 2, "/scribe"), {"name": "Kim", "round": first})
    assert [(row.name, row.table.number) for row in Scribe.select()] == [("Kim", 2)]
    phone.post(at(cafe, 2, "/scribe"), {"name": "", "round": first})
    assert Scribe.select().count() == 0
    phone.post(at(cafe, 2, "/scribe"), {"name": "", "round": first})


def test_a_name_with_a_phone_number_is_not_shown_as_who_writes(cafe, ben):
    sent = {"name": "Sam 07700 900123", "round": cafe.rounds[0].id}
    for browser in (table_phone(cafe, 2), ben):
        status, answer = browser.send(at(cafe, 2, "/scribe"), sent)
        assert (status, answer["field"]) == (422, "name")
        assert answer["message"].startswith("It may hold a phone number.")
    assert Scribe.select().count() == 0


def test_nobody_names_the_scribe_of_a_table_from_another_tables_phone(cafe, ada, other_event):
    phone, first = table_phone(cafe, 2), cafe.rounds[0].id
    assert phone.post(at(cafe, 3, "/scribe"), {"name": "Sam", "round": first}).status_code == 404
    assert ada.post(at(cafe, 3, "/scribe"), {"name": "Sam", "round": first}).status_code == 404
    for wrong in ("", "0", "9" * 40, "²", "x"):
        assert phone.post(at(cafe, 2, "/scribe"), {"name": "Sam", "round": wrong}).status_code == 404
    assert phone.send(at(cafe, 2, "/scribe"), {"name": "x" * 41, "round": first})[0] == 422
    assert Scribe.select().count() == 0


def test_a_tables_phone_calls_for_a_hand_and_any_phone_of_the_table_takes_it_back(cafe, ada):
    phone, other, elsewhere = table_phone(cafe, 2), table_phone(cafe, 2), table_phone(cafe, 3)
    page = phone.post("calls", {"words": "Please be quick", "page": f"/e/CAFE34/{at(cafe, 2)}"})
    assert page.request.path == f"/e/CAFE34/{at(cafe, 2)}"
    assert "Someone will come." in page.text
    assert [(row.person, row.table.number) for row in Call.select()] == [(None, 2)]
    assert "Table 2" in ada.get("console").text
    assert "Someone will come." not in elsewhere.get(at(cafe, 3)).text
    assert elsewhere.post(f"calls/{Call.get().id}/taken-back").status_code == 404
    other.post(f"calls/{Call.get().id}/taken-back")
    assert (Call.get().taken_back_at is not None, Call.get().words) == (True, "")


def test_a_tables_phone_asks_what_a_word_means(cafe):
    phone = table_phone(cafe, 2)
    page = phone.post("words", {"word": "co-production", "page": f"/e/CAFE34/{at(cafe, 2)}"})
    assert page.request.path == f"/e/CAFE34/{at(cafe, 2)}"
    assert "We have asked for you." in page.text
    assert Term.get().word == "co-production"


def test_the_page_of_a_table_stands_although_its_number_changes(cafe, ben):
    phone, table = table_phone(cafe, 2), cafe.table(2)

    @action("numbered for a test")
    def number(change, event, by, table):
        table.number = 12
        table.save()
        change.record(table)

    number(event=cafe.event, table=table)
    assert "Table 12" in phone.get(f"tables/{table.id}").text
    assert Table.get_by_id(table.id).devices.count() == 1
