"""What a table for spreadsheets is made of."""

from dataclasses import dataclass


@dataclass
class Column:
    """A column: its key (the same in every language), its heading, its width in letters."""

    key: str
    head: str
    width: int = 14


@dataclass
class Table:
    """A table: key, name, columns, and rows of cells (text, whole numbers, days and moments of the hall, or None)."""

    key: str
    name: str
    columns: list[Column]
    rows: list[list]
