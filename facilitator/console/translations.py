"""Write translations: what people said stays as they said it; its words in another language stand beside it."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from ..access import FACILITATOR, open_to
from ..errors import NotFound
from ..forms import choice, op, saved, words
from ..i18n import LANGUAGES
from ..notes.models import NOTE_LENGTH, Note
from ..notes.translating import actions
from ..notes.translating.reading import A_PAGE, how_many, waiting
from .views import pages

LONGER = 2  # a language may need so many times the letters of another


@pages.get("/e/<code>/console/translations")
@open_to(FACILITATOR)
def translations(code):
    """A page of notes that wait for words in the chosen language; with `?all=1` those that have some too."""
    event = g.viewer.event
    others = [language for language in (*event.languages, *LANGUAGES) if language in LANGUAGES]
    to = request.args.get("to") or (request.view_args or {}).get("language", "")  # the latter: a form was refused
    to = to if to in LANGUAGES else (event.languages[1] if len(event.languages) > 1 else others[0])
    after, all_ = request.values.get("after", ""), request.values.get("all") == "1"
    after = int(after) if after.isascii() and after.isdecimal() and len(after) < 16 else 0
    found = waiting(event, to, after, all_)
    of_all, done = how_many(event, to)
    return render_template(
        "console/translations.html",
        to=to,
        by=request.values.get("by", "")[: actions.BY_LENGTH],
        notes=found[:A_PAGE],
        more=found[A_PAGE - 1].id if len(found) > A_PAGE else None,
        all_=all_,
        after=after,
        of_all=of_all,
        done=done,
        languages=[(language, LANGUAGES[language]) for language in dict.fromkeys(others)],
        BY_LENGTH=actions.BY_LENGTH,
        LONGEST=LONGER * NOTE_LENGTH,
    )


@pages.post("/e/<code>/console/notes/<int:id>/translations/<language>")
@open_to(FACILITATOR)
def translate(code, id, language):
    """Keep it; on to the next one."""
    note, by = _note(id, language), words("by", actions.BY_LENGTH)
    actions.translate(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        note=note,
        language=language,
        words=words("words", LONGER * NOTE_LENGTH, needed=_("Please write what it says in the other language.")),
        translator=by,
    )
    return saved(url_for("console.translations", code=code, to=language, by=by or None, **_where()))


@pages.post("/e/<code>/console/notes/<int:id>/translations/<language>/end")
@open_to(FACILITATOR)
def take_translation_down(code, id, language):
    """It is gone; the note waits again."""
    actions.take_down(event=g.viewer.event, by=g.viewer, op=op(), note=_note(id, language), language=language)
    return saved(url_for("console.translations", code=code, to=language, **_where()))


def _where():
    return {"all": 1} if choice("all", ("1",)) else {}


def _note(id, language):
    note = Note.get_or_none(Note.event == g.viewer.event, Note.id == id)
    if note is None or language not in LANGUAGES:
        raise NotFound
    return note
