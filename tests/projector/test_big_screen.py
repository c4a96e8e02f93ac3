"""The big screen: connected by a code, follows the day, steered by keys and from the console."""

import datetime
import re

import pytest
from cast import Browser

from facilitator.db import now
from facilitator.events import actions
from facilitator.events.models import Projector, Stage
from facilitator.journal import action
from facilitator.notes.models import HELD, Note
from facilitator.projector.pages import FOR_STAGE, page_of
from facilitator.topics.models import ANNOUNCED, Topic


def code_on(page):
    return re.search(r'id="pairing-code"[^>]*>\s*(\w+)', page.text).group(1)


@pytest.fixture
def dot(app, event):
    """A connected big screen; `.projector` is its row."""
    browser = Browser(app, event)
    actions.connect_projector(event=event, pairing=code_on(browser.get("/projector")))
    browser.projector = Projector.get()
    return browser


def shown(browser):
    return re.search(r'<main id="main" data-page="(\w+)"', browser.get("projector").text).group(1)


def goes_to(event, kind):
    actions.go_to(event=event, stage=Stage.get(Stage.event == event, Stage.kind == kind))


def test_a_screen_shows_the_same_code_until_it_is_typed(app, event, ada):
    screen = Browser(app, event)
    code = code_on(screen.get("/projector"))
    assert code_on(screen.get("/projector")) == code
    assert code_on(Browser(app, event).get("/projector")) != code
    actions.connect_projector(event=event, pairing=f" {code[:3].lower()} {code[3:]} ")
    page = screen.get("/projector")
    assert page.request.path == f"/e/{event.code}/projector"
    assert event.title in page.text


def test_a_wrong_old_or_used_code_connects_nothing(app, event, other_event):
    screen = Browser(app, event)
    code = code_on(screen.get("/projector"))
    for wrong in ("", "XXXXXX", code[:-1]):
        with pytest.raises(Exception, match="No screen shows that code"):
            actions.connect_projector(event=event, pairing=wrong)
    actions.connect_projector(event=event, pairing=code)
    with pytest.raises(Exception, match="No screen shows that code"):
        actions.connect_projector(event=other_event, pairing=code)


@action("aged for a test")
def age(change, event, by, projector, hours):
    projector.asked_at = now() - datetime.timedelta(hours=hours)
    projector.save()
    change.record(projector)


def test_an_old_code_gives_way_to_a_new_one(app, event):
    screen = Browser(app, event)
    code = code_on(screen.get("/projector"))
    age(projector=Projector.get(), hours=2)
    with pytest.raises(Exception, match="No screen shows that code"):
        actions.connect_projector(event=event, pairing=code)
    assert code_on(screen.get("/projector")) != code
    assert Projector.select().count() == 1


def test_it_opens_no_console_no_phone_page_and_no_other_event(dot, event, other_event):
    for path in ("console", "console/board", "", "topics", "me"):
        page = dot.get(path)
        assert page.request.path in ("/sign-in", "/"), path
    assert dot.post("console/message", {"words": "hi"}).status_code == 404
    assert dot.get(f"/e/{other_event.code}/projector").request.path == f"/e/{event.code}/projector"


def test_a_participant_sees_no_big_screen(ben, event, dot):
    assert ben.get("projector").request.path == "/projector"
    assert ben.post(f"projector/{dot.projector.id}", {"blank": "1"}).status_code == 404
    assert not Projector.get_by_id(dot.projector.id).blank


def test_a_screen_taken_off_is_out_at_once(dot, event):
    assert "data-page" in dot.get("projector").text
    actions.disconnect_projector(event=event, projector=dot.projector)
    page = dot.get("projector")
    assert page.request.path == "/projector"
    assert code_on(page)
    assert dot.post(f"projector/{dot.projector.id}", {"blank": "1"}).status_code == 404


def test_it_may_be_connected_to_another_event(dot, other_event):
    code = code_on(dot.post("/projector"))
    actions.connect_projector(event=other_event, pairing=code)
    assert dot.get("/projector").request.path == f"/e/{other_event.code}/projector"
    assert Projector.get_by_id(dot.projector.id).revoked_at is not None


