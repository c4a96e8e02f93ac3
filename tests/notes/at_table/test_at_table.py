"""Notes, main things, stories and pictures of a café table in a round, by people and by the table's own phone."""

import io

import pytest
from cast import joined
from counting import queries_of
from PIL import Image
from table_phones import at, table_phone

from facilitator.cafe.devices import actions as devices
from facilitator.cafe.hosting import actions as hosting
from facilitator.events.setting_up.rounds.actions import put_round_away
from facilitator.events.setting_up.tables.actions import put_table_away
from facilitator.journal import action
from facilitator.notes.models import HELD, MAIN, RECAP, SCRIBE, SHOWN, TAKEN_BACK, Note, Photo


def write(browser, cafe, number, words, door="/notes", round_=1, **fields):
    """A note at a table in a round; gives the Note."""
    sent = {"words": words, "round": cafe.rounds[round_ - 1].id, **fields}
    answer = browser.post(at(cafe, number, door), sent)
    assert answer.status_code == 200, answer.text
    return Note.select().order_by(Note.id.desc()).get()


def a_picture():
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    return file.getvalue()


def photograph(browser, cafe, number, round_=1):
    data = {"photo": (io.BytesIO(a_picture()), "cloth.png"), "words": "Our cloth", "round": cafe.rounds[round_ - 1].id}
    answer = browser.post(at(cafe, number, "/photos"), data, content_type="multipart/form-data")
    assert answer.status_code == 200, answer.text
    return Photo.select().order_by(Photo.id.desc()).get()


def test_the_page_has_the_question_in_big_words_the_table_and_the_round(cafe, ben, ada):
    for browser in (ben, ada, table_phone(cafe, 2)):
        page = browser.get(at(cafe, 2)).text
        assert '<h1 dir="auto">What is good about living here?</h1>' in page
        assert "Round 1" in page
        assert "Blue corner" in page
    cafe.go("move", 2)
    assert "What makes it hard?</h1>" in ben.get(at(cafe, 2)).text


def test_a_table_may_have_its_own_question(cafe, ben):
    @action("asked for a test")
    def asks(change, event, by, table):
        table.question = "What do children need?"
        table.save()
        change.record(table)

    asks(event=cafe.event, table=cafe.table(2))
    assert "What do children need?</h1>" in ben.get(at(cafe, 2)).text
    assert "What is good about living here?</h1>" in ben.get(at(cafe, 3)).text


def test_a_person_and_the_tables_phone_write_beside_each_other(cafe, ben, dan):
    phone = table_phone(cafe, 2)
    mine, ours = write(ben, cafe, 2, "A bench"), write(phone, cafe, 2, "A tree", kind="idea")
    assert (mine.said_by, mine.device, mine.table.number, mine.round.number) == (ben.person, None, 2, 1)
    assert (ours.said_by, ours.written_by, ours.device, ours.source) == (None, None, phone.device, SCRIBE)
    for browser in (ben, phone, dan):  # dan sits nowhere yet, and is welcome
        page = browser.get(at(cafe, 2)).text
        assert page.index("A bench") < page.index("A tree")
    assert "A bench" not in dan.get(at(cafe, 3)).text


def test_a_phone_that_is_also_somebodys_writes_for_its_table_there_and_for_its_owner_elsewhere(cafe, ben):
    ben.post(f"/t/{cafe.table(2).token}/device")
    ours, mine = write(ben, cafe, 2, "Ours"), write(ben, cafe, 3, "Mine")
    assert (ours.said_by, ours.device is not None) == (None, True)
    assert (mine.said_by, mine.device) == (ben.person, None)


def test_only_a_facilitator_and_strangers_do_not_write(cafe, ada, other_event, app):
    cleo, sent = joined(app, other_event, "Cleo"), {"words": "Hello", "round": cafe.rounds[0].id}
    for door in ("/notes", "/main-thing", "/story", "/photos"):
        assert ada.post(at(cafe, 2, door), sent).status_code == 404
        assert cleo.post(f"/e/CAFE34/{at(cafe, 2, door)}", sent).status_code == 404
        assert cleo.post(at(cafe, 2, door), sent).status_code == 404  # a table of another event
    assert "note-form" not in ada.get(at(cafe, 2)).text
    assert Note.select().count() == 0


