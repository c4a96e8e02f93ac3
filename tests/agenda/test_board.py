"""What the board's screens read: how many queries, how many bytes, and never a name without consent."""

import json

from counting import queries_of

from facilitator.agenda import board, wall_pages
from facilitator.agenda.models import Hand, Session
from facilitator.db import now
from facilitator.events import actions as events
from facilitator.events.models import Event, Stage
from facilitator.journal import action
from facilitator.live import fragments, page
from facilitator.live.kept import kept
from facilitator.people import actions as people
from facilitator.topics.models import ANNOUNCED, Topic
from tests.agenda.test_place import change_row

READERS = {
    "sessions": board.sessions_of,
    "free boxes": board.free_boxes,
    "now": board.sessions_now,
    "parked": board.parked,
    **{
        f"{name} for the {audience}": lambda event, name=name, audience=audience, channel=channel: page.pieces(
            event, name, audience, channel
        )
        for name, audience, channel in (
            ("board-card", "phone", ""),
            ("free-box", "phone", ""),
            ("board-console", "console", ""),
            ("board-grid", "projector", ""),
            ("now-next", "projector", ""),
        )
    },
}


@action("filled")
def fill(change, event, by, person, slots, spaces, count):
    """Many sessions in any other spot, some in boxes, some parked."""
    first = Topic.select().count() + 1
    for number in range(first, first + count):
        topic = Topic.create(
            event=event,
            number=number,
            convener=person,
            title=f"Topic number {number}",
            needs=["quiet"],
            state=ANNOUNCED,
            announced_at=now(),
        )
        if number <= 4:
            Session.create(event=event, topic=topic, slot=slots[number % 2], space=spaces[(number - 1) // 2])
        elif number % 5:
            Session.create(event=event, topic=topic, slot=slots[number % 2], elsewhere=f"spot {number}")
        Hand.create(event=event, topic=topic, person=person)
        change.record(topic)


def test_queries_do_not_grow_with_the_board(app, ben, slots, spaces):
    talk = Stage.select().where(Stage.event == ben.event, Stage.kind == "talk").first()
    events.go_to(event=ben.event, stage=talk)
    change_row(Event, ben.event, hands_visible="always")

    def queries(read):
        kept.forget()
        event = Event.get_by_id(ben.event.id)
        with app.test_request_context("/"):
            return queries_of(lambda: read(event))

    fill(event=ben.event, person=ben.person, slots=slots, spaces=spaces, count=3)
    few = {name: queries(read) for name, read in READERS.items()}
    fill(event=ben.event, person=ben.person, slots=slots, spaces=spaces, count=27)
    assert {name: queries(read) for name, read in READERS.items()} == few
    assert max(few.values()) <= 10


def test_one_changed_card_is_at_most_a_kilobyte_on_the_wire(app, ben, dana, ada, announced, slots, spaces):
    topic = announced(
        ben.person, "How can the bus come on Sundays too, and who would drive it", needs=["step_free", "quiet"]
    )
    ada.send("console/board/placement", {"topic": topic.id, "box": f"{slots[0].id}-{spaces[1].id}"})
    with app.test_request_context("/"):
        card = fragments.render(Event.get_by_id(ben.event.id), "phone", ("board-card", ""), {topic.id})
    message = {"from": 12345, "to": 12346, "fragments": card}
    assert len(json.dumps(message, separators=(",", ":"))) <= 1000


def test_a_hand_costs_a_few_bytes_and_only_when_shown(app, ben, dana, event, announced):
    topic = announced(ben.person, "Benches")
    dana.post(f"topics/{topic.id}/mine", {"hand": "1"})
    hand = topic.hands.get()
    assert ("board-card", "") not in fragments.stale_after([hand])
    change_row(Event, event, hands_visible="always")
    hand = topic.hands.get()
    with app.test_request_context("/"):
        stale = fragments.stale_after([hand])["board-card", ""]
        made = fragments.render(hand.event, "phone", ("board-card", ""), stale)
    assert [each["id"] for each in made] == [f"board-card-hands-{topic.id}"]
    assert len(json.dumps(made)) < 250


def test_cards_stand_by_time_then_place_and_the_unplaced_last(ben, ada, announced, slots, spaces):
    late, early, any_spot, unplaced = (
        announced(ben.person, f"{word} one") for word in ("Late", "Early", "Any", "Parked")
    )
    ada.send("console/board/placement", {"topic": late.id, "box": f"{slots[1].id}-{spaces[0].id}"})
    ada.send("console/board/placement", {"topic": early.id, "box": f"{slots[0].id}-{spaces[2].id}"})
    ada.send(
        "console/board/placement", {"topic": any_spot.id, "box": "elsewhere", "slot": slots[0].id, "elsewhere": "lawn"}
    )
    page = ben.get("board").text
    words = ["Talk time 1", "Early one", "Any one", "Talk time 2", "Late one", "Not on the board yet", "Parked one"]
    places = [page.index(word, page.index('id="list-board-card"')) for word in words]
    assert places == sorted(places)
    assert unplaced


def test_sessions_now_are_those_of_this_talk_time(event, ben, ada, announced, slots, spaces):
    now, later = announced(ben.person, "Now"), announced(ben.person, "Later")
    ada.send("console/board/placement", {"topic": now.id, "box": f"{slots[0].id}-{spaces[0].id}"})
    ada.send("console/board/placement", {"topic": later.id, "box": f"{slots[1].id}-{spaces[0].id}"})
    assert board.sessions_now(Event.get_by_id(event.id)) == []
    events.go_to(event=event, stage=Stage.get(Stage.slot == slots[0]))
    found = board.sessions_now(Event.get_by_id(event.id))
    assert [(session.topic.title, session.space.name) for session in found] == [("Now", "Sofa")]


def test_the_big_screen_shows_a_name_only_with_consent_and_never_what_is_held(
    app, event, ben, ada, announced, slots, spaces
):
    topic = announced(ben.person, "Benches")
    ada.send("console/board/placement", {"topic": topic.id, "box": f"{slots[0].id}-{spaces[0].id}"})
    events.go_to(event=event, stage=Stage.get(Stage.slot == slots[0]))

    def wall():
        with app.test_request_context("/"):
            row = Event.get_by_id(event.id)
            return page.pieces(row, "board-grid", "projector") + page.pieces(row, "now-next", "projector")

    assert wall().count("Benches") == 2
    assert "Ben<" not in wall()
    people.describe(event=event, person=ben.person, show_name=True)
    assert wall().count(">Ben<") == 2
    change_row(Topic, topic, held_for="a name")
    assert "Benches" not in wall()
    assert "Taken" in wall()


def test_warnings_are_shown_and_refuse_nothing(ben, ada, announced, slots, spaces):
    one, two = announced(ben.person, "Benches", needs=["quiet"]), announced(ben.person, "Buses")
    ben.post(f"topics/{one.id}/place", {"box": f"{slots[0].id}-{spaces[0].id}"})
    page = ben.post(f"topics/{two.id}/place", {"box": f"{slots[0].id}-{spaces[1].id}"})
    assert "the same person starts" in page.text
    console = ada.get("console/board").text
    assert "the same person starts" in console
    assert "needs a quiet place" in console


def test_pages_hold_what_can_be_read():
    columns, rows = list(range(10)), [(f"slot {n}", [[80]] * 10) for n in range(6)]
    made = wall_pages.pages(columns, rows, lambda cell, letters: sum(cell) / letters)
    assert [column for page in made for column in page.columns if page.rows[0][0] == "slot 0"] == columns
    assert all(len(page.columns) <= wall_pages.MOST_ACROSS for page in made)
    assert sum(len(page.rows) * len(page.columns) for page in made) == 60
    assert wall_pages.pages([], rows, len) == []


def test_a_row_too_high_still_gets_a_page():
    made = wall_pages.pages(["hall"], [("one", [["x"] * 50]), ("two", [[]])], lambda cell, letters: len(cell))
    assert [[heading for heading, _cells in page.rows] for page in made] == [["one"], ["two"]]
    assert wall_pages.stack(list("abc"), lambda item: 7) == [["a"], ["b"], ["c"]]
