"""The language in which this browser sees the pages, and the size of their letters."""

from flask import g, session
from flask_babel import gettext as _
from flask_babel import refresh

from ..i18n import LANGUAGES

TEXT_SIZES = ("", "big", "bigger")  # as html[data-text]; the first is the usual


def speak(language: str) -> None:
    """From now on, and already in this answer, pages come in that language (one of LANGUAGES; others are ignored)."""
    if language not in LANGUAGES:
        return
    session["locale"] = language
    session.permanent = True
    g.pop("locale", None)
    refresh()


def offered(event) -> tuple[list[str], list[str]]:
    """The languages of this event, and all others, as codes of LANGUAGES. English comes first when it names none."""
    first = [code for code in event.languages or ["en"] if code in LANGUAGES] or ["en"]
    return first, [code for code in LANGUAGES if code not in first]


def text_sizes() -> list[tuple[str, str]]:
    """`(value, label)` of each size of letters."""
    return list(zip(TEXT_SIZES, (_("Usual"), _("Big"), _("Very big")), strict=True))
