"""Kinds, lenses and purposes of notes, and the place in a café where something was said, in plain words."""

from flask_babel import gettext as _

from .models import MAIN, PATTERN, RECAP, SURPRISE, title_for_the_room


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


def purpose_words() -> dict[str, str]:
    """What a note of a café is for, beside being a note."""
    return {
        MAIN: _("The main thing"),
        RECAP: _("The story so far"),
        PATTERN: _("A pattern"),
        SURPRISE: _("A surprise"),
    }


def place_words(round_number: int | None, table_number: int | None) -> str:
    """Where in a café something was said: "Round 2, table 7"; empty for neither."""
    if round_number and table_number:
        return _("Round %(round)d, table %(table)d", round=round_number, table=table_number)
    if table_number:
        return _("Table %(number)d", number=table_number)
    return _("Round %(number)d", number=round_number) if round_number else ""


def place_of(thing) -> str:
    """Where a note or photo was made, as the room may read it: its table and round, else its topic's title. Empty for
    the whole room, and for a topic that the room may not see."""
    if thing.table_id is None:
        return title_for_the_room(thing.topic)
    return place_words(thing.round and thing.round.number, thing.table.number)


def kind_word(key: str) -> str:
    """What one kind is called; empty for none."""
    return kind_words().get(key, "")


def lens_word(key: str) -> str:
    """What one lens is called; empty for none."""
    return lens_words().get(key, "")


def purpose_word(key: str) -> str:
    """What one purpose is called; empty for a plain note."""
    return purpose_words().get(key, "")
