"""Which way words run, and letters that a format cannot carry."""

import re
import unicodedata

from ..i18n import direction as direction_of_language

# C0 controls and DEL, except tab and new line. Word processors and spreadsheets refuse or drop them.
PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {0x7F: 0x2421}
# No characters at all: not allowed in XML.
NO_CHARACTERS = re.compile("[\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """`text` with `\\n` line ends and each control character shown by its picture: U+0001 becomes "␁"."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(PICTURES)
    return NO_CHARACTERS.sub(by_number, text)


def by_number(found: re.Match) -> str:
    """A letter that cannot be drawn, by its number: "[U+FFFE]"."""
    return numbered(found.group())


def numbered(letter: str) -> str:
    """`"[U+0041]"` for `"A"`."""
    return f"[U+{ord(letter):04X}]"


def direction(text: str, language: str = "en") -> str:
    """`rtl` or `ltr`: by the first letter with a direction of its own, else as that language is written."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return direction_of_language(language)


def in_pieces(text: str, most: int) -> list[str]:
    """`text` cut into pieces of at most `most` UTF-16 units, never inside a letter with its marks."""
    if 2 * len(text) <= most:
        return [text]
    pieces, start, units, safe = [], 0, 0, 0
    for index, letter in enumerate(text):
        wide = 2 if ord(letter) > 0xFFFF else 1
        if not _clings(text, index):
            safe = index
        if units + wide > most:
            cut = safe if safe > start else index
            pieces.append(text[start:cut])
            start, units = cut, sum(2 if ord(each) > 0xFFFF else 1 for each in text[cut:index])
        units += wide
    return [*pieces, text[start:]]


def _clings(text, index) -> bool:
    """Whether the letter at `index` belongs to the one before it: marks, joiners, skin tones."""
    letter = text[index]
    return (
        unicodedata.category(letter)[0] == "M"
        or letter in "\u200c\u200d"
        or "\U0001f3fb" <= letter <= "\U0001f3ff"
        or (index > 0 and text[index - 1] == "\u200d")
    )
