"""Write a note's words in another language, and take such a translation down."""

from flask_babel import gettext as _

from ...errors import Refused
from ...journal import action
from ..models import SHOWN, Note, Translation

BY_LENGTH = 80


@action("translated")
def translate(change, event, by, note: Note, language: str, words: str, translator=""):
    """These words say in `language` what the note says; `translator` is who wrote them, as they wish to be called.
    What stood there before in that language goes. Returns the Translation.

    Raises Refused when the note is in that language itself, or is not on the screens.
    """
    if note.language == language:
        raise Refused(_("This note is written in that language."), field="words")
    if note.state != SHOWN:
        raise Refused(_("This note is not on the screens, so it is not translated."))
    Translation.delete().where(Translation.note == note, Translation.language == language).execute()
    made = Translation.create(note=note, language=language, words=words, by=translator, person=change.person)
    change.record(note, made)
    return made


@action("took a translation down")
def take_down(change, event, by, note: Note, language: str):
    """There is no translation of the note into that language any more. Twice is the same as once. Returns the note."""
    Translation.delete().where(Translation.note == note, Translation.language == language).execute()
    change.record(note)
    return note


def forget(note: Note) -> None:
    """Inside an act that changes a note's words: what said the old ones in other languages goes with them."""
    Translation.delete().where(Translation.note == note).execute()
