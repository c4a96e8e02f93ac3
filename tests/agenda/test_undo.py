"""The console places, moves, swaps, parks; the last ten acts can be undone, exactly or not at all."""

from facilitator.agenda import actions
from facilitator.agenda.models import BoardAct, Session
from tests.agenda.conftest import where


def put(ada, topic, slot, space):
    return ada.send("console/board/placement", {"topic": topic.id, "box": f"{slot.id}-{space.id}"})


def undo_last(ada):
    act = BoardAct.select().where(BoardAct.undone_at.is_null()).order_by(BoardAct.id.desc()).get()
    return ada.send(f"console/board/acts/{act.id}/undoing")


def test_a_swap_is_one_act(ada, ben, dana, announced, slots, spaces):
    one, two = announced(ben.person, "Benches"), announced(dana.person, "Buses")
    put(ada, one, slots[0], spaces[0])
    put(ada, two, slots[1], spaces[2])
    acts = BoardAct.select().count()
    assert ada.send("console/board/placement", {"topic": one.id, "swap": two.id})[0] == 200
    assert where(one) == (slots[1].id, spaces[2].id)
    assert where(two) == (slots[0].id, spaces[0].id)
    assert BoardAct.select().count() == acts + 1
    assert undo_last(ada)[0] == 200
    assert where(one) == (slots[0].id, spaces[0].id)
    assert where(two) == (slots[1].id, spaces[2].id)


def test_swapping_with_any_other_spot_takes_its_words_along(ada, ben, dana, announced, slots, spaces):
    one, two = announced(ben.person, "Benches"), announced(dana.person, "Buses")
    put(ada, one, slots[0], spaces[0])
    ada.send(
        "console/board/placement", {"topic": two.id, "box": "elsewhere", "slot": slots[0].id, "elsewhere": "the stairs"}
    )
    ada.send("console/board/placement", {"topic": one.id, "swap": two.id})
    assert where(one) == (slots[0].id, "the stairs")
    assert where(two) == (slots[0].id, spaces[0].id)


def test_only_two_on_the_board_swap(ada, ben, dana, announced, slots, spaces):
    one, two = announced(ben.person, "Benches"), announced(dana.person, "Buses")
    put(ada, one, slots[0], spaces[0])
    assert ada.send("console/board/placement", {"topic": two.id, "swap": one.id})[0] == 409
    assert ada.send("console/board/placement", {"topic": one.id, "swap": two.id})[0] == 422
    assert (where(one), where(two)) == ((slots[0].id, spaces[0].id), None)
    assert ada.send("console/board/placement", {"topic": one.id, "swap": "nothing"})[0] == 409


def test_undo_brings_back_everything(ada, ben, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    ben.post(f"topics/{topic.id}/place", {"box": f"{slots[0].id}-{spaces[0].id}"})
    ben.post(f"topics/{topic.id}/carrying-on", {"where": "the pub"})
    ben.post(f"topics/{topic.id}/ending", {"over": "1"})
    before = actions.standing(topic)
    put(ada, topic, slots[1], spaces[1])
    ada.send("console/board/placement", {"topic": topic.id, "parking": "1"})
    assert where(topic) is None
    assert undo_last(ada)[0] == 200
    assert where(topic) == (slots[1].id, spaces[1].id)
    assert undo_last(ada)[0] == 200
    assert actions.standing(topic) == before


def test_undo_of_a_first_place_parks_it_again(ada, ben, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    put(ada, topic, slots[0], spaces[0])
    assert undo_last(ada)[0] == 200
    assert where(topic) is None


def test_undo_is_refused_when_the_box_was_taken_since(ada, ben, dana, announced, slots, spaces):
    topic, other = announced(ben.person, "Benches"), announced(dana.person, "Buses")
    put(ada, topic, slots[0], spaces[0])
    put(ada, topic, slots[1], spaces[0])
    dana.post(f"topics/{other.id}/place", {"box": f"{slots[0].id}-{spaces[0].id}"})
    status, answer = undo_last(ada)
    assert status == 409
    assert "This box is taken" in answer["message"]
    assert where(topic) == (slots[1].id, spaces[0].id)
    assert where(other) == (slots[0].id, spaces[0].id)


def test_undo_is_refused_when_the_convener_moved_it_since(ada, ben, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    put(ada, topic, slots[0], spaces[0])
    ben.post(f"topics/{topic.id}/place", {"box": f"{slots[1].id}-{spaces[1].id}"})
    status, answer = undo_last(ada)
    assert status == 409
    assert "moved again" in answer["message"]
    assert where(topic) == (slots[1].id, spaces[1].id)


def test_undone_twice_is_undone_once(ada, ben, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    put(ada, topic, slots[0], spaces[0])
    act = BoardAct.get()
    for _twice in range(2):
        assert ada.send(f"console/board/acts/{act.id}/undoing")[0] == 200
    put(ada, topic, slots[1], spaces[1])
    ada.send(f"console/board/acts/{act.id}/undoing")
    assert where(topic) == (slots[1].id, spaces[1].id)


def test_only_the_last_ten(ada, ben, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    for number in range(11):
        put(ada, topic, slots[number % 2], spaces[0])
    oldest = BoardAct.select().order_by(BoardAct.id).first()
    assert ada.send(f"console/board/acts/{oldest.id}/undoing")[0] == 409
    for number in range(10):
        assert undo_last(ada)[0] == 200, number
    assert where(topic) == (slots[0].id, spaces[0].id)


def test_putting_it_where_it_stands_is_no_act(ada, ben, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    put(ada, topic, slots[0], spaces[0])
    put(ada, topic, slots[0], spaces[0])
    assert BoardAct.select().count() == 1


def test_what_conveners_do_is_not_the_consoles_to_undo(ben, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    ben.post(f"topics/{topic.id}/place", {"box": f"{slots[0].id}-{spaces[0].id}"})
    assert BoardAct.select().count() == 0
    assert Session.select().count() == 1


def test_participants_and_others_have_no_console(ben, cleo, ada, other_event, announced, slots, spaces):
    topic = announced(ben.person, "Benches")
    put(ada, topic, slots[0], spaces[0])
    act = BoardAct.get()
    for browser in (ben, cleo):
        assert browser.post(f"/e/{ben.event.code}/console/board/acts/{act.id}/undoing").status_code == 404
        assert browser.post(f"/e/{ben.event.code}/console/board/placement", {"topic": topic.id}).status_code == 404
    assert ada.post(f"/e/{other_event.code}/console/board/acts/{act.id}/undoing").status_code == 404


def test_bad_choices_on_the_console_are_refused(ada, announced, ben):
    topic = announced(ben.person, "Benches")
    for data in ({}, {"topic": "x"}, {"topic": "999"}, {"topic": topic.id}, {"topic": topic.id, "box": "9-9"}):
        assert ada.send("console/board/placement", data)[0] == 422


def test_choosing_a_topic_shows_where_it_may_go(ada, ben, announced):
    topic = announced(ben.person, "Benches")
    page = ada.get(f"console/board?topic={topic.id}").text
    assert "You chose:" in page
    assert f'name="topic" value="{topic.id}"' in page
    assert "You chose:" not in ada.get("console/board?topic=x").text
