"""People came after everybody was given a card with a letter: those who have one keep it, and who came gets one too."""

from itertools import product

from ...mixing.seating import Plan, Room, measure
from ...mixing.seating.moving import LETTERS
from .instance import Instance, number
from .judging import OF_NO_PLAN


def keep_letters(instance: Instance, letters: dict[str, str], repair: Plan) -> tuple[Plan, dict] | None:
    """`(plan, {person's number: letter})`: all keep the tables they were told, and who came since moves by a letter as
    well. None when somebody would have to leave the way of their card, or when `repair` breaks less.
    `letters` are those of the plan that people see. For `background.run`.

    Who chose a table off their card's way sits there, and has a letter no longer.
    """
    if not letters or "baseline" not in instance.data:
        return None
    day = _Day(instance)
    kept, newcomers = {}, []
    for person in day.people:
        whole = set(day.way(person)) == day.there[person]
        letter = letters.get(number(person))
        if letter is None:
            newcomers += [] if whole else [person]
        elif whole and day.follows(person, letter):
            kept[number(person)] = letter
        elif not whole or not any(one == person for one, _round, _table in instance.chosen):
            return None
    to_give = sorted({"", "A", *kept.values()})
    to_give = [*to_give[1:], *LETTERS[LETTERS.index(to_give[-1]) + 1 :][:1], ""]
    while newcomers:
        company = next((group for group in day.room.together if newcomers[0] in group), newcomers[:1])
        group = [person for person in newcomers if person in company]
        letter = day.join(group, to_give)
        if letter is None:
            return None
        kept |= {number(person): letter for person in group}
        newcomers = [person for person in newcomers if person not in group]
    plan = Plan.of_seats(day.seats)
    return (plan, kept) if measure(day.room, plan).score[:2] <= measure(day.room, repair).score[:2] else None


class _Day:
    """The rounds to come as people were told them, with the tables in the order in which cards move on."""

    def __init__(self, instance):
        self.room: Room = instance.room()
        self.coming = range(instance.held, self.room.rounds)
        self.there = {one.id: {r for r in self.coming if one.is_there(r + 1)} for one in self.room.people}
        self.people = [person for person, rounds in self.there.items() if rounds]
        self.seats = self.room.baseline.seats()
        for r in self.coming:
            self.seats[r] = {person: t for person, t in self.seats[r].items() if r in self.there.get(person, ())}
        self.chairs = {table.id: table.seats for table in self.room.tables if table.seats}
        self.tables = list(self.chairs)

    def way(self, person) -> dict[int, str]:
        """`{round: table}` of somebody."""
        return {r: self.seats[r][person] for r in self.coming if person in self.seats[r]}

    def path(self, start, letter) -> dict[int, str]:
        """The tables that a letter comes to from the place of its first one."""
        step = LETTERS.index(letter) + 1 if letter else 0
        return {r: self.tables[(start + step * n) % len(self.tables)] for n, r in enumerate(self.coming)}

    def follows(self, person, letter) -> bool:
        """Whether the letter leads somebody where they sit."""
        way = self.way(person)
        return any(way.items() <= self.path(start, letter).items() for start in range(len(self.tables)))

    def join(self, group, letters) -> str | None:
        """Seat people who came together by one of these letters where that costs nothing, and give the letter."""
        before = self._worth(self.seats)
        for seats, letter in sorted(self._ways(group, letters), key=lambda way: self._crowd(way[0], group)):
            if self._worth(seats) <= before:
                self.seats = seats
                return letter
        return None

    def _ways(self, group, letters):
        for letter, start in product(letters, range(len(self.tables))):
            path = self.path(start, letter)
            if all(self.way(person).items() <= path.items() for person in group):
                with_them = [
                    seat | {person: path[r] for person in group if r in self.there[person]} if r in path else seat
                    for r, seat in enumerate(self.seats)
                ]
                if all(list(with_them[r].values()).count(path[r]) <= self.chairs[path[r]] for r in path):
                    yield with_them, letter

    def _crowd(self, seats, group) -> tuple:
        """Few at a table are better than many, but nobody sits alone."""
        sizes = [list(seats[r].values()).count(seats[r][one]) for one in group for r in self.there[one]]
        return min(sizes) < self.room.min_table, sum(sizes)

    def _worth(self, seats) -> tuple:
        """What is broken, but for who has no seat yet; who comes back to a table; who meets again."""
        found = measure(self.room, Plan.of_seats(seats))
        return found.hard - found.violations.get(OF_NO_PLAN, 0), found.revisits, found.repeat_excess
