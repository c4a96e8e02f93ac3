"""What a placement is worth and which rules it breaks, worked out from the board itself.

On purpose it shares nothing with the search but the board: sets instead of bits, person by person, so that each can
be held against the other.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from .board import Board

DOUBLE, CLOSED, PIN, NOT_SLOT, CONVENER, ABSENT, STEPS, LOUD, SMALL, LEFT_OUT, FIXED = (
    "double_booked", "closed", "pin", "not_slot", "convener_twice", "convener_away", "step_free", "quiet", "too_small",
    "left_out", "fixed",
)  # fmt: skip


@dataclass(frozen=True)
class Break:
    """One rule that a placement breaks: its kind, the topic, where it stands (None: nowhere), its convener."""

    kind: str
    topic: object
    slot: object = None
    space: object = None
    person: object = None


@dataclass(frozen=True)
class Figures:
    """`reachable`: what everybody could attend if nothing were in the way, in people times slots. `attended_free`: what
    they can, `attended_cap`: within the seats of the spaces, at best. `breaks`: the rules that are broken."""

    topics: int
    unplaced: int
    wants: int
    reachable: int
    attended_free: int
    attended_cap: int
    breaks: list[Break] = field(default_factory=list)

    @property
    def hard(self) -> int:
        """How many rules are broken."""
        return len(self.breaks)


def measure(board: Board, placements: dict) -> Figures:
    """The figures of `placements` ({topic: (slot, space)}, every id one of the board's)."""
    wanted, here = board.wanted(), presence(board)
    running = defaultdict(list)
    for topic, (slot, _space) in placements.items():
        running[slot].append(topic)
    attended = sum(len(reached(wanted[person], here[person], placements)) for person in wanted)
    return Figures(
        topics=len(board.live),
        unplaced=sum(topic.id not in placements for topic in board.live),
        wants=sum(map(len, wanted.values())),
        reachable=sum(min(len(wanted[person]), len(here[person])) for person in wanted),
        attended_free=attended,
        attended_cap=sum(len(sit(board, placements, slot)) for slot in board.slots),
        breaks=breaks(board, placements),
    )


def presence(board: Board) -> dict:
    """{person: the slots in which they are there}."""
    return {person.id: frozenset(board.slots) if person.slots is None else person.slots for person in board.people}


def reached(wanted, here, placements) -> set:
    """The slots in which somebody has something they want."""
    return {placements[topic][0] for topic in wanted if topic in placements} & here


def breaks(board: Board, placements: dict) -> list[Break]:
    """Every rule that is broken, topic by topic."""
    found = list(_left_out(board, placements))
    cells, hosting = defaultdict(list), {}
    conveners, here = board.conveners(), presence(board)
    spaces = {space.id: space for space in board.spaces}
    step_free = {person.id for person in board.people if person.step_free}
    for topic in board.live:
        if topic.id not in placements:
            continue
        slot, place = placements[topic.id]
        space, hosts = spaces[place], conveners[topic.id]
        broken = [
            (DOUBLE, bool(cells[slot, place])),
            (CLOSED, slot in space.closed),
            (PIN, topic.slot not in (None, slot) or topic.space not in (None, place)),
            (NOT_SLOT, slot in topic.not_slots),
            (STEPS, not space.step_free and (topic.step_free or bool(hosts & step_free))),
            (LOUD, topic.quiet and not space.quiet),
            (FIXED, topic.id in board.fixed and board.present[topic.id] != (slot, place)),
        ]
        cells[slot, place].append(topic.id)
        found += [Break(kind, topic.id, slot, place) for kind, is_so in broken if is_so]
        there = [person for person in hosts if slot in here.get(person, ())]
        for person in sorted(hosts, key=str):
            if person in here and slot not in here[person]:
                found.append(Break(ABSENT, topic.id, slot, place, person))
            if (person, slot) in hosting:
                found.append(Break(CONVENER, topic.id, slot, place, person))
            hosting[person, slot] = topic.id
        over = 0 if space.capacity is None else len(there) - space.capacity
        found += [Break(SMALL, topic.id, slot, place)] * max(0, over)
    return found


def _left_out(board, placements):
    """Topics without a cell, beyond those for which there is none."""
    unplaced = [topic for topic in board.live if topic.id not in placements]
    unplaced.sort(key=lambda topic: not (topic.pinned or topic.id in board.fixed))
    for topic in unplaced[: max(0, len(unplaced) - max(0, len(board.live) - len(board.cells)))]:
        yield Break(LEFT_OUT, topic.id)


def sit(board: Board, placements: dict, slot) -> dict:
    """{person: topic} for as many as can sit at something they want in this slot. Conveners sit at their own topic.

    Person by person along an augmenting path (Kuhn: The Hungarian method for the assignment problem, 1955).
    """
    running = [topic.id for topic in board.live if placements.get(topic.id, (None,))[0] == slot]
    spaces = {space.id: space for space in board.spaces}
    wanted, conveners, here = board.wanted(), board.conveners(), presence(board)
    at = {person: topic for topic in running for person in conveners[topic] if slot in here.get(person, ())}
    hosts = Counter(at.values())
    seats = {
        topic: float("inf") if (capacity := spaces[placements[topic][1]].capacity) is None else capacity - hosts[topic]
        for topic in running
    }
    may = {
        person.id: [
            topic for topic in running
            if topic in wanted[person.id] and (spaces[placements[topic][1]].step_free or not person.step_free)
        ]
        for person in board.people
        if slot in here[person.id] and person.id not in at
    }  # fmt: skip
    sitting = {topic: [] for topic in running}
    for person in sorted((person for person in may if may[person]), key=lambda person: len(may[person])):
        _find_seat(person, may, seats, sitting)
    return at | {person: topic for topic, people in sitting.items() for person in people}


def seats_for(board: Board, placements: dict) -> dict:
    """{person: {slot: topic}} for as many as can sit at something they want. It only shows what the seats allow:
    nobody is ever assigned to a topic."""
    found = {person.id: {} for person in board.people}
    for slot in board.slots:
        for person, topic in sit(board, placements, slot).items():
            found[person][slot] = topic
    return found


def _find_seat(person, may, seats, sitting):
    """Sit somebody down, if that is possible by asking others to move on to something else they want."""
    came = dict.fromkeys(may[person])
    queue = list(came)
    for topic in queue:
        if len(sitting[topic]) < seats[topic]:
            while came[topic] is not None:
                other, one = came[topic]
                sitting[other].remove(one)
                sitting[topic].append(one)
                topic = other
            sitting[topic].append(person)
            return
        for one in sitting[topic]:
            for other in may[one]:
                if other not in came:
                    came[other] = (topic, one)
                    queue.append(other)
