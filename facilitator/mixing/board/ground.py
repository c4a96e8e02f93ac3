"""A board as numbers and sets of bits, which is what the search stands on.

People are bits of whole numbers: whoever wants a topic is one number, and "who of them is there, and has not already
something in this slot" is two operations and a count, however many people there are. Topics, slots and spaces are
their places in their lists. Slot number `len(slots)` is no slot at all: topics wait there when there are more topics
than cells. `Topic` numbers from `count` on are no topics but cells that stay empty, so that every move is a swap.
"""

from collections import Counter

from .board import Board

NEVER = 1000  # what it costs to move a topic that is fixed: more than any rule


class Ground:
    """All that stays the same while topics move.

    `wants[t]`, `hosts[t]`: bits of people; `ties[t]`: bits of conveners of more than one topic; `voters[s][t]`: who
    wants t and is there in s; `cost[t][s][p]`: how many rules topic t breaks in slot s, space p; `least[t][s]`: the
    fewest in any open space of s (0 means: t may stand in s); `kind[t]`: the spaces that fit t, as bits; `open[s]`:
    spaces of s that can be used; `home[t]`: (s, p) where it stands now, or None.
    """

    def __init__(self, board: Board):
        self.board, self.topics = board, board.live
        self.slots, self.spaces = len(board.slots), len(board.spaces)
        self.count = len(self.topics)
        self.number = {topic.id: place for place, topic in enumerate(self.topics)}
        self._people()
        self._cells()
        self._costs()
        self.waiting = max(0, self.count - self.room)
        self.size = max(self.count, self.room)
        self._empty_cells()

    def _people(self):
        board = self.board
        place = {person.id: 1 << number for number, person in enumerate(board.people)}
        conveners = board.conveners()
        wanted = board.wanted()
        self.people = board.people
        self.here = [
            sum(place[person.id] for person in board.people if person.slots is None or slot in person.slots)
            for slot in board.slots
        ]
        self.needs_step_free = sum(place[person.id] for person in board.people if person.step_free)
        self.wants = [0] * self.count
        for person, topics in wanted.items():
            for topic in topics:
                self.wants[self.number[topic]] |= place[person]
        self.hosts = [sum(place.get(person, 0) for person in conveners[topic.id]) for topic in self.topics]
        often = Counter(person for people in conveners.values() for person in people)
        tie = {person: 1 << number for number, person in enumerate(p for p in often if often[p] > 1)}
        self.ties = [sum(tie.get(person, 0) for person in conveners[topic.id]) for topic in self.topics]
        self.voters = [[wants & here for wants in self.wants] for here in self.here]

    def _cells(self):
        board = self.board
        slot_number = {slot: place for place, slot in enumerate(board.slots)}
        space_number = {space.id: place for place, space in enumerate(board.spaces)}
        self.home = [None] * self.count
        for topic, (slot, space) in board.present.items():
            if topic in self.number:
                self.home[self.number[topic]] = (slot_number[slot], space_number[space])
        self.fixed = {self.number[topic] for topic in board.fixed if topic in self.number}
        kept = {self.home[topic] for topic in self.fixed}
        self.open = [
            [p for p, space in enumerate(board.spaces) if slot not in space.closed or (s, p) in kept]
            for s, slot in enumerate(board.slots)
        ]
        self.room = sum(map(len, self.open))
        self.step_free = [space.step_free for space in board.spaces]
        # Nobody knows how many: then there is room for all.
        self.seats = [len(board.people) if space.capacity is None else space.capacity for space in board.spaces]
        self.pin = [
            self.home[t] if t in self.fixed else (slot_number.get(topic.slot), space_number.get(topic.space))
            for t, topic in enumerate(self.topics)
        ]
        self.needs = [topic.step_free or bool(self._hosts_who_need(topic)) for topic in self.topics]
        self.usable = [sum(1 << p for p in spaces) for spaces in self.open]

    def _hosts_who_need(self, topic):
        return self.hosts[self.number[topic.id]] & self.needs_step_free

    def _costs(self):
        self.cost = [[self._row(t, s) for s in range(self.slots)] for t in range(self.count)]
        self.least = [
            [min((row[p] for p in self.open[s]), default=NEVER) for s, row in enumerate(rows)] for rows in self.cost
        ]
        for t, row in enumerate(self.least):
            # To wait is against no rule, except for a topic whose place is settled; and nobody loses a place that they
            # have to one who has none.
            row.append(NEVER if t in self.fixed else int(self.topics[t].pinned or self.home[t] is not None))
            if t in self.fixed:
                self.least[t] = [0 if s == self.home[t][0] else NEVER for s in range(self.slots + 1)]

    def _row(self, t, s):
        topic, (slot, space) = self.topics[t], self.pin[t]
        if t in self.fixed:
            return [0 if (s, p) == self.home[t] else NEVER for p in range(self.spaces)]
        away = (self.hosts[t] & ~self.here[s]).bit_count() + (self.board.slots[s] in topic.not_slots)
        hosts = (self.hosts[t] & self.here[s]).bit_count()
        return [
            away
            + ((slot is not None and slot != s) or (space is not None and space != p))
            + (self.needs[t] and not self.step_free[p])
            + (topic.quiet and not self.board.spaces[p].quiet)
            + max(0, hosts - self.seats[p])
            for p in range(self.spaces)
        ]

    def _empty_cells(self):
        empty = self.size - self.count
        self.ties += [0] * empty
        self.least += [[0] * self.slots + [NEVER]] * empty
        self.cost += [[[0] * self.spaces] * self.slots] * empty
        self.home += [None] * empty
        self.wants += [0] * empty
        self.hosts += [0] * empty
        for row in self.voters:
            row += [0] * empty
        self.voters.append([0] * self.size)  # whoever wants a topic that waits has nothing of it
        # The spaces that fit a topic, as bits. Two of one kind can take each other's space.
        every = (1 << self.spaces) - 1
        self.kind = [self._fitting(t) for t in range(self.count)] + [every] * empty
        self.choosy = [kind != every for kind in self.kind]

    def _fitting(self, t):
        hosts = self.hosts[t].bit_count()
        return sum(
            1 << p
            for p, space in enumerate(self.board.spaces)
            if (t in self.fixed and self.home[t][1] == p)
            or (
                t not in self.fixed
                and self.pin[t][1] in (None, p)
                and (space.step_free or not self.needs[t])
                and (space.quiet or not self.topics[t].quiet)
                and hosts <= self.seats[p]
            )
        )

    def capacity(self, s) -> int:
        """How many entries slot s holds: its open spaces; for the waiting list, how many topics must wait."""
        return len(self.open[s]) if s < self.slots else self.waiting

    def shortage(self, s, topics) -> int:
        """How many of these topics find no space in slot s that fits them, when each is alone in its space. Those that
        no space fits do not count, for `least` knows of them."""
        if s == self.slots:
            return 0
        usable = self.usable[s]
        choosy = [self.kind[t] & usable for t in topics if self.choosy[t] and self.kind[t] & usable]
        owner = {}
        return len(choosy) - sum(_gives(one, choosy, owner, set()) for one in range(len(choosy)))

    def clashes(self, topics) -> int:
        """How many conveners too many these topics have when they are in one slot."""
        seen = found = 0
        for t in topics:
            found += (seen & self.ties[t]).bit_count()
            seen |= self.ties[t]
        return found

    def hard(self, s, topics) -> int:
        """How many rules are broken when these topics are slot s."""
        if s == self.slots:
            return sum(self.least[t][s] for t in topics)
        return sum(self.least[t][s] for t in topics) + self.clashes(topics) + self.shortage(s, topics)


def _gives(one, choosy, owner, seen) -> bool:
    """Whether there is a space for this one too, others moving on if they must (an augmenting path)."""
    left = choosy[one]
    while left:
        space = left & -left
        left ^= space
        if space not in seen:
            seen.add(space)
            if space not in owner or _gives(owner[space], choosy, owner, seen):
                owner[space] = one
                return True
    return False
