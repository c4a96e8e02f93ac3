"""What may hold private details waits for a facilitator, who shows it, asks its writer or holds it. Nobody edits."""

import pytest
from cast import joined

from facilitator.journal import action
from facilitator.live.fragments import CONSOLE, KINDS, PHONE, PROJECTOR
from facilitator.notes.models import HELD, SHOWN, Hold, Note

PRIVATE = "My neighbour at flat 12, phone 07700 900123, never opens the door."


@pytest.fixture
def dee(app, event):
    return joined(app, event, "Dee")


@action("switched off holding in a test")
def switch_off(change, event, by):
    event.holds_private_details = False
    event.save()
    change.record(event)


def all_fragments(app, event, topic) -> str:
    """Everything that phones and the big screen may be sent, live or not."""
    made = []
    with app.test_request_context("/"):
        for kind in KINDS.values():
            channels = kind.channels(event) if kind.channels else [""]
            for audience in {PHONE, PROJECTOR} & set(kind.audiences):
                for channel in channels:
                    made += [html for _order, html in kind.html(event, audience, str(channel)).values()]
    return "\n".join(made)


def test_private_details_are_shown_when_the_event_does_not_hold_them(app, event, ben, dee, topic, write):
    switch_off(event=event)
    assert write(ben, PRIVATE).state == SHOWN
    assert "07700 900123" in all_fragments(app, event, topic)
    assert "07700 900123" in dee.get(f"topics/{topic.id}/notes").text
    assert "07700 900123" in dee.get("wall").text


def test_private_details_reach_nobody_elses_screen(app, event, ben, dee, topic, write):
    note = write(ben, PRIVATE)
    assert note.state == HELD
    assert "07700" not in all_fragments(app, event, topic)
    for path in (f"topics/{topic.id}/notes", "wall", f"notes/{note.id}", ""):
        assert "07700" not in dee.get(path).text
    assert [(row.what, row.by) for row in Hold.select()] == [("held", "pattern")]
    assert "07700" not in Hold.get().because


def test_its_writer_sees_it_with_the_reason(ben, topic, write):
    write(ben, PRIVATE)
    for path in (f"topics/{topic.id}/notes", "wall"):
        page = ben.get(path).text
        assert PRIVATE in page
        assert "It is held back for now." in page
        assert "It may hold a phone number." in page


def test_a_change_without_the_details_shows_it(ben, dee, topic, write):
    note = write(ben, PRIVATE)
    ben.post(f"notes/{note.id}", {"words": "My neighbour's phone is +44 7700 900123", "language": "en"})
    assert Note.get().state == HELD
    ben.post(f"notes/{note.id}", {"words": "My neighbour never opens the door.", "language": "en"})
    assert (Note.get().state, Note.get().held_because) == (SHOWN, "")
    assert "never opens the door" in dee.get(f"topics/{topic.id}/notes").text


def test_a_change_that_brings_details_holds_it(ben, dee, topic, write):
    note = write(ben, "My neighbour never opens the door.")
    assert "never opens" in dee.get("wall").text
    ben.post(f"notes/{note.id}", {"words": PRIVATE, "language": "en"})
    assert Note.get().state == HELD
    assert "never opens" not in dee.get("wall").text


def test_a_facilitator_sees_what_waits_and_shows_it(ada, ben, dee, topic, write):
    note = write(ben, PRIVATE)
    page = ada.get("console/held").text
    assert PRIVATE in page
    assert "It may hold a phone number." in page
    assert "The words stay as they were written." in page
    ada.post(f"console/notes/{note.id}/showing")
    note = Note.get()
    assert (note.state, note.words) == (SHOWN, PRIVATE)
    assert "07700" in dee.get("wall").text


def test_a_shown_note_is_held_with_a_reason_which_its_writer_sees(app, event, ada, ben, dee, topic, write):
    note = write(ben, "Mr Brown drinks too much")
    assert "Mr Brown" in all_fragments(app, event, topic)
    assert ada.send(f"console/notes/{note.id}/hold", {"because": " "})[0] == 422
    assert Note.get().state == SHOWN
    ada.post(f"console/notes/{note.id}/hold", {"because": "It names a person who is not here."})
    assert (Note.get().state, Note.get().words) == (HELD, "Mr Brown drinks too much")
    assert "Mr Brown" not in all_fragments(app, event, topic)
    assert "Mr Brown" not in dee.get(f"topics/{topic.id}/notes").text
    assert "It names a person who is not here." in ben.get(f"topics/{topic.id}/notes").text
    log = Hold.get()
    assert (log.what, log.by, log.because, log.note) == (
        "held",
        "facilitator",
        "It names a person who is not here.",
        note,
    )


