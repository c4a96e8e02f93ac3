"""A board is suggested: as many as possible can go to all they want, and no rule is broken."""

from boards import board, every_placement, solvable
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.mixing.board import Person, Space, Topic, measure, seats_for, suggest

QUICK = settings(max_examples=40, deadline=None)
SHORT = 0.1  # seconds; only how good it gets depends on it, and what is asked here does not


def test_two_that_the_same_people_want_are_at_different_times():
    found = suggest(board({"ann": "pq", "ben": "pq", "cem": "rs", "dia": "rs"}))

    assert found.placements["p"][0] != found.placements["q"][0]
    assert found.placements["r"][0] != found.placements["s"][0]
    assert found.figures.attended_free == found.bound == 8
    assert found.bound_reached
    assert found.breaks == []
    assert found.obstacles == []


def test_it_stops_as_soon_as_nothing_better_can_be():
    told = []

    found = suggest(board({"ann": "pq", "ben": "rs"}), seconds=600, on_progress=told.append)

    assert found.bound_reached
    assert told == []


def test_what_many_want_is_in_the_big_space():
    rooms = [Space("small", 2), Space("big", 9)]
    found = suggest(board({"ann": "p", "ben": "p", "cem": "p", "dia": "q"}, slots="a", rooms=rooms))

    assert found.placements == {"p": ("a", "big"), "q": ("a", "small")}
    assert found.figures.attended_cap == 4


def test_what_people_who_need_step_free_want_is_where_they_can_go():
    rooms = [Space("up the stairs", 9, step_free=False), Space("ground floor", 9)]
    people = {"ann": "q", "ben": "p", "cem": "p"}
    hall = board(people, slots="a", rooms=rooms)
    hall = type(hall)(
        hall.slots, hall.spaces, hall.topics, (Person("ann", frozenset("q"), None, True), *hall.people[1:])
    )

    assert suggest(hall).placements["q"] == ("a", "ground floor")


def test_what_needs_a_quiet_space_gets_one():
    rooms = [Space("hall", 99), Space("library", 3, quiet=True)]
    topics = [Topic("p", quiet=True), Topic("q"), Topic("r", quiet=True), Topic("s")]
    found = suggest(board({"ann": "pr", "ben": "qs"}, topics=topics, rooms=rooms))

    assert found.breaks == []
    assert {found.placements[topic][1] for topic in "pr"} == {"library"}


def test_nobody_loses_a_cell_to_one_who_has_none():
    hands = {"ann": "q", "ben": "q", "cem": "r"}
    found = suggest(board(hands, slots="a", spaces="xy", topics=[Topic(t) for t in "pqr"]), present={"p": ("a", "x")})

    assert set(found.placements) == {"p", "q"}


def test_fewer_cells_than_topics_leaves_out_what_the_fewest_miss():
    found = suggest(board({"ann": "p", "ben": "p", "cem": "q", "dia": "rq"}, slots="a", spaces="xy"))

    assert set(found.placements) == {"p", "q"}
    assert found.figures.unplaced == 1
    assert found.breaks == []


def test_a_pinned_topic_is_never_the_one_that_is_left_out():
    topics = [Topic("p"), Topic("q"), Topic("r", slot="a")]
    found = suggest(board({"ann": "p", "ben": "p", "cem": "q"}, slots="a", topics=topics))

    assert found.placements["r"][0] == "a"


def test_the_same_seed_gives_the_same_board():
    hands = {f"person {n}": "pqrstuvw"[n % 5 : n % 5 + 3] for n in range(40)}

    assert (
        suggest(board(hands, slots="abcd"), seed=7).placements == suggest(board(hands, slots="abcd"), seed=7).placements
    )


def test_whoever_listens_can_say_enough():
    told = []

    def hear(progress):
        told.append(progress)
        return True

    found = suggest(board({"ann": "pq", "ben": "qr", "cem": "rp"}), seconds=600, on_progress=hear)

    assert len(told) == 1
    assert set(told[0].placements) == set("pqr")
    assert found.figures.attended_free == 5
    assert not found.bound_reached


def test_nothing_to_place_is_an_empty_board():
    assert (
        suggest(board({"ann": ""}, topics=[Topic("p", merged_into="q"), Topic("q", merged_into=None)][1:])).breaks == []
    )
    assert suggest(board({"ann": ""})).placements == {}
    assert suggest(board({}, slots="", spaces="")).placements == {}


@QUICK
@given(st.dictionaries(st.sampled_from(["ann", "ben", "cem", "dia", "eve"]), st.text("pqrs", min_size=1), min_size=1))
def test_small_boards_are_as_good_as_the_best_of_all(hands):
    small = board(hands, capacity=2)
    best = max((measure(small, each) for each in every_placement(small)), key=lambda each: each.attended_free)

    found = suggest(small)

    assert found.figures.attended_free == best.attended_free <= found.bound


@QUICK
@given(solvable())
def test_a_board_that_can_keep_every_rule_does(given_):
    hall, placements = given_
    assert measure(hall, placements).breaks == []

    found = suggest(hall, seconds=SHORT)

    assert found.breaks == []
    assert found.obstacles == []
    assert set(found.placements) == {topic.id for topic in hall.live}
    assert found.figures.attended_free <= found.bound


@QUICK
@given(solvable(), st.data())
def test_what_is_pinned_or_fixed_never_moves(given_, data):
    hall, placements = given_
    fixed = frozenset(data.draw(st.sets(st.sampled_from(sorted(placements))))) if placements else frozenset()

    found = suggest(hall, seconds=SHORT, present=placements, fixed=fixed)

    assert found.breaks == []
    assert {topic: found.placements[topic] for topic in fixed} == {topic: placements[topic] for topic in fixed}
    for topic in hall.live:
        slot, space = found.placements[topic.id]
        assert topic.slot in (None, slot)
        assert topic.space in (None, space)


@QUICK
@given(solvable())
def test_a_present_board_only_ever_gets_better(given_):
    hall, present = given_
    before = measure(hall, present)

    found = suggest(hall, seconds=SHORT, present=present)

    assert found.figures.attended_free >= before.attended_free


@QUICK
@given(solvable())
def test_who_could_sit_where_keeps_to_seats_and_needs(given_):
    hall, placements = given_
    seats = seats_for(hall, placements)
    spaces = {space.id: space for space in hall.spaces}
    sitting = [
        (person, slot, topic) for person in hall.people for slot, topic in seats[person.id].items()
    ]  # fmt: skip

    assert len(sitting) == measure(hall, placements).attended_cap
    for person, slot, topic in sitting:
        assert placements[topic][0] == slot
        assert spaces[placements[topic][1]].step_free or not person.step_free
        assert topic in hall.wanted()[person.id]
    for topic, (_slot, space) in placements.items():
        capacity = spaces[space].capacity
        assert capacity is None or sum(each[2] == topic for each in sitting) <= capacity