def test_another_tables_phone_reads_and_does_not_write(cafe):
    phone = table_phone(cafe, 3)
    assert phone.get(at(cafe, 2)).status_code == 200
    assert "note-form" not in phone.get(at(cafe, 2)).text
    for door in ("/notes", "/main-thing", "/story", "/photos"):
        assert phone.post(at(cafe, 2, door), {"words": "Hello", "round": cafe.rounds[0].id}).status_code == 404
    assert Note.select().count() == 0


@pytest.mark.parametrize("wrong", ["", "0", "x", "²", "9" * 30, "-1"])
def test_a_round_that_is_none_takes_no_note(cafe, ben, wrong):
    assert ben.send(at(cafe, 2, "/notes"), {"words": "A bench", "round": wrong})[0] == 404
    assert Note.select().count() == 0


def test_words_sent_late_land_in_the_round_they_were_written_for(cafe, ben):
    cafe.go("round", 2)
    assert write(ben, cafe, 2, "Late words", round_=1).round.number == 1
    assert "Late words" not in ben.get(at(cafe, 2)).text
    assert "Late words" in ben.get(at(cafe, 2, f"?round={cafe.rounds[0].id}")).text


def test_words_refused_come_back_in_their_box_and_keep_their_round(cafe, ben):
    cafe.go("round", 2)
    first = cafe.rounds[0].id
    sent = {"words": "y" * 2001, "round": first, "page": f"/e/CAFE34/{at(cafe, 2)}"}
    page = ben.post(at(cafe, 2, "/main-thing"), sent)
    assert page.status_code == 422
    assert page.text.count("y" * 2001) == 1
    assert f'name="round" value="{first}"' in page.text


def test_sent_twice_is_kept_once(cafe):
    phone, sent = table_phone(cafe, 2), {"words": "A bench", "op": "dup-1", "round": cafe.rounds[0].id}
    assert phone.send(at(cafe, 2, "/notes"), sent) == phone.send(at(cafe, 2, "/notes"), sent)
    assert Note.select().count() == 1


def test_the_writer_changes_it_and_a_new_phone_of_the_table_changes_what_the_old_one_wrote(cafe, ben, dan):
    old = table_phone(cafe, 2)
    note, mine = write(old, cafe, 2, "A bench"), write(ben, cafe, 2, "A tree")
    devices.revoke(event=cafe.event, device=old.device)
    new, elsewhere = table_phone(cafe, 2), table_phone(cafe, 3)
    for browser in (old, elsewhere, ben, dan):
        assert browser.post(f"notes/{note.id}", {"words": "Sun", "language": "en"}).status_code == 404
        assert browser.post(f"notes/{note.id}/taking-back").status_code == 404
    assert "A bench" in new.get(f"notes/{note.id}").text
    page = new.post(f"notes/{note.id}", {"words": "Two benches", "language": "en"})
    assert page.request.path == f"/e/CAFE34/{at(cafe, 2)}"
    assert "Two benches" in page.text
    assert new.post(f"notes/{mine.id}", {"words": "Ours", "language": "en"}).status_code == 404
    new.post(f"notes/{note.id}/taking-back")
    assert (Note.get_by_id(note.id).state, Note.get_by_id(note.id).words) == (TAKEN_BACK, "")


def test_private_details_are_held_and_shown_to_the_tables_own_phone_alone(cafe, ben):
    phone = table_phone(cafe, 2)
    note = write(phone, cafe, 2, "Ring Sam on 07700 900123")
    assert note.state == HELD
    assert "07700 900123" in phone.get(at(cafe, 2)).text
    assert "Only you and the facilitators can see this." in phone.get(at(cafe, 2)).text
    for browser in (ben, table_phone(cafe, 3)):
        assert "07700" not in browser.get(at(cafe, 2)).text
    phone.post(f"notes/{note.id}", {"words": "Ring Sam", "language": "en"})
    assert "Ring Sam" in ben.get(at(cafe, 2)).text


