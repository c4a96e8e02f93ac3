"""The Book as a Word document: real headings and styles, a table of contents, and each paragraph in its own language
and direction.
"""

import io
from copy import deepcopy
from pathlib import Path

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm
from flask_babel import gettext as _
from lxml.etree import SubElement
from PIL import Image

from ..i18n import direction as direction_of_language
from . import blocks, outline
from .book import Book
from .cloth import png
from .fitting import fitted
from .gather import image_of
from .letters import direction, visible
from .paper import WITH_CONTENTS
from .shape import PLAN, Shape
from .word_styles import COMPLEX_LANGUAGES, GRID, WORD_LANGUAGES, bar_of_rtl, begin, speak

WIDEST, TALLEST, LOGO = Cm(16), Cm(20), Cm(1.6)
IN_CONTENTS = (1, 2)  # levels of headings
DIRECTION_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
LARGER = 1.15  # word processors need so much more room than we do for the same words


def write(book: Book, out: Path, progress, shape: Shape | None = None) -> None:
    """Write a .docx file to `out`."""
    shape = fitted(book, shape or Shape(), columns=1, larger=LARGER)
    _Writer(book, shape, progress).save(out)


class _Writer:
    def __init__(self, book, shape, progress):
        self.book, self.shape, self.progress = book, shape, progress
        self.document = begin(shape)
        speak(self.document, book.language, visible(outline.title_of(book)))
        self.end = self.document.element.body.sectPr
        self.style_ids = {style.name: style.style_id for style in self.document.styles}
        self.bar_of_rtl = bar_of_rtl(self.document)
        self.marked = 0

    def save(self, out):
        if self.shape.logo:
            self._image(io.BytesIO(self.shape.logo), None, self.shape.logo_words or self.shape.name or _("Logo"), LOGO)
        if self.shape.name:
            self.paragraph("Small print", blocks.Words(self.shape.name, self.book.house))
        self.paragraph("Title", blocks.Words(outline.title_of(self.book), self.book.house))
        found = list(outline.blocks(self.book, self.shape))
        first = next((number for number, block in enumerate(found) if isinstance(block, blocks.Heading)), None)
        for number, block in enumerate(found):
            if number == first and self.shape.kind in WITH_CONTENTS:
                self._contents(found)
            getattr(self, f"_{type(block).__name__.lower()}")(block)
            if number % 200 == 0:
                self.progress(number / len(found))
        if self.shape.footer and self.shape.template is not None:
            self.paragraph("Small print", blocks.Words(self.shape.footer, self.book.house))
        self.document.save(out)

    def paragraph(self, style, words, label="", apart=False, parent=None, bookmark=None):
        """A paragraph of one of the styles, in the direction of its words."""
        text, language = visible(words.text), words.language or self.book.language
        made = OxmlElement("w:p")
        about = SubElement(made, qn("w:pPr"))
        SubElement(about, qn("w:pStyle")).set(qn("w:val"), self.style_ids[style])
        if apart:
            SubElement(about, qn("w:pageBreakBefore"))
        way = direction_of_language(self.book.language) if label else direction(text, language)
        if way == "rtl":
            if style == "Note" and self.bar_of_rtl is not None:
                about.append(deepcopy(self.bar_of_rtl))
            SubElement(about, qn("w:bidi"))
        if bookmark is not None:
            _bookmark(made, "w:bookmarkStart", bookmark)
        if label:
            self._run(made, f"{visible(outline.with_colon(label))} ", self.book.language, bold=True)
        self._run_within(made, text, language, way)
        if bookmark is not None:
            _bookmark(made, "w:bookmarkEnd", bookmark)
        if parent is None:
            self.end.addprevious(made)
        else:
            parent.append(made)
        return made

    def _run_within(self, paragraph, text, language, way):
        """Words in a paragraph that runs that way. Those of the other direction are followed by a run with an invisible
        mark, so that their full stop stands where they end."""
        self._run(paragraph, text, language)
        own_way = direction(text, language)
        if own_way != way:
            self._run(paragraph, DIRECTION_MARKS[own_way], language)

    def _run(self, paragraph, text, language, bold=False):
        made = SubElement(paragraph, qn("w:r"))
        about = SubElement(made, qn("w:rPr"))
        if bold:
            SubElement(about, qn("w:b"))
            SubElement(about, qn("w:bCs"))
        if direction(text, language) == "rtl":
            SubElement(about, qn("w:rtl"))
        tag = SubElement(about, qn("w:lang"))
        if language in COMPLEX_LANGUAGES:
            tag.set(qn("w:bidi"), COMPLEX_LANGUAGES[language])
        else:
            tag.set(qn("w:val"), WORD_LANGUAGES.get(language, language))
        for number, line in enumerate(text.split("\n")):
            if number:
                SubElement(made, qn("w:br"))
            for index, part in enumerate(line.split("\t")):
                if index:
                    SubElement(made, qn("w:tab"))
                words = SubElement(made, qn("w:t"))
                words.text = part
                words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _contents(self, found):
        """A table of contents that Word can bring up to date, filled already: its lines lead to the headings."""
        listed = [block for block in found if isinstance(block, blocks.Heading) and block.level in IN_CONTENTS]
        self.paragraph("TOC Heading", blocks.Words(_("What is in this book")))
        for number, block in enumerate(listed):
            line = self.paragraph(f"toc {block.level}", blocks.Words("", block.words.language))
            run = line.find(qn("w:r"))
            line.remove(run)
            if number == 0:
                _field(line, "begin")
                _instruction(line, ' TOC \\o "1-2" \\n \\h \\z \\u ')
                _field(line, "separate")
            link = SubElement(line, qn("w:hyperlink"))
            link.set(qn("w:anchor"), _mark(number))
            link.set(qn("w:history"), "1")
            self._run(link, visible(block.words.text), block.words.language or self.book.language)
            if number == len(listed) - 1:
                _field(line, "end")

    def _heading(self, block):
        bookmark = None
        if block.level in IN_CONTENTS and self.shape.kind in WITH_CONTENTS:
            bookmark, self.marked = self.marked, self.marked + 1
        self.paragraph(f"Heading {block.level}", block.words, apart=block.apart, bookmark=bookmark)

    def _line(self, block):
        styles = {"plain": "Normal", "soft": "Small print", "question": "Subtitle", "list": "List Bullet"}
        self.paragraph(styles[block.look], block.words)

    def _idea(self, block):
        self.paragraph("Idea that begins" if block.strong else "Idea", block.words)

    def _facts(self, block, style="Facts"):
        for label, words in block.rows:
            self.paragraph(style, words, label)

    def _grid(self, block):
        table = self.document.add_table(rows=1, cols=len(block.heads))
        if GRID in self.style_ids:
            table.style = GRID
        SubElement(table.rows[0]._tr.get_or_add_trPr(), qn("w:tblHeader"))
        if direction_of_language(self.book.language) == "rtl":
            SubElement(table._tbl.tblPr, qn("w:bidiVisual"))
        rows = [table.rows[0], *(table.add_row() for _row in block.rows)]
        self._first_column_wider(table)
        for row in rows:
            SubElement(row._tr.get_or_add_trPr(), qn("w:cantSplit"))
        for row, texts in zip(rows, [block.heads, *block.rows], strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell._tc.remove(cell._tc.p_lst[0])
                self.paragraph("Facts", blocks.Words(text), parent=cell._tc)
        self.paragraph("Small print", blocks.Words(""))

    def _first_column_wider(self, table):
        section = self.document.sections[0]
        room = section.page_width - section.left_margin - section.right_margin
        for number, column in enumerate(table.columns):
            column.width = room * (1 + (number == 0)) // (len(table.columns) + 1)
            for cell in column.cells:
                cell.width = column.width

    def _card(self, block):
        self.paragraph("Action", block.title)
        if self.shape.kind == PLAN:
            self._on_one_line(block.facts)
        else:
            self._facts(blocks.Facts(block.facts), "Action facts")
        if block.marks:
            self.paragraph("Action facts", blocks.Words(" · ".join(block.marks)))

    def _on_one_line(self, facts):
        """Facts after each other, where there is little room."""
        if not facts:
            return
        (label, words), *others = facts
        line = self.paragraph("Action facts", words, label)
        for label, words in others:
            self._run(line, f"   {visible(outline.with_colon(label))} ", self.book.language, bold=True)
            text, language = visible(words.text), words.language or self.book.language
            self._run_within(line, text, language, direction_of_language(self.book.language))

    def _said(self, block):
        self.paragraph("Note", block.words or blocks.Words(block.instead))
        if block.marks:
            self.paragraph("Note marks", blocks.Words(" · ".join(block.marks)))
        for words, mark in block.beside:
            self.paragraph("Translation", words)
            self.paragraph("Note marks", blocks.Words(mark))

    def _picture(self, block):
        with Image.open(io.BytesIO(image_of(block.photo))) as image:
            plain = io.BytesIO()
            image.convert("RGB").save(plain, "JPEG", quality=85)
            width = min(WIDEST, round(TALLEST * image.width / image.height))
        self._image(plain, width, block.alt)
        if block.words:
            self.paragraph("Caption", block.words)

    def _drawn(self, block):
        self._image(io.BytesIO(png(block.drawing)), WIDEST, block.alt)

    def _image(self, image, width, alt, height=None):
        image.seek(0)
        self.document.add_picture(image, width=width, height=height)._inline.docPr.set("descr", visible(alt))


def _mark(number):
    return f"_Toc{number:06}"


def _bookmark(paragraph, tag, number):
    made = SubElement(paragraph, qn(tag))
    made.set(qn("w:id"), str(number))
    if tag == "w:bookmarkStart":
        made.set(qn("w:name"), _mark(number))


def _field(paragraph, kind):
    SubElement(SubElement(paragraph, qn("w:r")), qn("w:fldChar")).set(qn("w:fldCharType"), kind)


def _instruction(paragraph, text):
    made = SubElement(SubElement(paragraph, qn("w:r")), qn("w:instrText"))
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.text = text
