"""Why no board can keep every rule, as data: whoever shows it finds the words."""

from collections import defaultdict
from dataclasses import dataclass

from .board import Board
from .measure import breaks, presence

NO_CELLS, NO_CELL, SAME_PIN, TOO_MANY, PINNED_TOGETHER, FEW_STEP_FREE, STAYS, ENTANGLED = (
    "no_cells", "no_cell", "same_pin", "too_many_topics", "pinned_together", "few_step_free", "stays", "entangled",
)  # fmt: skip


@dataclass(frozen=True)
class Obstacle:
    """One reason. `need` of something are wanted and there are `have`.

    no_cells: there is no open cell at all. no_cell: no cell fits the one topic. same_pin: the topics are pinned to one
    cell. too_many_topics: the person convenes `need` topics and is there in `have` slots. pinned_together: the person
    convenes topics that are pinned to one slot. few_step_free: `need` topics want a step-free cell. stays: the topic
    is fixed where a rule says it must not be. entangled: the topics can not all have their rules kept, for no reason
    that is short enough to say.
    """

    kind: str
    topics: tuple = ()
    person: object = None
    need: int = 0
    have: int = 0


def obstacles(board: Board) -> list[Obstacle]:
    """Every reason that can be named. None is no promise that a board exists: needs may be entangled."""
    if not board.cells:
        return [Obstacle(NO_CELLS, need=len(board.live))] if board.live else []
    return [*_stays(board), *_no_cell(board), *_same_pin(board), *_conveners(board), *_step_free(board)]


def _stays(board):
    fixed = {topic: board.present[topic] for topic in board.fixed}
    for topic in dict.fromkeys(each.topic for each in breaks(board, fixed) if each.topic in fixed):
        yield Obstacle(STAYS, (topic,))


def _fitting(board):
    """{topic: the open cells that fit it}."""
    spaces = {space.id: space for space in board.spaces}
    here, conveners, needing = presence(board), board.conveners(), _needing(board)
    found = {}
    for topic in board.live:
        hosts = [person for person in conveners[topic.id] if person in here]
        found[topic.id] = [
            (slot, place) for slot, place in board.cells
            if topic.slot in (None, slot) and topic.space in (None, place) and slot not in topic.not_slots
            and (spaces[place].step_free or topic.id not in needing) and (spaces[place].quiet or not topic.quiet)
            and all(slot in here[person] for person in hosts)
            and (spaces[place].capacity is None or spaces[place].capacity >= len(hosts))
        ]  # fmt: skip
    return found


def _needing(board):
    step_free = {person.id for person in board.people if person.step_free}
    conveners = board.conveners()
    return {topic.id for topic in board.live if topic.step_free or conveners[topic.id] & step_free}


def _no_cell(board):
    fitting = _fitting(board)
    # With fewer cells than topics some may stay out, but not one whose place is settled.
    few = len(board.live) > len(board.cells)
    for topic in board.live:
        if not fitting[topic.id] and (topic.pinned or not few) and topic.id not in board.fixed:
            yield Obstacle(NO_CELL, (topic.id,))


def _same_pin(board):
    pinned = defaultdict(list)
    for topic in board.live:
        cell = board.present[topic.id] if topic.id in board.fixed else (topic.slot, topic.space)
        if None not in cell:
            pinned[cell].append(topic.id)
    yield from (Obstacle(SAME_PIN, tuple(topics), need=len(topics), have=1) for topics in pinned.values() if topics[1:])


def _conveners(board):
    here, by_person = presence(board), defaultdict(list)
    for topic in board.live:
        for person in sorted(board.conveners()[topic.id], key=str):
            by_person[person].append(topic)
    for person, topics in by_person.items():
        have = len(here.get(person, board.slots))
        if len(topics) > have and len(board.live) <= len(board.cells):
            yield Obstacle(TOO_MANY, tuple(topic.id for topic in topics), person, len(topics), have)
        by_slot = defaultdict(list)
        for topic in topics:
            if topic.slot is not None:
                by_slot[topic.slot].append(topic.id)
        for together in by_slot.values():
            if together[1:]:
                yield Obstacle(PINNED_TOGETHER, tuple(together), person, len(together), 1)


def _step_free(board):
    needing = _needing(board)
    step_free = {space.id for space in board.spaces if space.step_free}
    have = sum(place in step_free for _slot, place in board.cells)
    if len(needing) > have and len(board.live) <= len(board.cells):
        topics = tuple(topic.id for topic in board.live if topic.id in needing)
        yield Obstacle(FEW_STEP_FREE, topics, need=len(needing), have=have)
