"""A board that cannot keep every rule: why, and the one that breaks the least."""

import pytest
from boards import board

from facilitator.mixing.board import Board, Malformed, Obstacle, Person, Space, Topic, suggest


def kinds(found):
    return [(each.kind, each.topic) for each in found.breaks]


def test_two_topics_pinned_to_one_cell_do_not_share_it():
    topics = [Topic("p", slot="a", space="x"), Topic("q", slot="a", space="x")]
    found = suggest(board({}, topics=topics))

    assert found.obstacles == [Obstacle("same_pin", ("p", "q"), need=2, have=1)]
    assert [kind for kind, _topic in kinds(found)] == ["pin"]
    assert len(set(found.placements.values())) == 2


def test_a_convener_with_more_topics_than_times():
    topics = [Topic(name, ("ann",)) for name in "pqr"]
    found = suggest(board({"ann": ""}, topics=topics))

    assert found.obstacles == [Obstacle("too_many_topics", ("p", "q", "r"), "ann", 3, 2)]
    assert [kind for kind, _topic in kinds(found)] == ["convener_twice"]
    assert set(found.placements) == {"p", "q", "r"}


def test_a_convener_pinned_to_two_places_at_one_time():
    topics = [Topic("p", ("ann",), "a", "x"), Topic("q", ("ann",), "a", "y")]

    assert suggest(board({"ann": ""}, topics=topics)).obstacles == [
        Obstacle("pinned_together", ("p", "q"), "ann", 2, 1)
    ]


def test_a_topic_that_no_cell_fits():
    rooms = [Space("x", step_free=False), Space("y", closed=frozenset("ab"))]
    found = suggest(board({}, topics=[Topic("p", step_free=True)], rooms=rooms))

    assert [each.kind for each in found.obstacles] == ["no_cell", "few_step_free"]
    assert kinds(found) == [("step_free", "p")]


def test_a_fixed_topic_stays_even_where_it_breaks_a_rule():
    topics = [Topic("p", not_slots=frozenset("a")), Topic("q")]
    found = suggest(board({"ann": "pq"}, topics=topics), present={"p": ("a", "x")}, fixed={"p"})

    assert found.placements["p"] == ("a", "x")
    assert found.obstacles == [Obstacle("stays", ("p",))]
    assert kinds(found) == [("not_slot", "p")]


def test_needs_that_stand_in_each_others_way():
    topics = [Topic("p", slot="a", space="x"), Topic("q", space="x")]
    found = suggest(board({}, slots="a", topics=topics))

    assert found.obstacles == [Obstacle("entangled", (found.breaks[0].topic,))]
    assert found.figures.hard == 1


def test_no_open_cell_at_all():
    found = suggest(board({}, spaces="", topics=[Topic("p")]))

    assert found.obstacles == [Obstacle("no_cells", need=1)]
    assert found.placements == {}


@pytest.mark.parametrize(("wrong", "sentence"), [
    ({"slots": ("a", "a")}, "The slot a is there twice."),
    ({"topics": (Topic("p", slot="z"),)}, "Topic p names a slot that is not there: z."),
    ({"topics": (Topic("p", merged_into="q"), Topic("q", merged_into="p"))}, "Topic p is merged in a circle."),
    ({"spaces": (Space("x", closed=frozenset("z")),)}, "Space x names a slot that is not there: z."),
    ({"people": (Person("ann", frozenset("z")),)}, "Person ann names a topic that is not there: z."),
    ({"people": (Person("ann", slots=frozenset("z")),)}, "Person ann names a slot that is not there: z."),
    ({"fixed": frozenset("p")}, "Topic p is fixed and stands nowhere."),
    ({"present": {"p": ("a", "z")}}, "The present board has topic p at a, z, and one of them is not there."),
])  # fmt: skip
def test_what_is_no_board_says_why(wrong, sentence):
    with pytest.raises(Malformed) as refused:
        Board(**{"slots": ("a",), "spaces": (Space("x"),), "topics": (Topic("p"),)} | wrong)
    assert str(refused.value) == sentence
