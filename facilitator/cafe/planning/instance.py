"""The room as the seating engine sees it: ids and needs out of the record, no names and no words.

People are "p12" and tables "t7", so that one id never means two things.
"""

from collections import defaultdict
from dataclasses import dataclass

from ...events.models import Event, Table
from ...mixing.seating import Plan, Room
from ...people.models import Person
from ..models import PUBLISHED, SUGGESTED, Company, Seat, SeatingPlan, SeatNeed
from ..room import hosts_of, rounds_of, rounds_to_come, tables_of

LEAST_AT_A_TABLE = 2


@dataclass(frozen=True)
class Instance:
    """A room to be seated.

    data    what the engine reads (docs/mixing.md has the format)
    rounds  the ids of its rounds in the engine's order: those that were held, then those to come
    held    how many were held
    numbers the same rounds as people count them
    chosen  [person, round, table] of every own choice for a round to come. A host's own table is among them, but not
            in data["fixed"]: hosts stay anyway, and a room without choices can go by the move rule
    """

    data: dict
    rounds: tuple[int, ...]
    held: int
    numbers: tuple[int, ...] = ()
    chosen: tuple = ()

    @property
    def to_come(self) -> tuple[int, ...]:
        """The ids of the rounds that a plan may change."""
        return self.rounds[self.held :]

    @property
    def people(self) -> dict[int, dict]:
        """Those who are there in a round to come, by their number in the record."""
        return {int(number(one["id"])): one for one in self.data["people"] if one["rounds"][-1:] > [self.held]}

    def room(self) -> Room:
        """The engine's Room."""
        return Room.from_dict(self.data)

    def to_record(self, plan: Plan) -> dict:
        """A plan's rounds to come, as the record keeps them: `{round id: {table id: [person ids]}}`, keys as text."""
        return {
            str(round_): {number(table): [int(number(person)) for person in people] for table, people in tables.items()}
            for round_, tables in zip(self.to_come, plan.rounds[self.held :], strict=True)
        }

    def to_engine(self, kept: dict) -> Plan:
        """The other way round: the rounds held as they were, and what a plan of the record says of those to come."""
        told = self.data["baseline"]["rounds"] if self.held else []
        planned = [
            {table_id(table): [person_id(person) for person in people] for table, people in kept[str(round_)].items()}
            if str(round_) in kept
            else {}
            for round_ in self.to_come
        ]
        return Plan((*told[: self.held], *planned))


def person_id(id_) -> str:
    """What the engine calls a person."""
    return f"p{id_}"


def table_id(id_) -> str:
    """What the engine calls a table."""
    return f"t{id_}"


def number(id_: str) -> str:
    """The row's number in an id of the engine's, as text."""
    return id_[1:]


def instance_of(event: Event, keep_told: bool = True) -> Instance:
    """The event as it stands now. With `keep_told`, what people were told goes in as the plan to be repaired.

    Rounds that were held are in it as they really were, with those who left since: whom people met counts. Asks the
    record a fixed number of times, however many people there are.
    """
    return _Reading(event).instance(keep_told)