def test_what_a_facilitator_held_waits_for_them_again_when_it_is_changed(ada, ben, dee, topic, write):
    note = write(ben, "Mr Brown drinks too much")
    ada.post(f"console/notes/{note.id}/hold", {"because": "It names a person."})
    ben.post(f"notes/{note.id}", {"words": "Some people drink too much", "language": "en"})
    assert Note.get().state == HELD
    assert "Some people drink" not in dee.get("wall").text
    page = ada.get("console/held").text
    assert page.index("Some people drink too much") < page.index('id="list-withheld"')
    assert "Its writer has changed it." in page


def test_a_refused_reason_comes_back_on_the_same_page(ada, ben, write):
    note = write(ben, PRIVATE)
    page = ada.post(f"console/notes/{note.id}/hold", {"because": "x" * 201, "page": ada.address("console/held")})
    assert page.status_code == 422
    assert "x" * 201 in page.text


def test_asking_shows_the_writer_a_gentle_line(ada, ben, dee, topic, write):
    note = write(ben, PRIVATE)
    assert "please look at this again" not in ben.get("wall").text
    ada.post(f"console/notes/{note.id}/question")
    ada.post(f"console/notes/{note.id}/question")
    assert [row.what for row in Hold.select().order_by(Hold.id)] == ["held", "asked"]
    assert "please look at this again" in ben.get("wall").text
    assert "please look at this again" not in dee.get("wall").text
    assert "You asked the writer." in ada.get("console/held").text
    ben.post(f"notes/{note.id}", {"words": "My neighbour never opens the door.", "language": "en"})
    assert "please look at this again" not in ben.get("wall").text


def test_a_held_note_can_be_taken_back_and_is_gone_from_the_console(ada, ben, write):
    note = write(ben, PRIVATE)
    ben.post(f"notes/{note.id}/taking-back")
    assert "07700" not in ada.get("console/held").text
    for act in ("showing", "hold", "question"):
        assert ada.post(f"console/notes/{note.id}/{act}", {"because": "x"}).status_code == 404
    assert Note.get().words == ""


def test_holding_is_for_this_events_facilitators(app, other_event, ben, cleo, write):
    from cast import Browser

    from facilitator.events import actions

    note = write(ben, PRIVATE)
    stranger = Browser(app, other_event)
    facilitator = actions.appoint(event=other_event, name="Eli")
    with stranger.client.session_transaction() as session:
        session["facilitator"] = {str(other_event.id): facilitator.id}
    assert stranger.get("console/held").status_code == 200
    for browser in (ben, cleo, stranger):
        for act in ("showing", "hold", "question"):
            assert browser.post(f"console/notes/{note.id}/{act}", {"because": "x"}).status_code == 404
    assert Note.get().state == HELD
    assert "07700" not in stranger.get("console/held").text


def test_the_console_finds_shown_notes_by_their_words(ada, ben, write):
    write(ben, "More shade at the stop")
    write(ben, "More water at the stop")
    page = ada.get("console/held?q=SHADE").text
    assert "More shade" in page
    assert "More water" not in page
    assert "No notes with these words." in ada.get("console/held?q=100%25").text


def test_the_console_hears_of_what_waits(app, event, ben, write):
    note = write(ben, PRIVATE)
    with app.test_request_context("/"):
        assert list(KINDS["waiting"].html(event, CONSOLE, "")) == [f"note-{note.id}"]
        assert KINDS["withheld"].html(event, CONSOLE, "") == {}


def test_a_note_beside_a_held_topic_does_not_show_its_title(app, event, ben, dee, topic, write):
    @action("held a topic in a test")
    def hold_topic(change, event, by, topic):
        topic.held_for = "a name"
        topic.save()
        change.record(topic)

    write(ben, "More shade")
    assert "Benches by the stop" in dee.get("wall").text
    hold_topic(event=event, topic=topic)
    page = dee.get("wall").text
    assert "More shade" in page
    assert "Benches by the stop" not in page
    assert "Benches by the stop" not in all_fragments(app, event, topic)
