"""Which numbers the rows of an event get here: their own where all of them are free, so that addresses stay what they
were; else new ones, in the same order."""

import peewee

from ...db import database
from ...events.models import Series
from .fields import BY_NAME, TABLES, points_to

WITH_NUMBERS_INSIDE = ("edition", "check")  # a kept book names rows by their numbers; with new ones it stays behind
LARGEST_KEPT = 1_000_000_000  # a made-up number must not use up all those that come after it


def numbers_for(tables: dict, series: Series | None) -> dict[str, dict[int, int]]:
    """`{table: {number in the file: number here}}`. `series` is the row that stands here already for the file's."""
    held = {name: [row["id"] for row in rows] for name, rows in tables.items() if rows and "id" in BY_NAME[name].names}
    if series is not None:
        own = held.pop("series")
        held.pop("earlier_count", None)  # they go to the series that is here, one by one
    newest = {name: _newest(name) for name in held}
    free = all(min(ids) > newest[name] and max(ids) <= LARGEST_KEPT for name, ids in held.items())
    found = {
        name: {id_: id_ if free else newest[name] + place for place, id_ in enumerate(sorted(ids), 1)}
        for name, ids in held.items()
    }
    return found if series is None else found | {"series": dict.fromkeys(own, series.id)}


def are_kept(numbers: dict) -> bool:
    """Whether all rows have the numbers here that they have in the file."""
    return all(one == other for name, each in numbers.items() if name != "series" for one, other in each.items())


def renumbered(name: str, row: dict, numbers: dict) -> dict:
    """The row with the numbers that hold here."""
    here = {field: numbers[table][row[field]] for field, table in points_to(BY_NAME[name]).items() if row.get(field)}
    if row.get("id") in numbers.get(name, {}):
        here["id"] = numbers[name][row["id"]]
    return row | here | _INSIDE.get(name, lambda row, numbers: {})(row, numbers)


def go_on_after(names) -> None:
    """Rows that are made from now on get numbers after these."""
    for name in names:
        database.numbers_used(name)


def _newest(name):
    model = BY_NAME[name].model
    return model.select(peewee.fn.MAX(model.id)).scalar() or 0


def _in_a_plan(row, numbers):
    rounds, tables, people = (numbers.get(name, {}) for name in ("round", "table", "person"))
    seats = {
        str(rounds[int(round_)]): {
            str(tables[int(table)]): [people[person] for person in there if person in people]
            for table, there in at.items()
            if int(table) in tables
        }
        for round_, at in row["rounds"].items()
        if int(round_) in rounds
    }
    letters = {str(people[int(person)]): letter for person, letter in row["letters"].items() if int(person) in people}
    return {"rounds": seats, "letters": letters}


def _in_the_journal(row, numbers):
    kept = next((kept for kept in TABLES if kept.model.__name__ == row["subject_type"]), None)
    return {"subject_id": numbers.get(kept.name, {}).get(row["subject_id"]) if kept else None}


_INSIDE = {"seating_plan": _in_a_plan, "journal": _in_the_journal}  # numbers that stand in other fields
