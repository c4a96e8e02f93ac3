"""Boards for tests: a small one told in a line, any one that hypothesis likes, and the best one by trying all."""

import itertools

from hypothesis import strategies as st

from facilitator.mixing.board import Board, Person, Space, Topic, measure


def board(hands, slots="ab", spaces="xy", capacity=None, **more):
    """A board from {person: the topics they want}, every letter a topic: `board({"ann": "pq"})`."""
    topics = more.pop("topics", None) or [Topic(name) for name in sorted(set("".join(hands.values())))]
    people = [Person(name, frozenset(wants)) for name, wants in hands.items()]
    rooms = more.pop("rooms", None) or [Space(name, capacity) for name in spaces]
    return Board(tuple(slots), tuple(rooms), tuple(topics), tuple(people), **more)


def every_placement(board):
    """All placements that break no rule, by brute force."""
    live = [topic.id for topic in board.live]
    for cells in itertools.permutations(board.cells, len(live)):
        placements = dict(zip(live, cells, strict=True))
        if not measure(board, placements).hard:
            yield placements


@st.composite
def solvable(draw, slots=4, spaces=4, people=12):
    """(board, a placement that breaks none of its rules): the placement is thought of first, then rules it keeps."""
    slots = tuple(f"slot {n}" for n in range(draw(st.integers(1, slots))))
    rooms = [
        Space(
            f"space {n}", draw(st.one_of(st.none(), st.integers(3, 9))), draw(st.booleans()),
            frozenset(draw(st.sets(st.sampled_from(slots), max_size=1))),
        )
        for n in range(draw(st.integers(1, spaces)))
    ]  # fmt: skip
    cells = draw(st.permutations([(slot, room) for room in rooms for slot in slots if slot not in room.closed]))
    cells = cells[: draw(st.integers(0, len(cells)))]
    everyone = [f"person {n}" for n in range(draw(st.integers(1, people)))]
    there = {name: draw(st.one_of(st.none(), st.frozensets(st.sampled_from(slots)))) for name in everyone}
    needing = draw(st.sets(st.sampled_from(everyone), max_size=2))
    topics, hosting = [], set()
    for number, (slot, room) in enumerate(cells):
        conveners = []
        for name in draw(st.lists(st.sampled_from(everyone), max_size=2, unique=True)):
            absent = there[name] is not None and slot not in there[name]
            if (name, slot) not in hosting and not absent and (room.step_free or name not in needing):
                conveners.append(name)
                hosting.add((name, slot))
        pin = draw(st.sampled_from(["", "slot", "space", "both"]))
        topics.append(Topic(
            f"topic {number}", tuple(conveners),
            slot if pin in ("slot", "both") else None,
            room.id if pin in ("space", "both") else None,
            room.step_free and draw(st.booleans()),
            draw(st.frozensets(st.sampled_from(slots))) - {slot},
        ))  # fmt: skip
    placements = {topic.id: (slot, room.id) for topic, (slot, room) in zip(topics, cells, strict=True)}
    names = [topic.id for topic in topics]
    merged = []
    if names and draw(st.booleans()):
        merged = [Topic("merged", (), merged_into=draw(st.sampled_from(names)))]
    wants = st.frozensets(st.sampled_from([*names, *(["merged"] if merged else [])])) if names else st.just(frozenset())
    people_ = tuple(Person(name, draw(wants), there[name], name in needing) for name in everyone)
    return Board(slots, tuple(rooms), (*topics, *merged), people_), placements
