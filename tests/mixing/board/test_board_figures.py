"""The figures of a placement, held against the plainest way to count them."""

import itertools

from boards import board, solvable
from hypothesis import given, settings

from facilitator.mixing.board import Person, Space, Topic, measure
from facilitator.mixing.board.measure import Break
from facilitator.mixing.board.rooms import cheapest
from facilitator.mixing.board.seats import first, seated


def best_by_trying(hall, placements, slot):
    """The most people who sit at something they want, when everyone tries everything."""
    running = [topic.id for topic in hall.live if placements[topic.id][0] == slot]
    spaces = {space.id: space for space in hall.spaces}
    conveners, wanted = hall.conveners(), hall.wanted()
    choices = []
    for person in hall.people:
        if person.slots is not None and slot not in person.slots:
            continue
        own = [topic for topic in running if person.id in conveners[topic]]
        fit = [
            t
            for t in running
            if t in wanted[person.id] and (spaces[placements[t][1]].step_free or not person.step_free)
        ]
        choices.append(own or [None, *fit])
    best = 0
    for picks in itertools.islice(itertools.product(*choices), 200_000):
        full = any(
            spaces[placements[t][1]].capacity is not None and picks.count(t) > spaces[placements[t][1]].capacity
            for t in running
        )
        best = max(best, 0 if full else sum(pick is not None for pick in picks))
    return best


@settings(max_examples=40, deadline=None)
@given(solvable(slots=2, spaces=2, people=6))
def test_figures_agree_with_trying_everything(given_):
    hall, placements = given_
    figures = measure(hall, placements)

    assert figures.attended_cap == sum(best_by_trying(hall, placements, slot) for slot in hall.slots)
    assert figures.attended_free == sum(
        any(placements[t][0] == slot for t in wants) and (person.slots is None or slot in person.slots)
        for slot in hall.slots for person in hall.people for wants in [hall.wanted()[person.id]]
    )  # fmt: skip


def test_every_broken_rule_is_named():
    topics = [
        Topic("p", ("ann",), slot="b"), Topic("q", ("ann", "ben"), step_free=True),
        Topic("r", not_slots=frozenset("a")), Topic("s"), Topic("t", ("cem",), merged_into="s"),
    ]  # fmt: skip
    rooms = [Space("x", 1, step_free=False), Space("y", 9, closed=frozenset("a"))]
    hall = board({"ann": "p", "cem": ""}, slots="abc", topics=topics, rooms=rooms)
    hall = type(hall)(hall.slots, hall.spaces, hall.topics, (*hall.people, Person("ben", slots=frozenset("b"))))

    found = measure(hall, {"p": ("a", "x"), "q": ("a", "x"), "r": ("a", "y")}).breaks

    assert found == [
        Break("left_out", "s"),
        Break("pin", "p", "a", "x"),
        Break("double_booked", "q", "a", "x"),
        Break("step_free", "q", "a", "x"),
        Break("convener_twice", "q", "a", "x", "ann"),
        Break("convener_away", "q", "a", "x", "ben"),
        Break("closed", "r", "a", "y"),
        Break("not_slot", "r", "a", "y"),
    ]


def test_a_merged_topics_hands_are_the_others():
    topics = [Topic("p"), Topic("q", ("cem",), merged_into="p")]
    hall = board({"ann": "q", "ben": "pq", "cem": ""}, topics=topics)

    figures = measure(hall, {"p": ("a", "x")})

    assert (figures.topics, figures.wants, figures.reachable, figures.attended_free) == (1, 3, 3, 3)


def test_crowds_move_on_for_whoever_has_no_other_choice():
    # Three want only the first, which holds three; three would go to either; the second holds two.
    assert [who.bit_count() for who in seated([0b111111, 0b111000], [3, 2])] == [3, 2]
    assert [who.bit_count() for who in seated([0b111, 0b110, 0b100], [1, 1, 1])] == [1, 1, 1]


def test_the_first_few_of_a_crowd():
    assert [first(0b101101, count) for count in range(6)] == [0, 0b1, 0b101, 0b1101, 0b101101, 0b101101]


def test_the_cheapest_columns():
    assert cheapest([[4, 1, 3], [2, 0, 5], [3, 2, 2]]) == [1, 0, 2]
    assert cheapest([[1, 2, 0]]) == [2]
    assert cheapest([]) == []
