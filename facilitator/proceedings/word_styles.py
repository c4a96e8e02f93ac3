"""The Word book's page, colours and styles: ours, or those of the organisation's own Word file, with ours for what it
lacks.
"""

import io

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Cm, Pt, RGBColor

from .paper import SIZES
from .shape import EASY, FULL, PLAN, Shape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
EDGE = f'<w:pBdr {W}><w:left w:val="single" w:sz="18" w:space="8" w:color="9CC4CB"/></w:pBdr>'
SOFT = RGBColor(0x4B, 0x5A, 0x5F)
ROOM_FOR_A_PICTURE = Cm(4)
# As Word names them; complex scripts have their own place.
WORD_LANGUAGES = {"en": "en-GB", "pl": "pl-PL", "so": "so-SO", "es": "es-ES", "tr": "tr-TR"}
COMPLEX_LANGUAGES = {"ar": "ar-SA", "ur": "ur-PK", "bn": "bn-BD"}
LETTERS = "Arial"
GRID = "Light Grid Accent 1"


def begin(shape: Shape):
    """An empty document to write into. With the organisation's own file, all that it wears stays: page, head, foot,
    styles; what was written in it goes."""
    if shape.template is None:
        document = Document()
        _our_page(document.sections[0], shape)
    else:
        document = Document(io.BytesIO(shape.template))
        for part in list(document.element.body):
            if part.tag != qn("w:sectPr"):
                document.element.body.remove(part)
    _our_styles(document, shape)
    _foot(document.sections[0].footer, shape)
    return document


def speak(document, language: str, title: str) -> None:
    """Tell what the document is called and in which language it is written."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.language = language
    found = document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if found is None:
        defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
        if defaults is None:
            return  # each run of ours says its language itself
        found = OxmlElement("w:lang")
        defaults.append(found)
    found.set(qn("w:val"), WORD_LANGUAGES.get(language, "en-GB"))
    found.set(qn("w:bidi"), COMPLEX_LANGUAGES.get(language, "ar-SA"))


def bar_of_rtl(document):
    """The borders of a note that is read from the right: its bar stands on that side; None where notes have no bar."""
    found = document.styles["Note"].element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:left')}")
    if found is None:
        return None
    made = OxmlElement("w:pBdr")
    for side, looks in (("w:left", {qn("w:val"): "nil"}), ("w:right", found.attrib)):
        edge = OxmlElement(side)
        edge.attrib.update(looks)
        made.append(edge)
    return made


def _our_page(section, shape):
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    narrow = shape.kind == PLAN
    section.left_margin = section.right_margin = Cm(1.5 if narrow else 2.2)
    section.top_margin = section.bottom_margin = Cm(1.2 if narrow else 2)


def _our_styles(document, shape):
    """Styles of our own; those that are there already keep their look, but in shapes whose letters have a size."""
    sizes, accent = SIZES[shape.kind], RGBColor.from_string(shape.accent.lstrip("#").upper())
    ours = shape.template is None
    sized = shape.kind != FULL
    for name, size in (("Normal", "body"), ("Title", "title"), ("Heading 1", "h1"), ("Heading 2", "h2"),
                       ("Heading 3", "h3"), ("Subtitle", "question"), ("List Bullet", "body"), ("Caption", "small"),
                       ("TOC Heading", "h2"), ("toc 1", "body"), ("toc 2", "body")):  # fmt: skip
        style, was_there = _found_or_made(document, name)
        if sized or not (was_there or ours):
            _size(style, sizes[size])
        if ours:
            _plain_letters(style)
        if name not in ("Normal", "List Bullet", "Caption", "toc 1", "toc 2") and (ours or not was_there):
            style.font.color.rgb = accent
    if ours:
        for level, indent in ((1, 0), (2, 0.6)):
            lines = document.styles[f"toc {level}"].paragraph_format
            lines.space_after, lines.left_indent = Pt(2), Cm(indent)
        for edge in document.styles["Title"].element.iter(qn("w:bottom")):
            edge.set(qn("w:color"), shape.accent.lstrip("#"))
        document.styles["Subtitle"].font.italic = False
        _size(document.styles["Subtitle"], sizes["question"] + 1)
        document.styles["Normal"].paragraph_format.space_after = Pt(3 if shape.kind == PLAN else 6)
    if shape.kind == PLAN:
        for name, before, after in (("Title", 0, 4), ("Heading 1", 8, 3), ("Subtitle", 0, 4), ("List Bullet", 0, 1)):
            spacing = document.styles[name].paragraph_format
            spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    tight = 0.5 if shape.kind == PLAN else 1  # the plan has little room
    make = _Making(document, sizes, sized)
    make("Facts", "body", after=2 * tight)
    make("Action", "body", bold=True, before=8 * tight, after=1)
    make("Action facts", "facts", indent=Cm(0.6), after=1)
    note = make("Note", "body", before=6, after=2, indent=Cm(0.6))
    if note is not None:
        note.element.get_or_add_pPr().insert(0, parse_xml(EDGE))
    make("Translation", "body", before=2, after=2, indent=Cm(1.4))
    make("Note marks", "small", indent=Cm(0.6), soft=True, after=4)
    make("Small print", "small", soft=True, after=4)
    make("Idea", "body", before=18, after=18, indent=ROOM_FOR_A_PICTURE if shape.kind == EASY else None)
    make("Idea that begins", "body", bold=True, before=24, after=18, indent=ROOM_FOR_A_PICTURE)


class _Making:
    """Makes paragraph styles, unless the organisation's own file has one of that name."""

    def __init__(self, document, sizes, sized):
        self.document, self.sizes, self.sized = document, sizes, sized

    def __call__(self, name, size, bold=False, soft=False, before=0, after=0, indent=None):
        style, was_there = _found_or_made(self.document, name)
        if self.sized or soft:
            _size(style, self.sizes[size])
        if was_there:
            return None
        style.font.bold = bold or None
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.left_indent = indent
        if soft:
            style.font.color.rgb = SOFT
        return style


def _found_or_made(document, name):
    """(the paragraph style of that name, whether it was there)."""
    try:
        style = document.styles[name]
        if style.type == WD_STYLE_TYPE.PARAGRAPH:
            return style, True
    except KeyError:
        pass
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name != "Normal":
        style.base_style = document.styles["Normal"]
    if name.startswith("Heading "):  # so that the table of contents and screen readers know its level
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(int(name[-1]) - 1))
        style.element.get_or_add_pPr().append(level)
    return style, False


def _plain_letters(style):
    """Letters without feet: more people read them with ease."""
    about = style.element.get_or_add_rPr()
    fonts = about.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), LETTERS)
    for spread in about.findall(qn("w:spacing")):
        about.remove(spread)


def _size(style, points):
    """Letters of that size, in complex scripts too, which Word sizes apart."""
    style.font.size = Pt(points)
    about = style.element.get_or_add_rPr()
    for old in about.findall(qn("w:szCs")):
        about.remove(old)
    complex_ = OxmlElement("w:szCs")
    complex_.set(qn("w:val"), str(round(2 * points)))
    about.find(qn("w:sz")).addnext(complex_)


def _foot(footer, shape):
    """The organisation's line and the page's number; the foot of an own file stays as it is."""
    if shape.template is not None and not footer.is_linked_to_previous:
        return
    paragraph = footer.paragraphs[0]
    if shape.footer:
        paragraph.add_run(f"{shape.footer}\t")
    paragraph._p.append(parse_xml(f'<w:fldSimple {W} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    for run in paragraph.runs:
        run.font.size = Pt(SIZES[shape.kind]["small"])
