"""The seating page: a plan is made, looked at, changed and shown; others stay out."""

import datetime
import re
import signal
import time

import pytest
from cast import Browser, joined

from facilitator.cafe.models import OFFERED, PUBLISHED, SET_ASIDE, Seat, SeatingPlan
from facilitator.cafe.planning import jobs
from facilitator.console import seating
from facilitator.db import database
from facilitator.events import actions as events
from facilitator.events.models import Stage, Table
from facilitator.events.setting_up.tables.actions import put_table_away
from facilitator.journal import action
from facilitator.people.actions import leave
from facilitator.people.models import Person


@action("came for a test")
def arrive(change, event, by, count):
    """Many people at once."""
    known = Person.select().where(Person.event == event).count()
    made = [Person.create(event=event, name=f"Guest {n}", return_code=f"CODE{n}") for n in range(known, known + count)]
    change.record(*made)
    return made


@pytest.fixture(autouse=True)
def not_long(monkeypatch):
    """Rooms as small as these need no ten seconds."""
    monkeypatch.setattr(jobs, "SECONDS", 1)


@pytest.fixture
def cafe_event(app):
    return events.create(
        recipe="world_cafe", title="What makes a good street?", date=datetime.date(2026, 11, 21), code="CAFE34"
    )


@pytest.fixture
def ada(app, cafe_event):
    """A facilitator of the café."""
    return facilitator(app, cafe_event, "Ada")


def facilitator(app, event, name):
    browser = Browser(app, event)
    browser.facilitator = events.appoint(event=event, name=name)
    with browser.client.session_transaction() as session:
        session["facilitator"] = {str(event.id): browser.facilitator.id}
    return browser


@pytest.fixture
def guests(cafe_event):
    return arrive(event=cafe_event, count=9)