def test_a_facilitator_checks_a_note_of_a_table_with_its_place_on_the_card(cafe, ada):
    write(table_phone(cafe, 2), cafe, 2, "Ring Sam on 07700 900123")
    page = ada.get("console/held").text
    assert "Round 1, table 2" in page
    ada.post(f"console/notes/{Note.get().id}/question")
    assert Note.get().state == HELD


def test_the_wall_says_at_which_table_it_was_written(cafe, ben):
    write(ben, cafe, 2, "A bench")
    page = ben.get("wall").text
    assert "A bench" in page
    assert "Round 1, table 2" in page


def test_the_one_main_thing_stands_on_its_round_and_tells_the_next(cafe, ben):
    phone = table_phone(cafe, 2)
    thing = write(phone, cafe, 2, "People feel safe", "/main-thing")
    story = write(phone, cafe, 2, "We spoke of the park", "/story")
    assert [(each.purpose, each.said_by, each.source, each.state) for each in (thing, story)] == [
        (MAIN, None, SCRIBE, SHOWN),
        (RECAP, None, SCRIBE, SHOWN),
    ]
    page = ben.get(at(cafe, 2)).text
    assert page.count("People feel safe") == 1
    assert "No notes yet." in page
    cafe.go("move", 2)
    page = ben.get(at(cafe, 2)).text
    assert page.index("We spoke of the park") < page.index("People feel safe")  # newest first
    assert "People feel safe" not in ben.get(at(cafe, 3)).text
    phone.post(f"notes/{story.id}/taking-back")
    assert "We spoke of the park" not in ben.get(at(cafe, 2)).text


def test_the_story_is_told_by_the_host_the_tables_phone_or_where_there_is_no_host_by_anyone(cafe, ben, dan):
    words = "Tell the next people the story so far"
    for browser in (ben, dan):
        assert words in browser.get(at(cafe, 2)).text
    hosting.volunteer(event=cafe.event, person=ben.person, table=cafe.table(2))
    for browser, tells in ((ben, True), (dan, False), (table_phone(cafe, 2), True)):
        assert (words in browser.get(at(cafe, 2)).text) is tells


def test_at_harvest_the_main_thing_comes_first(cafe, ben):
    cafe.go("round", 1)
    page = ben.get(at(cafe, 2)).text
    assert page.index("Write one thing you heard") < page.index("What is the one thing that matters most?")
    cafe.go("harvest", 1)
    page = ben.get(at(cafe, 2)).text
    assert page.index("What is the one thing that matters most?") < page.index("Write one thing you heard")


def test_in_the_last_round_nobody_comes_after_to_be_told_the_story(cafe, ben):
    for round_, later in ((2, True), (3, False)):
        cafe.go("harvest", round_)
        page = ben.get(at(cafe, 2)).text
        assert ("Before you move on</h2>" in page) is later
        assert ("Save the story" in page) is later
        assert "Save the one main thing" in page


def test_a_tables_phone_finds_what_the_whole_room_sees(cafe):
    page = table_phone(cafe, 2).get(at(cafe, 2)).text
    assert '/patterns">' in page
    assert '/debrief">' not in page


def test_after_the_last_round_the_page_shows_what_was_written(cafe, ben):
    write(ben, cafe, 2, "The end of it", round_=3)
    write(ben, cafe, 2, "Still there", "/main-thing", round_=1)
    cafe.go("goodbye")
    page = ben.get(at(cafe, 2)).text
    assert "This round is over." in page
    assert "The end of it" in page
    assert "Still there" in page
    assert f"?round={cafe.rounds[0].id}" in page


def test_when_all_rounds_are_put_away_what_was_written_can_be_read(cafe, ben):
    write(ben, cafe, 2, "The end of it", round_=3)
    for round_ in cafe.rounds:
        put_round_away(event=cafe.event, round=round_)
    assert "The end of it" in ben.get(f"{at(cafe, 2)}?round={Note.get().round_id}").text
    assert "This round is over." in ben.get(at(cafe, 2)).text


