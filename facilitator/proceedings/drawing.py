"""Making text fit to be drawn: no letter without a glyph, no word wider than the page."""

import re
import unicodedata

from .letters import numbered

LONG_WORD = re.compile(r"[^\s\u200b]{30,}")
EVERY = 15  # letters between two places where a very long word may break
BREAK = "\u200b"
# Followed but not drawn: joiners, directions, variations (Unicode's Default_Ignorable_Code_Point); and line ends.
UNSEEN = re.compile(
    "[\n\u2028\u2029\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def drawable(text: str, fonts: tuple[frozenset[int], ...]) -> str:
    """`text` with what none of `fonts` can draw shown by number, tabs as spaces, and places to break in long words.

    `fonts` holds what each font can draw. A letter and its marks must come from one font.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    letters = set(map(ord, text)) - {ord("\n")}
    if not any(letters <= font for font in fonts):
        text = "".join(_drawn(cluster, fonts) for cluster in clusters(text))
    return LONG_WORD.sub(_breakable, text)


def plain(text: str, fonts: tuple[frozenset[int], ...]) -> str:
    """`text` for the case that its letters will not go together: whatever clings to another is shown by number."""
    return "".join(drawable(first, fonts) + "".join(map(numbered, marks)) for first, *marks in clusters(text))


def clusters(text: str):
    """The text letter by letter, each with the marks and joiners that belong to it."""
    start = 0
    for index in range(1, len(text)):
        if unicodedata.category(text[index])[0] != "M" and text[index] != "\u200d" and text[index - 1] != "\u200d":
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def _drawn(cluster, fonts):
    """The cluster when one font has all of it; else its first letter if it can be drawn, and the marks by number."""
    seen = [ord(letter) for letter in cluster if not _unseen(letter)]
    if any(all(code in font for code in seen) for font in fonts):
        return cluster
    first, *marks = cluster
    alone = _unseen(first) or any(ord(first) in font for font in fonts)
    return (first if alone else numbered(first)) + "".join(mark if _unseen(mark) else numbered(mark) for mark in marks)


def _unseen(letter):
    return UNSEEN.fullmatch(letter) is not None


def _breakable(found):
    letters = list(clusters(found.group()))
    return BREAK.join("".join(letters[start : start + EVERY]) for start in range(0, len(letters), EVERY))
