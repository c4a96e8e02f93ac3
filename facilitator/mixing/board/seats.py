"""How many people find a seat at something they want in one slot: a maximum flow from people to seats.

People are bits, so whole crowds flow at once. First every topic whose seats are enough for all who may still come takes
them all (that is never wrong, for those seats are not scarce); then shortest augmenting paths over the topics that are
left (Edmonds, Karp: Theoretical improvements in algorithmic efficiency for network flow problems, J. ACM 19, 1972),
each carrying as many people as it can.
"""

import itertools


def seated(wanting: list[int], seats: list[int]) -> list[int]:
    """Who sits where, as bits of people for each topic, so that as many people as possible sit at one they want.

    `wanting[t]` are bits of people who may go to topic t, `seats[t]` how many it holds (0 or more).
    """
    places, left = [0] * len(wanting), 0
    for who in wanting:
        left |= who
    scarce = list(range(len(wanting)))
    while True:
        easy = [t for t in scarce if (wanting[t] & left).bit_count() <= seats[t]]
        if not easy:
            break
        for t in easy:
            places[t] = wanting[t] & left
            left ^= places[t]
            scarce.remove(t)
    for t in scarce:
        places[t] = first(wanting[t] & left, seats[t])
        left ^= places[t]
    if left and len(scarce) > 1:
        _augment(wanting, seats, places, scarce, left)
    return places


def first(who: int, count: int) -> int:
    """`count` of these people (bits), or all when they are fewer."""
    if who.bit_count() <= count:
        return who
    low, high = 0, who.bit_length()
    while low < high:
        middle = (low + high) // 2
        if (who & ((1 << middle) - 1)).bit_count() < count:
            low = middle + 1
        else:
            high = middle
    return who & ((1 << low) - 1)


def _augment(wanting, seats, places, scarce, left):
    while left:
        path = _path(wanting, seats, places, scarce, left)
        if path is None:
            return
        # From the end with free seats backwards: each topic hands people on and is handed others.
        crowds = [left & wanting[path[0]]]
        crowds += [places[a] & wanting[b] for a, b in itertools.pairwise(path)]
        many = min(seats[path[-1]] - places[path[-1]].bit_count(), *(crowd.bit_count() for crowd in crowds))
        moving = [first(crowd, many) for crowd in crowds]
        for place, crowd in zip(path, moving, strict=True):
            places[place] |= crowd
        for place, crowd in zip(path, moving[1:], strict=False):
            places[place] ^= crowd
        left ^= moving[0]


def _path(wanting, seats, places, scarce, left):
    """The shortest way for somebody who is left: topics, each of which can hand people on to the next; None: none."""
    came = {t: None for t in scarce if wanting[t] & left}
    queue = list(came)
    for t in queue:
        if places[t].bit_count() < seats[t]:
            path = [t]
            while came[path[-1]] is not None:
                path.append(came[path[-1]])
            return path[::-1]
        for other in scarce:
            if other not in came and places[t] & wanting[other]:
                came[other] = t
                queue.append(other)
    return None
