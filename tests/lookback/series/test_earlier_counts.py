"""Facilitators type in what was counted before this program came."""

import pytest

from facilitator.events.models import EarlierCount, Event

FIELDS = {"held": "2024-01", "actions": "18", "owner": "10", "answered": "6", "topics": "14", "residents": "5"}


def kept():
    return [(row.held, row.counts) for row in EarlierCount.select().order_by(EarlierCount.held)]


def test_what_is_typed_is_kept_and_shown(ada, event):
    status, _answer = ada.send("console/series/earlier", FIELDS)
    assert status == 200
    assert kept() == [("2024-01", {"owner": [10, 18], "answered": [6, 18], "residents": [5, 14]})]
    page = ada.get("console/series").text
    assert "January 2024" in page
    assert "10 of 18" in page
    assert Event.get_by_id(event.id).series.name == "Tea and talk"


def test_the_same_month_again_takes_the_place_of_what_was_there(ada):
    ada.send("console/series/earlier", FIELDS)
    ada.send("console/series/earlier", {**FIELDS, "owner": "11"})
    assert [counts["owner"] for _held, counts in kept()] == [[11, 18]]


def test_what_nobody_counted_stays_open(ada):
    ada.send("console/series/earlier", {"held": "2024-01-15", "actions": "9", "with": "0"})
    assert kept() == [("2024-01-15", {"with": [0, 9]})]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"held": ""}, "held"),
        ({"held": "spring"}, "held"),
        ({"held": "2024-13"}, "held"),
        ({"held": "2024-02-30"}, "held"),
        ({"held": "2024-1"}, "held"),
        ({"held": "2124-01"}, "held"),
        ({"held": "２０２４-01"}, "held"),
        ({"owner": "19"}, "owner"),
        ({"residents": "-1"}, "residents"),
        ({"actions": "many"}, "actions"),
        ({"actions": "99999"}, "actions"),
        ({"actions": "", "topics": ""}, "actions"),
        ({"owner": "", "answered": "", "residents": ""}, "owner"),
    ],
)
def test_what_cannot_be_is_answered_in_a_sentence_and_stays_in_the_box(ada, wrong, field):
    status, answer = ada.send("console/series/earlier", {**FIELDS, **wrong})
    assert (status, answer["field"]) == (422, field)
    page = ada.post("console/series/earlier", {**FIELDS, **wrong, "page": f"/e/{ada.event.code}/console/series"})
    assert page.status_code == 422
    assert 'name="topics" value="14"' in page.text or wrong.get("topics") == ""
    assert kept() == []


def test_a_wrong_one_is_taken_out_once_and_again(ada):
    ada.send("console/series/earlier", FIELDS)
    assert ada.send("console/series/earlier/end", {"held": "2024-01"})[0] == 200
    assert ada.send("console/series/earlier/end", {"held": "2024-01"})[0] == 200
    assert kept() == []


def test_without_a_series_there_is_nothing_to_take_out(ada):
    assert ada.send("console/series/earlier/end", {"held": "2024-01"})[0] == 404


def test_the_series_is_named(ada, event):
    assert ada.send("console/series/name", {"name": "Riverside cafés"})[0] == 200
    assert ada.send("console/series/name", {"name": "Riverside talks"})[0] == 200
    assert Event.get_by_id(event.id).series.name == "Riverside talks"
    assert ada.send("console/series/name", {"name": "  "})[1]["field"] == "name"
    assert ada.send("console/series/name", {"name": "x" * 81})[0] == 422


def test_only_facilitators_of_this_event_do(ben, cleo, event):
    assert ben.send("console/series/earlier", FIELDS)[0] == 404
    assert cleo.send(f"/e/{event.code}/console/series/earlier", FIELDS)[0] == 404
    assert kept() == []
