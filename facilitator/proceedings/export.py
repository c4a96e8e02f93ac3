"""One event as a file: PDF, Word, Excel, CSV, Markdown, JSON, or all of them with the photos in a ZIP."""

import importlib
from pathlib import Path

from ..i18n import speaking
from .gather import gather

# format → (the module that writes it, the media type of the file)
FORMATS = {
    "pdf": ("as_pdf", "application/pdf"),
    "docx": ("as_docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("as_xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("as_csv", "text/csv; charset=utf-8"),
    "md": ("as_md", "text/markdown; charset=utf-8"),
    "json": ("as_json", "application/json"),
    "zip": ("as_zip", "application/zip"),
}
GATHERED = 20  # percent of the work when the Book is gathered


def export(event, format: str, names: bool, out: Path, progress=None) -> None:
    """Write the event's book to `out`, in the language of the house.

    `format` is a key of FORMATS. Without `names`, names and private details stay out. `progress(percent)` is called
    now and then with a whole number that rises to 100. Raises KeyError for another format, OSError when `out` cannot
    be written. Takes seconds for a long day: call it through `background`, or from the command line.
    """
    module, _media_type = FORMATS[format]
    tell = progress or (lambda percent: None)
    tell(0)
    book = gather(event, names)
    tell(GATHERED)
    writer = importlib.import_module(f".{module}", __package__)
    part = Path(out).with_name(f"{Path(out).name}.part")  # so that a file of that name is always a whole one
    try:
        with speaking(book.language):
            writer.write(book, part, lambda share: tell(GATHERED + round(share * (99 - GATHERED))))
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    tell(100)
