"""The Book as a Word document: real headings and styles, and each paragraph in its own language and direction."""

import io
from pathlib import Path

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Cm, Pt, RGBColor
from lxml.etree import SubElement
from PIL import Image

from . import blocks, outline
from .book import Book
from .cloth import png
from .gather import image_of
from .letters import direction, visible

DEEP, SOFT = RGBColor(0x0B, 0x55, 0x63), RGBColor(0x4B, 0x5A, 0x5F)
WIDEST, TALLEST = Cm(16), Cm(20)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
EDGE = f'<w:pBdr {W}><w:left w:val="single" w:sz="18" w:space="8" w:color="9CC4CB"/></w:pBdr>'
# As Word names them; complex scripts have their own place.
WORD_LANGUAGES = {"en": "en-GB", "pl": "pl-PL", "so": "so-SO", "es": "es-ES"}
COMPLEX_LANGUAGES = {"ar": "ar-SA", "ur": "ur-PK", "bn": "bn-BD"}


def write(book: Book, out: Path, progress) -> None:
    """Write a .docx file to `out`."""
    _Writer(book, progress).save(out)


class _Writer:
    def __init__(self, book, progress):
        self.book, self.progress, self.document = book, progress, Document()
        self._prepare()
        self.end = self.document.element.body.sectPr

    def save(self, out):
        self.paragraph("Title", blocks.Words(outline.title_of(self.book)))
        found = list(outline.blocks(self.book))
        for number, block in enumerate(found):
            getattr(self, f"_{type(block).__name__.lower()}")(block)
            if number % 200 == 0:
                self.progress(number / len(found))
        self.document.save(out)

    def paragraph(self, style, words, label="", apart=False, parent=None):
        """A paragraph of one of the styles, in the direction of its words."""
        text, language = visible(words.text), words.language or self.book.language
        made = OxmlElement("w:p")
        about = SubElement(made, qn("w:pPr"))
        SubElement(about, qn("w:pStyle")).set(qn("w:val"), self.document.styles[style].style_id)
        if apart:
            SubElement(about, qn("w:pageBreakBefore"))
        rtl = direction(text, language) == "rtl"
        if rtl:
            SubElement(about, qn("w:bidi"))
        if label:
            self._run(made, f"{visible(outline.with_colon(label))} ", self.book.language, bold=True)
        self._run(made, text, language)
        if parent is None:
            self.end.addprevious(made)
        else:
            parent.append(made)
        return made

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

    def _heading(self, block):
        self.paragraph(f"Heading {block.level}", block.words, apart=block.apart)

    def _line(self, block):
        styles = {"plain": "Normal", "soft": "Small print", "question": "Subtitle", "list": "List Bullet"}
        self.paragraph(styles[block.look], block.words)

    def _facts(self, block, style="Facts"):
        for label, words in block.rows:
            self.paragraph(style, words, label)

    def _grid(self, block):
        table = self.document.add_table(rows=1, cols=len(block.heads), style="Light Grid Accent 1")
        SubElement(table.rows[0]._tr.get_or_add_trPr(), qn("w:tblHeader"))
        rows = [table.rows[0], *(table.add_row() for _row in block.rows)]
        for row, texts in zip(rows, [block.heads, *block.rows], strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell._tc.remove(cell._tc.p_lst[0])
                self.paragraph("Facts", blocks.Words(text), parent=cell._tc)
        self.paragraph("Small print", blocks.Words(""))

    def _card(self, block):
        self.paragraph("Action", block.title)
        self._facts(blocks.Facts(block.facts), "Action facts")
        if block.marks:
            self.paragraph("Action facts", blocks.Words(" · ".join(block.marks)))

    def _said(self, block):
        self.paragraph("Note", block.words or blocks.Words(block.instead))
        if block.marks:
            self.paragraph("Note marks", blocks.Words(" · ".join(block.marks)))

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

    def _image(self, image, width, alt):
        image.seek(0)
        self.document.add_picture(image, width=width)._inline.docPr.set("descr", visible(alt))

    def _prepare(self):
        """Page, fonts, colours, and the styles of our own."""
        document, book = self.document, self.book
        section = document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
        properties = document.core_properties
        properties.title, properties.author, properties.comments = visible(outline.title_of(book)), "", ""
        properties.language = book.language
        defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
        defaults.set(qn("w:val"), WORD_LANGUAGES.get(book.language, "en-GB"))
        defaults.set(qn("w:bidi"), COMPLEX_LANGUAGES.get(book.language, "ar-SA"))
        for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
            document.styles[name].font.color.rgb = DEEP
        document.styles["Subtitle"].font.color.rgb = DEEP
        document.styles["Subtitle"].font.italic = False
        document.styles["Subtitle"].font.size = Pt(15)
        document.styles["Normal"].paragraph_format.space_after = Pt(6)
        self._style("Facts", after=2)
        self._style("Action", bold=True, before=8, after=1)
        self._style("Action facts", indent=Cm(0.6), after=1)
        self._style("Note", before=6, after=2, indent=Cm(0.6)).element.get_or_add_pPr().insert(0, parse_xml(EDGE))
        self._style("Note marks", indent=Cm(0.6), soft=True, after=4)
        self._style("Small print", soft=True, after=4)
        self._page_number(section.footer.paragraphs[0])

    def _style(self, name, bold=False, soft=False, before=0, after=0, indent=None):
        style = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.bold = self.document.styles["Normal"], bold or None
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.left_indent = indent
        if soft:
            style.font.size, style.font.color.rgb = Pt(9), SOFT
        return style

    def _page_number(self, paragraph):
        field = parse_xml(f'<w:fldSimple {W} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        paragraph._p.append(field)