def words_of(answer):
    """The words of a page, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def settled(event, seconds=30):
    """Wait until the search is over."""
    jobs.of(event).wait(seconds)
    assert not jobs.of(event).under_way


@pytest.fixture
def offered(ada, cafe_event, guests):
    """A plan that waits to be looked at."""
    ada.post("console/seating/search", {"how": "computed"})
    settled(cafe_event)
    return SeatingPlan.get(SeatingPlan.event == cafe_event, SeatingPlan.state == OFFERED)


def test_before_anyone_is_there_the_page_says_so(ada):
    page = words_of(ada.get("console/seating"))
    assert "0 people, 12 tables, 3 rounds." in page
    assert "No phone shows a plan yet." in page
    answer = ada.post("console/seating/search", {"how": "computed"})
    assert answer.status_code == 409
    assert "A plan needs two people at least." in answer.text


def test_a_plan_is_made_beside_the_server_and_waits_to_be_looked_at(ada, cafe_event, offered):
    page = words_of(ada.get("console/seating"))
    assert "9 people, 12 tables, 3 rounds." in page
    assert "A new plan" in page
    assert "Nobody sees it on a phone yet." in page
    assert "How many new people each person meets" in page
    assert "Nobody needs a certain seat." in page
    assert Seat.select().count() == 0
    assert sorted(person for people in next(iter(offered.rounds.values())).values() for person in people) == [
        person.id for person in Person.select().where(Person.event == cafe_event)
    ]


def test_the_picture_shows_another_round_and_all_names(ada, cafe_event, offered):
    last = list(offered.rounds)[-1]
    page = ada.get(f"console/seating?round={last}&names=1")
    assert page.text.count("<details open>") == len(offered.rounds[last])
    assert "Guest 8" in page.text
    assert ada.get("console/seating?round=nonsense").status_code == 200


def test_shown_once_it_is_on_phones_and_twice_is_once(ada, cafe_event, offered):
    for _again in range(2):
        assert ada.send(f"console/seating/plans/{offered.id}/publication", {"op": "show"})[0] == 200
    assert ada.send(f"console/seating/plans/{offered.id}/publication", {"op": "again"})[0] == 200
    assert Seat.select().where(Seat.event == cafe_event).count() == 27
    page = words_of(ada.get("console/seating"))
    assert "People see a plan on their phones since" in page
    assert "Nothing has changed since it was made." in page
    assert "How many new people each person meets" in page
    assert "Nobody needs a certain seat." in page
    assert "Repair the plan" in page


def test_what_happened_since_is_said_in_words(ada, cafe_event, guests, offered, app):
    waits = "is waiting for you to look at it."
    assert f"{waits} Since" not in words_of(ada.get("console/seating"))
    joined(app, cafe_event, "Late")
    assert f"{waits} Since it was made: 1 person came." in words_of(ada.get("console/seating"))
    ada.post(f"console/seating/plans/{offered.id}/publication")
    assert "Since it was made: 1 person came." in words_of(ada.get("console/seating"))


def test_a_repair_moves_few_and_is_shown_in_its_turn(ada, cafe_event, guests, offered, app):
    ada.post(f"console/seating/plans/{offered.id}/publication")
    joined(app, cafe_event, "Late")
    ada.post("console/seating/search", {"how": "repaired"})
    settled(cafe_event)
    repair = SeatingPlan.get(SeatingPlan.event == cafe_event, SeatingPlan.state == OFFERED)
    page = words_of(ada.get("console/seating"))
    assert "A repair of the plan that people see now" in page
    assert "Who moves" in page
    ada.post(f"console/seating/plans/{repair.id}/publication")
    assert Seat.select().where(Seat.event == cafe_event).count() == 30
    assert SeatingPlan.get_by_id(offered.id).state == SET_ASIDE
    assert "Show the plan before on phones" in ada.get("console/seating").text


def test_what_a_change_costs_is_said_before_it_is_done(ada, cafe_event, offered):
    round_, tables = next(iter(offered.rounds.items()))
    table, people = next(iter(tables.items()))
    other = next(t for t in tables if t != table)
    asked = f"console/seating?round={round_}&person={people[0]}&table={other}"
    page = words_of(ada.get(asked))
    assert "What would a change cost?" in page
    assert "Change the plan" in page
    assert SeatingPlan.get_by_id(offered.id).rounds == offered.rounds
    done = {"round": round_, "person": people[0], "table": other, "seen": "0"}
    assert ada.send(f"console/seating/plans/{offered.id}/seats", done)[0] == 200
    changed = SeatingPlan.get_by_id(offered.id)
    assert people[0] in changed.rounds[round_][other]
    assert "They sit there already." in ada.get(asked).text
    status, answer = ada.send(f"console/seating/plans/{offered.id}/seats", {**done, "table": table})
    assert (status, answer["saved"]) == (409, False)
    assert "Somebody else changed the plan" in answer["message"]


def test_where_a_plan_is_shown_the_page_says_how_to_try_a_change(ada, cafe_event, offered):
    assert "To try a change, repair the plan first." not in ada.get("console/seating").text
    ada.post(f"console/seating/plans/{offered.id}/publication")
    page = ada.get("console/seating").text
    assert "To try a change, repair the plan first." in page
    assert page.count(">Repair the plan</button>") == 2
    ada.post("console/seating/search", {"how": "repaired"})
    settled(cafe_event)
    page = ada.get("console/seating").text
    assert "What would it cost?" in page
    assert "To try a change, repair the plan first." not in page


def test_who_left_or_came_meanwhile_breaks_no_rule_of_a_changed_plan(ada, app, cafe_event, offered):
    round_, tables = next(iter(offered.rounds.items()))
    (_table, people), (other, _others) = list(tables.items())[:2]
    leave(event=cafe_event, person=Person.get_by_id(people[0]))
    joined(app, cafe_event, "Late")
    done = {"round": round_, "person": people[1], "table": other, "seen": "0"}
    assert ada.send(f"console/seating/plans/{offered.id}/seats", done)[0] == 200
    assert "structure" not in SeatingPlan.get_by_id(offered.id).why["breaks"]


def test_reasons_name_rounds_as_people_count_them(ada, cafe_event, guests):
    first = Stage.select().where(Stage.event == cafe_event, Stage.kind == "round").order_by(Stage.position).first()
    events.go_to(event=cafe_event, stage=first)  # without a plan: nobody knows who sat where
    arrive(event=cafe_event, count=50)
    ada.post("console/seating/search", {"how": "computed"})
    settled(cafe_event)
    assert "In round 2 there are 59 people and 48 chairs." in words_of(ada.get("console/seating"))


def test_a_plan_is_set_aside(ada, cafe_event, offered):
    assert ada.send(f"console/seating/plans/{offered.id}/end")[0] == 200
    assert SeatingPlan.get_by_id(offered.id).state == SET_ASIDE
    assert ada.send(f"console/seating/plans/{offered.id}/publication")[0] == 409
    assert "A plan from" not in ada.get("console/seating").text


def test_two_facilitators_at_once_make_one_plan_and_show_one(app, ada, cafe_event, guests):
    bea = facilitator(app, cafe_event, "Bea")
    ada.post("console/seating/search", {"how": "computed"})
    bea.post("console/seating/search", {"how": "computed"})
    settled(cafe_event)
    first = SeatingPlan.get(SeatingPlan.event == cafe_event, SeatingPlan.state == OFFERED)
    bea.post("console/seating/search", {"how": "computed"})
    settled(cafe_event)
    second = SeatingPlan.get(SeatingPlan.event == cafe_event, SeatingPlan.state == OFFERED)
    assert second.id != first.id
    status, answer = ada.send(f"console/seating/plans/{first.id}/publication")
    assert status == 409
    assert "set aside" in answer["message"]
    assert bea.send(f"console/seating/plans/{second.id}/publication")[0] == 200
    assert SeatingPlan.get(SeatingPlan.state == PUBLISHED).id == second.id


def test_nobody_else_comes_in(app, ada, cafe_event, guests, offered, cleo):
    phone = joined(app, cafe_event, "Ben")
    elsewhere = facilitator(app, cleo.event, "Eve")
    for browser in (phone, cleo, elsewhere):
        path = f"/e/{cafe_event.code}/console/seating"
        assert "How it stands" not in browser.get(path).text
        for act in ("search", "search/end", f"plans/{offered.id}/publication", f"plans/{offered.id}/end"):
            assert browser.send(f"{path}/{act}", {"how": "computed", "what": "stop"})[0] == 404
    for act in ("publication", "end", "seats"):
        assert elsewhere.send(f"/e/{cleo.event.code}/console/seating/plans/{offered.id}/{act}")[0] == 404
    assert SeatingPlan.get_by_id(offered.id).state == OFFERED


def test_bad_input_is_answered_in_words(ada, cafe_event, offered):
    assert ada.send("console/seating/search", {"how": "magic"})[0] == 422
    assert ada.send("console/seating/search/end", {"what": "magic"})[0] == 200  # nothing is under way
    for person in ("", "x", "0", "99999", "٣"):
        said = {"round": next(iter(offered.rounds)), "person": person, "table": "1", "seen": "0"}
        assert ada.send(f"console/seating/plans/{offered.id}/seats", said)[0] == 404
        assert ada.get(f"console/seating?person={person}&table=1").status_code in (200, 404)


def test_an_event_without_tables_has_no_seating(app, event):
    browser = facilitator(app, event, "Ida")
    assert "There are no rounds yet." in browser.send("console/seating/search", {"how": "computed"})[1]["message"]
    assert "console/seating" not in browser.get("console").text
    page = browser.get("console/seating")
    assert "There are no rounds yet." in words_of(page)
    assert "All rounds have begun" not in page.text
    assert f"/e/{event.code}/console/set-up#rounds" in page.text


def test_a_plan_that_fits_no_more_names_the_button_that_is_there(ada, cafe_event, offered):
    gone = Table.get(Table.id == int(next(iter(next(iter(offered.rounds.values()))))))
    put_table_away(event=cafe_event, table=gone)
    assert ">Make another plan</button>" in ada.get("console/seating").text
    status, answer = ada.send(f"console/seating/plans/{offered.id}/publication")
    assert (status, answer["saved"]) == (409, False)
    assert answer["message"].endswith("Make another plan first.")


def test_a_search_that_fails_says_so_and_nothing_is_lost(ada, cafe_event, offered, monkeypatch):
    monkeypatch.setattr(jobs, "SECONDS", "no number")  # the process ends at once, as one that crashes does
    ada.post("console/seating/search", {"how": "computed"})
    settled(cafe_event)
    page = words_of(ada.get("console/seating"))
    assert "We could not make a plan just now. Nothing is lost" in page
    assert SeatingPlan.get_by_id(offered.id).state == OFFERED


def until(what, seconds=30):
    """Wait for something to be so."""
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.05)
    assert what()


@pytest.fixture
def full(cafe_event):
    """A full room, in which a search takes its time."""
    return arrive(event=cafe_event, count=48)


def test_good_now_takes_the_best_so_far(ada, cafe_event, full):
    ada.post("console/seating/search", {"how": "computed"})
    job = jobs.of(cafe_event)
    until(lambda: job.plan is not None or not job.under_way)
    page = words_of(ada.get("console/seating"))
    if job.under_way:
        assert "We are looking for a good plan" in page
        assert "The best plan so far:" in page
    assert ada.send("console/seating/search/end", {"what": "take"})[0] == 200
    settled(cafe_event)
    plan = SeatingPlan.get(SeatingPlan.event == cafe_event)
    assert plan.state == OFFERED
    assert all(sum(map(len, tables.values())) == 48 for tables in plan.rounds.values())


def test_stop_ends_a_search_without_a_plan(ada, cafe_event, full, monkeypatch):
    monkeypatch.setattr(seating, "PATIENCE", 0)
    ada.post("console/seating/search", {"how": "computed"})
    jobs.of(cafe_event).child._process.send_signal(signal.SIGSTOP)  # so that it cannot be done before we are
    status, answer = ada.send("console/seating/search/end", {"what": "take"})
    assert (status, answer["message"]) == (409, "There is no plan yet. Please wait a moment.")
    assert "We are looking for a good plan" in ada.get("console/seating").text
    assert ada.send("console/seating/search/end", {"what": "stop"})[0] == 200
    assert jobs.of(cafe_event).child.outcome.wait() != 0
    assert not jobs.of(cafe_event).under_way
    assert SeatingPlan.select().count() == 0
    assert "Make a plan" in ada.get("console/seating").text


def test_a_little_better_never_takes_the_place_of_a_better_one(ada, cafe_event, offered):
    ada.post("console/seating/search", {"how": "better"})
    settled(cafe_event)
    now = SeatingPlan.get(SeatingPlan.event == cafe_event, SeatingPlan.state == OFFERED)
    assert now.figures["score"] <= offered.figures["score"]


def test_the_page_asks_as_often_for_many_people_as_for_few(ada, cafe_event, offered, monkeypatch):
    asked = []
    execute = database.execute_sql
    ada.post(f"console/seating/plans/{offered.id}/publication")
    counts = []
    for more in (1, 40):
        arrive(event=cafe_event, count=more)
        with monkeypatch.context() as patch:
            patch.setattr(database, "execute_sql", lambda sql, *more: asked.append(sql) or execute(sql, *more))
            asked.clear()
            ada.get("console/seating")
            counts.append(len(asked))
    assert counts[0] == counts[1]
