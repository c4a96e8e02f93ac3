"""The Now page: what happens now, and one big button for it."""

import datetime

import pytest
from cast import joined

from facilitator.access import Viewer
from facilitator.agenda import actions as agenda
from facilitator.db import now
from facilitator.events import actions as events
from facilitator.events.models import Event, Slot, Space, Stage
from facilitator.journal import action
from facilitator.live.fragments import PHONE, stale_after
from facilitator.live.page import pieces
from facilitator.topics import actions as topics


@action("closed for a test")
def close(change, event, by):
    event.closed_at = now()
    event.save()
    change.record(event)


def at(event, kind):
    stage = Stage.select().where(Stage.event == event, Stage.kind == kind).order_by(Stage.position).first()
    events.go_to(event=event, stage=stage)
    return stage


def speaks(person):
    return Viewer(
        event=person.event, person=person, people=(person,), role="participant", roles=frozenset({"participant"})
    )


def placed(person, title, space=0):
    """A topic of that person in the first talk time."""
    by = speaks(person)
    topic = topics.offer(event=person.event, by=by, convener=person, title=title)
    topics.announce(event=person.event, by=by, topic=topic)
    slot = Slot.select().where(Slot.event == person.event).order_by(Slot.position).first()
    spaces = list(Space.select().where(Space.event == person.event).order_by(Space.position))
    agenda.place(event=person.event, by=by, topic=topic, slot=slot, space=spaces[space])
    return topic


def button(page):
    """The part of the page that is the button's fragment."""
    text = page.text
    start = text.index('id="now-button"')
    return text[start : text.index("</section>", start)]


def test_before_it_begins(ben):
    page = ben.get()
    assert "We have not begun yet." in page.text
    assert "We begin on 21 November 2026 at 18:30." in page.text


@pytest.mark.parametrize(
    ("kind", "label", "path"),
    [
        ("explain", "See how it works", "/e/ROOM34/?rules=1#rules"),
        ("marketplace", "Offer a topic", "/e/ROOM34/topics#offer"),
        ("act", "Make a promise", "/e/ROOM34/actions"),
        ("circle", "Before you go", "/e/ROOM34/goodbye"),
        ("goodbye", "Before you go", "/e/ROOM34/goodbye"),
    ],
)
def test_each_stage_has_its_button(ben, event, kind, label, path):
    at(event, kind)
    shown = button(ben.get())
    assert label in shown
    assert f'href="{path}"' in shown


@pytest.mark.parametrize(
    ("kind", "label", "path"),
    [
        ("choose", "See the board", "/e/WALL34/board"),
        ("break", "Read the wall", "/e/WALL34/wall"),
        ("read", "Read and give stars", "/e/WALL34/read"),
        ("welcome", "See how it works", "/e/WALL34/?rules=1#rules"),
    ],
)
def test_the_longer_day_has_further_buttons(cleo, other_event, kind, label, path):
    at(other_event, kind)
    shown = button(cleo.get())
    assert label in shown
    assert f'href="{path}"' in shown


def test_every_button_leads_somewhere(ben, cleo, event, other_event):
    import re

    for browser, day in ((ben, event), (cleo, other_event)):
        for stage in list(Stage.select().where(Stage.event == day)):
            events.go_to(event=day, stage=stage)
            for address in re.findall(r'href="([^"]+)"', button(browser.get())):
                assert browser.get(address).status_code == 200, address


def test_at_the_doors_only_the_nameless_are_asked_for_a_name(app, event):
    nameless, named = joined(app, event, ""), joined(app, event, "Ben")
    at(event, "doors")
    page = named.get().text
    assert f'[data-me="{event.id}"]' in page[page.index('id="mine"') : page.index("</style>")]
    page = nameless.get().text
    assert f'[data-me="{event.id}"]' not in page[page.index('id="mine"') : page.index("</style>")]


def test_in_a_talk_time_every_talk_and_its_place(app, event, ben):
    topic = placed(ben.person, "Benches", space=0)
    placed(ben.person, "Buses <b>now</b>", space=2)
    at(event, "talk")
    dan = joined(app, event, "Dan")
    shown = button(dan.get())
    assert shown.index("Sofa") < shown.index("Window")
    assert f'href="/e/ROOM34/topics/{topic.id}/notes"' in shown
    assert "Buses &lt;b&gt;now" in shown
    assert "You can go to any talk, at any time." in shown


