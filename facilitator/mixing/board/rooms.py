"""Which space for which topic of a slot: big rooms for what many want, needs first."""

from .ground import Ground
from .seats import seated

BROKEN, OVERFLOW = 10**9, 10**3


def rooms(ground: Ground, s: int, topics: list[int], price: int = 0) -> dict[int, int]:
    """{topic: space} of slot s, each space once: fewest rules broken, then fewest people without a seat as if nobody
    had a second wish. A topic that stays where it stands now counts as much as `price` people, or hardly anything.
    `topics` are at most the open spaces."""
    topics, spaces = [t for t in topics if t < ground.count], ground.open[s]
    costs = [[_cost(ground, s, t, p, price) for p in spaces] for t in topics]
    return {t: spaces[chosen] for t, chosen in zip(topics, cheapest(costs), strict=True)}


def _cost(ground, s, t, p, price):
    voters = ground.voters[s][t]
    outside = 0 if ground.step_free[p] else (voters & ground.needs_step_free).bit_count()
    over = max(0, voters.bit_count() - outside - ground.seats[p])
    moved = max(1, OVERFLOW * price) * ((s, p) != ground.home[t])
    return BROKEN * ground.cost[t][s][p] + OVERFLOW * (over + outside) + moved


def cheapest(costs: list[list[int]]) -> list[int]:
    """The column of each row, no column twice, whose costs are least in all (rows at most as many as columns).

    The Hungarian method by shortest paths (Jonker, Volgenant: A shortest augmenting path algorithm for dense and
    sparse linear assignment problems, Computing 38, 1987); rows² × columns steps.
    """
    columns = len(costs[0]) if costs else 0
    row_price, column_price = [0] * len(costs), [0] * columns
    owner = [None] * columns
    for row in range(len(costs)):
        least, came, done = [None] * columns, [None] * columns, [False] * columns
        column, current = None, row
        while current is not None:
            best = None
            for c in range(columns):
                if done[c]:
                    continue
                way = costs[current][c] - row_price[current] - column_price[c]
                if least[c] is None or way < least[c]:
                    least[c], came[c] = way, column
                if best is None or least[c] < least[best]:
                    best = c
            step = least[best]
            row_price[row] += step
            for c in range(columns):
                if done[c]:
                    row_price[owner[c]] += step
                    column_price[c] -= step
                else:
                    least[c] -= step
            done[best], column, current = True, best, owner[best]
        while column is not None:
            owner[column] = owner[came[column]] if came[column] is not None else row
            column = came[column]
    found = [None] * len(costs)
    for column, row in enumerate(owner):
        if row is not None:
            found[row] = column
    return found


def crowd(ground: Ground, s: int, standing: dict[int, int]) -> dict[int, int]:
    """Who could sit where at best in slot s: {topic: people (bits)}. Conveners sit at their own topic.

    `standing` says which topic is in which space.
    """
    here = ground.here[s]
    busy = 0
    for t in standing:
        busy |= ground.hosts[t]
    busy &= here
    wanting, seats, hosts = [], [], []
    for t, p in standing.items():
        may = ground.voters[s][t] & ~busy
        wanting.append(may if ground.step_free[p] else may & ~ground.needs_step_free)
        hosts.append(ground.hosts[t] & here)
        seats.append(max(0, ground.seats[p] - hosts[-1].bit_count()))
    return {t: own | come for t, own, come in zip(standing, hosts, seated(wanting, seats), strict=True)}


def sitting(ground: Ground, s: int, standing: dict[int, int]) -> int:
    """How many people can sit at something they want in slot s."""
    return sum(who.bit_count() for who in crowd(ground, s, standing).values())
