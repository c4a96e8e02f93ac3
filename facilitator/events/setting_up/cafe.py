"""What the set-up page needs of a café, beside the rounds and tables themselves."""

from dataclasses import dataclass

from .rounds.actions import Minutes, rounds_of, usual_minutes
from .tables.actions import tables_of


@dataclass(frozen=True)
class CafeSetUp:
    """`is_one`: people sit at tables, or did; `usual`: the minutes of a further round; `count` tables are there,
    mostly of `seats`; `questions`: each table's own, one on a line ("-": none), empty when no table has one."""

    is_one: bool
    usual: Minutes
    count: int
    seats: int
    questions: str


def cafe_set_up(event) -> CafeSetUp:
    """How the event's café is set up now."""
    tables = tables_of(event)
    here = [table for table in tables if table.away_at is None]
    sizes = [table.seats for table in here]
    return CafeSetUp(
        is_one=bool(tables or rounds_of(event)),
        usual=usual_minutes(event),
        count=len(here) or 12,
        seats=max(set(sizes), key=sizes.count) if sizes else 4,
        questions="\n".join(table.question or "-" for table in here) if any(table.question for table in here) else "",
    )