def test_who_starts_a_talk_sees_it_first(app, event, ben):
    topic = placed(ben.person, "Benches")
    at(event, "talk")
    assert f'[data-if~="convener"]:not(:is([data-topic="{topic.id}"]) *)' in ben.get().text
    assert f'[data-if~="convener"]:not(:is([data-topic="{topic.id}"]) *)' not in joined(app, event, "Dan").get().text


def test_a_talk_time_without_talks_says_so(ben, event):
    at(event, "talk")
    assert "No talk stands on the board for this time." in button(ben.get())


def test_a_held_topic_stays_out(ben, event):
    @action("held for a test")
    def hold(change, event, by, topic):
        topic.held_for = "private"
        topic.save()
        change.record(topic)

    topic = placed(ben.person, "Secret")
    at(event, "talk")
    hold(event=event, topic=topic)
    assert "Secret" not in button(ben.get())


def test_moving_the_day_wakes_the_button_and_a_busy_marketplace_does_not(event, ben):
    topic = placed(ben.person, "Benches")
    stage = at(event, "marketplace")
    assert ("now-button", "") in stale_after([stage])
    assert ("now-button", "") not in stale_after([topic])
    at(event, "talk")
    assert ("now-button", "") in stale_after([topic])


def test_the_page_says_what_it_shows_so_that_it_hears_of_it(ben):
    page = ben.get().text
    shown = page[page.index('data-shows="') :]
    shown = shown[: shown.index('">')]
    for name in ("stage/", "now-button/", "term/", "house-rules/", "message/"):
        assert name in shown


def test_after_the_day(ben, event):
    at(event, "goodbye")
    close(event=event)
    page = ben.get()
    assert "This day is over. Thank you." in page.text
    assert "What will be done" in button(page)


def test_the_house_rules_are_folded_away_and_open_on_demand(ben):
    assert '<details class="card" id="rules">' in ben.get().text
    assert '<details class="card" id="rules" open>' in ben.get("?rules=1").text
    assert "Whoever comes are the right people." in ben.get().text


def test_a_facilitator_sees_the_page_without_a_person(ada, event):
    for stage in list(Stage.select().where(Stage.event == event)):
        events.go_to(event=event, stage=stage)
        page = ada.get()
        assert page.status_code == 200
        assert "Ask a helper to come to me" not in page.text


def test_a_stranger_is_asked_for_the_code(app, event, cleo):
    page = cleo.get("/e/ROOM34/")
    assert page.request.path == "/"
    assert "Tea and talk" not in page.text


def test_a_stage_of_an_unknown_kind_still_has_a_button(app, event, ben):
    @action("renamed for a test")
    def rename(change, event, by, stage):
        stage.kind = "singing"
        stage.save()
        change.record(stage)

    stage = at(event, "explain")
    rename(event=event, stage=stage)
    assert "See how it works" in button(ben.get())


def test_one_rendering_serves_the_whole_hall(app, event, ben):
    """The fragment holds nothing of one person, so it may be sent to all."""
    placed(ben.person, "Benches")
    at(event, "talk")
    dan = joined(app, event, "Dan")
    with app.test_request_context("/"):
        fresh = str(pieces(Event.get_by_id(event.id), "now-button", PHONE))
    assert button(ben.get()) == button(dan.get())
    assert button(ben.get()) in fresh


def test_pages_with_a_stage_of_their_own_are_open_all_day(ben, ada):
    page = ben.get().text
    for path in ("my-day", "read", "actions", "goodbye"):
        assert f'/{path}">' in page
    assert '/patterns">' not in page
    assert '/my-day">' not in ada.get().text  # a facilitator is nobody who plans a day


def test_in_a_cafe_so_are_patterns_and_what_leaders_say(app):
    for recipe, leaders in (("world_cafe", False), ("community_cafe", True)):
        event = events.create(recipe=recipe, title="Café", date=datetime.date(2026, 11, 21))
        page = joined(app, event, "Eve").get().text
        assert '/patterns">' in page
        assert ('/debrief">' in page) is leaders


def test_a_facilitator_finds_the_way_back_to_the_console(ben, ada):
    assert "Back to the console" in ada.get("topics").text
    assert "Back to the console" not in ben.get("topics").text
