"""A convener picks a box, moves, and takes the topic off the board."""

import threading

import pytest

from facilitator.agenda.models import Session
from facilitator.events.models import CONVENERS, Event
from facilitator.topics.models import WITHDRAWN, Topic
from tests.agenda.conftest import where
from tests.conftest import joined


def box(slot, space):
    return {"box": f"{slot.id}-{space.id}"}


def test_the_convener_picks_a_box(ben, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    page = ben.post(f"topics/{topic.id}/place", box(slots[0], spaces[1]))
    assert page.status_code == 200
    assert "Kitchen table" in page.text
    assert where(topic) == (slots[0].id, spaces[1].id)
    assert not Session.get().by_facilitator
    assert "Benches" in ben.get("board").text


def test_picking_another_box_moves_it(ben, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    ben.post(f"topics/{topic.id}/place", box(slots[0], spaces[1]))
    ben.post(f"topics/{topic.id}/place", box(slots[1], spaces[0]))
    assert where(topic) == (slots[1].id, spaces[0].id)
    assert Session.select().count() == 1


def test_any_other_spot_says_where(ben, announced, slots):
    topic = announced(ben.person, "Benches")
    ben.post(f"topics/{topic.id}/place", {"box": "elsewhere", "slot": slots[0].id, "elsewhere": "under the big tree"})
    assert where(topic) == (slots[0].id, "under the big tree")
    assert "under the big tree" in ben.get("board").text


@pytest.mark.parametrize("elsewhere", ["", "   ", "x" * 81])
def test_any_other_spot_without_good_words_is_refused(ben, announced, slots, elsewhere):
    topic = announced(ben.person, "Benches")
    page = ben.post(
        f"topics/{topic.id}/place",
        {
            "box": "elsewhere",
            "slot": slots[0].id,
            "elsewhere": elsewhere,
            "page": ben.address(f"topics/{topic.id}/place"),
        },
    )
    assert page.status_code == 422
    assert elsewhere.strip() in page.text
    assert where(topic) is None


@pytest.mark.parametrize("bad", ["", "x", "1", "1-", "-", "99-99", "1-99", "9" * 40 + "-1", "١-١", "-1--1", "1-1-1"])
def test_a_box_that_is_none_is_refused(ben, announced, bad):
    topic = announced(ben.person, "Benches")
    status, answer = ben.send(f"topics/{topic.id}/place", {"box": bad})
    assert (status, answer["saved"]) == (422, False)


def test_a_box_of_another_event_is_refused(ben, announced, other_event):
    topic = announced(ben.person, "Benches")
    slot, space = other_event.slots.first(), other_event.spaces.first()
    assert ben.send(f"topics/{topic.id}/place", box(slot, space))[0] == 422


def test_a_taken_box_is_refused_with_the_free_ones(ben, dana, announced, slots, spaces):
    first, second = announced(ben.person, "Benches"), announced(dana.person, "Buses")
    ben.post(f"topics/{first.id}/place", box(slots[0], spaces[0]))
    status, answer = dana.send(f"topics/{second.id}/place", box(slots[0], spaces[0]))
    assert status == 409
    said = answer["message"].replace("\u2068", "").replace("\u2069", "")
    assert "This box is taken: Talk time 1, Sofa." in said
    assert "Still free: Talk time 1, Kitchen table; Talk time 1, Window; Talk time 2, Sofa" in said
    assert where(second) is None


def test_without_javascript_the_page_comes_back_with_the_sentence(ben, dana, announced, slots, spaces):
    first, second = announced(ben.person, "Benches"), announced(dana.person, "Buses")
    ben.post(f"topics/{first.id}/place", box(slots[0], spaces[0]))
    there = f"topics/{second.id}/place"
    page = dana.post(there, {**box(slots[0], spaces[0]), "page": dana.address(there)})
    assert page.status_code == 409
    assert "This box is taken" in page.text
    assert "Pick a time and a place" in page.text


def test_when_all_is_full_any_other_spot_is_named(app, event, announced, slots, spaces, ben):
    for number, (slot, space) in enumerate((slot, space) for slot in slots for space in spaces):
        topic = announced(ben.person, f"Topic {number}")
        assert ben.send(f"topics/{topic.id}/place", box(slot, space))[0] == 200
    last = announced(ben.person, "One more")
    status, answer = ben.send(f"topics/{last.id}/place", box(slots[0], spaces[0]))
    assert status == 409
    assert "Any other spot" in answer["message"]


@pytest.mark.unwatched
def test_two_who_grab_one_box_at_once(app, event, announced, slots, spaces):
    crowd = [joined(app, event, f"Person {number}") for number in range(6)]
    topics = [announced(browser.person, f"Topic of {browser.person.name}") for browser in crowd]
    start, answers = threading.Barrier(len(crowd)), []

    def grab(browser, topic):
        start.wait()
        answers.append(browser.send(f"topics/{topic.id}/place", box(slots[0], spaces[0])))

    threads = [threading.Thread(target=grab, args=pair) for pair in zip(crowd, topics, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(status for status, _answer in answers) == [200] + [409] * 5
    assert all("Still free" in answer["message"] for status, answer in answers if status == 409)
    assert Session.select().where(Session.slot == slots[0], Session.space == spaces[0]).count() == 1


def test_sent_twice_is_placed_once(ben, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    form = {**box(slots[0], spaces[0]), "op": "same"}
    assert ben.send(f"topics/{topic.id}/place", form) == ben.send(f"topics/{topic.id}/place", form)
    assert Session.select().count() == 1


def test_off_the_board_it_is_on_the_parking_list(ben, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    ben.post(f"topics/{topic.id}/place", box(slots[0], spaces[0]))
    for _twice in range(2):
        assert ben.post(f"topics/{topic.id}/parking").status_code == 200
    assert where(topic) is None
    assert 'id="board-card-parked"' in ben.get("board").text
    assert "Benches" in ben.get("board").text


def test_only_its_convener_may_place_it(ben, dana, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    assert dana.send(f"topics/{topic.id}/place", box(slots[0], spaces[0]))[0] == 422
    assert dana.send(f"topics/{topic.id}/parking")[0] == 422
    assert dana.get(f"topics/{topic.id}/place").status_code == 404
    assert where(topic) is None


def test_someone_from_another_event_finds_nothing(ben, cleo, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    for path in ("place", "parking", "mine", "presence", "ending", "carrying-on", "split"):
        data = {"box": f"{slots[0].id}-{spaces[0].id}", "hand": 1, "here": 1, "over": 1, "title": "x"}
        assert cleo.post(f"topics/{topic.id}/{path}", data).status_code == 404
        assert cleo.post(f"/e/{ben.event.code}/topics/{topic.id}/{path}", data).status_code == 404
    assert cleo.get(f"topics/{topic.id}/place").status_code == 404


def test_a_draft_is_put_up_first(ben, slots, spaces):
    ben.post("topics", {"title": "Benches"})
    topic = Topic.get()
    status, answer = ben.send(f"topics/{topic.id}/place", box(slots[0], spaces[0]))
    assert status == 422
    assert "Put your topic up first" in answer["message"]


def test_a_withdrawn_topic_is_not_shown_and_its_box_is_free(ben, dana, announced, slots, spaces):
    first, second = announced(ben.person, "Benches"), announced(dana.person, "Buses")
    ben.post(f"topics/{first.id}/place", box(slots[0], spaces[0]))
    withdraw(first)
    assert "Benches" not in dana.get("board").text
    assert dana.send(f"topics/{second.id}/place", box(slots[0], spaces[0]))[0] == 200
    assert where(second) == (slots[0].id, spaces[0].id)


def test_a_facilitator_places_for_them_and_it_is_marked(ben, ada, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    ada.post("console/board/placement", {"topic": topic.id, **box(slots[0], spaces[0])})
    assert where(topic) == (slots[0].id, spaces[0].id)
    assert Session.get().by_facilitator
    for page in (f"topics/{topic.id}/place", f"topics/{topic.id}"):
        assert "A helper put it there for you" in ben.get(page).text


def test_where_conveners_place_alone_a_facilitator_may_not(ben, ada, event, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    only_conveners(event)
    status, answer = ada.send("console/board/placement", {"topic": topic.id, **box(slots[0], spaces[0])})
    assert status == 422
    assert "people pick the time and place of their own talks" in answer["message"]
    assert 'id="placing"' not in ada.get("console/board").text
    assert ben.send(f"topics/{topic.id}/place", box(slots[0], spaces[0]))[0] == 200


def test_the_free_boxes_are_listed_with_their_marks(ben, dana, announced, slots, spaces):
    first, second = announced(ben.person, "Benches"), announced(dana.person, "Buses")
    ben.post(f"topics/{first.id}/place", box(slots[0], spaces[0]))
    page = dana.get(f"topics/{second.id}/place").text
    assert f'value="{slots[0].id}-{spaces[0].id}"' not in page
    assert f'value="{slots[1].id}-{spaces[0].id}"' in page
    assert "Quiet" in page
    assert "Step-free" in page


def withdraw(topic):
    """The row as the topics' own action leaves it."""
    change_row(Topic, topic, state=WITHDRAWN)


def only_conveners(event):
    change_row(Event, event, places_topics=CONVENERS)


def change_row(model, row, **fields):
    from facilitator.journal import action

    @action("changed")
    def change_it(change, event, by):
        model.update(**fields).where(model.id == row.id).execute()
        change.record(model.get_by_id(row.id))

    change_it(event=getattr(row, "event", row))
