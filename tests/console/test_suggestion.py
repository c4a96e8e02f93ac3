"""A board is suggested on request, shown beside the present one, and taken whole, in part or not at all."""

import re
import time

import pytest

from facilitator.agenda import actions
from facilitator.agenda.models import BoardAct, Session
from facilitator.console.suggestion import jobs, views
from facilitator.console.suggestion.reading import instance_of
from facilitator.events.clock import stages_of
from facilitator.events.models import CONVENERS, Event, Slot, Space
from facilitator.events.setting_up import actions as setting_up
from facilitator.mixing.board import read
from facilitator.topics.models import Topic
from tests.agenda.conftest import announced, console, dana, slots, spaces, where  # noqa: F401
from tests.conftest import joined

PAGE = "console/board/suggestion"


@pytest.fixture(autouse=True)
def no_search_goes_on(event):
    yield
    jobs.forget(event)


@pytest.fixture
def put(event, announced, console):  # noqa: F811
    """`put(person, title, slot, space)` → a topic that stands there."""

    def put(person, title, slot, space, **said):
        topic = announced(person, title, **said)
        return actions.place(event=event, by=console, topic=topic, slot=slot, space=space).topic

    return put


@pytest.fixture
def clash(app, event, ben, dana, put, slots, spaces):  # noqa: F811
    """Benches and Buses at one time, wanted by the same people; Trees alone at the next."""
    topics = (
        put(ben.person, "Benches", slots[0], spaces[0]),
        put(dana.person, "Buses", slots[0], spaces[1]),
        put(dana.person, "Trees", slots[1], spaces[0]),
    )
    for name in ("Eve", "Fay"):
        person = joined(app, event, name)
        for topic in topics[:2]:
            person.post(f"topics/{topic.id}/mine", {"hand": "1"})
    return topics


def looked(ada, move="yes", **form):
    """The page when the search is over."""
    answer = ada.post(f"{PAGE}/search", {"page": ada.address(PAGE), "move": move, **form})
    assert answer.status_code == 200
    deadline = time.monotonic() + 60
    while "data-searching" in (page := ada.get(PAGE).text):
        assert time.monotonic() < deadline, "the search did not end"
        time.sleep(0.1)
    return page


def parts(page):
    return re.findall(r'name="part" value="([0-9-]+)"', page)


def test_nothing_is_looked_for_unless_somebody_asks(ada, event, clash):
    assert PAGE in ada.get("console/board").text
    page = ada.get(PAGE).text
    assert "Look for a better board" in page
    assert "What it would change" not in page
    assert jobs.of(event) is None


def test_it_says_what_would_change_and_who_gains_and_moves_nothing(ada, clash):
    before = [where(topic) for topic in clash]
    page = looked(ada)
    assert "2 people can go to more of the talks they want." in page
    assert "Side by side" in page
    assert len(parts(page)) == 1
    assert [where(topic) for topic in clash] == before
    assert BoardAct.select().count() == 3


def test_all_of_it_is_done_in_one_act_and_undone_in_one(ada, clash):
    before = [where(topic) for topic in clash]
    looked(ada)
    acts = BoardAct.select().count()
    page = ada.post(f"{PAGE}/acceptance", {"what": "all"}).text
    assert "Done" in page
    assert parts(page) == []
    one, two, _trees = (where(topic)[0] for topic in clash)
    assert one != two
    assert BoardAct.select().count() == acts + 1
    act = BoardAct.select().order_by(BoardAct.id.desc()).first()
    ada.post(f"console/board/acts/{act.id}/undoing")
    assert [where(topic) for topic in clash] == before
    assert len(parts(ada.get(PAGE).text)) == 1


def test_only_what_was_ticked_is_done(ada, app, event, put, clash, slots, spaces, console):  # noqa: F811
    spaces.append(setting_up.add_space(event=event, by=console, name="Hall"))
    hal, ida = joined(app, event, "Hal"), joined(app, event, "Ida")
    more = [put(hal.person, "Birds", slots[0], spaces[2]), put(ida.person, "Bees", slots[0], spaces[3])]
    for person in (hal, ida):
        for topic in more:
            person.post(f"topics/{topic.id}/mine", {"hand": "1"})
    page = looked(ada)
    both = parts(page)
    assert len(both) == 2
    refusal = ada.post(f"{PAGE}/acceptance", {"what": "ticked", "page": ada.address(PAGE)})
    assert refusal.status_code == 422
    assert "Please tick what you want to do." in refusal.text
    page = ada.post(f"{PAGE}/acceptance", {"what": "ticked", "part": both[0]}).text
    assert parts(page) == both[1:]
    page = ada.post(f"{PAGE}/acceptance", {"what": "all"}).text
    assert parts(page) == []
    assert where(clash[0])[0] != where(clash[1])[0]
    assert where(more[0])[0] != where(more[1])[0]


