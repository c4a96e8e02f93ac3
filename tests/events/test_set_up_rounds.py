"""Rounds in the set-up: adding, changing, moving and taking them out keeps the day whole and what was said."""

import pytest
from cafes import cafe, day, rounds

from facilitator.events.actions import go_to
from facilitator.events.clock import stages_of
from facilitator.events.models import Round, Stage
from facilitator.notes.models import Note

PLAN = [
    "round 1", "harvest 1", "move 2", "round 2", "harvest 2", "move 3", "round 3", "harvest 3",
]  # fmt: skip
GOOD, HARD, NEXT = (
    "What is good about living here?",
    "What makes it hard?",
    "What could we do next: by ourselves, together, and with services?",
)
MINUTES = {"recap": "1", "quiet": "2", "go_round": "6", "talk": "11", "harvest": "4", "move": "3"}


@pytest.fixture
def event(app):
    return cafe()


def plan(event):
    """The parts of the day that belong to rounds."""
    return [part for part in day(event) if part.split()[0] in ("round", "harvest", "move")]


def number(event, which):
    return Round.get(Round.event == event, Round.position == which - 1)


def stage(event, kind, which):
    return Stage.get(Stage.kind == kind, Stage.round == number(event, which))


def names(event):
    return [each.name for each in stages_of(event) if each.kind == "round"]


def test_the_page_shows_the_questions_and_minutes(ada):
    page = ada.get("console/set-up").text
    for words in (GOOD, HARD, "20 minutes at the tables", "Rounds and questions"):
        assert words in page


def test_a_round_is_added_after_the_others_with_its_parts(ada, event):
    assert "Saved." in ada.post("console/set-up/rounds", {"question": "And you?", **MINUTES}).text
    assert rounds(event) == [GOOD, HARD, NEXT, "And you?"]
    assert plan(event) == [*PLAN, "move 4", "round 4", "harvest 4"]
    assert day(event)[-5:] == ["read", "sense", "patterns", "act", "goodbye"]
    made = number(event, 4)
    assert (made.recap, made.quiet, made.go_round, stage(event, "round", 4).minutes) == (1, 2, 6, 20)
    assert stage(event, "harvest", 4).minutes == 4
    assert names(event)[-1] == "Round 4"


def test_a_round_takes_the_minutes_of_the_last_unless_they_are_said(ada, event):
    ada.post("console/set-up/rounds", {"question": "And you?"})
    assert stage(event, "round", 4).minutes == 20
    assert stage(event, "move", 4).minutes == 3


def test_other_minutes_and_another_question(ada, event):
    second = number(event, 2)
    ada.post(f"console/set-up/rounds/{second.id}", {"question": "Why is it hard?", **MINUTES, "talk": "30"})
    assert rounds(event)[1] == "Why is it hard?"
    assert (stage(event, "round", 2).minutes, stage(event, "harvest", 2).minutes) == (39, 4)


def test_no_minutes_leave_a_part_out_and_minutes_bring_it_back(ada, event):
    address, said = f"console/set-up/rounds/{number(event, 2).id}", {"question": HARD, **MINUTES}
    ada.post(address, {**said, "harvest": "0", "move": "0"})
    assert plan(event) == ["round 1", "harvest 1", "round 2", "move 3", "round 3", "harvest 3"]
    ada.post(address, said)
    assert plan(event) == PLAN


def test_nobody_moves_to_the_first_round(ada, event):
    ada.post(f"console/set-up/rounds/{number(event, 1).id}", {"question": GOOD, **MINUTES, "move": "9"})
    assert plan(event) == PLAN


def test_a_round_is_held_earlier(ada, event):
    stage(event, "round", 3)
    ada.post(f"console/set-up/rounds/{number(event, 3).id}/place", {"place": "1"})
    assert rounds(event) == [NEXT, GOOD, HARD]
    assert plan(event) == PLAN
    assert names(event) == ["Round 1", "Round 2", "Round 3"]
    assert stages_of(event)[10].name == "Write ideas and actions"


