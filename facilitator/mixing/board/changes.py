"""What a suggestion would change: topic by topic, in parts that can each be taken alone, and who gains by it."""

from dataclasses import dataclass

from .board import Board
from .measure import presence, reached, sit


@dataclass(frozen=True)
class Gain:
    """People who could go to more (`gain`) or fewer (`lose`) of the topics they want than before; what all could
    attend before and after (people times slots), and the same within the seats."""

    gain: int
    lose: int
    free_before: int
    free_after: int
    cap_before: int
    cap_after: int


@dataclass(frozen=True)
class Change:
    """One topic moves from `before` to `after` ((slot, space), or None: not on the board). `part` is the number of the
    part it belongs to. `freed`: people who want it and had to miss it or something else for it, and now need not."""

    topic: object
    before: tuple | None
    after: tuple | None
    part: int
    freed: int


def gain(board: Board, present: dict, placements: dict) -> Gain:
    """What changing from `present` to `placements` (both {topic: (slot, space)}) does to people."""
    wanted, here = board.wanted(), presence(board)
    before = {person: len(reached(wanted[person], here[person], present)) for person in wanted}
    after = {person: len(reached(wanted[person], here[person], placements)) for person in wanted}
    return Gain(
        gain=sum(after[person] > before[person] for person in wanted),
        lose=sum(after[person] < before[person] for person in wanted),
        free_before=sum(before.values()),
        free_after=sum(after.values()),
        cap_before=sum(len(sit(board, present, slot)) for slot in board.slots),
        cap_after=sum(len(sit(board, placements, slot)) for slot in board.slots),
    )


def parts(board: Board, present: dict, placements: dict) -> list[frozenset]:
    """The topics that move, in groups: any choice of whole groups can be taken and leaves no cell with two topics and
    no convener at two topics at once, unless it is so already. In the order of the board's topics.

    Two topics belong together when one goes to the cell the other leaves, or to the slot the other leaves and they
    have a convener in common.
    """
    moving = [topic.id for topic in board.live if present.get(topic.id) != placements.get(topic.id)]
    conveners = board.conveners()
    group = {topic: {topic} for topic in moving}
    for one in moving:
        to = placements.get(one)
        for other in moving:
            left = present.get(other)
            if one == other or to is None or left is None or group[one] is group[other]:
                continue
            if to == left or (to[0] == left[0] and conveners[one] & conveners[other]):
                group[one] |= group[other]
                for topic in group[one]:
                    group[topic] = group[one]
    found = []
    for topic in moving:
        if not any(topic in part for part in found):
            found.append(frozenset(group[topic]))
    return found


def taken(present: dict, placements: dict, topics) -> dict:
    """The board when only these topics move."""
    after = {topic: cell for topic, cell in present.items() if topic not in topics}
    return after | {topic: placements[topic] for topic in topics if topic in placements}


def changes(board: Board, present: dict, placements: dict) -> list[Change]:
    """Each topic that moves, in the order of the board's topics."""
    return [
        Change(topic, present.get(topic), placements.get(topic), number, _freed(board, present, placements, topic))
        for number, part in enumerate(parts(board, present, placements))
        for topic in (each.id for each in board.live if each.id in part)
    ]


def _freed(board, present, placements, topic):
    here = presence(board)
    return sum(
        _alone(wanted, here[person], placements, topic) and not _alone(wanted, here[person], present, topic)
        for person, wanted in board.wanted().items()
        if topic in wanted
    )


def _alone(wanted, here, placements, topic):
    """Whether somebody can go to this topic and misses nothing they want meanwhile."""
    if topic not in placements or placements[topic][0] not in here:
        return False
    return sum(placements[other][0] == placements[topic][0] for other in wanted if other in placements) == 1
