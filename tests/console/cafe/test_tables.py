"""Tables on the console: hosts, phones, who sits there, notes, who asks for a hand."""

import datetime

import pytest
from cast import joined

from facilitator.cafe.devices.actions import connect
from facilitator.cafe.models import ASKED, ENDED, HOSTING, Host, Seat, TableDevice
from facilitator.cafe.room import hosts_of
from facilitator.db import now
from facilitator.events.models import Event, Stage
from facilitator.events.setting_up.tables.actions import bring_table_back, put_table_away
from facilitator.help.models import Call
from facilitator.journal import action
from facilitator.notes.models import Note
from facilitator.people.models import Person


def row(page, number):
    """What the page shows of one table."""
    text = page.get("console/tables").text
    start = text.index(f">Table {number}</a>")
    end = text.find('<li id="table-look', start)
    return text[start:end]


def test_every_table_with_its_seats_and_host(ada, ben, cafe):
    assert "No host yet" in row(ada, 1)
    assert "0 of 3 seats" in row(ada, 1)
    assert "Blue corner" in row(ada, 2)
    assert "Has steps" in row(ada, 3)
    cafe.plan(1, (ben, 2))
    assert "1 of 3 seats" in row(ada, 2)
    assert "Ben (1)" in row(ada, 2)


def test_a_table_without_notes_is_a_hint_after_a_while(ada, cafe, write):
    cafe.go("round")
    assert "no notes yet" in row(ada, 1)
    assert "A nudge is up to them." not in ada.get("console/tables").text
    begin_long_ago(event=cafe.event, stage=Stage.get(Stage.id == cafe.fresh().stage_id))
    for number in (1, 3, 4):
        write(Note, event=cafe.event, table=cafe.table(number), round=cafe.rounds[0], words="The bus")
    page = ada.get("console/tables").text
    assert "Table 2 has no notes yet." in page
    assert "They may just be talking. A nudge is up to them." in page
    assert "1 note" in row(ada, 1)
    assert "Table 2 has no notes yet." in ada.get("console").text


@action("waited for a test of a café")
def begin_long_ago(change, event, by, stage):
    stage.started_at = now() - datetime.timedelta(minutes=11)
    stage.save()
    change.record(stage)


def test_someone_is_asked_to_host_and_need_not_answer(ada, ben, cafe):
    page = ada.post(f"console/tables/{cafe.table(2).id}/question", {"person": ben.person.id}).text
    assert "Ben (1)\N{POP DIRECTIONAL ISOLATE} was asked." in page
    host = Host.get()
    assert (host.person, host.table.number, host.state) == (ben.person, 2, ASKED)
    assert "was asked." in row(ada, 2)
    ada.post(f"console/hosts/{host.id}/end")
    assert Host.get().state == ENDED
    assert "was asked." not in row(ada, 2)


def test_someone_said_yes_aloud(ada, ben, dan, cafe):
    for _ in range(2):
        answer = ada.send(f"console/tables/{cafe.table(2).id}/host", {"person": ben.person.id, "op": "same"})
        assert answer[0] == 200
    assert "Ben (1)" in row(ada, 2)
    ada.post(f"console/tables/{cafe.table(2).id}/host", {"person": dan.person.id})
    assert "Dan (2)" in row(ada, 2)
    assert [(host.person.name, host.state) for host in Host.select().order_by(Host.id)] == [
        ("Ben", ENDED), ("Dan", HOSTING),
    ]  # fmt: skip
    assert cafe.seat(dan, 2) == (2, "chosen")


def test_a_host_without_a_phone_and_without_being_in_yet(ada, cafe):
    ada.post(f"console/tables/{cafe.table(1).id}/host", {"name": "Rosa"})
    host = Host.get()
    assert (host.person.name, host.state) == ("Rosa", HOSTING)
    assert "no phone" in ada.get("console/people").text
    page = ada.post(f"console/tables/{cafe.table(2).id}/host", {"name": " ", "page": "/"})
    assert page.status_code == 422
    assert Person.select().count() == 1


def test_a_phone_of_the_table_is_taken_off(ada, cafe):
    device = connect(event=cafe.event, table=cafe.table(1), key="k")
    assert "1 phone of its own" in row(ada, 1)
    for _ in range(2):
        ada.post(f"console/phones/{device.id}/end")
    assert TableDevice.get().revoked_at is not None
    assert "no phone of its own" in row(ada, 1)


