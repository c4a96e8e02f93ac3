"""The simple move rule: the host stays, A moves one table on, B two, C three. It needs no screen and no list.

Letter l sits in round r at table start + l · r, tables counted in the room's order and round again. Letters l and m
meet twice exactly if (l − m)(r − s) is a multiple of the number of tables for two rounds r and s, and a letter returns
to a table if l(r − s) is; hosts are letter 0. So the rule works for L letters, R rounds and T tables if no product of a
number up to L (the largest difference of letters) and one up to R − 1 is a multiple of T. (The cyclic case of
designs.py.)
"""

import random
from dataclasses import dataclass

from .annealing import Best, exchange_paths
from .figures import Figures, measure
from .plan import Plan
from .room import Room
from .state import Seating, Weights
from .units import Numbers

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TRIES = 4_000  # exchanges of two people's cards, to suit what they need
NEEDS = Weights(hard=100, revisit=0, repeat=0, moved=0, mix=1, size=0)


@dataclass(frozen=True)
class MoveRule:
    """Whether the rule may be offered for this room, and the day it makes.

    works     nobody meets anybody twice or comes back to a table, and no rule of the room is broken
    why       "fine"; "letters" (the numbers do not go: `clash` holds two letters, "" for the host, and two rounds in
              which they meet); "room" (too few chairs, or something that people need is broken); "chosen" (people chose
              seats, so that there is nothing to go by)
    letters   {person id: letter}, "" for who stays: a host, and who stays with a host
    plan      the seats it makes, and `figures` what they are worth; None where it cannot be played at all
    """

    works: bool
    why: str
    clash: tuple | None = None
    letters: dict | None = None
    plan: Plan | None = None
    figures: Figures | None = None


def move_rule(room: Room) -> MoveRule:
    """Try the rule on this room as it is: its tables in order, its people, what they need. Deterministic."""
    room = room.without_baseline()
    if room.fixed:
        return MoveRule(False, "chosen")
    numbers = Numbers(room)
    moving = [i for i in range(numbers.P) if any(u >= 0 and numbers.home[u] < 0 for u in _units(numbers, i))]
    letters = -(-len(moving) // max(1, numbers.T))
    stay = len(moving) < numbers.P
    found = clash(numbers.T, letters, room.rounds, returns=stay or not room.revisits)
    if found or not moving or letters > len(LETTERS):
        return MoveRule(False, "letters", found)
    seating = Seating(numbers)
    paths = _seated(seating, moving)
    best = Best(seating)
    exchange_paths(seating, best, NEEDS, TRIES, random.Random(0), lambda _work: None)
    seating.seat_all(best.at)
    return _told(room, seating, paths, set(moving))


def clash(tables: int, letters: int, rounds: int, returns: bool = True) -> tuple | None:
    """Two letters ("" for who stays) and two rounds in which they meet again; None if none do.

    returns   False: nobody stays, and a letter may come back to its table
    """
    names = ["", *LETTERS]
    for apart in range(1, min(letters if returns else letters - 1, len(LETTERS)) + 1):
        for later in range(1, rounds):
            if apart * later % tables == 0:
                first = 0 if returns else 1
                return names[first], names[first + apart], 1, 1 + later
    return None


def _units(numbers, i) -> list[int]:
    return [of[i] for of in numbers.unit_of]


def _seated(seating, moving) -> list:
    """Seat all by the rule, voices of one kind on one letter; gives each path as (tables by round, letter)."""
    numbers = seating.numbers
    T = numbers.T
    for u, home in enumerate(numbers.home):
        if home >= 0:
            seating.seat(u, numbers.round_of[u] * T + home)
    # The last letter may be short of people: they start at the largest tables.
    order = sorted(range(T), key=lambda t: -numbers.seats[t])
    paths = []
    for place, i in enumerate(sorted(moving, key=lambda i: (numbers.role_of[i], i))):
        letter, start = place // T + 1, order[place % T]
        path = [(start + letter * r) % T for r in range(numbers.R)]
        paths.append((path, LETTERS[letter - 1]))
        for r, u in enumerate(_units(numbers, i)):
            if u >= 0 and seating.at[u] < 0:
                seating.seat(u, r * T + path[r])
    return paths


def _told(room, seating, paths, moving) -> MoveRule:
    """Read the cards off the seats: who sits where a path goes has its letter."""
    numbers = seating.numbers
    T = numbers.T
    seats, letters = [{} for _ in range(numbers.R)], {}
    for i, person in enumerate(room.people):
        way = {r: seating.at[u] % T for r, u in enumerate(_units(numbers, i)) if u >= 0}
        for r, t in way.items():
            seats[r][person.id] = room.tables[t].id
        fits = [one for one in paths if all(one[0][r] == t for r, t in way.items())] if i in moving else []
        if fits:
            paths.remove(fits[0])
        letters[person.id] = fits[0][1] if fits else None if i in moving else ""
    plan = Plan.of_seats(seats)
    figures = measure(room, plan)
    again = figures.repeat_excess + figures.revisits - figures.revisits_bound
    works = figures.hard == again == 0 and None not in letters.values()
    return MoveRule(works, "fine" if works else "room", None, letters, plan, figures)
