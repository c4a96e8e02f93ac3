"""Seatings without any repeated meeting, by algebra instead of search.

Guests are split into rows of T, one row per chair. Guest j of row i sits in round r at table j + f_i(r), in a group
of T elements. Two guests of rows i and k meet twice only if f_i − f_k has the same value in two rounds, and a guest
returns to a table only if f_i has; so it is enough that the rows f_i, with a row of zeros for the hosts, differ
pairwise by functions that never repeat a value: part of a difference matrix (Jungnickel, "On difference matrices",
Math. Z. 167, 1979; Colbourn, Dinitz, Handbook of Combinatorial Designs, VI.17). For a prime power f_i(r) = a_i · r over
the field of T elements does it, for T − 1 rows and T rounds; for other T part of such a matrix is looked for.
"""

from typing import NamedTuple

from .units import Numbers

MOST_NODES = 60_000  # of the search for rows, in all groups together
LARGEST_FIELD = 64  # its table is made anew each time; above, rows are found at once by looking


class Group(NamedTuple):
    """An abelian group on 0 … T − 1, 0 its zero: `add[a][b]`."""

    add: list


def designed(numbers: Numbers, random) -> list[int] | None:
    """By unit, its slot in a seating without repeated meetings and returns; None when no design fits this room.

    It fits rooms where every loose unit is one guest who is there in all rounds, nothing is settled but the hosts, and
    each table has a chair for each row. What guests need (steps, languages, apart) is not looked at: the search puts
    people into the paths that suit them. `random` is a Random.
    """
    guests = _plain_guests(numbers)
    if guests is None:
        return None
    T, R = numbers.T, numbers.R
    rows = -(-len(guests) // T)
    hosted = set(numbers.anchor[0].values())
    if rows > min(seats - (t in hosted) for t, seats in enumerate(numbers.seats)):
        return None
    found = rows_of(T, rows, R, random)
    if found is None:
        return None
    group, f = found
    # Rows of one role each give every table one of them.
    guests.sort(key=lambda i: (numbers.role_of[i], i))
    at = [slot_of_home(numbers, u) for u in range(len(numbers.units))]
    for place, i in enumerate(guests):
        row, j = divmod(place, T)
        for r in range(R):
            at[numbers.unit_of[r][i]] = r * T + group.add[j][f[row][r]]
    return at


def slot_of_home(numbers: Numbers, u: int) -> int:
    """The slot a bound unit must have; −1 for a loose one."""
    return -1 if numbers.home[u] < 0 else numbers.round_of[u] * numbers.T + numbers.home[u]


def rows_of(tables: int, rows: int, rounds: int, random) -> tuple[Group, list] | None:
    """`rows` lists of one group element per round that, with a row of zeros, differ pairwise without repetition.

    None when there are none (more rounds or rows than tables allow), or none was found in a fixed number of tries.
    """
    if rounds > tables or rows > tables - 1:
        return None
    power = prime_power(tables)
    if power and tables <= LARGEST_FIELD:
        times = multiplication(*power)
        return Group(_sums([power[0]] * power[1])), [[times[a][r] for r in range(rounds)] for a in range(1, rows + 1)]
    nodes = [MOST_NODES]
    shapes = _shapes(tables)
    while nodes[0] > 0:
        for shape in shapes:
            group = Group(_sums(shape))
            found = _search(group, rows, rounds, random, nodes, MOST_NODES // 20)
            if found:
                return group, found
    return None


def prime_power(number: int) -> tuple[int, int] | None:
    """(p, k) with p prime and p to the k the number, or None."""
    for p in range(2, number + 1):
        if number % p == 0:
            k = 0
            while number % p == 0:
                number, k = number // p, k + 1
            return (p, k) if number == 1 else None
    return None


def multiplication(p: int, k: int) -> list:
    """Multiplication in the field of p to the k elements; an element is a polynomial, its digits in base p."""
    size = p**k
    digits = [[n // p**i % p for i in range(k)] for n in range(size)]
    for tail in range(size):
        table = [[_product(a, b, digits[tail], p) for b in digits] for a in digits]
        if all(0 not in row[1:] for row in table[1:]):
            return table
    raise ValueError("p must be prime")


def _product(a, b, tail, p) -> int:
    """a · b modulo x^k + tail."""
    k = len(a)
    terms = [0] * (2 * k)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            terms[i + j] += x * y
    for i in range(2 * k - 1, k - 1, -1):
        for j, y in enumerate(tail):
            terms[i - k + j] -= terms[i] * y
    return sum(term % p * p**i for i, term in enumerate(terms[:k]))


def _shapes(tables: int) -> list[list[int]]:
    """Ways to write the group of so many elements as a product of cyclic ones: the cyclic one, and one with more 2s."""
    shapes = [[tables]]
    for part in (2, 3):
        if tables % (part * part) == 0:
            shapes.insert(0, [part, tables // part])
    return shapes


def _sums(shape: list[int]) -> list:
    """The addition table of the product of cyclic groups of these orders."""
    size = 1
    for order in shape:
        size *= order

    def digits(n):
        parts = []
        for order in shape:
            n, part = divmod(n, order)
            parts.append(part)
        return parts

    written = [digits(n) for n in range(size)]
    table = []
    for a in written:
        row = []
        for b in written:
            total, unit = 0, 1
            for x, y, order in zip(a, b, shape, strict=True):
                total, unit = total + (x + y) % order * unit, unit * order
            row.append(total)
        table.append(row)
    return table


def _search(group, rows, rounds, random, nodes, most) -> list | None:
    """Row by row, element by element, back where it goes no further; `nodes[0]` counts down, `most` of them here."""
    size = len(group.add)
    minus = [[0] * size for _ in range(size)]
    for a in range(size):
        for b in range(size):
            minus[group.add[a][b]][b] = a
    last = nodes[0] - most
    found = [[0] * rounds]

    def extend(row, used) -> bool:
        """Complete `row`, whose differences to the rows found are in `used`, and the rows after it."""
        if len(row) == rounds:
            found.append(row)
            if len(found) > rows or extend([0], [{0} for _ in found]):
                return True
            found.pop()
            return False
        choice = random.sample(range(1, size), min(size - 1, 40))
        for x in choice:
            nodes[0] -= 1
            if nodes[0] < last:
                return False
            differences = [minus[x][other[len(row)]] for other in found]
            if all(d not in seen for d, seen in zip(differences, used, strict=True)):
                grown = [seen | {d} for d, seen in zip(differences, used, strict=True)]
                if extend([*row, x], grown):
                    return True
        return False

    return found[1:] if extend([0], [{0}]) else None


def _plain_guests(numbers) -> list[int] | None:
    """The guests, if they are all there in all rounds, alone in their units, and nothing but hosts is settled."""
    room = numbers.room
    if room.frozen or room.fixed or room.baseline or room.together:
        return None
    guests = [i for i, p in enumerate(room.people) if p.host is None]
    if any(len(room.people[i].rounds or range(room.rounds)) != room.rounds for i in guests):
        return None
    if any(p.host is not None and p.rounds is not None for p in room.people):
        return None
    return guests
