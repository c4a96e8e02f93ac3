"""Seatings by algebra: for many numbers of tables nobody meets twice, whatever the number's factors."""

import random
from itertools import combinations

import pytest
from mixing.seating.rooms import plain

from facilitator.mixing.seating import solve
from facilitator.mixing.seating.designs import multiplication, prime_power, rows_of


@pytest.mark.parametrize("tables", [4, 5, 7, 8, 9, 11, 13, 16, 25, 27, 32])
def test_as_many_rows_and_rounds_as_a_prime_power_allows(tables):
    differ(tables, min(tables - 1, 9), min(tables, 9))


@pytest.mark.parametrize(
    ("tables", "rows", "rounds"), [(6, 4, 4), (10, 5, 6), (12, 5, 6), (14, 5, 6), (15, 6, 6), (18, 6, 6), (100, 7, 6)]
)
def test_rows_for_other_numbers_of_tables(tables, rows, rounds):
    differ(tables, rows, rounds)


def differ(tables, rows, rounds):
    """The rows found, with one of zeros, differ pairwise without repetition."""
    group, found = rows_of(tables, rows, rounds, random.Random(0))
    minus = {(group.add[a][b], b): a for a in range(tables) for b in range(tables)}
    for one, other in combinations([[0] * rounds, *found], 2):
        assert len({minus[a, b] for a, b in zip(one, other, strict=True)}) == rounds
    assert len(found) == rows


@pytest.mark.parametrize(("tables", "rows", "rounds"), [(4, 4, 3), (4, 3, 5), (6, 5, 6)])
def test_where_there_is_no_design(tables, rows, rounds):
    assert rows_of(tables, rows, rounds, random.Random(0)) is None


def test_prime_powers():
    assert [n for n in range(2, 33) if prime_power(n)] == [
        2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 17, 19, 23, 25, 27, 29, 31, 32,
    ]  # fmt: skip
    assert prime_power(64) == (2, 6)


@pytest.mark.parametrize(("p", "k"), [(2, 3), (3, 2), (7, 1)])
def test_a_field_has_an_inverse_for_everything_but_zero(p, k):
    times = multiplication(p, k)
    for a in range(1, p**k):
        assert sorted(times[a]) == list(range(p**k))


@pytest.mark.parametrize(("tables", "seats", "rounds"), [(8, 8, 8), (9, 9, 5), (10, 6, 6), (12, 6, 5), (16, 5, 10)])
def test_a_room_seated_by_a_design_has_no_repeats(tables, seats, rounds):
    assert solve(plain(tables, seats, rounds)).figures.score == (0, 0, 0, 0, 0, 0)


def test_tables_that_are_not_all_full():
    assert solve(plain(7, 6, 6, people=38)).figures.score == (0, 0, 0, 0, 0, 0)
