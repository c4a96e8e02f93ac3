"""Move cards: by a plan that goes by the move rule, else for every seat of every table."""

from collections import Counter
from dataclasses import dataclass

from ..cafe.models import PUBLISHED, SeatingPlan
from ..cafe.room import rounds_of, tables_of
from ..mixing.seating.moving import LETTERS, clash
from ..people.names import known_as


@dataclass(frozen=True)
class MoveCard:
    """A card to hold: `letter` ("" stays, as a host does), the numbers of its tables round by round, whose it is
    (empty: whoever takes it), the round in which it begins, as people count it."""

    letter: str
    tables: tuple[int, ...]
    name: str = ""
    begins: int = 1

    @property
    def step(self) -> int:
        """By how many tables it moves each time."""
        return LETTERS.index(self.letter) + 1 if self.letter else 0


def move_cards(event) -> list[MoveCard]:
    """Every card, table by table. With a published plan that goes by letters each is somebody's own."""
    plan = (
        SeatingPlan.select()
        .where(SeatingPlan.event == event, SeatingPlan.state == PUBLISHED)
        .order_by(SeatingPlan.id.desc())
        .first()
    )
    return _of_plan(event, plan) if plan is not None and plan.letters else _of_seats(event)


def nobody_meets_twice(event) -> bool:
    """Whether cards for every seat keep everybody from meeting anybody twice."""
    tables = tables_of(event)
    letters = max((table.seats - 1 for table in tables), default=0)
    return bool(tables) and clash(len(tables), letters, len(rounds_of(event))) is None


def everyone_finds_a_chair(event) -> bool:
    """Whether cards for every seat never lead more people to a table than it has chairs. They may where tables have
    unequal numbers of them."""
    chairs = {table.number: table.seats for table in tables_of(event)}
    rounds = zip(*(card.tables for card in _of_seats(event)), strict=True)
    return all(people <= chairs[number] for there in rounds for number, people in Counter(there).items())


def _of_seats(event):
    numbers, rounds = [table.number for table in tables_of(event)], max(1, len(rounds_of(event)))
    return [
        MoveCard(letter, tuple(numbers[(place + step * turn) % len(numbers)] for turn in range(rounds)))
        for place, table in enumerate(tables_of(event))
        for step, letter in enumerate(("", *LETTERS)[: table.seats])
    ]


def _of_plan(event, plan):
    numbers = {str(table.id): table.number for table in tables_of(event, put_away_too=True)}
    ways, begins = {}, {}
    for round_ in rounds_of(event):
        for table, people in plan.rounds.get(str(round_.id), {}).items():
            for person in people:
                begins.setdefault(person, round_.number)
                ways.setdefault(person, []).append(numbers[table])
    names = known_as(event)
    cards = [
        MoveCard(letter, tuple(ways[int(person)]), names.get(int(person), ""), begins[int(person)])
        for person, letter in plan.letters.items()
        if int(person) in ways and letter is not None
    ]
    return sorted(cards, key=lambda card: (card.tables[0], card.letter, card.name))
