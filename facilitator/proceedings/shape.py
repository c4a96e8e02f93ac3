"""Which of its shapes the book takes, and whose look it wears."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from ..events.models import Look

FULL, PLAN, EASY, LARGE = "full", "plan", "easy", "large"
SHAPES = {
    FULL: _l("The whole book"),
    PLAN: _l("Action plan, two pages"),
    EASY: _l("Easy read"),
    LARGE: _l("Large print"),
}
OF_READERS = ("pdf", "docx", "html", "md")  # the formats that come in shapes; tables and data have one
ACCENT = "#0b5563"


@dataclass
class Shape:
    """How a book is laid out. `name`, `footer`, `accent` and `logo` are the organisation's own; empty, they are ours.
    `logo` is a PNG and `logo_words` what it shows; `template` is a Word file whose styles the Word book takes;
    `address` is where the look-back is found and `standing` a sentence on who has checked the book; each is left out
    where it is empty. `most` is how many things the action plan has room for, None where all of them find some."""

    kind: str = FULL
    name: str = ""
    footer: str = ""
    accent: str = ACCENT
    logo: bytes | None = None
    logo_words: str = ""
    template: bytes | None = None
    address: str = ""
    standing: str = ""
    most: int | None = None


def shape_of(kind: str = FULL, address: str = "", standing: str = "") -> Shape:
    """That shape in the look of this installation's organisation."""
    look = Look.select().order_by(Look.id).first()
    if look is None:
        return Shape(kind, address=address, standing=standing)
    return Shape(
        kind,
        look.name,
        look.footer,
        look.accent or ACCENT,
        bytes(look.logo) if look.logo else None,
        look.logo_words,
        bytes(look.docx_template) if look.docx_template else None,
        address,
        standing,
    )
