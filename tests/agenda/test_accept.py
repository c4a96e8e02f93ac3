"""A suggestion is taken in one act, exactly as it was shown, or not at all."""

from facilitator.agenda import actions
from facilitator.agenda.models import BoardAct, Session
from facilitator.errors import Refused
from facilitator.events.clock import stages_of
from facilitator.events.models import CONVENERS
from tests.agenda.conftest import where


def move(topic, before, after):
    return {"topic": topic.id, "before": before and [row.id for row in before], "after": [row.id for row in after]}


def refused(event, console, moves):
    try:
        actions.accept(event=event, by=console, moves=moves)
    except Refused as refusal:
        return refusal.status
    return None


def standing_at(event, console, topic, slot, space):
    actions.place(event=event, by=console, topic=topic, slot=slot, space=space)
    return topic


def test_many_move_round_in_one_act_and_back_in_one(event, ada, ben, dana, announced, slots, spaces, console):
    one = standing_at(event, console, announced(ben.person, "Benches"), slots[0], spaces[0])
    two = standing_at(event, console, announced(dana.person, "Buses"), slots[1], spaces[1])
    new = announced(ben.person, "Trees")
    acts = BoardAct.select().count()

    actions.accept(
        event=event, by=console, moves=[
            move(one, (slots[0], spaces[0]), (slots[1], spaces[1])),
            move(two, (slots[1], spaces[1]), (slots[1], spaces[0])),
            move(new, None, (slots[0], spaces[0])),
        ],
    )  # fmt: skip

    assert where(one) == (slots[1].id, spaces[1].id)
    assert where(two) == (slots[1].id, spaces[0].id)
    assert where(new) == (slots[0].id, spaces[0].id)
    assert BoardAct.select().count() == acts + 1
    assert "Moved as suggested:" in ada.get("console/board").text
    act = BoardAct.select().order_by(BoardAct.id.desc()).first()
    assert ada.send(f"console/board/acts/{act.id}/undoing")[0] == 200
    assert where(one) == (slots[0].id, spaces[0].id)
    assert where(two) == (slots[1].id, spaces[1].id)
    assert where(new) is None


def test_sent_twice_is_once(event, ben, announced, slots, spaces, console):
    topic = announced(ben.person, "Benches")
    for _twice in range(2):
        actions.accept(event=event, by=console, op="again", moves=[move(topic, None, (slots[0], spaces[0]))])
    assert BoardAct.select().count() == 1


def test_a_board_that_has_changed_is_left_alone(event, ben, dana, announced, slots, spaces, console):
    one = standing_at(event, console, announced(ben.person, "Benches"), slots[0], spaces[0])
    two = announced(dana.person, "Buses")
    both = [
        move(two, None, (slots[1], spaces[0])),
        move(one, (slots[0], spaces[0]), (slots[1], spaces[1])),
    ]
    actions.place(event=event, by=console, topic=one, slot=slots[0], space=spaces[2])
    assert refused(event, console, both) == 409
    assert (where(one), where(two)) == ((slots[0].id, spaces[2].id), None)


def test_a_box_that_was_taken_since_stays_taken(event, ben, dana, announced, slots, spaces, console):
    one = announced(ben.person, "Benches")
    two = standing_at(event, console, announced(dana.person, "Buses"), slots[0], spaces[0])
    assert refused(event, console, [move(one, None, (slots[0], spaces[0]))]) == 409
    assert where(one) is None
    assert where(two) == (slots[0].id, spaces[0].id)


def test_nothing_moves_into_or_out_of_a_time_that_has_begun(event, ben, dana, announced, slots, spaces, console):
    from facilitator.events import actions as events

    one = standing_at(event, console, announced(ben.person, "Benches"), slots[0], spaces[0])
    two = announced(dana.person, "Buses")
    events.go_to(event=event, stage=next(stage for stage in stages_of(event) if stage.slot_id == slots[0].id))
    assert refused(event, console, [move(one, (slots[0], spaces[0]), (slots[1], spaces[0]))]) == 409
    assert refused(event, console, [move(two, None, (slots[0], spaces[1]))]) == 409
    assert refused(event, console, [move(two, None, (slots[1], spaces[1]))]) is None


def test_a_topic_that_was_taken_back_or_is_over_stays(event, ben, dana, announced, slots, spaces, console):
    one = standing_at(event, console, announced(ben.person, "Benches"), slots[0], spaces[0])
    ben.post(f"topics/{one.id}/ending", {"over": "1"})
    assert refused(event, console, [move(one, (slots[0], spaces[0]), (slots[1], spaces[0]))]) == 409
    two = announced(dana.person, "Buses")
    dana.post(f"topics/{two.id}/withdrawal")
    two = type(two).get_by_id(two.id)
    if two.state != "announced":
        assert refused(event, console, [move(two, None, (slots[1], spaces[0]))]) == 409
    assert Session.select().count() == 1


def test_people_and_rooms_where_conveners_choose_take_no_suggestion(event, ada, ben, announced, slots, spaces, console):
    from facilitator.access import PARTICIPANT, Viewer
    from facilitator.events.setting_up import actions as setting_up

    topic = announced(ben.person, "Benches")
    moves = [move(topic, None, (slots[0], spaces[0]))]
    assert refused(event, Viewer(event=event, role=PARTICIPANT, person=ben.person, people=(ben.person,)), moves) == 422
    setting_up.set_up(event=event, by=console, places_topics=CONVENERS)
    assert refused(type(event).get_by_id(event.id), console, moves) == 422
    assert where(topic) is None


def test_places_of_another_event_are_not_there(event, other_event, ben, announced, slots, console):
    from facilitator.events.models import Slot, Space

    topic = announced(ben.person, "Benches")
    theirs = (Slot.get(Slot.event == other_event), Space.get(Space.event == other_event))
    assert refused(event, console, [move(topic, None, theirs)]) == 409
