"""An instance from a file: read in full, or refused with one sentence."""

import pytest

from facilitator.mixing.seating import Malformed, Plan, Room

GOOD = {
    "id": "x", "rounds": 2, "min_table": 2, "revisit": "allow",
    "tables": [{"id": "a", "seats": 3, "step_free": True}, {"id": "b", "seats": 3}],
    "people": [
        {"id": "p", "host": "a", "role": "staff", "langs": ["en"], "lang_min": 2},
        {"id": "q", "step_free": True, "rounds": [2]}, {"id": "r", "role": None, "host": None},
    ],
    "together": [["q", "r"]], "apart": [["p", "q"]], "fixed": [["r", 1, "b"]],
    "baseline": {"instance": "x", "rounds": [{"a": ["p", "gone"]}, {}]}, "frozen": 1,
}  # fmt: skip


def test_everything_is_read():
    room = Room.from_dict(GOOD)
    p, q, r = room.people
    assert (p.host, p.role, p.langs, p.lang_min, q.step_free, q.rounds) == ("a", "staff", {"en"}, 2, True, {2})
    assert (r.role, r.host, r.rounds, r.lang_min) == ("-", None, None, 1)
    assert (room.together, room.apart, room.fixed) == ((("q", "r"),), (("p", "q"),), {("r", 1): "b"})
    assert (room.revisits, room.frozen, room.baseline.rounds[0]) == (True, 1, {"a": ["p", "gone"]})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rounds": 0}, "rounds must be a whole number from 1 on, not 0"),
        ({"rounds": "three"}, "not 'three'"),
        ({"rounds": True}, "not True"),
        ({"rounds": 10**9}, "whole number"),
        ({"tables": None}, "tables must be a list, not nothing"),
        ({"tables": [{"id": "a", "seats": 3}] * 2}, "two with the table id a"),
        ({"tables": [{"id": "a", "seats": -1}]}, "Table a's seats"),
        ({"tables": [7]}, "A table must be an object"),
        ({"people": GOOD["people"] + [{"id": "p"}]}, "two with the person id p"),
        ({"people": [{"id": "p", "host": "z"}]}, "hosts table z, and there is no such table"),
        ({"people": [{"id": "p", "rounds": [3]}]}, "there in round 3 of 2"),
        ({"people": [{"id": "p", "rounds": 3}]}, "Person p's rounds must be a list"),
        ({"people": [{"id": ["p"]}]}, "must be a word"),
        ({"people": [{"id": "p", "langs": "en"}]}, "langs must be a list"),
        ({"people": [{"id": "p", "step_free": 1}]}, "true or false"),
        ({"together": [["q", "nobody"]]}, "nobody is named in together"),
        ({"together": [["q", "q"]]}, "named twice"),
        ({"apart": [["p", "q", "r"]]}, "must name two people"),
        ({"apart": [["p", "nobody"]]}, "nobody is named in apart"),
        ({"revisit": "maybe"}, "forbid or allow"),
        ({"fixed": [["r", 1]]}, "[person, round, table]"),
        ({"fixed": [["r", 5, "b"]]}, "fits nothing"),
        ({"frozen": 3}, "3 rounds are frozen, and there are 2"),
        ({"baseline": []}, "baseline must be an object"),
        ({"baseline": {"rounds": [[]]}}, "must be an object of tables"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(change, words):
    with pytest.raises(Malformed) as refused:
        Room.from_dict(GOOD | change)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("data", [None, [], "x", 3])
def test_an_instance_that_is_no_object(data):
    with pytest.raises(Malformed, match="must be an object"):
        Room.from_dict(data)


def test_a_plan_goes_out_and_comes_back():
    plan = Plan(({"a": ["p", "q"]}, {"b": ["q"], "a": ["p"]}))
    assert Plan.from_dict(plan.to_dict("x")) == plan
    assert plan.with_changes([("q", 1, "b")]).seats() == [{"p": "a", "q": "b"}, {"q": "b", "p": "a"}]
