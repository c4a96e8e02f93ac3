"""What may go wrong with a board, as warnings and never as refusals. Pure: no database, no Flask."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

SAME_CONVENER, NOT_STEP_FREE, NOT_QUIET, SAME_LANGUAGE = "same_convener", "not_step_free", "not_quiet", "same_language"


@dataclass(frozen=True)
class Clash:
    """One thing to look at: its kind, the sessions it is about (one or two), for same_language the words they share."""

    kind: str
    sessions: tuple
    words: str = ""

    @property
    def topic_ids(self) -> set[int]:
        """The topics it is about."""
        return {session.topic.id for session in self.sessions}


def clashes(sessions: Iterable[Any]) -> list[Clash]:
    """Every clash among sessions, in the order of the sessions given.

    A session has `topic` (id, convener_id, needs, needs_words), `slot_id` and `space` (step_free, quiet; None is any
    other spot, of which we know nothing and so say nothing). One that is over clashes with nothing.
    """
    going = [session for session in sessions if session.ended_at is None]
    return [*_unmet(going), *_at_once(going)]


def _unmet(sessions):
    for session in sessions:
        if session.space is None:
            continue
        if "step_free" in session.topic.needs and not session.space.step_free:
            yield Clash(NOT_STEP_FREE, (session,))
        if "quiet" in session.topic.needs and not session.space.quiet:
            yield Clash(NOT_QUIET, (session,))


def _at_once(sessions):
    by_slot = defaultdict(list)
    for session in sessions:
        by_slot[session.slot_id].append(session)
    for together in by_slot.values():
        for one, other in itertools.combinations(together, 2):
            if one.topic.convener_id is not None and one.topic.convener_id == other.topic.convener_id:
                yield Clash(SAME_CONVENER, (one, other))
            if _language(one.topic) and _language(one.topic) == _language(other.topic):
                yield Clash(SAME_LANGUAGE, (one, other), one.topic.needs_words)


def _language(topic) -> str:
    """The language help a topic asks for, so written that two who ask for the same are equal; empty for none."""
    if "language" not in topic.needs:
        return ""
    return " ".join(re.findall(r"\w+", topic.needs_words.casefold()))