def test_a_moved_part_of_the_day_takes_its_round_along(ada, event):
    third = stage(event, "round", 3)
    ada.post(f"console/set-up/stages/{third.id}/place", {"place": "4"})
    assert rounds(event) == [NEXT, GOOD, HARD]
    assert [part for part in plan(event) if part.startswith("round")] == ["round 1", "round 2", "round 3"]


def test_a_name_somebody_gave_stays_with_its_round(ada, event):
    third = stage(event, "round", 3)
    ada.post(f"console/set-up/stages/{third.id}", {"name": "Our wishes", "minutes": "20"})
    ada.post(f"console/set-up/rounds/{number(event, 3).id}/place", {"place": "2"})
    assert names(event) == ["Round 1", "Our wishes", "Round 3"]


def test_a_round_taken_out_keeps_what_was_said_and_comes_back(ada, event, write):
    second = number(event, 2)
    write(Note, event=event, round=second, words="The bus")
    ada.post(f"console/set-up/rounds/{second.id}/end")
    assert rounds(event) == [GOOD, NEXT]
    assert plan(event) == ["round 1", "harvest 1", "move 2", "round 2", "harvest 2"]
    assert names(event) == ["Round 1", "Round 2"]
    assert Note.get().round == second
    assert "What was said in them is kept." in ada.get("console/set-up").text
    ada.post(f"console/set-up/rounds/{second.id}/return")
    assert rounds(event) == [GOOD, NEXT, HARD]
    assert plan(event) == PLAN


def test_without_the_first_round_nobody_moves_before_the_next(ada, event):
    ada.post(f"console/set-up/rounds/{number(event, 1).id}/end")
    assert plan(event) == ["round 1", "harvest 1", "move 2", "round 2", "harvest 2"]


def test_sent_twice_is_one_round(ada, event):
    for _ in range(2):
        assert ada.send("console/set-up/rounds", {"question": "And you?", "op": "same"})[0] == 200
    assert len(rounds(event)) == 4
    for _ in range(2):
        assert ada.send(f"console/set-up/rounds/{number(event, 4).id}/end")[0] in (200, 404)
    assert len(rounds(event)) == 3


def test_a_round_going_on_stays(ada, event):
    go_to(event=event, stage=stage(event, "round", 2))
    page = ada.post(f"console/set-up/rounds/{number(event, 2).id}/end", {"page": ada.address("console/set-up")})
    assert page.status_code == 422
    assert "Round 2 is going on" in page.text
    assert ada.post(f"console/set-up/rounds/{number(event, 2).id}/place", {"place": "3"}).status_code == 422
    assert ada.post(f"console/set-up/rounds/{number(event, 1).id}/place", {"place": "3"}).status_code == 422
    assert rounds(event) == [GOOD, HARD, NEXT]


def test_a_round_that_was_held_leaves_its_parts_in_the_day(ada, event):
    for each in stages_of(event)[:8]:
        go_to(event=event, stage=each)
    before = day(event)
    first = number(event, 1)
    ada.post(f"console/set-up/rounds/{first.id}/end")
    assert len(day(event)) == len(before)
    assert rounds(event) == [HARD, NEXT]
    assert number(event, 1).id == first.id  # it was round 1, and stays it
    ada.post("console/set-up/rounds", {"question": "Once more?"})
    assert names(event) == ["Round 1", "Round 2", "Round 3", "Round 4"]
    ada.post(f"console/set-up/rounds/{number(event, 4).id}/end")
    ada.post(f"console/set-up/rounds/{first.id}/return")
    assert day(event) == before


def test_a_round_added_when_all_have_been_is_the_next_part(ada, event):
    patterns = next(each for each in stages_of(event) if each.kind == "patterns")
    go_to(event=event, stage=patterns)
    ada.post("console/set-up/rounds", {"question": "Once more?"})
    after = day(event)[day(event).index("patterns") + 1 :]
    assert after == ["move 4", "round 4", "harvest 4", "act", "goodbye"]