class _Reading:
    """Everything the record says about the room, read once."""

    def __init__(self, event):
        self.event = event
        self.tables = {table.id: table for table in tables_of(event, put_away_too=True)}
        self.here = {id_ for id_, table in self.tables.items() if table.away_at is None}
        self.seats = defaultdict(dict)  # {round id: {person id: (table id, is it their own choice)}}
        chosen = Seat.select(Seat.round, Seat.person, Seat.table, Seat.how).where(Seat.event == event)
        for round_, person, table, how in chosen.order_by(Seat.id).tuples():
            self.seats[round_][person] = (table, how != SUGGESTED)
        rounds, coming = rounds_of(event), rounds_to_come(event)
        self.coming = [round_.id for round_ in coming]
        self.held = [round_.id for round_ in rounds if round_ not in coming and self.seats[round_.id]]
        self.place = {round_.id: place for place, round_ in enumerate(rounds)}
        self.number = {round_.id: round_.number for round_ in rounds}
        self.rounds = [*self.held, *self.coming]
        found = Person.select(Person.id, Person.voice, Person.language, Person.helper, Person.left_at)
        self.people = {row[0]: row[1:] for row in found.where(Person.event == event).order_by(Person.id).tuples()}
        self.needs = {need.person_id: need for need in SeatNeed.select().where(SeatNeed.event == event)}
        self.hosts = {person.id: table for table, people in hosts_of(event).items() for person in people}
        self.company = list(
            Company.select(Company.one, Company.other, Company.apart).where(Company.event == event).tuples()
        )

    def instance(self, keep_told) -> Instance:
        staying = [id_ for id_, (*_said, left_at) in self.people.items() if left_at is None]
        people = [self._person(id_) for id_ in staying]
        gone = [self._gone(id_) for id_ in self.people.keys() - set(staying)]
        sat_at = {table for round_ in self.held for table, _is_own in self.seats[round_].values()}
        together, apart = self._company(set(staying))
        chosen, host = self._choices(people), {one["id"]: one["host"] for one in people}
        data = {
            "id": self.event.code,
            "rounds": len(self.rounds),
            "tables": [self._table(table) for table in self.tables.values() if table.id in self.here | sat_at],
            "people": people + sorted((one for one in gone if one["rounds"]), key=lambda one: one["id"]),
            "together": together,
            "apart": apart,
            "min_table": LEAST_AT_A_TABLE,
            "revisit": "forbid",
            "fixed": [choice for choice in chosen if choice[2] != host[choice[0]]],
        }
        told = keep_told and _was_published(self.event)
        if self.held or told:
            data |= {"baseline": {"rounds": self._told(set(staying), told)}, "frozen": len(self.held)}
        numbers = tuple(self.number[round_] for round_ in self.rounds)
        return Instance(data, tuple(self.rounds), len(self.held), numbers, tuple(chosen))

    def _table(self, table: Table) -> dict:
        """One that was put away is known only because people met at it: it has no chair any more."""
        chairs = table.seats if table.id in self.here else 0
        return {"id": table_id(table.id), "seats": chairs, "step_free": table.step_free}

    def _person(self, id_) -> dict:
        voice, language, *_rest = self.people[id_]
        need, host = self.needs.get(id_), self.hosts.get(id_)
        return {
            "id": person_id(id_),
            "role": voice or "-",
            "langs": sorted((need and need.speaks) or [language]),
            "step_free": bool(need and need.step_free),
            "host": table_id(host) if host in self.here else None,
            "rounds": self._present(id_, need),
        }

    def _gone(self, id_) -> dict:
        """Somebody who left: nothing is planned for them, but those who met them did."""
        return {"id": person_id(id_), "role": self.people[id_][0] or "-", "lang_min": 0, "rounds": self._was_there(id_)}

    def _was_there(self, id_) -> list[int]:
        return [place for place, round_ in enumerate(self.held, 1) if id_ in self.seats[round_]]

    def _present(self, id_, need) -> list[int]:
        last = self.place.get(need.last_round_id) if need else None
        stays = [
            place for place, round_ in enumerate(self.coming, len(self.held) + 1)
            if last is None or self.place[round_] <= last
        ]  # fmt: skip
        return self._was_there(id_) + stays

    def _company(self, staying) -> tuple[list, list]:
        pairs = [(id_, helper) for id_ in staying if (helper := self.people[id_][2])]
        pairs += [(one, other) for one, other, is_apart in self.company if not is_apart]
        groups = joined((one, other) for one, other in pairs if {one, other} <= staying)
        apart = {frozenset(pair) for *pair, is_apart in self.company if is_apart and set(pair) <= staying}
        return (
            [[person_id(id_) for id_ in group] for group in groups],
            [[person_id(id_) for id_ in sorted(pair)] for pair in sorted(apart, key=sorted) if len(pair) == 2],
        )

    def _choices(self, people) -> list:
        there = {(one["id"], place) for one in people for place in one["rounds"]}
        return [
            [person_id(person), place, table_id(table)]
            for place, round_ in enumerate(self.coming, len(self.held) + 1)
            for person, (table, is_own) in self.seats[round_].items()
            if is_own and table in self.here and (person_id(person), place) in there
        ]

    def _told(self, staying, told) -> list:
        rounds = []
        for place, round_ in enumerate(self.rounds):
            tables = defaultdict(list)
            for person, (table, _is_own) in self.seats[round_].items():
                if place < len(self.held) or (told and table in self.here and person in staying):
                    tables[table_id(table)].append(person_id(person))
            rounds.append(dict(tables))
        return rounds


def joined(pairs) -> list[list[int]]:
    """Pairs that stay together, as groups: who shares somebody shares a table."""
    group_of = {}
    for one, other in pairs:
        merged = group_of.get(one, {one}) | group_of.get(other, {other})
        group_of.update(dict.fromkeys(merged, merged))
    return sorted(sorted(group) for group in {min(group): group for group in group_of.values()}.values())


def _was_published(event) -> bool:
    return SeatingPlan.select().where(SeatingPlan.event == event, SeatingPlan.state == PUBLISHED).exists()
