"""The Book as plain data for the paper that `typst/book.typ` draws: blocks in order, sizes, colour, head and foot."""

from pathlib import Path

from flask_babel import gettext as _

from ..i18n import direction
from . import blocks, outline
from .book import Book
from .cloth import svg
from .gather import image_of
from .shape import EASY, FULL, LARGE, PLAN, Shape
from .typesetting import words

TEMPLATE = Path(__file__).parent / "typst" / "book.typ"
SHORT = 60  # letters of the title at the foot, where they are small
WIDE = 1.2  # width to height from which a photo fills the page's width
LONG_BOOK = 3000  # blocks
MANY_FACTS = 6  # from so many on, or such long ones, the facts of a card stand each on a line of its own
LONG_FACT = 160
KINDS = {"image/webp": "webp", "image/jpeg": "jpg", "image/png": "png"}
_SIZES = ("body", "small", "facts", "h1", "h2", "h3", "title", "question")
# In points. Nothing in an easy read is smaller than 14, in large print than 18.
SIZES = {
    FULL: dict(zip(_SIZES, (10, 8, 9, 17, 12, 10, 24, 14), strict=True)),
    PLAN: dict(zip(_SIZES, (9, 8, 8.5, 11.5, 10, 9, 17, 11), strict=True)),
    EASY: dict(zip(_SIZES, (16, 14, 16, 24, 20, 16, 30, 20), strict=True)),
    LARGE: dict(zip(_SIZES, (18, 18, 18, 26, 22, 20, 32, 22), strict=True)),
}
MARGINS = {FULL: 20, PLAN: 14, EASY: 18, LARGE: 18}  # mm
TOGETHER = {"said": "saying", "item": "items"}
WITH_CONTENTS = (FULL, LARGE)


def paper(book: Book, shape: Shape, columns: int = 2, larger: float = 1) -> tuple[dict, dict[str, bytes]]:
    """(data for the template, {name: content} of the files that stand beside it). `columns` is in how many the long
    lists of an action plan stand side by side."""
    files = {"logo.png": shape.logo} if shape.logo else {}
    made = [_as_data(block, book.language, files) for block in outline.blocks(book, shape)]
    laid_out = _together(made, direction(book.language))
    title = outline.title_of(book)
    room = SHORT * SIZES[FULL]["small"] // SIZES[shape.kind]["small"]
    short = words(title if len(title) <= room else title[:room].rstrip() + "…", book.house)
    data = {
        "title": words(title, book.house),
        "lang": book.language,
        "dir": direction(book.language),
        "foot": [*([words(shape.footer, book.house)] if shape.footer else []), short],
        "by": words(shape.name, book.house) if shape.name else None,
        "logo": (shape.logo_words or shape.name or _("Logo")) if shape.logo else None,
        "accent": shape.accent,
        "sizes": {name: size * larger for name, size in SIZES[shape.kind].items()},
        "margin": MARGINS[shape.kind],
        "apart": 0.6 if shape.kind == PLAN else 0.9,
        "columns": columns if shape.kind == PLAN else 1,
        "beside": shape.kind == FULL,
        "contents": _("What is in this book"),
        "contents-at": _first_heading(laid_out) if shape.kind in WITH_CONTENTS else -1,
        "attachment": None,
        "blocks": laid_out,
    }
    return data, files


def _together(made, house):
    """Notes that follow each other and run the same way share one frame, in a long book whichever way they run: typst
    needs less memory for few frames. Lines of a list are one list."""
    laid_out, one_way = [], len(made) > LONG_BOOK
    for block in made:
        frame = TOGETHER.get(block["kind"])
        way = (block["words"] or {"dir": house})["dir"] if frame == "saying" and not one_way else house
        if frame is None:
            laid_out.append(block)
        elif laid_out and (laid_out[-1]["kind"], laid_out[-1].get("dir")) == (frame, way):
            laid_out[-1]["parts"].append(block)
        else:
            laid_out.append({"kind": frame, "dir": way, "parts": [block]})
    return laid_out


def _first_heading(laid_out):
    return next((number for number, block in enumerate(laid_out) if block["kind"] == "heading"), -1)


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
        case blocks.Line(look="list"):
            return {"kind": "item", "words": said(block.words)}
        case blocks.Line():
            return {"kind": "line", "look": block.look, "words": said(block.words)}
        case blocks.Idea():
            return {"kind": "idea", "words": said(block.words), "strong": block.strong}
        case blocks.Facts():
            return {"kind": "facts", "rows": rows(block.rows)}
        case blocks.Grid():
            cells = [[ours(cell) for cell in row] for row in block.rows]
            return {"kind": "grid", "heads": block.heads, "rows": cells}
        case blocks.Card():
            marks = ours(" · ".join(block.marks)) if block.marks else None
            long = len(block.facts) > MANY_FACTS or any(len(value.text) > LONG_FACT for _label, value in block.facts)
            facts = rows(block.facts)
            return {"kind": "card", "title": said(block.title), "facts": facts, "marks": marks, "long": long}
        case blocks.Said():
            return {
                "kind": "said",
                "words": said(block.words) if block.words else None,
                "instead": block.instead,
                "marks": ours(" · ".join(block.marks)) if block.marks else None,
                "beside": [{"words": said(other), "mark": ours(mark)} for other, mark in block.beside],
            }
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
