"""The Book as an accessible PDF (PDF/UA-1). In a whole book the exact words travel inside it too, as an attached JSON
file, for what is copied out of a PDF page is not always letter for letter what was written (Arabic, for one).
"""

from pathlib import Path

from flask_babel import gettext as _

from . import as_json
from .book import Book
from .fitting import fitted
from .paper import TEMPLATE, paper
from .shape import FULL, LARGE, Shape
from .typesetting import typeset_long


def write(book: Book, out: Path, progress, shape: Shape | None = None) -> None:
    """Write a PDF to `out`."""
    shape = fitted(book, shape or Shape())
    out.write_bytes(typeset_long(TEMPLATE, lambda: _paper(book, shape, progress)))


def _paper(book, shape, progress):
    data, files = paper(book, shape)
    if shape.kind in (FULL, LARGE):
        files["book.json"] = as_json.text(book).encode()
        data["attachment"] = _("The same book with every letter as it was written, for programs to read.")
    progress(0.3)
    return data, files
