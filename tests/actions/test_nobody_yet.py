"""Nobody yet: what no one said yes to is shown as such, in the room and before people go."""

import pytest
from cast import joined

from facilitator.actions.models import Action
from facilitator.actions.reading import without_owner


@pytest.fixture
def four(event, ben):
    """Nobody said yes to the trees and, held back, to the call; Ben to the bench; the council is asked for light."""
    ben.send("actions", {"what": "Plant trees"})
    ben.send("actions", {"what": "Build a bench", "i_will": "1"})
    ben.send("actions", {"what": "Mend the lights", "whom": "The council"})
    ben.send("actions", {"what": "Ring 07700 900123"})


def shown(page):
    """What stands in the list of a page."""
    return page.partition('id="list-nobody-yet"')[2].partition("</ul>")[0]


def test_before_they_go_people_see_it_and_may_still_say_yes(event, ben, four):
    assert [action.what for action in without_owner(event)] == ["Plant trees", "Ring 07700 900123"]
    listed = shown(ben.get("goodbye").text)
    assert "Plant trees" in listed
    assert "I will help with this" in listed
    for other in ("bench", "lights", "07700"):
        assert other not in listed
    ben.send(f"actions/{Action.get(Action.what == 'Plant trees').id}/promise", {"said": "1"})
    assert "Plant trees" not in shown(ben.get("goodbye").text)


def test_the_big_screen_shows_it(ada, four):
    ada.post("projector")
    ada.post("projector/1", {"show": "nobody_yet", "page_here": "1"})
    screen = ada.get("projector").text
    assert "No one has said yes to this yet" in screen
    assert "Plant trees" in screen
    for other in ("bench", "lights", "07700"):
        assert other not in screen


def test_the_console_shows_it(ada, four):
    listed = shown(ada.get("console/promises").text)
    assert "Plant trees" in listed
    assert "bench" not in listed


def test_a_yes_taken_back_is_nobody_again(app, event, ben, four):
    bench = Action.get(Action.what == "Build a bench")
    ben.send(f"actions/{bench.id}/promise", {"said": "0"})
    assert "Build a bench" in shown(joined(app, event, "Eve").get("goodbye").text)
