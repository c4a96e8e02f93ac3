"""A board in use: topics on it that people offered from their phones, and a facilitator who moves one to and fro."""

import itertools
import sqlite3

from .phones import Phones

TITLES = (
    "Benches at the bus stop", "A garden behind the school", "Who walks with older people?", "Music for everyone",
    "Somewhere warm on Sundays", "Bikes that we can borrow", "What young people need in the evening",
    "Cooking together", "Safe ways to school", "A repair café", "Reading aloud", "Dogs in the park",
)  # fmt: skip


class Board:
    """The topics above, offered by the first people of `it` (a hall), put up and placed, each in a box of its own.

    `move()` moves the first of them between its box and the last, as the console does, and gives the answer's op;
    `tell(words)` says something to all.
    """

    def __init__(self, it, phones: Phones):
        self._phones = phones
        self._placement, self._message = f"/e/{it.code}/console/board/placement", f"/e/{it.code}/console/message"
        people = phones.add(it.people[: len(TITLES)])
        (self.facilitator,) = phones.add([it.facilitator])
        offered = [
            self._saved(one, f"/e/{it.code}/topics", title=title) for one, title in zip(people, TITLES, strict=True)
        ]
        for one, answer in zip(people, offered, strict=True):
            self._saved(one, f"{answer['answer']['url']}/announcement")
        self.topics = [int(answer["answer"]["url"].rpartition("/")[2]) for answer in offered]
        *boxes, last = _boxes(it.server.database)
        for topic, box in zip(self.topics, boxes, strict=False):
            self._place(topic, box)
        self._next = itertools.cycle([last, boxes[0]])

    def move(self) -> str:
        return self._place(self.topics[0], next(self._next))["op"]

    def tell(self, words: str) -> str:
        """A message of the facilitator to all screens; gives its op."""
        return self._saved(self.facilitator, self._message, words=words)["op"]

    def _place(self, topic, box):
        return self._saved(self.facilitator, self._placement, topic=topic, box=box)

    def _saved(self, who, path, **fields):
        answer = self._phones.post(who, path, **fields).result()
        if not answer["saved"]:
            raise RuntimeError(f"{path} was answered with {answer}")
        return answer


def _boxes(database) -> list[str]:
    """Every time and place of the event as the console's form names it."""
    record = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        slots, spaces = (
            [id_ for (id_,) in record.execute(f"SELECT id FROM {table} ORDER BY id")]  # noqa: S608  (our two tables)
            for table in ("slot", "space")
        )
    finally:
        record.close()
    return [f"{slot}-{space}" for slot in slots for space in spaces]
