"""Kinds and lenses in the words people meet. The keys stand in `models.py`."""

from flask_babel import gettext as _


def kind_words() -> list[tuple[str, str]]:
    """(key, plain name) of every kind of note, in the order in which they are offered."""
    return [
        ("insight", _("Something we learned")),
        ("idea", _("Something we could try")),
        ("action", _("Something someone will do")),
        ("offer", _("Something I can give")),
        ("question", _("Something we need answered")),
        ("story", _("Something that happened")),
    ]


def lens_words() -> list[tuple[str, str]]:
    """(key, plain name) of every lens: who can do it."""
    return [
        ("ourselves", _("We can do this ourselves")),
        ("together", _("We can do this together with services")),
        ("services", _("We need services to do this")),
        ("not_sure", _("Not sure yet")),
    ]


def kind_word(key: str) -> str:
    """The plain name of one kind; empty for none."""
    return dict(kind_words()).get(key, "")


def lens_word(key: str) -> str:
    """The plain name of one lens; empty for none."""
    return dict(lens_words()).get(key, "")
