"""What a suggestion would change, in parts that can be taken alone, and who gains."""

from boards import board, solvable
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.mixing.board import Change, Gain, Topic, changes, gain, measure, parts, suggest, taken

TOGETHER = {"p": ("a", "x"), "q": ("a", "y"), "r": ("b", "x"), "s": ("b", "y")}
APART = {"p": ("a", "x"), "q": ("b", "y"), "r": ("b", "x"), "s": ("a", "y")}
HANDS = {"ann": "pq", "ben": "pq", "cem": "s", "dia": "pr"}


def test_who_gains_and_who_loses():
    assert gain(board(HANDS), TOGETHER, APART) == Gain(2, 0, 5, 7, 5, 7)
    assert gain(board(HANDS), APART, TOGETHER) == Gain(0, 2, 7, 5, 7, 5)


def test_two_that_swap_are_one_part():
    assert parts(board(HANDS), TOGETHER, APART) == [frozenset("qs")]


def test_moves_to_empty_cells_are_parts_of_their_own():
    after = {"p": ("a", "z"), "q": ("b", "z"), "r": ("b", "x")}
    before = {"p": ("a", "x"), "q": ("b", "y"), "r": ("b", "x")}
    assert parts(board({"ann": "pqr"}, spaces="xyz"), before, after) == [frozenset("p"), frozenset("q")]


def test_a_convener_of_two_topics_keeps_them_together():
    topics = [Topic("p", ("ann",)), Topic("q", ("ann",)), Topic("r")]
    before = {"p": ("a", "x"), "q": ("b", "x"), "r": ("b", "y")}
    after = {"p": ("b", "z"), "q": ("a", "y"), "r": ("b", "y")}
    assert parts(board({}, topics=topics, spaces="xyz"), before, after) == [frozenset("pq")]


def test_each_change_says_for_whom_it_is():
    assert changes(board(HANDS), TOGETHER, APART) == [
        Change("q", ("a", "y"), ("b", "y"), 0, 2),
        Change("s", ("b", "y"), ("a", "y"), 0, 0),
    ]


def test_a_topic_that_gains_nobody_anything_stays():
    assert suggest(board(HANDS), present=TOGETHER | APART).placements == APART


def test_one_bad_pair_is_mended_with_one_swap():
    hands = {f"{a}{b}{n}": a + b for n in range(3) for a, b in ["pt", "qu", "rv", "sw"]}
    present = {
        "p": ("a", "1"), "q": ("a", "2"), "r": ("a", "3"), "s": ("b", "4"),
        "t": ("b", "1"), "u": ("b", "2"), "v": ("a", "4"), "w": ("b", "3"),
    }  # fmt: skip

    found = suggest(board(hands, spaces="1234"), present=present)

    assert found.bound_reached
    assert sum(found.placements[topic] != present[topic] for topic in present) == 2


@settings(max_examples=40, deadline=None)
@given(solvable(), st.data())
def test_any_choice_of_parts_is_a_board_without_clashes(given_, data):
    hall, present = given_
    placements = suggest(hall, seconds=0.05, seed=data.draw(st.integers(0, 9)), price=0).placements

    groups = parts(hall, present, placements)
    chosen = [group for group in groups if data.draw(st.booleans())]
    after = taken(present, placements, frozenset().union(*chosen))

    assert measure(hall, after).breaks == []
    assert taken(present, placements, frozenset().union(*groups)) == placements
