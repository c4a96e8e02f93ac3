"""The Book as an accessible PDF (PDF/UA-1). The exact words travel inside it too, as an attached JSON file, for what
is copied out of a PDF page is not always letter for letter what was written (Arabic, for one).
"""

from pathlib import Path

from flask_babel import gettext as _

from ..i18n import direction
from . import as_json, blocks, outline
from .book import Book
from .cloth import svg
from .gather import image_of
from .typesetting import typeset, words

TEMPLATE = Path(__file__).parent / "typst" / "book.typ"
SHORT = 60
WIDE = 1.2  # width to height from which a photo fills the page's width
KINDS = {"image/webp": "webp", "image/jpeg": "jpg", "image/png": "png"}


def write(book: Book, out: Path, progress) -> None:
    """Write a PDF to `out`."""
    files, laid_out = {"book.json": as_json.text(book).encode()}, []
    for block in outline.blocks(book):
        made = _as_data(block, book.language, files)
        if made["kind"] == "said" and laid_out and laid_out[-1]["kind"] == "saying":
            laid_out[-1]["notes"].append(made)  # notes under one heading share one frame: typst needs less memory so
        else:
            laid_out.append({"kind": "saying", "notes": [made]} if made["kind"] == "said" else made)
    progress(0.3)
    title = outline.title_of(book)
    data = {
        "title": words(title, book.language),
        "short": words(title if len(title) <= SHORT else title[:SHORT].rstrip() + "…", book.language),
        "lang": book.language,
        "dir": direction(book.language),
        "attachment": _("The same book with every letter as it was written, for programs to read."),
        "blocks": laid_out,
    }
    out.write_bytes(typeset(TEMPLATE, data, files))


def _as_data(block, house, files) -> dict:
    """A block as plain data for the template; pictures go into `files`."""

    def said(some):
        return words(some.text, some.language or house)

    def ours(text):
        return words(text, house)

    def rows(pairs):
        return [{"label": outline.with_colon(label), "words": said(value)} for label, value in pairs]

    match block:
        case blocks.Heading():
            return {"kind": "heading", "level": block.level, "words": said(block.words), "apart": block.apart}
        case blocks.Line():
            return {"kind": "line", "look": block.look, "words": said(block.words)}
        case blocks.Facts():
            return {"kind": "facts", "rows": rows(block.rows)}
        case blocks.Grid():
            cells = [[ours(cell) for cell in row] for row in block.rows]
            return {"kind": "grid", "heads": block.heads, "rows": cells}
        case blocks.Card():
            marks = [ours(mark) for mark in block.marks]
            return {"kind": "card", "title": said(block.title), "facts": rows(block.facts), "marks": marks}
        case blocks.Said():
            marks = [ours(mark) for mark in block.marks]
            said_words = said(block.words) if block.words else None
            return {"kind": "said", "words": said_words, "instead": block.instead, "marks": marks}
        case blocks.Drawn():
            file = f"cloth-{block.drawing.id}.svg"
            files[file] = svg(block.drawing).encode()
            return {"kind": "picture", "file": file, "alt": block.alt, "wide": True, "words": None}
        case blocks.Picture():
            file = f"photo-{block.photo.id}.{KINDS[block.photo.media_type]}"
            files[file] = image_of(block.photo)
            return {
                "kind": "picture",
                "file": file,
                "alt": block.alt,
                "wide": block.photo.width >= WIDE * block.photo.height,
                "words": said(block.words) if block.words else None,
            }
