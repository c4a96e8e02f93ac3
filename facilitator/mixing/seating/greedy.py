"""The first seating: round by round, those with the most needs first, each where it costs least just then."""

from .state import Seating

MOST_TABLES = 40  # looked at for one unit; in a larger room a draw of so many is as good


def fill(seating: Seating, random) -> None:
    """Seat every unit that has no seat yet: those bound to a table there, then the others. `random` is a Random."""
    numbers = seating.numbers
    for r in range(numbers.R):
        waiting = [u for u in numbers.loose[r] if seating.at[u] < 0]
        for u, home in enumerate(numbers.home):
            if home >= 0 and numbers.round_of[u] == r and seating.at[u] < 0:
                seating.seat(u, r * numbers.T + home)
        random.shuffle(waiting)
        waiting.sort(key=lambda u: _ease(numbers, u))
        for u in waiting:
            seating.seat(u, _cheapest(seating, u, r, random))


def _ease(numbers, u):
    """Small for whom there are few places."""
    unit = numbers.units[u]
    if unit.barred:
        return 0, -unit.size
    if numbers.speaks:
        company = min((_speakers(numbers, i) for i in unit.members), default=0)
        return (1, company) if company * 4 < numbers.P else (2, -unit.size)
    return 2, -unit.size


def _speakers(numbers, i):
    known = numbers.__dict__.setdefault("speakers", {})
    c = numbers.class_of[i]
    if c not in known:
        langs = numbers.classes[c][0]
        known[c] = sum(bool(langs & numbers.classes[d][0]) for d in numbers.class_of)
    return known[c]


def _cheapest(seating, u, r, random) -> int:
    numbers, unit = seating.numbers, seating.numbers.units[u]
    tables = range(numbers.T)
    if numbers.T > MOST_TABLES and not unit.barred:
        free = [t for t in tables if seating.count[r * numbers.T + t] + unit.size <= numbers.seats[t]]
        tables = random.sample(free, min(MOST_TABLES, len(free))) or tables
    if unit.told:
        tables = [max(unit.told, key=unit.told.__getitem__)]
    return r * numbers.T + min(tables, key=lambda t: (_entry(seating, unit, r, t), random.random()))


def _entry(seating, unit, r, t) -> float:
    """What it costs that the unit comes to the table, with what others will need in mind."""
    numbers, slot = seating.numbers, r * seating.numbers.T + t
    mask, count, seats = seating.mask[slot], seating.count[slot], numbers.seats[t]
    cost = 100 * max(0, count + unit.size - seats) + 4 * count / max(1, seats)
    cost += 100 * (unit.foes & mask).bit_count() + (100 * unit.barred[t] if unit.barred else 0)
    for i in unit.members:
        cost += 10 * (seating.met[i] & mask).bit_count()
    for i in unit.guests:
        cost += 20 * (seating.visits[i][t] > 0)
    mixed = seating.mix_of(r, seating.roles[slot] + unit.roles) - seating.mix_of(r, seating.roles[slot])
    lack = seating.lack_of(seating.langs[slot] + unit.langs) - seating.lack_of(seating.langs[slot])
    return cost + mixed + 8 * lack
