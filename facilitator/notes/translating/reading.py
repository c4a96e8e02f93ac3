"""Which notes have words in a language, and which still wait for some."""

from peewee import JOIN, fn

from ..models import SHOWN, Note, Translation

A_PAGE = 30


def waiting(event, language: str, after: int = 0, done_too: bool = False) -> list[Note]:
    """A page of the notes on the screens that were said in another language, in order of arrival, from the one after
    number `after` on; those that have a translation only with `done_too`. Each has its `translation`, or None. One
    query."""
    theirs = (Translation.note == Note.id) & (Translation.language == language)
    rows = Note.select(Note, Translation).join(Translation, JOIN.LEFT_OUTER, on=theirs, attr="translation")
    rows = rows.where(Note.event == event, Note.state == SHOWN, Note.language != language, Note.id > after)
    if not done_too:
        rows = rows.where(Translation.id.is_null())
    found = list(rows.order_by(Note.id).limit(A_PAGE + 1))
    for note in found:
        note.translation = getattr(note, "translation", None)
    return found


def how_many(event, language: str) -> tuple[int, int]:
    """(how many notes on the screens were said in another language, how many of them have a translation)."""
    theirs = (Translation.note == Note.id) & (Translation.language == language)
    rows = Note.select(fn.COUNT(Note.id), fn.COUNT(Translation.id)).join(Translation, JOIN.LEFT_OUTER, on=theirs)
    return rows.where(Note.event == event, Note.state == SHOWN, Note.language != language).tuples().get()
