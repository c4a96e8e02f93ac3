"""PDFs through typst, with our own fonts, accessible (PDF/UA-1), and safe: people's words come in as data, never as
markup.

Our fonts draw Latin, Greek, Cyrillic, Devanagari, Arabic, Bengali and emoji. For other letters the machine's own
fonts are asked. What nobody here can draw is shown by number, "[U+4E2D]", for an accessible PDF may hold no empty
boxes; nothing is lost silently.
"""

import contextlib
import ctypes
import functools
import json
import os
import tempfile
from pathlib import Path

import typst

from ..config import ROOT
from .coverage import letters_of
from .drawing import drawable, plain
from .letters import direction

FONTS = ROOT / "static" / "vendor" / "fonts"
FAMILIES = ("NotoSans", "NotoSansArabic", "NotoSansBengali", "NotoEmoji")
SHARED = Path(__file__).parent / "typst" / "letters.typ"
STANDARD = "ua-1"
COULD_NOT = "could not be displayed"
LARGE_PIECES_FROM = -3  # M_MMAP_THRESHOLD of glibc's malloc.h
UNDRAWN = frozenset(map(ord, "\n\r\t\u200b\u200c\u200d\ufe0e\ufe0f"))  # need no glyph
ONLY_TEXTS = """#set document(title: "Texts")
#set text(font: ("Noto Sans", "Noto Sans Arabic", "Noto Sans Bengali", "Noto Emoji"))
#for each in json("data.json") { block(each) }
"""

# With several threads typst needs up to 70 MB more for a long book, and others want the other processors.
os.environ.setdefault("RAYON_NUM_THREADS", "1")


def typeset(template: Path, data: dict, files: dict[str, bytes] | None = None) -> bytes:
    """The PDF that `template` (a .typ file) makes of `data`, which it reads with `json("data.json")`.

    `files` stand beside it under their names, for pictures and attachments. Raises typst.TypstError.
    """
    return typeset_long(template, lambda: (data, files))


def typeset_long(template: Path, make) -> bytes:
    """The same for data that are large: `make()` gives (data, files), and they are let go before typst begins. It is
    called once more in the rare case that some letters will not go together."""
    with _beside(template) as root:
        try:
            return _compiled(root, _prepared(root, make))
        except typst.TypstError as error:
            if COULD_NOT not in str(error):
                raise
        # Some rare letters will not go together. Find those texts, and spell out what clings to what.
        data, _files = make()
        fit, system = _fit(data)
        for text in _culprits(sorted(fit), fit, _fonts(system)):
            fit[text] = plain(text, _ours())
        _write_data(root, _replaced(data, fit))
        return _compiled(root, _fonts(system))


def pages(template: Path, data: dict, files: dict[str, bytes] | None = None) -> int:
    """How many pages that would take: the template says so in a `metadata` labelled `<pages>`."""
    with _beside(template) as root:
        fonts = _prepared(root, lambda: (data, files))
        return int(_compiler(root, fonts).query("<pages>", field="value", one=True))


def words(text: str, language: str) -> dict:
    """`{text, lang, dir}`: people's words as the templates take them."""
    return {"text": text, "lang": language, "dir": direction(text, language)}


@contextlib.contextmanager
def _beside(template):
    """A folder with the template and what all our papers share."""
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        root = Path(folder)
        (root / "main.typ").write_bytes(template.read_bytes())
        (root / "letters.typ").write_bytes(SHARED.read_bytes())
        yield root


def _prepared(root, make):
    """The fonts it needs; what `make` gives stands in the folder then, and no more in memory."""
    data, files = make()
    for name, content in (files or {}).items():
        (root / name).write_bytes(content)
    fit, system = _fit(data)
    _write_data(root, _replaced(data, fit))
    del data, fit
    _give_back()
    return _fonts(system)


def _give_back():
    """Memory that is free again goes back to the machine, and from now on large pieces do so at once: typst takes and
    leaves many. Only where the C library can (glibc)."""
    with contextlib.suppress(AttributeError):
        library = ctypes.CDLL(None)
        library.mallopt(LARGE_PIECES_FROM, 65_536)
        library.malloc_trim(0)


def _fit(data):
    """({text: how it can be drawn} of all texts in the data, whether the machine's own fonts are needed)."""
    texts = set(_texts(data))
    letters = frozenset(map(ord, "".join(texts)))
    coverage, system = _ours(), False
    if not letters <= frozenset().union(*coverage) | UNDRAWN:
        coverage, system = coverage + _of_this_machine(letters), True
    return {text: drawable(text, coverage) for text in texts}, system


def _compiled(root, fonts) -> bytes:
    return _compiler(root, fonts).compile(format="pdf", pdf_standards=[STANDARD])


def _write_data(root, data):
    (root / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _compiler(root, fonts):
    return typst.Compiler(str(root / "main.typ"), root=str(root), font_paths=fonts, ignore_system_fonts=True)


def _culprits(texts, fit, fonts) -> list[str]:
    """Those texts that cannot be drawn as they are, found by halving."""
    with tempfile.TemporaryDirectory(prefix="facilitator-") as folder:
        (Path(folder) / "main.typ").write_text(ONLY_TEXTS, encoding="utf-8")
        try:
            _write_data(Path(folder), [fit[text] for text in texts])
            _compiled(Path(folder), fonts)
            return []
        except typst.TypstError:
            if len(texts) == 1:
                return texts
    half = len(texts) // 2
    return _culprits(texts[:half], fit, fonts) + _culprits(texts[half:], fit, fonts)


def _texts(data):
    """Every text in the data."""
    if isinstance(data, str):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _texts(part)


def _replaced(data, fit):
    """The same data with every text as it is fit to be drawn."""
    if isinstance(data, str):
        return fit[data]
    if isinstance(data, dict):
        return {key: _replaced(value, fit) for key, value in data.items()}
    if isinstance(data, list):
        return [_replaced(value, fit) for value in data]
    return data


@functools.cache
def _ours() -> tuple[frozenset[int], ...]:
    """For each of our fonts, what both its regular and its bold cut can draw."""
    cuts = [[letters_of(path) for path in sorted(FONTS.glob(f"{family}_*.ttf"))] for family in FAMILIES]
    return tuple(frozenset.intersection(*each) for each in cuts if each)


def _of_this_machine(wanted: frozenset[int]) -> tuple[frozenset[int], ...]:
    """For each of the machine's own fonts, what of the wanted it can draw. Read anew, for all of it would be large."""
    paths = {Path(font.path) for font in _fonts(system=True).fonts() if font.path}
    return tuple(letters_of(path) & wanted for path in sorted(paths) if path.parent != FONTS)


@functools.cache
def _fonts(system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=[str(FONTS)])
