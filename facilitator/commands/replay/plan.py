"""From data to acts: who does what, in which order, and when."""

import collections
from dataclasses import dataclass, field

from ...topics.models import TITLE_LENGTH
from .data import Comment, Data

JOIN, OFFER, ANNOUNCE, NOTE, HAND, HOLD_NOTE, HOLD_TOPIC = (
    "join", "offer", "announce", "note", "hand", "hold-note", "hold-topic",
)  # fmt: skip
BECAUSE = "The people who looked after this conversation held it back."


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `op` is its id; `needs` the ids of the acts that come before it; `at` in seconds since 1970."""

    op: str
    verb: str
    at: float
    person: int | None  # None: a facilitator
    comment: Comment | None = field(default=None, compare=False)
    needs: tuple[str, ...] = ()


def acts(data: Data) -> list[Act]:
    """Everything that happened, in its order. Votes carry no time: a person votes when they come in, and on what is
    written later when it is written.
    """
    came, agreed = arrivals(data), collections.defaultdict(list)
    for person, number in data.agreements:
        agreed[number].append(person)
    made = [Act(op(JOIN, person), JOIN, came[person], person) for person in data.people]
    for earlier, comment in zip([None, *data.comments], data.comments, strict=False):
        made += _of(comment, earlier, agreed[comment.number])
    for comment in data.comments:
        if not comment.held:
            made += [_hand(person, comment, max(came[person], comment.at)) for person in agreed[comment.number]]
    return sorted(made, key=lambda act: act.at)


def arrivals(data: Data) -> dict[int, float]:
    """When each person came in: people are numbered as they came, and authors were there when they first wrote.

    Those who agreed with a comment that was held were there before it was held.
    """
    seen, held = {}, {comment.number: comment.at for comment in data.comments if comment.held}
    for comment in data.comments:
        seen[comment.author] = min(comment.at, seen.get(comment.author, comment.at))
    for person, number in data.agreements:
        if number in held:
            seen[person] = min(held[number], seen.get(person, held[number]))
    latest, came = max((comment.at for comment in data.comments), default=0.0), {}
    for person in reversed(data.people):
        latest = came[person] = min(latest, seen.get(person, latest))
    return came


def title_of(words: str) -> str:
    """How a comment begins, as a topic's title: whole words, at most as long as a title may be."""
    line = " ".join(words.split())
    if len(line) <= TITLE_LENGTH:
        return line
    beginning = line[:TITLE_LENGTH]
    return (beginning.rpartition(" ")[0] or beginning[:-1]).rstrip(",;:-") + "…"


def op(verb: str, *numbers: int) -> str:
    """The id of an act: the same each time the same data is played."""
    return "-".join(("replay", verb, *map(str, numbers)))


def _of(comment, earlier, agreed):
    """A comment arrives after the one before it, for topics are listed in the order in which they arrived; one that was
    held is held after everyone who agreed with it has said so.
    """
    number, author, at = comment.number, comment.author, comment.at
    offered, up, noted = op(OFFER, number), op(ANNOUNCE, number), op(NOTE, number)
    after = (op(OFFER, earlier.number),) if earlier else ()
    yield Act(offered, OFFER, at, author, comment, (op(JOIN, author), *after))
    yield Act(up, ANNOUNCE, at, author, comment, (offered,))
    yield Act(noted, NOTE, at, author, comment, (up,))
    if comment.held:
        hands = [_hand(person, comment, at) for person in agreed]
        yield from hands
        yield Act(op(HOLD_NOTE, number), HOLD_NOTE, at, None, comment, (noted,))
        before = (noted, *(hand.op for hand in hands))
        yield Act(op(HOLD_TOPIC, number), HOLD_TOPIC, at, None, comment, before)


def _hand(person, comment, at):
    number = comment.number
    return Act(op(HAND, number, person), HAND, at, person, comment, (op(JOIN, person), op(ANNOUNCE, number)))
