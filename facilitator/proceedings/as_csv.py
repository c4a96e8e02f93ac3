"""The tables as CSV, for spreadsheets and scripts: all in one file, whose first column says which table a row belongs
to, or one file for each.

UTF-8 with a mark at the front, so that Excel reads it rightly.
A cell that a spreadsheet might take for a formula gets an apostrophe in front, and so does one that begins with an
apostrophe: take one away from every cell that has one, and the words are as they were written.
"""

import csv
import datetime
import re
from pathlib import Path

from flask_babel import gettext as _

from .book import Book
from .letters import visible
from .tables import tables

# What spreadsheets take for a formula, after spaces and marks that they skip.
LIKE_A_FORMULA = re.compile(r"['\t\n]|[\s\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]")


def write(book: Book, out: Path, progress, shape=None) -> None:
    """Write CSV to `out`."""
    parts = tables(book)
    heads = {column.key: column.head for part in parts for column in part.columns}
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_("Part"), *heads.values()])
        for part in parts:
            keys = [column.key for column in part.columns]
            for row in part.rows:
                cells = dict(zip(keys, row, strict=True))
                writer.writerow([cell(part.name), *(cell(cells.get(key)) for key in heads)])


def write_each(book: Book, folder: Path) -> list[Path]:
    """Write one CSV file for each table into `folder`, under its key; returns the files."""
    files = []
    for table in tables(book):
        files.append(folder / f"{table.key}.csv")
        with files[-1].open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([column.head for column in table.columns])
            writer.writerows([cell(value) for value in row] for row in table.rows)
    return files


def cell(value) -> str:
    """One cell as text, made safe to open in a spreadsheet."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if not isinstance(value, str):
        return str(value)
    text = visible(value)
    return f"'{text}" if LIKE_A_FORMULA.match(text) else text
