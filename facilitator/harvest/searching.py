"""Finding notes by plain words, in any script, with or without accents and capitals.

The folded text (suggesting/folding.py) of what is shown is looked through in memory: it is the same on every database,
needs no index that would have to be kept, and finds words in scripts that put no space between them. Ten thousand notes
take about a tenth of a second, away from the event loop.
"""

from .. import background
from ..notes.models import Note, Translation
from .suggesting import fold


def with_words(found, words: str) -> list[int]:
    """The numbers of those of the notes `found` (a query) that hold each of these words, or parts of words, in what was
    said or in a translation of it, in the order of the query. Two queries."""
    rows = list(found.select(Note.id, Note.words).tuples())
    also = Translation.select(Translation.note, Translation.words).where(Translation.note.in_(found.select(Note.id)))
    return background.run(_matching, rows, list(also.tuples()), words)


def _matching(rows, also, words):
    wanted, translated = fold(words).split(), {}
    for id_, text in also:
        translated[id_] = f"{translated.get(id_, '')}\n{text}"
    texts = ((id_, fold(f"{text}{translated.get(id_, '')}")) for id_, text in rows)
    return [id_ for id_, text in texts if all(word in text for word in wanted)]
