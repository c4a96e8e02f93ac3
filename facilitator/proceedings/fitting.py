"""How much of an action plan finds room on its two pages: halving, with each try set by typst."""

from dataclasses import replace

from .book import Book
from .outline_plan import how_many
from .paper import TEMPLATE, paper
from .shape import PLAN, Shape
from .typesetting import pages

PAGES = 2


def fitted(book: Book, shape: Shape, columns: int = 2, larger: float = 1) -> Shape:
    """The shape, and for an action plan with `most` set so that it takes no more than two pages of A4. `columns` is in
    how many its long lists stand side by side, `larger` how many times larger its letters are than ours."""
    if shape.kind != PLAN or shape.most is not None or _fits(book, shape, None, columns, larger):
        return shape
    room, too_many = 0, how_many(book)
    while too_many - room > 1:
        middle = (room + too_many) // 2
        room, too_many = (middle, too_many) if _fits(book, shape, middle, columns, larger) else (room, middle)
    return replace(shape, most=room)


def _fits(book, shape, most, columns, larger):
    return pages(TEMPLATE, *paper(book, replace(shape, most=most), columns, larger)) <= PAGES
