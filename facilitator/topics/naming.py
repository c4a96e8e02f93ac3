"""What a topic needs, in the words people meet. The keys stand in `models.py`."""

from flask_babel import gettext as _


def need_words() -> list[tuple[str, str]]:
    """(key, plain name) of every need a convener can tick."""
    return [
        ("step_free", _("No steps")),
        ("quiet", _("A quiet place")),
        ("language", _("Help with a language")),
        ("women_only", _("Women only")),
    ]


def need_word(key: str) -> str:
    """The plain name of one need; empty for none."""
    return dict(need_words()).get(key, "")
