"""How many came, without pointing at anyone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.people import actions
from facilitator.people.counts import FEWEST_SHOWN, by_voice, guarded, how_many


@pytest.mark.unwatched
def test_counts_are_of_those_who_are_in(event, other_event):
    people = [actions.join(event=event, voice="resident") for _ in range(6)]
    actions.join(event=other_event, voice="resident")
    assert how_many(event) == 6
    actions.leave(event=event, person=people[0])
    assert how_many(event) == 5
    assert by_voice(event)["resident"] == 5
    actions.leave(event=event, person=people[1])
    assert by_voice(event)["resident"] is None


def test_large_counts_and_none_are_shown():
    assert guarded({"a": 12, "b": 5, "c": 0}) == {"a": 12, "b": 5, "c": 0}


def test_a_small_count_takes_the_next_smallest_with_it():
    assert guarded({"a": 12, "b": 3, "c": 7, "d": 0}) == {"a": 12, "b": None, "c": None, "d": 0}


def test_two_small_ones_hide_each_other():
    assert guarded({"a": 12, "b": 3, "c": 2}) == {"a": 12, "b": None, "c": None}


def test_two_single_people_need_a_third_to_hide_among():
    assert guarded({"a": 12, "b": 1, "c": 1, "d": 6}) == {"a": 12, "b": None, "c": None, "d": None}


def test_a_handful_alone_hides_everything():
    assert guarded({"a": 3, "b": 0, "c": 0}) == {"a": None, "b": None, "c": None}


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40)))
def test_no_small_count_is_ever_shown_or_worked_out(counts):
    shown = guarded(counts)
    hidden = [name for name, count in shown.items() if count is None]
    assert shown.keys() == counts.keys()
    for name, count in shown.items():
        assert count is None or (count == counts[name] and (count == 0 or count >= FEWEST_SHOWN))
    if hidden and any(counts[name] for name in hidden):
        together = sum(counts.values()) - sum(count for count in shown.values() if count)
        assert len(hidden) != 1 or len(counts) == 1
        assert together >= FEWEST_SHOWN or set(hidden) == set(counts)
