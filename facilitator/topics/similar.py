"""Titles that say much the same, in any script. Pure.

Words are cut into runs of three letters, so that "bench" meets "benches" and languages without word endings we know
are compared all the same. What many titles share ("the", "park") says less than what few share.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

ALIKE = 0.34  # from here on two titles are shown to each other's conveners
SHORT_WORD = 3  # "the", "for", "all": they count little
ACCENTS = re.compile("[\u0300-\u036f\u064b-\u0652\u0640]")  # Latin accents; Arabic vowel marks and the long line


def similar(title: str, others: Iterable[tuple], at_most: int = 3) -> list:
    """Of `others`, pairs of (key, title), the keys of those that say much the same as `title`, most alike first."""
    mine, theirs = _runs(title), [(key, _runs(other)) for key, other in others]
    seen_in = Counter(run for _key, runs in theirs for run in runs)
    seen_in.update(mine.keys())
    total = len(theirs) + 1

    def weight(runs):
        return {run: much * math.log(1 + total / seen_in[run]) for run, much in runs.items()}

    mine = weight(mine)
    scored = [(_closeness(mine, weight(runs)), key) for key, runs in theirs]
    return [key for score, key in sorted(scored, key=lambda pair: -pair[0]) if score >= ALIKE][:at_most]


def _runs(title):
    """`{three letters: how much they count}` of a title; a word's edges count as letters."""
    text = ACCENTS.sub("", unicodedata.normalize("NFKD", title.casefold()))
    runs = {}
    for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFC", _joined_marks(text))):
        much = 0.3 if len(word) <= SHORT_WORD and word.isascii() else 1.0
        edged = f" {word} "
        for start in range(len(edged) - 2):
            run = edged[start : start + 3]
            runs[run] = max(much, runs.get(run, 0))
    return runs


def _joined_marks(text):
    """Vowel signs of Bengali and its like belong to their word, though they are no letters to `re`."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in ("Mn", "Mc"))


def _closeness(mine, theirs):
    """Between 0 (nothing in common) and 1 (the same)."""
    both = sum(min(mine[run], theirs[run]) for run in mine.keys() & theirs.keys())
    size = math.sqrt(sum(mine.values()) * sum(theirs.values()))
    return both / size if size else 0.0
