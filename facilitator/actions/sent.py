"""What the forms about actions, offers and contacts sent, read and checked; the same on phones and on the console."""

from flask import g, request
from flask_babel import gettext as _

from ..forms import choice, day, ticked, words
from ..harvest.models import Theme
from ..notes import wall
from ..notes.models import LENSES, Note
from ..people.actions import NAME_LENGTH
from . import reading
from .contacts.reading import default_day
from .models import (
    CONTACT_LENGTH,
    DECIDED_BY_LENGTH,
    INVOLVEMENT,
    ROLE_FIELDS,
    ROLE_LENGTH,
    SKILL_LENGTH,
    STEP_LENGTH,
    TIME_LENGTH,
    WHAT_LENGTH,
    WHOM_LENGTH,
)

MOST_WORDS = 40  # notes to choose from at once, and notes that one form takes


def action_words() -> dict:
    """The words of an action, as `actions.write_down` and `actions.rewrite` take them."""
    return {
        "what": words("what", WHAT_LENGTH, needed=_("Please write what will be done.")),
        "lens": choice("lens", LENSES),
        "first_step": words("first_step", STEP_LENGTH),
        "due": day("due"),
        **description(),
    }


def description() -> dict:
    """Theme, involvement and who decides, as `actions.describe` takes them."""
    return {
        "theme": chosen_theme(),
        "involvement": choice("involvement", INVOLVEMENT),
        "decided_by": words("decided_by", DECIDED_BY_LENGTH),
    }


def ask_beside() -> dict:
    """The ask beside a new action, as `actions.write_down` takes it; nobody is asked when the box is empty."""
    return {"whom": words("whom", WHOM_LENGTH), "i_ask": ticked("i_ask"), "ask_by": day("ask_by")}


def ask_words() -> dict:
    """An ask, as `actions.ask` takes it."""
    whom = words("whom", WHOM_LENGTH, needed=_("Please write whom we should ask."))
    return {"whom": whom, "i_ask": ticked("i_ask"), "until": day("ask_by")}


def offer_words() -> dict:
    """The words of an offer, as `offers.offer` and `offers.rewrite` take them."""
    return {
        "skill": words("skill", SKILL_LENGTH, needed=_("Please write what you can give.")),
        "time": words("time", TIME_LENGTH),
    }


def paper_offer() -> dict:
    """Likewise of an offer that came on paper, as `offers.type_in` takes them: with the name that stands there."""
    return {**offer_words(), "name": words("name", NAME_LENGTH)}


def contact(what_for: str) -> dict:
    """How to reach somebody, as `contacts.leave` takes it. Raises Refused for an empty one."""
    return {
        "how": words("how", CONTACT_LENGTH, needed=_("Please write how we can reach you.")),
        "until": day("until", default_day(g.viewer.event)),
        "agreed": ticked("agreed"),
        "what_for": what_for,
    }


def role_fields() -> dict:
    """What stands in a role sheet, as `roles.fill_in` takes it."""
    return {name: words(name, ROLE_LENGTH) for name in ROLE_FIELDS}


def chosen_notes(field: str) -> list[Note]:
    """The notes chosen in the address or form, in the order in which they were; those of this event that are shown."""
    ids = [int(id_) for id_ in request.values.getlist(field) if id_.isascii() and id_.isdecimal() and len(id_) < 19]
    ids = list(dict.fromkeys(ids))[:MOST_WORDS]
    rows = wall.shown(g.viewer.event).where(Note.id.in_(ids)) if ids else ()
    found = {note.id: note for note in rows}
    return [found[id_] for id_ in ids if id_ in found]


def chosen_theme() -> Theme | None:
    """The pile chosen in the address or form; one that is not to be chosen any more is none."""
    said = request.values.get("theme", "")
    themes = reading.themes_to_choose(g.viewer.event) if said else ()
    return next((theme for theme in themes if str(theme.id) == said), None)