def test_parts_of_a_round_find_their_round_in_the_day(ada, event):
    tea = stage(event, "harvest", 1)
    ada.post("console/set-up/stages", {"kind": "harvest", "name": "Draw it", "minutes": "5", "after": str(tea.id)})
    assert plan(event)[:3] == ["round 1", "harvest 1", "harvest 1"]
    doors = stages_of(event)[0]
    said = {"kind": "harvest", "minutes": "5", "after": str(doors.id), "page": ada.address("console/set-up")}
    assert "There is no round before it." in ada.post("console/set-up/stages", said).text
    last = stages_of(event)[-1]
    page = ada.post("console/set-up/stages", {**said, "kind": "move", "after": str(last.id)})
    assert "There is no round after it." in page.text
    page = ada.post("console/set-up/stages", {**said, "kind": "round"})
    assert page.status_code == 422
    assert "It brings its parts of the day." in page.text


def test_a_rounds_only_time_is_not_taken_out_of_the_day_by_itself(ada, event):
    second = stage(event, "round", 2)
    answer = ada.post(f"console/set-up/stages/{second.id}/end", {"page": ada.address("console/set-up")})
    assert answer.status_code == 422
    assert plan(event) == PLAN


@pytest.mark.parametrize("minutes", ["-1", "241", "a while", "1.5", "9" * 40])
def test_odd_minutes_are_refused_and_the_words_stay(ada, event, minutes):
    said = {"question": "A long thought", **MINUTES, "recap": minutes, "page": ada.address("console/set-up")}
    for address in ("console/set-up/rounds", f"console/set-up/rounds/{number(event, 1).id}"):
        page = ada.post(address, said)
        assert page.status_code == 422
        assert "A long thought" in page.text
    assert rounds(event) == [GOOD, HARD, NEXT]


def test_a_talk_has_time(ada, event):
    assert ada.post("console/set-up/rounds", {**MINUTES, "talk": "0"}).status_code == 422


@pytest.mark.unwatched
def test_there_is_an_end_to_rounds(ada, event):
    for _ in range(9):
        assert ada.send("console/set-up/rounds", {"question": "More?"})[0] == 200
    assert ada.send("console/set-up/rounds", {"question": "More?"})[0] == 422
    assert len(rounds(event)) == 12


def test_an_open_space_may_have_a_round_too(app, ada, event):
    talks = cafe("TALK34", "open_space_mini")
    assert "Rounds at small tables" in ada_of(app, talks).get("console/set-up").text
    ada_of(app, talks).post("console/set-up/rounds", {"question": "What now?", **MINUTES})
    assert "round 1" in day(talks)
    assert "move 1" not in day(talks)


def ada_of(app, event):
    from cast import Browser

    from facilitator.events.actions import appoint

    browser = Browser(app, event)
    facilitator = appoint(event=event, name="Ada")
    with browser.client.session_transaction() as session:
        session["facilitator"] = {str(event.id): facilitator.id}
    return browser


@pytest.mark.parametrize("what", ["", "/place", "/end", "/return"])
def test_only_who_runs_the_event_changes_rounds(ada, ben, cleo, event, other_event, what):
    said = {"question": "Mine", **MINUTES, "place": "2"}
    address = f"/e/{event.code}/console/set-up/rounds/{number(event, 1).id}{what}"
    for browser in (ben, cleo):
        assert browser.post(address, said).status_code == 404
        assert browser.post(f"/e/{event.code}/console/set-up/rounds", said).status_code == 404
    elsewhere = cafe("ELSE34")
    assert ada.post(f"console/set-up/rounds/{number(elsewhere, 1).id}{what}", said).status_code == 404
    assert rounds(event) == rounds(elsewhere) == [GOOD, HARD, NEXT]
