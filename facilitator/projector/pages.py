"""Which page the big screen shows: the one that goes with the stage, or one chosen by hand."""

import hashlib

from flask_babel import gettext as _

from ..cafe.room import is_cafe
from ..events.clock import stages_of
from ..events.models import Event

WELCOME = "welcome"
FOR_STAGE = {
    "doors": WELCOME,
    "welcome": WELCOME,
    "explain": "rules",
    "marketplace": "topics",
    "choose": "board",
    "talk": "talk",
    "round": "round",
    "harvest": "harvest",
    "move": "move",
    "break": "wall",
    "read": "read",
    "sense": "themes",
    "patterns": "patterns",
    "tell": "tell",
    "act": "actions",
    "debrief": "debrief",
    "circle": "circle",
    "goodbye": "goodbye",
}
AT_ANY_TIME = ("nobody_yet", "offers")  # these belong to no stage
PAGES = (*dict.fromkeys(FOR_STAGE.values()), *AT_ANY_TIME)
OF_OPEN_SPACE = {"topics", "board", "talk"}
OF_A_CAFE = {"round", "harvest", "move", "patterns", "tell"}
ONLY_IN_ITS_STAGE = {"debrief"}


def labels(event: Event) -> dict[str, str]:
    """What each page that fits the event's format is called on the remote control. A page that belongs to one of the
    event's own stages always fits."""
    unfit = ONLY_IN_ITS_STAGE | (OF_OPEN_SPACE if is_cafe(event) else OF_A_CAFE)
    unfit -= {FOR_STAGE.get(stage.kind) for stage in stages_of(event)}
    return {page: label for page, label in _labels().items() if page not in unfit}


def _labels() -> dict[str, str]:
    return {
        "welcome": _("Welcome, how to join"),
        "rules": _("How today works"),
        "topics": _("Topics"),
        "board": _("The board"),
        "talk": _("Now and next"),
        "round": _("The question"),
        "harvest": _("The main things"),
        "move": _("Move tables"),
        "wall": _("News wall"),
        "read": _("Read and star"),
        "themes": _("What belongs together"),
        "patterns": _("Patterns and surprises"),
        "tell": _("Each table: one sentence"),
        "actions": _("What we will do"),
        "nobody_yet": _("Nobody yet"),
        "offers": _("What people can give"),
        "debrief": _("What leaders say"),
        "circle": _("Closing circle"),
        "goodbye": _("Thank you"),
    }


def how_it_works(event: Event) -> list[tuple[str, str]]:
    """The steps of the day in the event's format, one slide each: (in three words, in one sentence)."""
    return _how_a_cafe_works(event) if is_cafe(event) else _how_open_space_works()


def _how_open_space_works():
    return [
        (_("Put a topic up"), _("Anyone can put a topic up. It just has to matter to you.")),
        (_("Pick a time and a place"), _("If you put it up, you start the talk and make sure notes are kept.")),
        (_("Go where you want"), _("You can go to any talk, at any time. You can leave at any time.")),
        (_("Write the main thing"), _("Everyone in the room can read it. Leave out names and phone numbers.")),
        (_("Say who will do what"), _("You can only say yes for yourself. Passing is always fine.")),
    ]


def _how_a_cafe_works(event):
    steps = [
        (_("Sit down at a table"), _("Your phone or your card says which one. Another table is fine too.")),
        (_("Talk about one question"), _("Take one quiet minute. Then go round so each person can speak or pass.")),
        (_("Use the tablecloth"), _("Write on it. Draw on it. Join ideas up. Leave out names and phone numbers.")),
        (_("Write the one main thing"), _("At the end of each round: what is the one thing that matters most?")),
        (_("Then move on"), _("The host stays and tells the story so far. You may stay too if you need to.")),
    ]
    kinds = {stage.kind for stage in stages_of(event)}
    if "act" in kinds:
        steps.append((_("Say who will do what"), _("You can only say yes for yourself. Passing is always fine.")))
    if "debrief" in kinds:
        said = _("Each leader says: I heard, I will, I cannot. They read it back, and you hear if it is right.")
        steps.append((_("Leaders answer"), said))
    return steps


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