def test_a_facilitators_own_browser_is_a_screen_too(ada, event):
    assert event.code in ada.get("projector").text
    assert ada.get("projector").request.path == f"/e/{event.code}/projector"
    assert Projector.select().count() == 1
    assert ada.get("console").status_code == 200


def test_before_the_doors_open_it_welcomes(dot, event):
    page = dot.get("projector").text
    assert shown(dot) == "welcome"
    assert event.code in page
    assert 'class="qr"' in page
    assert "Tell a helper in a yellow badge" in page


@pytest.mark.parametrize("kind", FOR_STAGE)
def test_every_kind_of_stage_has_its_page(dot, event, kind, write):
    stage = write(Stage, event=event, position=90, kind=kind, name="Now this", minutes=10)
    actions.go_to(event=event, stage=stage)
    assert shown(dot) == FOR_STAGE[kind]
    assert "Now this" in dot.get("projector").text
    assert event.code in dot.get("projector").text


def test_frozen_it_stays_until_it_is_let_go(dot, event):
    goes_to(event, "marketplace")
    dot.post(f"projector/{dot.projector.id}", {"frozen": "1"})
    goes_to(event, "talk")
    assert shown(dot) == "topics"
    dot.post(f"projector/{dot.projector.id}", {"frozen": "0"})
    assert shown(dot) == "talk"


def test_the_remote_control_on_the_console(ada, dot, event):
    remote = f"projector/{dot.projector.id}"
    assert "Screen 1" in ada.get("console").text
    ada.post(remote, {"blank": "1"})
    assert 'data-blank="yes"' in dot.get("projector").text
    ada.post(remote, {"show": "wall"})
    assert shown(dot) == "wall"
    ada.post(remote, {"show": ""})
    assert shown(dot) == "welcome"
    ada.post(remote, {"turn": "1", "op": "t"})
    ada.post(remote, {"turn": "1", "op": "t"})
    ada.post(remote, {"text_size": "2"})
    projector = Projector.get_by_id(dot.projector.id)
    assert (projector.turns, projector.text_size) == (1, 2)


@pytest.mark.parametrize("asked", [{"show": "passwords"}, {"text_size": "99"}, {"text_size": "x"}, {"turn": "1000"}])
def test_odd_wishes_are_refused(ada, dot, asked):
    assert ada.post(f"projector/{dot.projector.id}", asked).status_code == 422


def test_one_screen_does_not_steer_another(app, dot, event, cleo):
    other = Browser(app, event)
    actions.connect_projector(event=event, pairing=code_on(other.get("/projector")))
    assert other.post(f"projector/{dot.projector.id}", {"blank": "1"}).status_code == 404
    assert cleo.post(f"/e/{event.code}/projector/{dot.projector.id}", {"blank": "1"}).status_code == 404
    assert not Projector.get_by_id(dot.projector.id).blank


def test_held_words_and_names_without_consent_stay_off(dot, event, ben, write):
    topic = write(
        Topic, event=event, number=1, title="Chairs", state=ANNOUNCED, convener=ben.person, announced_at=now()
    )
    write(Topic, event=event, number=2, title="Held back", state=ANNOUNCED, held_for="safety", announced_at=now())
    write(Note, event=event, topic=topic, words="Three are broken", said_by=ben.person)
    write(Note, event=event, topic=topic, words="Ring Zoë on 01632", state=HELD, held_because="phone", held_at=now())
    for page in dict.fromkeys(FOR_STAGE.values()):
        dot.post(f"projector/{dot.projector.id}", {"show": page})
        text = dot.get("projector").text
        assert shown(dot) == page
        assert "Zoë" not in text
        assert "Held back" not in text
        assert "Ben" not in text
    assert page_of(Projector.get(), None) == "goodbye"


def test_too_many_waiting_screens_are_asked_to_wait(app, event, monkeypatch):
    monkeypatch.setattr(actions, "MOST_WAITING_SCREENS", 2)
    pages = [Browser(app, event).get("/projector").status_code for _number in range(3)]
    assert pages == [200, 200, 429]
