"""Everything in one folder: all formats, a CSV file for each table; photos and drawings as files of their own."""

import tempfile
import zipfile
from pathlib import Path

from . import as_csv, as_docx, as_html, as_json, as_md, as_pdf, as_xlsx
from .book import Book, Drawing, Photo
from .cloth import svg
from .gather import image_of
from .shape import Shape

# The PDF last: it needs the most memory, and the others have given theirs back by then.
PARTS = {"docx": as_docx, "xlsx": as_xlsx, "json": as_json, "pdf": as_pdf}
ENDINGS = {"image/webp": "webp", "image/jpeg": "jpg", "image/png": "png"}


def write(book: Book, out: Path, progress, shape: Shape | None = None, record: dict | None = None) -> None:
    """Write a ZIP file to `out`; `record` is what `moving.pack` gives."""
    shape = shape or Shape()
    with (
        tempfile.TemporaryDirectory(prefix="facilitator-") as folder,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole,
    ):
        steps = len(PARTS) + 2
        for done, (ending, writer) in enumerate(PARTS.items()):
            part = Path(folder) / f"book.{ending}"
            rows = {"record": record} if writer is as_json else {}
            writer.write(book, part, lambda share, done=done: progress((done + share) / steps), shape, **rows)
            whole.write(part, part.name)
            part.unlink()
            progress((done + 1) / steps)
        for ending, writer in (("md", as_md), ("html", as_html)):
            part = Path(folder) / f"book.{ending}"
            writer.write(book, part, lambda share: None, shape, file_name=file_name)
            whole.write(part, part.name)
        for part in as_csv.write_each(book, Path(folder)):
            whole.write(part, f"csv/{part.name}")
        for photo in book.photos:
            if photo.has_image:
                whole.writestr(zipfile.ZipInfo(file_name(photo)), image_of(photo))
        for drawing in book.drawings:
            whole.writestr(file_name(drawing), svg(drawing))


def file_name(picture: Photo | Drawing) -> str | None:
    """A picture's name in the folder; None when this edition leaves it out."""
    if isinstance(picture, Drawing):
        return f"drawings/cloth-{picture.id}.svg" if picture.strokes else None
    return f"photos/photo-{picture.id}.{ENDINGS[picture.media_type]}" if picture.has_image else None
