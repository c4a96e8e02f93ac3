"""A picture of the room in one round: tables as they stand, people as small marks by voice."""

from collections import Counter
from dataclasses import dataclass

from ...events.models import Event, Table
from ...people.models import Person
from ...people.names import known_as
from ...people.voices import voice_words
from ..room import hosts_of, tables_of


@dataclass(frozen=True)
class Guest:
    """One person in the picture; `label` is what those who run the day know them as."""

    id: int
    label: str
    voice: str
    hosts: bool = False

    @property
    def mark(self) -> str:
        """Which shape and colour: their voice, or "unsaid"."""
        return self.voice or "unsaid"


@dataclass(frozen=True)
class Seated:
    """A table and who sits there, the host first. `row` and `column` count from 1, as on the map of the room."""

    table: Table
    guests: list[Guest]
    row: int
    column: int

    @property
    def free(self) -> int:
        """Chairs left; below zero where people squeeze in."""
        return self.table.seats - len(self.guests)


def everybody(event: Event) -> dict[int, Guest]:
    """Everyone of the event, those who left too, by id."""
    hosts = {person.id for people in hosts_of(event).values() for person in people}
    voices = dict(Person.select(Person.id, Person.voice).where(Person.event == event).tuples())
    return {id_: Guest(id_, label, voices[id_], id_ in hosts) for id_, label in known_as(event).items()}


def picture(event: Event, seats: dict, guests: dict[int, Guest]) -> list[Seated]:
    """The tables of a round; `seats` is `{table id: [person ids]}` with ids as text or numbers."""
    at = {int(table): [guests[person] for person in people if person in guests] for table, people in seats.items()}
    across = max(1, event.tables_across)
    made = []
    for table in tables_of(event):
        place = table.number - 1
        people = sorted(at.get(table.id, ()), key=lambda guest: (not guest.hosts, guest.voice, guest.label))
        made.append(Seated(table, people, place // across + 1, place % across + 1))
    return made


def voices_in(tables: list[Seated]) -> list[tuple[str, str, int]]:
    """`(mark, voice in words, how many)` of everyone in a picture, the most frequent first."""
    count = Counter(guest.voice for seated in tables for guest in seated.guests)
    return [(voice or "unsaid", voice_words(voice), n) for voice, n in count.most_common()]


def naming(event: Event, guests: dict[int, Guest]):
    """A function from an engine's id to what people know the thing by: a name, or a table's number."""
    numbers = {table.id: str(table.number) for table in tables_of(event, put_away_too=True)}

    def name(id_: str) -> str:
        kind, number = id_[:1], id_[1:]
        if kind == "p" and number.isdigit() and int(number) in guests:
            return guests[int(number)].label
        return numbers.get(int(number), id_) if kind == "t" and number.isdigit() else id_

    return name
