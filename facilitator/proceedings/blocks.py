"""What the Book is laid out in: PDF, Word and Markdown each know how to draw these blocks."""

from dataclasses import dataclass, field

from flask_babel import gettext as _

from ..notes.models import KINDS
from . import labels
from .book import HELD, TAKEN_BACK, Drawing, Photo

SHORT = 160  # letters


@dataclass
class Words:
    """Some words and the language they are in; None is the language of the house."""

    text: str
    language: str | None = None


@dataclass
class Heading:
    """A heading of level 1 to 3. `apart` begins a new page."""

    level: int
    words: Words
    apart: bool = False


@dataclass
class Line:
    """A paragraph of ours. `look` is plain, soft, question or list."""

    words: Words
    look: str = "plain"


@dataclass
class Facts:
    """Short facts, each with its label."""

    rows: list[tuple[str, Words]]


@dataclass
class Grid:
    """A table with a heading row."""

    name: str
    heads: list[str]
    rows: list[list[str]]


@dataclass
class Card:
    """One action."""

    title: Words
    facts: list[tuple[str, Words]]
    marks: list[str] = field(default_factory=list)


@dataclass
class Said:
    """One note, in its writer's words; `instead` stands there when the words are not in this edition. `beside` are
    translations, each with what is to know of it."""

    words: Words | None
    instead: str = ""
    marks: list[str] = field(default_factory=list)
    beside: list[tuple[Words, str]] = field(default_factory=list)


@dataclass
class Idea:
    """One line of an easy read, with room for a picture beside it. `strong` ones begin something new."""

    words: Words
    strong: bool = False


@dataclass
class Drawn:
    """What a table drew on its cloth."""

    drawing: Drawing
    alt: str


@dataclass
class Picture:
    """One photo."""

    photo: Photo
    alt: str
    words: Words | None


def by_kind(notes, book):
    """By kind, in order of arrival; those taken back are one line each at the end."""
    for kind in (*KINDS, ""):
        under = [note for note in notes if note.kind == kind and note.state != TAKEN_BACK]
        if under:
            yield Heading(3, Words(labels.kind(kind)))
            yield from (said(note, book) for note in under)
    for note in notes:
        if note.state == TAKEN_BACK:
            yield Said(None, labels.gone(TAKEN_BACK))


def said(note, book, kind_too=False, place=""):
    """One note; with its kind and its place among the small print, where no heading says them."""
    words = None if note.words is None else Words(note.words, note.language)
    marks = [*([place] if place else []), *labels.marks(note, book.language, kind_too)]
    return Said(words, "" if words else labels.gone(note.state), marks, beside(note, book))


def beside(note, book):
    """The note's translations into the language of the book, each with who made it."""
    if note.language == book.language:
        return []
    return [
        (Words(each.words, each.language), labels.translated(each))
        for each in note.translations
        if each.language == book.language
    ]


def short(text: str, most=SHORT) -> str:
    """The beginning of some words, where they stand whole elsewhere."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rstrip() + "…"


def pictures(photos):
    """Photos, each with what it shows; a line for those that are not in this edition."""
    for photo in photos:
        words = Words(photo.words) if photo.words else None
        if photo.has_image:
            marks = [*([labels.held(photo.because)] if photo.state == HELD else []), *labels.came_late(photo)]
            shows = photo.words or _("A photo of a drawing or a flipchart")
            yield Picture(photo, shows + "".join(f" ({mark})" for mark in marks), words)
        elif photo.state == TAKEN_BACK:
            yield Said(None, _("A photo was taken back by the person who took it."))
        else:
            yield Said(None, _("A photo. It is only in the edition with names."), [labels.held(photo.because)])
