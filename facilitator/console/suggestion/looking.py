"""What a suggestion would do: for all, and for each part that can be taken alone."""

from dataclasses import dataclass

from ...mixing.board import Board, Change, Gain, Obstacle, changes, gain, measure, obstacles, parts, read, taken
from ...mixing.board.suggestion import worth_moving


@dataclass(frozen=True)
class Part:
    """Topics that move together, each with where it stood and goes, and what that alone brings."""

    changes: list[Change]
    gain: Gain


@dataclass(frozen=True)
class Look:
    """A finished suggestion: `gain` of the whole, its parts (those by which most people gain first), what most people
    could go to at all (`reachable`, people times slots), topics that find no place, and what stands in the way."""

    present: dict
    placements: dict
    gain: Gain
    parts: list[Part]
    reachable: int
    left_out: list[str]
    broken: set[str]
    obstacles: list[Obstacle]


def look(instance: dict, placements: dict) -> Look:
    """Look at `placements` ({topic: {slot, space}}) for an instance as `reading.instance_of` gives it. Takes a while
    when there are many people: for a thread beside the event loop."""
    board = read(instance)
    present = dict(board.present)
    price = max(1, len(board.people) // 500)
    found = worth_moving(board, {topic: (at["slot"], at["space"]) for topic, at in placements.items()}, price)
    figures = measure(board, found)
    return Look(
        present, found, gain(board, present, found), _parts(board, present, found), figures.reachable,
        [topic.id for topic in board.live if topic.id not in found],
        {each.kind for each in figures.breaks}, obstacles(board) if figures.breaks else [],
    )  # fmt: skip


def _parts(board: Board, present, found):
    by_topic = {change.topic: change for change in changes(board, present, found)}
    made = [
        Part(
            [by_topic[topic.id] for topic in board.live if topic.id in part],
            gain(board, present, taken(present, found, part)),
        )
        for part in parts(board, present, found)
    ]
    return sorted(made, key=lambda part: part.gain.lose - part.gain.gain)
