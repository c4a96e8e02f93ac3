"""Whether a file can be the pattern of the Word book: read with care, for it comes from outside."""

import io
import zipfile

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from lxml import etree

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 5 * 1024 * 1024, 40 * 1024 * 1024, 500
TOO_HEAVY, NO_WORD_FILE, HAS_MACROS, POINTS_OUTSIDE = "heavy", "unknown", "macros", "outside"
WANTED = ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Caption")  # others are our own
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class NotAPattern(Exception):
    """It cannot be the pattern; `why` is one of TOO_HEAVY, NO_WORD_FILE, HAS_MACROS, POINTS_OUTSIDE."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


def missing_styles(data: bytes) -> list[str]:
    """The names of those styles that the file lacks, so that ours stand in. Raises NotAPattern for a file that is no
    Word document, is far too large, holds macros, or loads anything from elsewhere when it is opened."""
    if len(data) > MOST_BYTES:
        raise NotAPattern(TOO_HEAVY)
    _look_inside(data)
    try:
        document = Document(io.BytesIO(data))
        there = {style.name for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH}
        document.element.body.sectPr.xpath(".")
        document.sections[0].footer.paragraphs  # noqa: B018  (it must be readable when a book is made)
        document.add_paragraph("x", style="Normal" if "Normal" in there else None)
        document.save(io.BytesIO())
    except Exception as error:  # whatever a broken file makes of the library, it is no pattern
        raise NotAPattern(NO_WORD_FILE) from error
    return [name for name in WANTED if name not in there]


def _look_inside(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as whole:
            parts = whole.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise NotAPattern(TOO_HEAVY)
            if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
                raise NotAPattern(HAS_MACROS)
            for part in parts:
                if part.filename.endswith(".rels"):
                    _stays_inside(whole.read(part))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise NotAPattern(NO_WORD_FILE) from error


def _stays_inside(relationships):
    try:
        root = etree.fromstring(relationships, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise NotAPattern(NO_WORD_FILE) from error
    for each in root.iter(RELATIONSHIP):
        if each.get("TargetMode") == "External" and not each.get("Type", "").endswith("/hyperlink"):
            raise NotAPattern(POINTS_OUTSIDE)