def test_a_round_put_away_after_it_was_held_stays_in_the_story_and_within_reach(cafe, ben):
    write(ben, cafe, 2, "People feel safe", "/main-thing")
    cafe.go("round", 1)
    cafe.go("round", 2)
    first, _second, third = cafe.rounds
    for round_ in (first, third):
        put_round_away(event=cafe.event, round=round_)
    page = ben.get(at(cafe, 2)).text
    assert "People feel safe" in page
    assert f"?round={first.id}" in page
    assert "(put away)" in page
    assert f"?round={third.id}" not in page  # nothing was written there
    assert f"?round={first.id}" not in ben.get(at(cafe, 3)).text
    assert "This round is over." in ben.get(at(cafe, 2, f"?round={third.id}")).text


def test_a_table_put_away_is_reached_from_the_page_of_tables_when_something_was_written_there(cafe, ben):
    write(ben, cafe, 2, "A bench")
    for number in (2, 3):
        assert f'{at(cafe, number)}"' in ben.get("tables").text
        put_table_away(event=cafe.event, table=cafe.table(number))
    page = ben.get("tables").text
    assert f'{at(cafe, 2)}"' in page
    assert f'{at(cafe, 3)}"' not in page


def test_an_event_put_away_is_read_and_not_written(cafe, ben):
    phone, note = table_phone(cafe, 2), write(ben, cafe, 2, "A bench")
    own = write(phone, cafe, 2, "A tree")

    @action("put away for a test")
    def put_away(change, event, by):
        event.archived_at = event.created_at
        event.save()
        change.record(event)

    put_away(event=cafe.event)
    for browser in (ben, phone):
        page = browser.get(at(cafe, 2)).text
        assert "A bench" in page
        assert "note-form" not in page
        assert browser.send(at(cafe, 2, "/notes"), {"words": "Late", "round": cafe.rounds[0].id})[0] == 422
    assert phone.post(f"notes/{own.id}", {"words": "Late", "language": "en"}).status_code == 422
    assert phone.post(f"notes/{own.id}/taking-back").status_code == 200
    assert Note.get_by_id(note.id).words == "A bench"


def test_a_photo_of_the_paper_stands_with_its_table_and_round(cafe, ben, dan):
    phone = table_phone(cafe, 2)
    photo = photograph(phone, cafe, 2)
    assert (photo.person, photo.device, photo.table.number, photo.round.number) == (None, phone.device, 2, 1)
    for browser in (ben, phone):
        assert f"photos/{photo.id}" in browser.get(at(cafe, 2)).text
        assert browser.get(f"photos/{photo.id}").mimetype == "image/webp"
    assert f"photos/{photo.id}" not in ben.get(at(cafe, 3)).text
    for browser in (dan, table_phone(cafe, 3)):
        assert browser.post(f"photos/{photo.id}/taking-back").status_code == 404
    other = table_phone(cafe, 2)
    assert other.post(f"photos/{photo.id}/taking-back").request.path == f"/e/CAFE34/{at(cafe, 2)}"
    assert Photo.get().state == TAKEN_BACK
    assert photograph(ben, cafe, 2).person == ben.person


def test_a_photo_that_is_none_is_refused_kindly(cafe):
    phone = table_phone(cafe, 2)
    data = {"photo": (io.BytesIO(b"no picture"), "cloth.png"), "round": cafe.rounds[0].id}
    answer = phone.post(at(cafe, 2, "/photos"), data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "We cannot read that file." in answer.text


def test_a_worry_reaches_the_helpers_with_its_table(cafe, ben, ada):
    ben.post("calls", {"place": "Table 2", "words": "Somebody cries", "page": f"/e/CAFE34/{at(cafe, 2)}"})
    page = ada.get("console").text
    assert "Somebody cries" in page
    assert "Table 2" in page


def test_the_number_of_queries_does_not_grow_with_what_was_written(cafe, ben):
    def write_some():
        for number in range(3):
            write(ben, cafe, 2, f"Note {number}", round_=2)
            write(ben, cafe, 2, f"Thing {number}", "/main-thing")
            write(ben, cafe, 2, f"Thing now {number}", "/main-thing", round_=2)

    cafe.go("round", 2)
    write_some()
    first = queries_of(lambda: ben.get(at(cafe, 2)))
    write_some()
    assert queries_of(lambda: ben.get(at(cafe, 2))) == first
