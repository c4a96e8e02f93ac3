"""What a board is made of, as plain data. Ids are any hashable: words in a file, numbers in the record."""

from dataclasses import dataclass, field


class Malformed(ValueError):
    """What was given is no board; the message says why in one plain sentence."""


@dataclass(frozen=True)
class Space:
    """A place. `capacity` is how many people it seats, None when nobody knows; `closed` are slots in which
    it cannot be used."""

    id: object
    capacity: int | None = None
    step_free: bool = True
    closed: frozenset = frozenset()
    quiet: bool = False


@dataclass(frozen=True)
class Topic:
    """Something to place. `slot` and `space` are pins, each may stand alone; None is free. A topic that is
    `merged_into` another is not placed: its hands and conveners are the other's."""

    id: object
    conveners: tuple = ()
    slot: object = None
    space: object = None
    step_free: bool = False
    not_slots: frozenset = frozenset()
    merged_into: object = None
    quiet: bool = False  # it needs a quiet space

    @property
    def pinned(self) -> bool:
        """Its slot, its space or both are settled."""
        return self.slot is not None or self.space is not None


@dataclass(frozen=True)
class Person:
    """Whose hand is up for which topics (`wants`); in which slots they are there (None: all); what they need."""

    id: object
    wants: frozenset = frozenset()
    slots: frozenset | None = None
    step_free: bool = False


@dataclass(frozen=True)
class Board:
    """Slots in their order, spaces, topics and people. Raises Malformed when an id is there twice or leads nowhere.

    `present` is where topics stand now ({topic: (slot, space)}), when they stand somewhere; `fixed` are topics among
    them that stay where they stand.
    """

    slots: tuple
    spaces: tuple[Space, ...]
    topics: tuple[Topic, ...]
    people: tuple[Person, ...] = ()
    id: object = ""
    present: dict = field(default_factory=dict)
    fixed: frozenset = frozenset()

    def __post_init__(self):
        for name, ids in (
            ("slot", self.slots),
            ("space", [space.id for space in self.spaces]),
            ("topic", [topic.id for topic in self.topics]),
            ("person", [person.id for person in self.people]),
        ):
            if len(set(ids)) < len(ids):
                twice = next(id for place, id in enumerate(ids) if id in ids[:place])
                raise Malformed(f"The {name} {twice} is there twice.")
        self._leads_somewhere()
        object.__setattr__(self, "_root", self._roots())
        self._fixed_stand()

    def _leads_somewhere(self):
        slots, spaces = set(self.slots), {space.id for space in self.spaces}
        topics = {topic.id for topic in self.topics}
        for topic in self.topics:
            named = [
                (topic.slot, slots, "slot"), (topic.space, spaces, "space"), (topic.merged_into, topics, "topic"),
                *((slot, slots, "slot") for slot in topic.not_slots),
            ]  # fmt: skip
            for id, known, what in named:
                if id is not None and id not in known:
                    raise Malformed(f"Topic {topic.id} names a {what} that is not there: {id}.")
        for space in self.spaces:
            for slot in space.closed - slots:
                raise Malformed(f"Space {space.id} names a slot that is not there: {slot}.")
        for person in self.people:
            for topic in person.wants - topics:
                raise Malformed(f"Person {person.id} names a topic that is not there: {topic}.")
            for slot in (person.slots or frozenset()) - slots:
                raise Malformed(f"Person {person.id} names a slot that is not there: {slot}.")
        for topic, (slot, space) in self.present.items():
            if topic not in topics or slot not in slots or space not in spaces:
                raise Malformed(
                    f"The present board has topic {topic} at {slot}, {space}, and one of them is not there."
                )

    def _fixed_stand(self):
        for topic in self.fixed:
            if topic not in self.present:
                raise Malformed(f"Topic {topic} is fixed and stands nowhere.")
        cells = [self.present[topic] for topic in self.fixed if self.root(topic) == topic]
        for slot, space in cells:
            if cells.count((slot, space)) > 1:
                raise Malformed(f"Two fixed topics stand at {slot}, {space}.")

    def _roots(self):
        into = {topic.id: topic.merged_into for topic in self.topics}
        roots = {}
        for id in into:
            end, seen = id, set()
            while into[end] is not None:
                if end in seen:
                    raise Malformed(f"Topic {id} is merged in a circle.")
                seen.add(end)
                end = into[end]
            roots[id] = end
        return roots

    def root(self, topic) -> object:
        """The topic that stands on the board for this one: itself, or what it is merged into in the end."""
        return self._root[topic]

    @property
    def live(self) -> tuple[Topic, ...]:
        """The topics that want a place, in their order."""
        return tuple(topic for topic in self.topics if topic.merged_into is None)

    @property
    def cells(self) -> list[tuple]:
        """Every open (slot, space)."""
        return [(slot, space.id) for slot in self.slots for space in self.spaces if slot not in space.closed]

    def conveners(self) -> dict:
        """{live topic: set of its conveners, those of topics merged into it too}."""
        found = {topic.id: set() for topic in self.live}
        for topic in self.topics:
            found[self.root(topic.id)].update(topic.conveners)
        return found

    def wanted(self) -> dict:
        """{person: set of live topics they raised a hand for or convene}."""
        found = {person.id: {self.root(topic) for topic in person.wants} for person in self.people}
        for topic, conveners in self.conveners().items():
            for person in conveners & found.keys():
                found[person].add(topic)
        return found
