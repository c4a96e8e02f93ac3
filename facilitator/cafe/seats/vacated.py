"""A chair that somebody gave up: what an act records beside the Seat that is at another table now."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vacated:
    """Somebody has a seat at this table no longer. No row: it only says which table's screens are to look again."""

    event_id: int
    table_id: int
