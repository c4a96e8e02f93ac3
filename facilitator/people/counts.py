"""How many came, without pointing at anyone.

The rule: a count below five is hidden, for it may point at a person. A single
hidden count could be worked out from the total; so the next smallest is hidden
too, until at least two are, and together at least five people. Where that
cannot be, all are hidden. Hidden counts are None, never 0 and never "under 5".
"""

from collections import Counter

from peewee import fn

from .models import VOICES, Person

FEWEST_SHOWN = 5


def how_many(event) -> int:
    """How many people are in: joined and not left."""
    return Person.select().where(Person.event == event, Person.left_at.is_null()).count()


def by_voice(event) -> dict[str, int | None]:
    """`{voice: count}` of everyone who is in, "" for unsaid, in the order of VOICES; None where it stays hidden."""
    rows = (
        Person.select(Person.voice, fn.COUNT(Person.id))
        .where(Person.event == event, Person.left_at.is_null())
        .group_by(Person.voice)
        .tuples()
    )
    counted = Counter(dict(rows))
    return guarded({voice: counted[voice] for voice in (*VOICES, "")})


def guarded(counts: dict[str, int]) -> dict[str, int | None]:
    """Counts as they may be shown. A count of none stays 0, for it points at nobody."""
    hidden = {name for name, count in counts.items() if 0 < count < FEWEST_SHOWN}
    if not hidden:
        return dict(counts)
    for _count, name in sorted((count, name) for name, count in counts.items() if count >= FEWEST_SHOWN):
        if _safe_together(hidden, counts):
            break
        hidden.add(name)
    if not _safe_together(hidden, counts):
        hidden = set(counts)
    return {name: None if name in hidden else count for name, count in counts.items()}


def _safe_together(hidden, counts) -> bool:
    return len(hidden) >= 2 and sum(counts[name] for name in hidden) >= FEWEST_SHOWN
