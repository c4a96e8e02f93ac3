"""The Book as a page: one HTML file that needs nothing else, to open, send or put on a website. The same page is what
readers of a shared book meet.
"""

import base64
from functools import partial
from pathlib import Path

from flask import current_app
from markupsafe import Markup

from ..config import ROOT
from ..i18n import direction as direction_of_language
from . import outline
from .book import Book, Drawing
from .cloth import svg
from .gather import image_of
from .letters import direction, visible
from .shape import FULL, LARGE, Shape

STYLE = ROOT / "static" / "book.css"
IN_CONTENTS = (1, 2)  # the levels of headings that the table of contents lists


def write(book: Book, out: Path, progress, shape: Shape | None = None, file_name=None) -> None:
    """Write an HTML file to `out`. `file_name(picture)` gives the relative file name of a Photo or Drawing; without it
    pictures are inside the file."""
    shape = shape or Shape()
    whole = _template("proceedings/book_file.html").generate(
        style=Markup(STYLE.read_text(encoding="utf-8")),  # noqa: S704  (our own file)
        accent=shape.accent,
        **_what_it_shows(book, shape, file_name or _inside),
    )
    with out.open("w", encoding="utf-8") as file:
        file.writelines(whole)


def _what_it_shows(book, shape, address):
    found = [*outline.blocks(book, shape)]
    headings = [
        (number, block)
        for number, block in enumerate(found)
        if type(block).__name__ == "Heading" and block.level in IN_CONTENTS
    ]
    return {
        "book": book,
        "shape": shape,
        "title": outline.title_of(book),
        "blocks": [(type(block).__name__.lower(), block) for block in found],
        "contents": headings if shape.kind in (FULL, LARGE) and len(headings) > 3 else [],
        "logo": _data("image/png", shape.logo) if shape.logo else None,
        "address": address,
        "visible": visible,
        "with_colon": outline.with_colon,
        "way": partial(_way, book.language),
        "dir": direction_of_language(book.language),
    }


def _way(house, words):
    """The `lang` and `dir` of some words, as attributes."""
    language = words.language or house
    return Markup('lang="{}" dir="{}"').format(language, direction(words.text, language))


def _inside(picture):
    """A picture as an address that holds it whole."""
    if isinstance(picture, Drawing):
        return _data("image/svg+xml", svg(picture).encode())
    return _data(picture.media_type, image_of(picture))


def _data(media_type, content):
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def _template(name):
    return current_app.jinja_env.get_template(name)
