"""What a note is about, as terms: its words without endings and small words, and the everyday meaning of each."""

import functools
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from .folding import fold

# Letters and digits with the marks that belong to them: accents, harakat, vowel signs, joiners.
MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u109f\u1780-\u17ff\u200c\u200d"
WORD = re.compile(rf"[^\W_]+(?:[{MARKS}]+[^\W_]*)*")
# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, Han, kana.
NO_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]+")
PREFIXES_AR = ("وال", "بال", "كال", "فال", "لل", "ال", "و")
SUFFIXES_AR = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
SUFFIXES_EN = ("ing", "ed", "er", "ion", "ment", "al", "ly", "ity", "e")
MOST_LETTERS = 6  # of a word in a language whose words change much at the end
LANGUAGES = ("en", "ar", "bn", "pl", "so", "tr", "ur")
MEANING = "="  # how the term of a meaning begins


@dataclass(frozen=True)
class Said:
    """Words with their language, of the note with that number. Several may have one number: a note, and what it means
    in other languages."""

    id: int
    words: str
    language: str = "en"


def terms_of(said: Said) -> list[tuple[str, str]]:
    """`(term, word)` of everything in these words that tells what they are about, in their order; a word that has an
    everyday meaning gives two terms. A term can be compared with those of other notes; the word is for people."""
    found = []
    for shown, word in _words(said.words):
        if word in _small_words(said.language) or word.isdigit() or (len(word) < 2 and word.isascii()):
            continue
        meaning = _meaning(word, said.language)
        found.extend((MEANING + name, shown) for name in meaning)
        found.append((stem(word, said.language), shown))
    return found


def stem(word: str, language: str) -> str:
    """A folded word without its ending. English: plural and common endings fall off (after the S-stemmer, Harman 1991).
    Arabic script: articles and endings (after light10, Larkey, Ballesteros and Connell 2007). All others keep their
    first letters, which does nearly as well as grammar (Can and others 2008, for Turkish)."""
    if language in ("ar", "ur") and not word.isascii():
        return _light(word)
    if not word.isascii() or language in ("pl", "so", "tr"):
        return word[:MOST_LETTERS]
    return _english(word)


def _english(word):
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            word = word[: -len(ending)] + instead
            break
    else:
        if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    ending = next((each for each in SUFFIXES_EN if word.endswith(each) and len(word) - len(each) >= 4), "")
    word = word.removesuffix(ending)
    doubled = len(word) > 4 and word[-1] == word[-2] and word[-1].isalpha() and word[-1] not in "ls"
    return word[:-1] if doubled else word


def _light(word):
    prefix = next((each for each in PREFIXES_AR if word.startswith(each) and len(word) - len(each) >= 3), "")
    word = word.removeprefix(prefix)
    suffix = next((each for each in SUFFIXES_AR if word.endswith(each) and len(word) - len(each) >= 3), "")
    return word.removesuffix(suffix)


def _words(text):
    """`(the word in small letters, the word folded)`; of a script without spaces every two letters that stand together
    (bigrams)."""
    for written in WORD.findall(text):
        word = fold(written)
        if len(word) > 2 and NO_SPACES.fullmatch(word):
            yield from ((word[at : at + 2], word[at : at + 2]) for at in range(len(word) - 1))
        elif word:
            yield written.lower(), word


def _meaning(word, language):
    """The names of what this word means in everyday life, in its language or else in English."""
    for each in dict.fromkeys((language, "en")):
        whole, beginnings = _everyday().get(each, ({}, {}))
        tries = [word, _light(word)] if language in ("ar", "ur") else [word]
        for form in tries:
            if form in whole:
                return whole[form]
            for end in range(len(form), 1, -1):
                if form[:end] in beginnings:
                    return beginnings[form[:end]]
    return ()


@functools.cache
def _everyday():
    """`{language: ({whole word: names}, {beginning of words: names})}` out of everyday.txt."""
    found = {}
    for line in _lines("everyday.txt"):
        name, *parts = (part.strip() for part in line.split("|"))
        for part in parts:
            language, *words = part.split()
            for word in words:
                whole, beginnings = found.setdefault(language, ({}, {}))
                place, key = (beginnings, fold(word[:-1])) if word.endswith("*") else (whole, fold(word))
                place[key] = (*place.get(key, ()), name)
    return found


@functools.cache
def _small_words(language):
    lists = {name.strip(): words for name, _line, words in (line.partition("|") for line in _lines("stop_words.txt"))}
    return frozenset(fold(word) for word in (lists.get(language, "") + lists["en"]).split())


def _lines(name):
    text = (Path(__file__).parent / name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def counted(saids) -> dict[int, Counter]:
    """`{id: how often each term}`, in the order of the ids."""
    notes: dict[int, Counter] = {}
    for said in sorted(saids, key=lambda each: (each.id, each.language, each.words)):
        notes.setdefault(said.id, Counter()).update(term for term, _word in terms_of(said))
    return notes
