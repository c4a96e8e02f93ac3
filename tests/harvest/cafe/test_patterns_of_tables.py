"""What the whole room sees, written by the phone of a whole table."""

from counting import queries_of
from table_phones import at, table_phone

from facilitator.cafe.devices import actions as devices
from facilitator.notes.models import HELD, PATTERN, SCRIBE, SURPRISE, TAKEN_BACK, Note


def see(browser, words="Waiting, at every table", purpose=PATTERN):
    """A pattern or surprise by that browser; gives the Note."""
    answer = browser.post("patterns", {"words": words, "purpose": purpose})
    assert (answer.status_code, answer.request.path) == (200, "/e/CAFE34/patterns"), answer.text
    return Note.select().order_by(Note.id.desc()).get()


def test_a_tables_phone_writes_for_its_table_to_the_whole_room(cafe, ben):
    phone = table_phone(cafe, 2)
    assert "Write one thing." in phone.get("patterns").text
    for purpose in (PATTERN, SURPRISE):
        note = see(phone, purpose, purpose)
        assert (note.purpose, note.device, note.table, note.round, note.source) == (
            purpose, phone.device, None, None, SCRIBE,
        )  # fmt: skip
        assert (note.said_by, note.written_by) == (None, None)
    assert "surprise</p>" in ben.get("patterns").text


def test_a_phone_that_is_also_somebodys_writes_there_for_its_owner(cafe, ben):
    ben.post(f"/t/{cafe.table(2).token}/device")
    assert (see(ben).said_by, see(ben).device) == (ben.person, None)


def test_any_phone_of_that_table_changes_it_and_no_other(cafe, ben, dan):
    old = table_phone(cafe, 2)
    note = see(old)
    devices.revoke(event=cafe.event, device=old.device)
    new, elsewhere = table_phone(cafe, 2), table_phone(cafe, 3)
    card, opens = f'data-by-table="{cafe.table(2).id}"', f'[data-by-table="{cafe.table(2).id}"] > .by-its-table'
    for browser, may in ((new, True), (elsewhere, False), (dan, False)):
        page = browser.get("patterns").text
        assert card in page
        assert (opens in page) is may
    for browser in (old, elsewhere, ben):
        assert browser.post(f"notes/{note.id}", {"words": "Sun", "language": "en"}).status_code == 404
        assert browser.post(f"notes/{note.id}/taking-back").status_code == 404
    assert "Waiting, at every table" in new.get(f"notes/{note.id}").text
    page = new.post(f"notes/{note.id}", {"words": "Waiting", "language": "en"})
    assert page.request.path == "/e/CAFE34/patterns"
    assert "Waiting</p>" in page.text
    assert new.post(f"notes/{note.id}/taking-back").request.path == "/e/CAFE34/patterns"
    assert (Note.get().state, Note.get().words) == (TAKEN_BACK, "")


def test_private_details_are_shown_to_its_own_table_alone(cafe, ben):
    phone = table_phone(cafe, 2)
    assert see(phone, "Ring Sam on 07700 900123").state == HELD
    for page in ("patterns", at(cafe, 2)):
        assert "07700 900123" in phone.get(page).text
        for browser in (ben, table_phone(cafe, 3)):
            assert "07700" not in browser.get(page).text


def test_a_tables_phone_writes_nothing_else_to_the_whole_room(cafe):
    phone = table_phone(cafe, 2)
    assert phone.post("patterns", {"words": "Hello", "purpose": "main"}).status_code == 422
    assert phone.post("wall", {"words": "Hello"}).status_code == 404
    assert Note.select().count() == 0


def test_the_number_of_queries_does_not_grow_with_the_tables(cafe, ben):
    see(table_phone(cafe, 1))
    few = queries_of(lambda: ben.get("patterns"))
    for number in (2, 3, 4):
        see(table_phone(cafe, number))
    assert queries_of(lambda: ben.get("patterns")) == few
