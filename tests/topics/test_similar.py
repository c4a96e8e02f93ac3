"""Titles that say much the same find each other, in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.topics.similar import similar

OTHERS = [
    "Benches at the bus stop", "A choir for everyone", "Safer crossing at Mill Road", "Food for the school holidays",
    "Learning English together", "The park after dark", "Ramadan in our street", "A shed for repairing bikes",
]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("More benches at bus stops", "Benches at the bus stop"),
        ("BENCHES!", "Benches at the bus stop"),
        ("Bench at bus stop", "Benches at the bus stop"),
        ("Crossing Mill Road safely", "Safer crossing at Mill Road"),
        ("School holiday food", "Food for the school holidays"),
        ("Repair bikes", "A shed for repairing bikes"),
        ("a chóir for évéryone", "A choir for everyone"),
    ],
)
def test_the_same_in_other_words_is_found(title, found):
    assert similar(title, [(other, other) for other in OTHERS])[0] == found


@pytest.mark.parametrize(
    "title", ["Dogs in the hall", "For the old", "", "!!!", "What the council does", "Jobs for young people"]
)
def test_something_else_finds_nothing(title):
    assert similar(title, [(other, other) for other in OTHERS]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مقاعد عند موقف الحافلة", "مَقاعد قرب موقف الحافلة"),
        ("বাস স্টপে বেঞ্চ", "বাস স্টপে আরও বেঞ্চ চাই"),
        ("بس سٹاپ پر بینچ", "بس سٹاپ پر مزید بینچ"),
        ("Ławki na przystanku", "ławki przy przystankach"),
    ],
)
def test_in_every_script(one, other):
    assert similar(one, [(1, "Something else"), (2, other)]) == [2]


def test_most_alike_first_and_never_more_than_three():
    titles = ["Bus stop benches", "Benches", "Bus stop", "Benches at stops", "Bus benches"]
    found = similar("Bus stop benches", list(enumerate(titles)))
    assert found[0] == 0
    assert len(found) == 3


@given(st.text(), st.lists(st.text(), max_size=5))
def test_any_words_at_all_get_an_answer(title, others):
    assert set(similar(title, list(enumerate(others)))) <= set(range(len(others)))
