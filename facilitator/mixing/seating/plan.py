"""Who sits where in each round."""

from dataclasses import dataclass

from .reading import Malformed, ids, things


@dataclass(frozen=True)
class Plan:
    """`rounds[r]` is {table id: [person id, …]} of round r + 1."""

    rounds: tuple[dict, ...]

    @classmethod
    def from_dict(cls, data, what: str = "The plan") -> "Plan":
        """Read {"rounds": [{table: [person, …]}, …]}. Raises Malformed with one plain sentence."""
        if not isinstance(data, dict):
            raise Malformed(f"{what} must be an object with rounds.")
        rounds = things(data.get("rounds"), f"{what}'s rounds")
        if not all(isinstance(one, dict) for one in rounds):
            raise Malformed(f"Each round of {what.lower()} must be an object of tables.")
        return cls(tuple({t: ids(m, f"{what}'s table {t}") for t, m in one.items()} for one in rounds))

    @classmethod
    def of_seats(cls, seats: list[dict]) -> "Plan":
        """From one {person id: table id} per round."""
        rounds = []
        for seat in seats:
            tables = {}
            for person, table in seat.items():
                tables.setdefault(table, []).append(person)
            rounds.append(tables)
        return cls(tuple(rounds))

    def to_dict(self, instance: str | None = None) -> dict:
        """The solution object, for json."""
        rounds = [{table: list(people) for table, people in one.items()} for one in self.rounds]
        return {"rounds": rounds} if instance is None else {"instance": instance, "rounds": rounds}

    def seats(self) -> list[dict]:
        """One {person id: table id} per round."""
        return [{person: table for table, people in one.items() for person in people} for one in self.rounds]

    def with_changes(self, changes) -> "Plan":
        """A plan in which each (person id, round from 1, table id) of `changes` holds; the people need not be in it."""
        seats = self.seats()
        for person, round_, table in changes:
            seats[round_ - 1][person] = table
        return Plan.of_seats(seats)
