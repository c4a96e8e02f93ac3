"""I will help with this: one's own hand, up or down, and no promise; how many are up is hidden until shown."""

import pytest
from cast import joined

from facilitator.actions.models import Promise
from facilitator.db import now
from facilitator.harvest.models import HelpingHand
from facilitator.notes.models import HELD, Note


@pytest.fixture
def note(write, event):
    return write(Note, event=event, words="More benches")


def up(browser, note, is_up="1"):
    return browser.send(f"notes/{note.id}/help", {"up": is_up})


def test_a_hand_goes_up_once_and_down_again(ben, note):
    for _time in range(2):
        assert up(ben, note)[0] == 200
    assert [hand.person_id for hand in HelpingHand.select()] == [ben.person.id]
    for _time in range(2):
        assert up(ben, note, "0")[0] == 200
    assert not HelpingHand.select().exists()


def test_a_hand_is_no_promise(ben, note):
    up(ben, note)
    assert not Promise.select().exists()


def test_how_many_are_up_is_hidden_until_shown(app, event, ben, ada, note):
    up(joined(app, event, "Eve"), note)
    up(joined(app, event, "Abe"), note)
    assert "people will help" not in ben.get("read").text
    ada.post("console/stars", {"shown": "1"})
    page = ben.get("read").text
    assert "2 people will help" in page
    assert "Eve" not in page
    ada.post("console/stars", {"shown": "0"})
    assert "people will help" not in ben.get("read").text


def test_my_hand_shows_on_my_own_page_alone(app, event, ben, note):
    def style(browser):
        return browser.get("read").text.partition('<style id="mine">')[2].partition("</style>")[0]

    eve = joined(app, event, "Eve")
    before = style(eve)
    up(ben, note)
    helping = f'[data-if~="helping"]:not(:is([data-note="{note.id}"]) *)'
    assert helping in style(ben)
    assert style(eve) == before


def test_not_for_what_is_not_on_the_wall(write, event, ben, note):
    held = write(Note, event=event, words="Hidden", state=HELD, held_at=now())
    for number in held.id, 999, 2**62:
        assert ben.send(f"notes/{number}/help", {"up": "1"})[0] == 404
    assert not HelpingHand.select().exists()


def test_only_by_people_of_this_event_for_themselves(ada, cleo, event, note):
    assert up(ada, note)[0] == 404
    assert up(cleo, note)[0] == 404
    assert cleo.send(f"/e/{event.code}/notes/{note.id}/help", {"up": "1"})[0] == 401
    assert not HelpingHand.select().exists()
