"""When people offered topics and raised hands: from real participation data, or made up in its likeness.

Real data are what the command `replay` reads. Its votes carry no time, so the hands of a person are spread evenly over
HANDS_TAKE seconds from when they came in, or from when a topic came that was offered later.
"""

import bisect
import random
from dataclasses import dataclass
from pathlib import Path

from facilitator.commands.replay import data, plan

HANDS_TAKE = 600
OFFER, HAND = "offer", "hand"


@dataclass(frozen=True)
class Arrival:
    """Somebody (a number) offers a topic or raises a hand for it, so many seconds after the beginning."""

    at: float
    what: str
    person: int
    topic: int
    words: str = ""


def read(folder: Path | None) -> list[Arrival]:
    """All arrivals of the data in a folder, or of a made-up day, in their order. Raises CannotGoOn for other files."""
    told = data.read(folder, None) if folder else made_up()
    came, written = plan.arrivals(told), {comment.number: comment.at for comment in told.comments}
    arrivals = [Arrival(each.at, OFFER, each.author, each.number, each.words) for each in told.comments]
    by_person = {}
    for person, number in told.agreements:
        by_person.setdefault(person, []).append(number)
    for person, numbers in by_person.items():
        for place, number in enumerate(numbers):
            at = max(came[person], written[number]) + HANDS_TAKE * (place + 1) / len(numbers)
            arrivals.append(Arrival(at, HAND, person, number))
    return sorted(arrivals, key=lambda arrival: arrival.at)


def busiest(arrivals: list[Arrival], seconds: float) -> list[Arrival]:
    """Those of the stretch of so many seconds in which most topics were offered (then: most hands raised)."""
    offers = [each.at for each in arrivals if each.what == OFFER]
    everything = [each.at for each in arrivals]

    def worth(start):
        return tuple(
            bisect.bisect(some, start + seconds) - bisect.bisect_left(some, start) for some in (offers, everything)
        )

    start = max(offers, key=worth)
    return arrivals[bisect.bisect_left(everything, start) : bisect.bisect(everything, start + seconds)]


def made_up() -> data.Data:
    """An afternoon of three hours: 600 people, 150 topics, most of them at the beginning; a third of all agree."""
    rnd = random.Random(7)
    people = list(range(600))
    ends = sorted(min(rnd.expovariate(1 / 2700), 10_800) for _ in range(150))
    comments = [
        data.Comment(number, rnd.randrange(600), at, f"What if we had more benches? {number}", False)
        for number, at in enumerate(ends)
    ]
    agreements = [(person, each.number) for person in people for each in rnd.sample(comments, rnd.randint(5, 60))]
    return data.Data("made-up", "A made-up afternoon", "", people, comments, agreements)
