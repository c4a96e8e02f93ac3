"""Which page the big screen shows: the one that goes with the stage, or one chosen by hand."""

import hashlib

from flask_babel import gettext as _

WELCOME = "welcome"
FOR_STAGE = {
    "doors": WELCOME,
    "welcome": WELCOME,
    "explain": "rules",
    "marketplace": "topics",
    "choose": "board",
    "talk": "talk",
    "break": "wall",
    "read": "read",
    "act": "actions",
    "circle": "circle",
    "goodbye": "goodbye",
}
PAGES = tuple(dict.fromkeys(FOR_STAGE.values()))


def labels() -> dict[str, str]:
    """What each page is called on the remote control."""
    return {
        "welcome": _("Welcome, how to join"),
        "rules": _("How today works"),
        "topics": _("Topics"),
        "board": _("The board"),
        "talk": _("Now and next"),
        "wall": _("News wall"),
        "read": _("Read and star"),
        "actions": _("What we will do"),
        "circle": _("Closing circle"),
        "goodbye": _("Thank you"),
    }


def how_it_works() -> list[tuple[str, str]]:
    """The steps of the day, one slide each: (in three words, in one sentence)."""
    return [
        (_("Put a topic up"), _("Anyone can put a topic up. It just has to matter to you.")),
        (_("Pick a time and a place"), _("If you put it up, you start the talk and make sure notes are kept.")),
        (_("Go where you want"), _("You can go to any talk, at any time. You can leave at any time.")),
        (_("Write the main thing"), _("Everyone in the room can read it. Leave out names and phone numbers.")),
        (_("Say who will do what"), _("You can only say yes for yourself. Passing is always fine.")),
    ]


def page_of(projector, stage) -> str:
    """The page this screen shows while it is that stage (None: before the doors open)."""
    if projector.frozen:
        return projector.frozen_on
    return projector.page or FOR_STAGE.get(stage.kind if stage else "doors", WELCOME)


def set_up_of(event) -> str:
    """A short mark that changes when what the pages say of the event itself changes."""
    said = (
        event.title, event.question, event.question_by, event.house_rules, event.wifi_name, event.wifi_password,
        event.code, event.token, str(event.look_back_on),
    )  # fmt: skip
    return hashlib.sha256(repr(said).encode()).hexdigest()[:8]
