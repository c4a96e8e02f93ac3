"""A World Café as the seating engine sees it: tables, people, what they need, and for how many rounds."""

from dataclasses import dataclass, field, replace

from .plan import Plan
from .reading import Malformed, ids, named, number, one_of, switch, things


@dataclass(frozen=True)
class Table:
    """One table: `seats` counts everybody, the host included."""

    id: str
    seats: int
    step_free: bool = False


@dataclass(frozen=True)
class Person:
    """One person. `rounds` holds the rounds (from 1) in which they are there; None means all."""

    id: str
    role: str = "-"
    langs: frozenset = frozenset()
    lang_min: int = 1
    step_free: bool = False
    host: str | None = None
    rounds: frozenset | None = None

    def is_there(self, round_: int) -> bool:
        """Whether they take part in that round (from 1)."""
        return self.rounds is None or round_ in self.rounds


@dataclass(frozen=True)
class Room:
    """All that the engine needs to know.

    rounds     how many there are
    together   groups of person ids that share a table whenever they are there
    apart      pairs of person ids that never share one
    min_table  a table in use holds at least so many people
    revisits   True: a guest may come to a table twice
    fixed      {(person id, round from 1): table id}: what people chose themselves; it goes before every rule
    baseline   the plan people were told, or None; its first `frozen` rounds are over and stay as they are
    """

    id: str
    rounds: int
    tables: tuple[Table, ...]
    people: tuple[Person, ...]
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    min_table: int = 2
    revisits: bool = False
    fixed: dict = field(default_factory=dict)
    baseline: Plan | None = None
    frozen: int = 0

    def __post_init__(self):
        _check(self)

    @classmethod
    def from_dict(cls, data) -> "Room":
        """Read an instance (docs/mixing.md has the format). Raises Malformed with one plain sentence."""
        what = "The instance"
        if not isinstance(data, dict):
            raise Malformed("The instance must be an object with rounds, tables and people.")
        baseline = data.get("baseline")
        return cls(
            id=named(data.get("id", "-"), f"{what}'s id"),
            rounds=number(data.get("rounds"), f"{what}'s rounds", least=1),
            tables=tuple(_table(one) for one in things(data.get("tables"), f"{what}'s tables")),
            people=tuple(_person(one) for one in things(data.get("people"), f"{what}'s people")),
            together=tuple(tuple(ids(one, "A together group")) for one in things(data.get("together", []), "together")),
            apart=tuple(tuple(ids(one, "An apart pair")) for one in things(data.get("apart", []), "apart")),
            min_table=number(data.get("min_table", 2), "min_table", least=0),
            revisits=one_of(data.get("revisit", "forbid"), "revisit", ("forbid", "allow")) == "allow",
            fixed=_fixed(data.get("fixed", [])),
            baseline=None if baseline is None else Plan.from_dict(baseline, "The baseline"),
            frozen=number(data.get("frozen", 0), "frozen", least=0),
        )

    def with_baseline(self, baseline: Plan | None, frozen: int = 0) -> "Room":
        """The same room after people were told `baseline`, of which the first `frozen` rounds are over."""
        return replace(self, baseline=baseline, frozen=frozen)

    def without_baseline(self) -> "Room":
        """The same room as if nobody had been told anything."""
        return replace(self, baseline=None, frozen=0)


def _table(data) -> Table:
    what = f"Table {_label(data, 'A table')}"
    return Table(
        id=named(data.get("id"), f"{what}'s id"),
        seats=number(data.get("seats"), f"{what}'s seats", least=0),
        step_free=switch(data.get("step_free"), f"{what}'s step_free"),
    )


def _person(data) -> Person:
    what = f"Person {_label(data, 'A person')}"
    host, role, rounds = data.get("host"), data.get("role"), data.get("rounds")
    return Person(
        id=named(data.get("id"), f"{what}'s id"),
        role="-" if role is None else named(role, f"{what}'s role"),
        langs=frozenset(ids(data.get("langs") or [], f"{what}'s langs")),
        lang_min=number(data.get("lang_min", 1), f"{what}'s lang_min", least=0),
        step_free=switch(data.get("step_free"), f"{what}'s step_free"),
        host=None if host is None else named(host, f"{what}'s host"),
        rounds=None if rounds is None else frozenset(
            number(one, f"{what}'s rounds", least=1) for one in things(rounds, f"{what}'s rounds")
        ),
    )  # fmt: skip


def _label(data, what: str) -> str:
    if not isinstance(data, dict):
        raise Malformed(f"{what} must be an object, and one is {data!r:.60}.")
    return f"{data.get('id')!s:.60}"


def _fixed(data) -> dict:
    fixed = {}
    for one in things(data, "fixed"):
        row = ids(one[:1], "fixed") + ids(one[2:], "fixed") if isinstance(one, list) and len(one) == 3 else None
        if row is None:
            raise Malformed("Each entry of fixed must be [person, round, table].")
        fixed[row[0], number(one[1], "A round in fixed", least=1)] = row[1]
    return fixed


def _check(room: Room) -> None:
    """What must hold between the parts. Raises Malformed."""
    tables, people = _unique(room.tables, "table"), _unique(room.people, "person")
    for person in room.people:
        if person.host is not None and person.host not in tables:
            raise Malformed(f"Person {person.id} hosts table {person.host}, and there is no such table.")
        if person.rounds and max(person.rounds) > room.rounds:
            raise Malformed(f"Person {person.id} is there in round {max(person.rounds)} of {room.rounds}.")
    for what, lists in (("together", room.together), ("apart", room.apart)):
        for one in lists:
            for id_ in one:
                if id_ not in people:
                    raise Malformed(f"{id_} is named in {what}, and there is no such person.")
            if len(set(one)) != len(one):
                raise Malformed(f"Somebody is named twice in one entry of {what}: {', '.join(one)}.")
    for pair in room.apart:
        if len(pair) != 2:
            raise Malformed(f"An apart pair must name two people, and one names {len(pair)}.")
    for (person, round_), table in room.fixed.items():
        if person not in people or table not in tables or not 1 <= round_ <= room.rounds:
            raise Malformed(f"The choice of {person} for table {table} in round {round_} fits nothing in this room.")
    if room.frozen > room.rounds:
        raise Malformed(f"{room.frozen} rounds are frozen, and there are {room.rounds}.")


def _unique(things_, what: str) -> set:
    seen = set()
    for one in things_:
        if one.id in seen:
            raise Malformed(f"There are two with the {what} id {one.id}.")
        seen.add(one.id)
    return seen
