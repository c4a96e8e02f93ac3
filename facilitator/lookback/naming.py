"""How an action stands, and who said so, in plain words."""

from flask_babel import gettext as _

from .models import (
    ANSWERS,
    DONE,
    FACILITATOR,
    LEADER,
    NO,
    NOT_YET,
    OWNER,
    PASSED_ON,
    STARTED,
    STATES,
    TOLD_ANSWER,
    YES,
)

SIGNS = {STARTED: "▸", DONE: "✓", NOT_YET: "…", NO: "✕", PASSED_ON: "→", YES: "✓", "": "?"}


def state_words() -> dict[str, str]:
    """How an action or an ask stands: `{state: words}`; "" is that nobody has said anything yet."""
    return {
        STARTED: _("Started"),
        DONE: _("Done"),
        NOT_YET: _("Not yet"),
        NO: _("No"),
        PASSED_ON: _("Passed on"),
        YES: _("They said yes"),
        "": _("No news yet"),
    }


def before_the_words() -> dict[str, str]:
    """What stands before the words of an update, by its state: "We did", "We could not, because" …"""
    return {
        STARTED: _("We have started"),
        DONE: _("We did"),
        NOT_YET: _("Not yet, because"),
        NO: _("We could not, because"),
        PASSED_ON: _("Passed on to someone who said yes"),
        YES: _("They said yes"),
    }


def said_by_words() -> dict[str, str]:
    """Who said it, never with a name."""
    told = _("Told to the facilitators, who wrote it down")
    return {
        OWNER: _("Said by someone who said yes to this"),
        LEADER: _("The answer of those we asked"),
        FACILITATOR: told,
        TOLD_ANSWER: told,
    }


def choices_for(is_ask: bool, said_yes: bool) -> list[tuple[str, str]]:
    """`(state, words)` that one may choose from: an owner, or one who was asked and, with `said_yes`, has said yes."""
    words = state_words() | {NOT_YET: _("Not yet, and why"), NO: _("No, and why")}
    words |= {YES: _("Yes"), PASSED_ON: _("Passed on to someone who said yes")}
    if is_ask and not said_yes:
        return [(state, words[state]) for state in (*ANSWERS, PASSED_ON)]
    return [(state, words[state]) for state in STATES]


def state_word(state: str) -> str:
    """What one state is called."""
    return state_words()[state]


def sign(state: str) -> str:
    """A sign that goes with the word of a state: states are never told by colour alone."""
    return SIGNS[state]