def test_or_not_at_all(ada, event, clash):
    before = [where(topic) for topic in clash]
    looked(ada)
    page = ada.post(f"{PAGE}/end").text
    assert "What it would change" not in page
    assert jobs.of(event) is None
    assert [where(topic) for topic in clash] == before


def test_stopping_a_further_search_keeps_what_was_found_before(ada, event, clash, monkeypatch):
    (key,) = parts(looked(ada))
    monkeypatch.setattr(views, "PATIENCE", 0)
    assert "We are looking for a good board" in ada.post(f"{PAGE}/search", {"move": "yes"}).text
    assert parts(ada.post(f"{PAGE}/search/end", {"what": "stop"}).text) == [key]
    ada.post(f"{PAGE}/acceptance", {"what": "all"})
    assert where(clash[0])[0] != where(clash[1])[0]
    assert "What it would change" not in ada.post(f"{PAGE}/end").text


def test_a_board_that_changes_meanwhile_is_never_overwritten(ada, event, clash, console, slots, spaces):  # noqa: F811
    (key,) = parts(looked(ada))
    moving = Topic.get_by_id(int(key.split("-")[0]))
    free = next(space for space in spaces if not Session.select().where(Session.space == space).exists())
    actions.place(event=event, by=console, topic=moving, slot=slots[0], space=free)
    before = [where(topic) for topic in clash]
    refusal = ada.post(f"{PAGE}/acceptance", {"what": "all", "page": ada.address(PAGE)})
    assert refusal.status_code == 409
    assert "The board has changed since then, so nothing was moved." in refusal.text
    assert "does not fit any more" in ada.get(PAGE).text
    assert [where(topic) for topic in clash] == before


def test_what_fits_no_more_does_not_stand_in_the_way_of_the_rest(
    ada, event, ben, dana, announced, slots, console, clash  # noqa: F811
):  # fmt: skip
    gone, elsewhere = announced(dana.person, "Taken back"), announced(ben.person, "On the stairs")
    assert {str(gone.id), str(elsewhere.id)} <= set("-".join(parts(looked(ada))).split("-"))
    edition = re.search(r'id="suggestion" data-edition="(\w+)"', ada.get(PAGE).text)[1]
    dana.post(f"topics/{gone.id}/withdrawal")
    page = ada.get(PAGE).text
    assert f'data-edition="{edition}"' not in page
    assert "does not fit any more" in page
    assert str(gone.id) not in "-".join(parts(page)).split("-")
    assert ada.post(f"{PAGE}/acceptance", {"what": "all", "page": ada.address(PAGE)}).status_code == 200
    assert parts(ada.get(PAGE).text) == []
    assert where(elsewhere) is not None
    assert where(gone) is None


def test_a_talk_that_met_in_any_other_spot_meanwhile_stays_there(ada, event, ben, announced, slots, console):  # noqa: F811
    topic = announced(ben.person, "On the stairs")
    assert len(parts(looked(ada))) == 1
    actions.place(event=event, by=console, topic=topic, slot=slots[0], elsewhere="the stairs")
    assert parts(ada.get(PAGE).text) == []
    assert ada.post(f"{PAGE}/acceptance", {"what": "all", "page": ada.address(PAGE)}).status_code == 409
    assert where(topic)[1] == "the stairs"


def test_talks_on_the_board_move_only_where_somebody_says_that_they_may(ada, ben, announced, clash, console):  # noqa: F811
    page = ada.get(PAGE).text
    assert "May talks that are on the board already move?" in page
    assert re.search(r'name="move" value="no" checked', page)
    for said in ({}, {"move": "no"}):
        answer = ada.post(f"{PAGE}/search", {"page": ada.address(PAGE), **said})
        assert answer.status_code == 422
        assert "No talk waits for a place." in answer.text
    waiting = announced(ben.person, "Birds")
    assert parts(looked(ada, move="no")) == [str(waiting.id)]
    assert ada.post(f"{PAGE}/search", {"move": "perhaps"}).status_code == 422


def test_what_shall_stay_stays(ada, clash):
    page = looked(ada, stay=[topic.id for topic in clash])
    assert "We found nothing better." in page


