"""The Book as JSON: everything, exactly as it is kept. The fields are described in docs/export.md."""

import dataclasses
import datetime
import json
from pathlib import Path

from .book import Book

FORMAT = "facilitator-book"
VERSION = 1


def write(book: Book, out: Path, progress) -> None:
    """Write UTF-8 JSON to `out`."""
    out.write_text(text(book), encoding="utf-8")


def text(book: Book) -> str:
    """The whole Book as JSON text."""
    whole = {"format": FORMAT, "version": VERSION, **dataclasses.asdict(book)}
    return json.dumps(whole, ensure_ascii=False, indent=1, default=_plain)


def _plain(value):
    """Moments end in Z, for they are UTC; days are days."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="milliseconds") + "Z"
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(type(value))
