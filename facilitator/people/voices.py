"""The voices in plain words: "Who are you here as?"."""

from flask_babel import gettext as _

from .models import VOICES


def voices() -> list[tuple[str, str]]:
    """`(value, label)` of every voice, and of saying nothing."""
    return [*((voice, voice_words(voice)) for voice in VOICES), ("", voice_words(""))]


def voice_words(voice: str) -> str:
    """A voice in the viewer's language; an unsaid one says so."""
    return {
        "resident": _("I live here"),
        "parent": _("Parent"),
        "carer": _("Carer"),
        "young_person": _("Young person"),
        "volunteer": _("Volunteer"),
        "staff": _("I work for a service"),
        "decision_maker": _("I make decisions"),
        "": _("I would rather not say"),
    }[voice]
