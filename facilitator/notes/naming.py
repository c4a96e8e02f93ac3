"""Kinds and lenses in plain words."""

from flask_babel import gettext as _


def kind_words() -> dict[str, str]:
    """What each kind of note is called, in the reader's language."""
    return {
        "insight": _("Insight"),
        "idea": _("Idea"),
        "action": _("Action"),
        "offer": _("Offer"),
        "question": _("Question"),
        "story": _("Story"),
    }


def lens_words() -> dict[str, str]:
    """What each lens is called on a small tag."""
    return {
        "ourselves": _("We can do this ourselves"),
        "together": _("Together with services"),
        "services": _("We need services"),
        "not_sure": _("Not sure yet"),
    }


def kind_word(key: str) -> str:
    """What one kind is called; empty for none."""
    return kind_words().get(key, "")


def lens_word(key: str) -> str:
    """What one lens is called; empty for none."""
    return lens_words().get(key, "")
