"""Type in paper cards of a café: the table and the round stay for the next card."""

import io

from PIL import Image
from table_phones import table_phone

from facilitator.db import now
from facilitator.journal import action
from facilitator.notes.models import HELD, MAIN, TAKEN_BACK, Note, Photo


def selected(page, value):
    return f'<option value="{value}" selected>' in page


def test_a_card_of_a_table_and_the_next_has_its_table_and_round(ada, ben, cafe):
    table, second = cafe.table(2), cafe.rounds[1]
    said = {"words": "Shade!!", "table": table.id, "round": second.id, "kind": "idea"}
    page = ada.post("console/paper", said).text
    note = Note.get()
    assert (note.words, note.table, note.round, note.purpose, note.card) == ("Shade!!", table, second, "", 1)
    assert "Saved. Card 1." in page
    for kept in (table.id, second.id, "idea"):
        assert selected(page, kept)


def test_the_one_main_thing_on_paper(ada, cafe):
    table, first = cafe.table(2), cafe.rounds[0]
    page = ada.post(
        "console/paper", {"words": "Shade", "table": table.id, "round": first.id, "purpose": MAIN, "name": "Rosa"}
    ).text
    note = Note.get()
    assert (note.purpose, note.said_by.name) == (MAIN, "Rosa")
    assert selected(page, "main")


def test_the_round_it_is_comes_first(ada, cafe):
    cafe.go("round", 2)
    assert selected(ada.get("console/paper").text, cafe.rounds[1].id)
    cafe.go("move", 3)
    assert selected(ada.get("console/paper").text, cafe.rounds[1].id)


def test_after_the_last_round_its_cards_are_typed(ada, cafe):
    cafe.go("harvest", 3)
    cafe.go("goodbye")
    assert selected(ada.get("console/paper").text, cafe.rounds[2].id)


def test_a_table_that_was_put_away_still_has_its_cards(ada, cafe):
    @action("put away for a test")
    def put_away(change, event, by, table):
        table.away_at = now()
        table.save()
        change.record(table)

    table = cafe.table(4)
    put_away(event=cafe.event, table=table)
    assert f'<option value="{table.id}">Table 4 (put away)</option>' in ada.get("console/paper").text


def test_a_card_to_the_whole_room_has_no_table(ada, cafe):
    ada.post("console/paper", {"words": "Tea was nice", "round": cafe.rounds[0].id})
    note = Note.get()
    assert (note.table, note.round) == (None, None)


def test_a_table_without_a_round_and_a_main_thing_without_a_table_are_refused(ada, cafe):
    here = {"page": ada.address("console/paper")}
    page = ada.post("console/paper", {"words": "A long thought", "table": cafe.table(1).id, **here})
    assert page.status_code == 422
    assert "Please choose the round of this card." in page.text
    assert "A long thought</textarea>" in page.text
    page = ada.post("console/paper", {"words": "A long thought", "purpose": MAIN, **here})
    assert page.status_code == 422
    assert ada.post("console/paper", {"words": "x", "purpose": "pattern"}).status_code == 422
    assert Note.select().count() == 0


def test_tables_and_rounds_of_elsewhere_are_not_found(ada, cafe):
    for odd in ("999", "x", "-1", "9" * 40):
        assert ada.post("console/paper", {"words": "x", "table": odd, "round": "1"}).status_code in (404, 422)
        said = {"words": "x", "table": cafe.table(1).id, "round": odd}
        assert ada.post("console/paper", said).status_code in (404, 422)
    assert Note.select().count() == 0


def test_a_picture_of_the_paper_of_a_table_without_a_phone(ada, ben, cafe):
    file, table, first = io.BytesIO(), cafe.table(2), cafe.rounds[0]
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")

    def add(**fields):
        sent = {"photo": (io.BytesIO(file.getvalue()), "cloth.png"), "words": "Our cloth", **fields}
        return ada.post("console/paper/photos", sent, content_type="multipart/form-data")

    page = add(table=table.id, round=first.id)
    assert "Saved." in page.text
    assert selected(page.text, table.id)
    photo = Photo.get()
    assert (photo.table, photo.round, photo.words) == (table, first, "Our cloth")
    assert (photo.person, photo.device) == (None, None)
    assert f"photos/{photo.id}" in ben.get(f"tables/{table.id}?round={first.id}").text
    assert ben.post(f"photos/{photo.id}/taking-back").status_code == 404
    assert add(table=table.id).status_code == 422
    assert ben.post("console/paper/photos", {"words": "x"}).status_code == 404
    assert Photo.select().count() == 1


def add_picture(browser, door, **fields):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    sent = {"photo": (io.BytesIO(file.getvalue()), "cloth.png"), **fields}
    page = browser.post(door, sent, content_type="multipart/form-data")
    assert page.status_code == 200, page.text
    return Photo.select().order_by(Photo.id.desc()).get(), page.text


def test_a_picture_that_was_added_here_is_taken_back_here(ada, ben, cafe):
    here = {"table": cafe.table(2).id, "round": cafe.rounds[1].id}
    photo, page = add_picture(ada, "console/paper/photos", **here)
    door = f"console/photos/{photo.id}/taking-back"
    assert f"{door}?adding=1" in page
    assert ben.post(door).status_code == 404
    back = ada.post(f"{door}?adding=1")
    assert back.request.path == "/e/CAFE34/console/paper"
    assert all(selected(back.text, id_) for id_ in here.values())
    assert (Photo.get().state, bytes(Photo.get().image)) == (TAKEN_BACK, b"")
    assert door not in ada.get(f"console/paper?photo={photo.id}").text
    assert ada.get(f"console/paper?photo={'9' * 30}").status_code == 200


def test_it_can_be_taken_back_in_check_notes_shown_or_held(ada, cafe):
    for words in ("Our cloth", "Ring Sam on 07700 900123"):
        photo, _page = add_picture(ada, "console/paper/photos", words=words)
        door = f"console/photos/{photo.id}/taking-back"
        assert door in ada.get("console/held").text
        assert ada.post(door).request.path == "/e/CAFE34/console/held"
        assert Photo.get_by_id(photo.id).state == TAKEN_BACK
        assert ada.post(door).status_code == 200  # twice is the same as once


def test_nobody_takes_back_the_picture_of_a_person_or_a_table_at_the_console(ada, ben, cafe):
    for browser in (ben, table_phone(cafe, 2)):
        photo, _page = add_picture(browser, f"tables/{cafe.table(2).id}/photos", round=cafe.rounds[0].id)
        door = f"console/photos/{photo.id}/taking-back"
        assert ada.post(door).status_code == 404
        assert door not in ada.get("console/held").text
        ada.post(f"console/photos/{photo.id}/hold", {"because": "A face"})
        assert door not in ada.get("console/held").text
        assert Photo.get_by_id(photo.id).state == HELD
