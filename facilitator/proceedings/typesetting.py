"""PDFs through typst, with our own fonts, accessible (PDF/UA-1), and safe: people's words come in as data, never as
markup.

A font is chosen letter by letter. A letter that no font here can draw is shown by its number, "[U+4E2D]", for an
accessible PDF may hold no empty boxes; nothing is lost silently.
"""

import functools
import json
import re
import tempfile
import unicodedata
from pathlib import Path

import typst

from ..config import ROOT
from .coverage import letters_of
from .letters import direction, numbered

FONTS = ROOT / "static" / "vendor" / "fonts"
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Bengali", "Noto Emoji")
STANDARD = "ua-1"
LONG_WORD = re.compile(r"[^\s\u200b]{30,}")
EVERY = 15  # letters between two places where a very long word may break
BREAK = "\u200b"


def typeset(template: Path, data: dict, files: dict[str, bytes] | None = None) -> bytes:
    """The PDF that `template` (a .typ file) makes of `data`, which it reads with `json("data.json")`.

    `files` stand beside it under their names, for pictures and attachments. Raises typst.TypstError.
    """
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        root = Path(folder)
        (root / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name, content in (files or {}).items():
            (root / name).write_bytes(content)
        (root / "main.typ").write_bytes(template.read_bytes())
        (root / "letters.typ").write_bytes((Path(__file__).parent / "typst" / "letters.typ").read_bytes())
        compiler = typst.Compiler(str(root / "main.typ"), root=str(root), font_paths=_fonts(), ignore_system_fonts=True)
        return compiler.compile(format="pdf", pdf_standards=[STANDARD])


def words(text: str, language: str) -> dict:
    """`{text, lang, dir}` as the templates take people's words: drawable, breakable, in the right direction."""
    return {"text": drawable(text), "lang": language, "dir": direction(text, language)}


def drawable(text: str) -> str:
    """`text` with what no font can draw shown by number, tabs as spaces, and places to break in very long words."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    if not any(set(map(ord, text)) <= font for font in _drawable_alone()):
        text = "".join(_cluster(cluster) for cluster in _clusters(text))
    return LONG_WORD.sub(_breakable, text)


def _breakable(found):
    clusters, pieces = list(_clusters(found.group())), []
    for start in range(0, len(clusters), EVERY):
        pieces.append("".join(clusters[start : start + EVERY]))
    return BREAK.join(pieces)


def _cluster(cluster: str) -> str:
    """A letter with its marks: as it is when one font has all of it, else letter by letter what can be drawn."""
    drawn = [letter for letter in cluster if not _unseen(letter)]
    if any(all(ord(letter) in font for letter in drawn) for font in _drawable_alone()):
        return cluster
    first, *marks = cluster
    return (first if _unseen(first) or _known(first) else numbered(first)) + "".join(
        mark if _unseen(mark) else numbered(mark) for mark in marks
    )


def _clusters(text: str):
    """The text in letters, each with the marks and joiners that belong to it."""
    start = 0
    for index in range(1, len(text)):
        if unicodedata.category(text[index])[0] != "M" and text[index] != "\u200d" and text[index - 1] != "\u200d":
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def _known(letter: str) -> bool:
    return any(ord(letter) in font for font in _drawable_alone())


def _unseen(letter: str) -> bool:
    """Letters that are followed but not drawn: joiners, directions, variations; and the new line."""
    return letter == "\n" or unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f"


@functools.cache
def _drawable_alone() -> tuple[frozenset[int], ...]:
    """For each of our fonts, what it can draw in its regular and its bold cut."""
    made = []
    for family in FAMILIES:
        cuts = [letters_of(path) for path in sorted(FONTS.glob(f"{family.replace(' ', '')}_*.ttf"))]
        drawn = frozenset.intersection(*cuts) if cuts else frozenset()
        made.append(frozenset(code for code in drawn if not unicodedata.category(chr(code)) == "Cc") | {ord("\n")})
    return tuple(made)


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
