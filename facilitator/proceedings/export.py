"""One event as a file: PDF, Word, Excel, CSV, Markdown, a page, JSON, or all of them with the photos in a ZIP."""

import importlib
from dataclasses import dataclass
from pathlib import Path

from ..db import database
from ..i18n import speaking
from .editions.naming import who_checked
from .editions.reading import find_edition, kept_book
from .gather import gather
from .moving import Edition, pack
from .moving.editions import NAMED, SHOWABLE, WHOLE
from .shape import FULL, shape_of

# format → (the module that writes it, the media type of the file)
FORMATS = {
    "pdf": ("as_pdf", "application/pdf"),
    "docx": ("as_docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("as_xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("as_csv", "text/csv; charset=utf-8"),
    "md": ("as_md", "text/markdown; charset=utf-8"),
    "html": ("as_html", "text/html; charset=utf-8"),
    "json": ("as_json", "application/json"),
    "zip": ("as_zip", "application/zip"),
}
KEPT = "kept"  # not for people: the book as an edition keeps it
WRITERS = FORMATS | {KEPT: ("editions.kept", "application/gzip")}
WITH_ROWS = ("json", "zip")  # another installation can take these
GATHERED = 20  # percent of the work when the Book is gathered


@dataclass(frozen=True)
class Choice:
    """What somebody wants of a file. `shape` is one of shape.SHAPES. `language` is that of our own words in it, empty
    for that of the house. `contacts`, how to reach those who agreed to that, go with `names` alone. `address` is where
    the look-back is found, empty where nobody knows. `whole` is for another installation: every row, with names, and
    with `secrets` the links and codes that open doors too. `kept` says which edition of the book (its number,
    or Edition.known_as), empty for the book as it stands now."""

    names: bool = False
    contacts: bool = False
    shape: str = FULL
    language: str = ""
    address: str = ""
    whole: bool = False
    secrets: bool = False
    kept: str = ""

    @property
    def edition(self) -> Edition:
        """How much of the rows is in the file."""
        name = WHOLE if self.whole else NAMED if self.names else SHOWABLE
        return Edition(name, self.whole and self.secrets, self.contacts and name != SHOWABLE)


def export(event, format: str, names: bool, out: Path, progress=None, choice: Choice | None = None) -> None:
    """Write the event's book to `out`; `choice` says more closely what is wanted, and then goes before `names`.

    `format` is a key of WRITERS. Without `names`, names and private details stay out. `progress(percent)` is called
    now and then with a whole number that rises to 100. Raises KeyError for another format, LookupError for an edition
    that is not there, OSError when `out` cannot be written. Takes seconds for a long day: call it through
    `background`, or from the command line.
    """
    module, _media_type = WRITERS[format]
    choice, tell = choice or Choice(names), progress or (lambda percent: None)
    tell(0)
    with database.atomic():  # the book and the rows are of one moment
        book = _book(event, choice)
        with_rows = format in WITH_ROWS and not choice.kept  # an edition is as it was read; the rows went on since
        rows = {"record": pack(event, choice.edition)} if with_rows else {}
    tell(GATHERED)
    writer = importlib.import_module(f".{module}", __package__)
    part = Path(out).with_name(f"{Path(out).name}.part")  # so that a file of that name is always a whole one
    try:
        with speaking(book.language):
            standing = who_checked(find_edition(event, choice.kept)) if choice.kept else ""
            shape = shape_of(choice.shape, choice.address, standing)
            writer.write(book, part, lambda share: tell(GATHERED + round(share * (99 - GATHERED))), shape, **rows)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    tell(100)


def _book(event, choice):
    if choice.kept:
        return kept_book(event, choice.kept, choice.language or None)
    return gather(event, choice.names or choice.whole, choice.contacts, choice.language or None)
