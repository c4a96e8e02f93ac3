"""What no plan can beat: lower bounds on repeated meetings and on returns to a table, by counting and pigeonholes.

Both are elementary; each function says its argument. They let the search stop as soon as it is provably done.
"""

from collections import Counter
from itertools import pairwise

from .room import Room


def repeats_bound(room: Room) -> int:
    """Meetings beyond the first that every plan has, pairs that stay together apart.

    Of four arguments the best. (1) Counting: R rounds at tables of k_t guests hold R·Σ C(k_t, 2) meetings, and there
    are only C(G, 2) pairs. (2) Pigeonholes: k guests of one table spread over at most m tables in the next round
    (m = T − 1 where nobody has to return, else T), so at least f(k, m) of their pairs meet twice running, for each of
    the R − 1 changes. (3) Language: who needs company in more seats than there are speakers meets some again. (4) What
    happened in the frozen rounds stays. For (1) and (2) only guests present throughout count, spread as evenly as the
    seats allow, which makes both sums smallest; pairs that stay together are taken off once for each time they count.
    (1) to (3) suppose that all are within the rules and nobody returns to a table more often than must be.
    """
    return max(_by_counting(room), _by_language(room), _already(room))


def revisits_bound(room: Room) -> int:
    """Returns to a table that every plan has: more rounds than tables somebody can use, or too few guests.

    Pigeonholes by person: n rounds at m tables are at least n − m returns; for people who need a step-free place, and
    for the rounds they share with somebody who stays with them, m counts step-free tables only. By table: it must take
    whoever finds no seat elsewhere, in every round, and has only so many different guests. What people chose and what
    has happened counts as it is.
    """
    if room.revisits:
        return 0
    return max(_by_person(room), _by_table(room))


def _by_counting(room: Room) -> int:
    if room.fixed:
        return 0  # a choice may break the rules that this argument rests on
    rounds, tables = room.rounds, len(room.tables)
    hosted = Counter(table for table in {p.host for p in room.people} if table)
    guests = [p.id for p in room.people if not p.host and (p.rounds is None or len(p.rounds) == rounds)]
    seats = [t.seats - hosted[t.id] for t in room.tables]
    if not 0 < len(guests) <= sum(s for s in seats if s > 0):
        return 0
    sizes = _evenly(len(guests), seats)
    always = set(guests)
    stay = sum(_pairs(sum(p in always for p in group)) for group in room.together)
    holes = tables if room.revisits or revisits_bound(room) else tables - 1
    running = (rounds - 1) * (sum(_spread(k, holes) for k in sizes) - stay)
    counted = rounds * (sum(map(_pairs, sizes)) - stay) - (_pairs(len(guests)) - stay)
    return max(0, running, counted)


def _by_language(room: Room) -> int:
    if not any(p.langs for p in room.people) or room.fixed:
        return 0
    mates = {p: set(group) for group in room.together for p in group}
    short = {}
    by_language = {}
    for person in room.people:
        for language in person.langs:
            by_language.setdefault(language, set()).add(person.id)
    partners = {p.id: set().union(*(by_language[one] for one in p.langs)) - {p.id} for p in room.people}
    for person in room.people:
        if not partners[person.id] & mates.get(person.id, set()):
            rounds = room.rounds if person.rounds is None else len(person.rounds)
            lack = rounds * person.lang_min - len(partners[person.id])
            if lack > 0:
                short[person.id] = lack
    # One repeat is one pair: it serves two people only where both are short and speak with each other.
    alone = sum(lack for p, lack in short.items() if not partners[p] & short.keys())
    return alone + -(-(sum(short.values()) - alone) // 2)


def _already(room: Room) -> int:
    """Repeats of the frozen rounds."""
    if not room.frozen or room.baseline is None:
        return 0
    people = {p.id: p for p in room.people}
    together = {frozenset(pair) for group in room.together for pair in _each_pair(group)}
    met = Counter()
    for number, tables in enumerate(room.baseline.rounds[: room.frozen], 1):
        for names in tables.values():
            here = [p for p in names if p in people and people[p].is_there(number)]
            met.update(frozenset(pair) for pair in _each_pair(here))
    return sum(count - 1 for pair, count in met.items() if pair not in together)


def _by_person(room: Room) -> int:
    people = {p.id: p for p in room.people}
    step_free = sum(t.step_free for t in room.tables)
    everything = frozenset(range(1, room.rounds + 1))
    groups = {p: group for group in room.together for p in group}
    told = _told(room)
    total = 0
    for person in room.people:
        if person.host:
            continue
        rounds = everything if person.rounds is None else person.rounds
        shared = 0
        for mate in (people[p] for p in groups.get(person.id, ()) if p != person.id):
            common = len(rounds & (everything if mate.rounds is None else mate.rounds))
            if mate.host:
                shared = max(shared, common - 1)  # they come back to the host they stay with
            elif mate.step_free:
                shared = max(shared, common - step_free)
        limit = step_free if person.step_free else len(room.tables)
        if room.fixed or step_free == 0:  # a choice, or a rule that cannot hold, may lead anywhere
            limit, shared = len(room.tables), 0
        total += max(0, len(rounds) - limit, shared, told[person.id])
    return total


def _told(room: Room) -> Counter:
    """By person, the returns among what is settled: frozen rounds and choices."""
    seats = {}
    for number, seat in enumerate(room.baseline.seats()[: room.frozen] if room.baseline else [], 1):
        seats |= {(person, number): table for person, table in seat.items()}
    people = {p.id: p for p in room.people}
    seats |= {place: table for place, table in room.fixed.items() if place not in seats}
    visits = Counter((p, table) for (p, number), table in seats.items() if p in people and people[p].is_there(number))
    returns = Counter()
    for (person, _table), count in visits.items():
        returns[person] += count - 1
    return returns


def _by_table(room: Room) -> int:
    hosted = Counter(p.host for p in room.people if p.host)
    guests = [p for p in room.people if not p.host]
    seats = {t.id: max(0, t.seats - hosted[t.id]) for t in room.tables}
    present = [sum(p.is_there(number) for p in guests) for number in range(1, room.rounds + 1)]
    if max(present, default=0) > sum(seats.values()) or room.fixed:
        return 0
    total = 0
    for own in seats.values():
        elsewhere = sum(seats.values()) - own
        total += max(0, sum(max(0, count - elsewhere) for count in present) - len(guests))
    return total


def _evenly(people: int, seats: list[int]) -> list[int]:
    """`people` spread as evenly as the seats allow: a level up to which all are filled, and some one above."""
    level, rest = 0, people
    for lower, upper in pairwise([0, *sorted({max(0, s) for s in seats})]):
        open_ = sum(s >= upper for s in seats)
        step = min(upper - lower, rest // open_)
        level, rest = level + step, rest - step * open_
        if step < upper - lower:
            break
    sizes = [min(max(0, s), level) for s in seats]
    for i, s in enumerate(seats):
        if rest and s > level:
            sizes[i], rest = sizes[i] + 1, rest - 1
    return sizes


def _spread(people: int, holes: int) -> int:
    """Pairs that share a hole when people spread evenly over the holes."""
    if holes <= 0:
        return _pairs(people)
    each, more = divmod(people, holes)
    return more * _pairs(each + 1) + (holes - more) * _pairs(each)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _each_pair(people):
    return ((a, b) for i, a in enumerate(people) for b in people[i + 1 :])