def test_a_seat_is_given_where_a_chair_is_free(ada, ben, cafe):
    table = cafe.table(3)
    ada.post(f"console/tables/{table.id}/seat", {"person": ben.person.id})
    assert cafe.seat(ben) == (3, "chosen")
    others = [cafe.joined(name) for name in ("Eve", "Fay", "Gus")]
    for other in others[:2]:
        assert ada.send(f"console/tables/{table.id}/seat", {"person": other.person.id})[0] == 200
    status, answer = ada.send(f"console/tables/{table.id}/seat", {"person": others[2].person.id})
    assert status == 422
    assert "All chairs at table 3 are taken." in answer["message"]


def test_who_asks_for_a_hand_is_seen_at_the_table(ada, ben, cafe, write):
    cafe.plan(1, (ben, 4))
    ben.post("calls", {"words": "We are cold"})
    write(Call, event=cafe.event, table=cafe.table(1))
    assert "1 asks for a hand" in row(ada, 4)
    assert "1 asks for a hand" in row(ada, 1)


def test_a_table_put_away_is_not_shown(ada, cafe):
    four = cafe.table(4)
    put_table_away(event=cafe.event, table=four)
    assert ">Table 4</a>" not in ada.get("console/tables").text
    for path in ("", "/question", "/host", "/seat"):
        send = ada.post if path else ada.get
        assert send(f"console/tables/{four.id}{path}").status_code == 404


@pytest.mark.parametrize("person", ["", "0", "x", "-1", "9" * 40, "999999"])
def test_who_is_nobody_hosts_nothing(ada, cafe, person):
    table = cafe.table(1).id
    for what in ("question", "seat"):
        assert ada.post(f"console/tables/{table}/{what}", {"person": person}).status_code in (404, 422)
    assert Host.select().count() == Seat.select().count() == 0


def test_people_and_tables_of_another_event_are_not_there(app, ada, cafe, cleo, other_event, write):
    table = cafe.table(1).id
    for what in ("question", "seat", "host"):
        assert ada.post(f"console/tables/{table}/{what}", {"person": cleo.person.id}).status_code == 404
    from facilitator.events.actions import create

    elsewhere = create(recipe="world_cafe", title="There", date=datetime.date(2026, 11, 21), code="ELSE34")
    theirs = elsewhere.tables.first()
    assert ada.get(f"console/tables/{theirs.id}").status_code == 404
    assert ada.post(f"console/tables/{theirs.id}/host", {"name": "Rosa"}).status_code == 404
    host = write(Host, event=elsewhere, table=theirs, person=joined(app, elsewhere, "Zed").person, state=HOSTING)
    device = connect(event=elsewhere, table=theirs, key="k")
    assert ada.post(f"console/hosts/{host.id}/end").status_code == 404
    assert ada.post(f"console/phones/{device.id}/end").status_code == 404
    assert Host.get().state == HOSTING


def test_only_facilitators_see_the_tables(ben, cleo, cafe):
    table = cafe.table(1).id
    for browser in (ben, cleo):
        for path in ("tables", f"tables/{table}", "people"):
            assert browser.get(f"/e/CAFE34/console/{path}").request.path in ("/sign-in", "/sign-in/")
        for what in ("question", "host", "seat"):
            address = f"/e/CAFE34/console/tables/{table}/{what}"
            assert browser.post(address, {"person": ben.person.id, "name": "Me"}).status_code == 404
    assert Host.select().count() == 0


def test_the_menu_shows_what_fits_the_event(app, ada, cafe):
    page = ada.get("console").text
    assert ">Tables</a>" in page
    assert ">Seating</a>" in page
    assert ">Board</a>" not in page
    assert Event.get_by_id(cafe.event.id).code == "CAFE34"


def test_a_table_that_is_put_away_has_no_host_until_it_comes_back(ada, ben, cafe):
    two = cafe.table(2)
    ada.post(f"console/tables/{two.id}/host", {"person": ben.person.id})
    assert list(hosts_of(cafe.event)) == [two.id]
    put_table_away(event=cafe.event, table=two)
    assert list(hosts_of(cafe.event)) == []
    bring_table_back(event=cafe.event, table=two)
    assert list(hosts_of(cafe.event)) == [two.id]
