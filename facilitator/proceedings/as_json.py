"""The Book as JSON, exactly as it is kept, and beside it every row that another installation needs (docs/json.md)."""

import dataclasses
import datetime
import io
import json
from pathlib import Path

from .book import Book
from .moving.schema import FORMAT, VERSION


def write(book: Book, out: Path, progress, shape=None, record: dict | None = None) -> None:
    """Write UTF-8 JSON to `out`; `record` is what `moving.pack` gives."""
    out.write_text(text(book, record), encoding="utf-8")


def text(book: Book, record: dict | None = None) -> str:
    """The whole Book as JSON text; with a `record`, each of its rows is a line."""
    whole = {"format": FORMAT, "version": VERSION, **vars(book)}
    told = io.StringIO()  # piece by piece: millions of them at once take much memory
    for piece in json.JSONEncoder(ensure_ascii=False, indent=1, default=_plain).iterencode(whole):
        told.write(piece)
    told = told.getvalue()
    return told if record is None else f'{told[:-2]},\n "record": {_rows(record)}\n}}\n'


def _rows(record):
    head = "".join(f'  "{name}": {_line(value)},\n' for name, value in record.items() if name != "tables")
    tables = ",\n".join(
        f'   "{name}": [' + ",".join(f"\n    {_line(row)}" for row in rows) + ("\n   ]" if rows else "]")
        for name, rows in record["tables"].items()
    )
    return f'{{\n{head}  "tables": {{\n{tables}\n  }}\n }}'


def _line(value):
    return json.dumps(value, ensure_ascii=False)


def _plain(value):
    """Moments end in Z, for they are UTC; days are days; parts of the book are their fields, in order."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="milliseconds") + "Z"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return vars(value)
    raise TypeError(type(value))