def test_talks_that_have_begun_or_are_elsewhere_never_move(event, ben, clash, slots, console, announced):  # noqa: F811
    from facilitator.events import actions as events

    spot = announced(ben.person, "On the stairs")
    actions.place(event=event, by=console, topic=spot, slot=slots[1], elsewhere="the stairs")
    events.go_to(event=event, stage=next(stage for stage in stages_of(event) if stage.slot_id == slots[0].id))
    board = read(instance_of(Event.get_by_id(event.id)))
    assert str(slots[0].id) not in board.slots
    assert {str(clash[0].id), str(clash[1].id)} & {topic.id for topic in board.topics} == set()
    assert str(spot.id) in board.fixed


def test_needs_hands_and_seats_come_out_of_the_record(app, event, ben, dana, put, announced, slots, spaces, console):  # noqa: F811
    setting_up.change_space(
        event=event, by=console, space=spaces[0], name="Garden", step_free=False, quiet=True, seats=12
    )
    one = put(ben.person, "Benches", slots[0], spaces[0], needs=["step_free"])
    two = announced(dana.person, "Buses", needs=["quiet"])
    gone = joined(app, event, "Gus")
    gone.post(f"topics/{one.id}/mine", {"hand": "1"})
    gone.post("me/leaving")
    dana.post(f"topics/{one.id}/mine", {"hand": "1"})

    board = read(instance_of(event))

    topics = {topic.id: topic for topic in board.topics}
    assert topics[str(one.id)].step_free
    assert topics[str(two.id)].quiet
    assert topics[str(two.id)].conveners == (f"p{dana.person.id}",)
    space = next(space for space in board.spaces if space.id == str(spaces[0].id))
    assert (space.capacity, space.step_free, space.quiet) == (12, False, True)
    assert board.present == {str(one.id): (str(slots[0].id), str(spaces[0].id))}
    wants = {person.id: person.wants for person in board.people}
    assert wants[f"p{dana.person.id}"] == {str(one.id)}


def test_topics_without_a_box_get_one(ada, ben, announced, slots, spaces):  # noqa: F811
    topic = announced(ben.person, "Benches")
    page = looked(ada)
    assert "not on the board yet" in page
    ada.post(f"{PAGE}/acceptance", {"what": "all"})
    assert where(topic) is not None


def test_where_conveners_choose_it_is_only_there_to_look_at(ada, event, clash, console):  # noqa: F811
    setting_up.set_up(event=event, by=console, places_topics=CONVENERS)
    page = looked(ada)
    assert "only there to look at" in page
    assert "2 people can go to more of the talks they want." in page
    assert parts(page) == []
    assert "Do all of it" not in page
    before = [where(topic) for topic in clash]
    assert ada.post(f"{PAGE}/acceptance", {"what": "all", "page": ada.address(PAGE)}).status_code == 422
    assert [where(topic) for topic in clash] == before


def test_an_empty_board_is_refused_in_words(ada, event):
    answer = ada.post(f"{PAGE}/search", {"page": ada.address(PAGE)})
    assert answer.status_code == 409
    assert "There is nothing to move" in answer.text


def test_taking_a_suggestion_that_is_gone_is_refused(ada, event):
    assert ada.post(f"{PAGE}/acceptance", {"what": "all"}).status_code == 409
    assert ada.post(f"{PAGE}/search/end", {"what": "take"}).status_code == 200
    assert ada.post(f"{PAGE}/end").status_code == 200


def test_it_is_only_for_those_who_run_the_event(ben, cleo, clash):
    for browser in (ben, cleo):
        address = f"/e/{ben.event.code}/{PAGE}"
        assert "A suggestion for the board" not in browser.get(address).text
        for path in ("/search", "/search/end", "/acceptance", "/end"):
            assert browser.post(address + path).status_code == 404


def test_seats_of_a_place_are_set_up_and_blank_is_unknown(ada, event):
    space = Space.get(Space.event == event)
    said = {"name": "Garden", "step_free": "1", "seats": "40"}
    ada.post(f"console/set-up/places/{space.id}", said)
    assert Space.get_by_id(space.id).seats == 40
    assert "40 seats" in ada.get("console/set-up").text
    ada.post(f"console/set-up/places/{space.id}", said | {"seats": ""})
    assert Space.get_by_id(space.id).seats == 0
    for wrong in ("-1", "many", "99999"):
        assert ada.post(f"console/set-up/places/{space.id}", said | {"seats": wrong}).status_code == 422
    assert Slot.select().where(Slot.event == event).exists()
