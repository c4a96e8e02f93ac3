"""Make it real: what, who says yes, first step, by when."""

import re

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import gettext as _

from .. import pace
from ..access import FACILITATOR, PARTICIPANT, open_to
from ..errors import NotFound
from ..forms import choice, day, op, saved, ticked, words
from ..notes.models import LENSES, SHOWN, Note
from ..people.actions import NAME_LENGTH
from . import actions
from .models import STEP_LENGTH, WHAT_LENGTH, WHOM_LENGTH, Action

pages = Blueprint("actions", __name__)


@pages.get("/e/<code>/actions")
@open_to(PARTICIPANT, FACILITATOR)
def all_actions(code):
    """All actions, and the form for a new one; `note` in the address brings the words of a note along."""
    held = Action.select().where(
        Action.event == g.viewer.event,
        Action.held_because != "",
        Action.taken_back_at.is_null(),
        Action.written_by.in_([person.id for person in g.viewer.people]),
    )
    return render_template("actions/all.html", note=_note(request.values.get("note")), held=held)


@pages.post("/e/<code>/actions")
@open_to(PARTICIPANT, FACILITATOR)
def write_down(code):
    """A new action."""
    pace.keep_to(pace.OTHER_WORDS, "actions")
    actions.write_down(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        **_words(),
        note=_note(request.form.get("note")),
        i_will=ticked("i_will") and g.viewer.person is not None,
        whom=words("whom", WHOM_LENGTH),
    )
    return saved(url_for("actions.all_actions", code=code))


@pages.get("/e/<code>/actions/<int:id>")
@open_to(PARTICIPANT)
def one(code, id):
    """Change an action's words, or take it back."""
    return render_template("actions/one.html", action=_action(id))


@pages.post("/e/<code>/actions/<int:id>")
@open_to(PARTICIPANT)
def rewrite(code, id):
    """Its words, changed."""
    actions.rewrite(event=g.viewer.event, by=g.viewer, op=op(), action=_action(id), **_words())
    return saved(url_for("actions.all_actions", code=code))


@pages.post("/e/<code>/actions/<int:id>/removal")
@open_to(PARTICIPANT, even_after=True)
def removal(code, id):
    """Take it back."""
    actions.take_back(event=g.viewer.event, by=g.viewer, op=op(), action=_action(id))
    return saved(url_for("actions.all_actions", code=code))


@pages.post("/e/<code>/actions/<int:id>/promise")
@open_to(PARTICIPANT)
def promise(code, id):
    """I say yes, or not any more."""
    actions.promise(event=g.viewer.event, by=g.viewer, op=op(), action=_action(id), said=ticked("said"))
    return saved(url_for("actions.all_actions", code=code))


@pages.post("/e/<code>/actions/<int:id>/promise-aloud")
@open_to(FACILITATOR)
def promise_aloud(code, id):
    """Someone without a phone said yes."""
    actions.promise_aloud(
        event=g.viewer.event, by=g.viewer, op=op(), action=_action(id), name=words("name", NAME_LENGTH)
    )
    return saved(url_for("actions.all_actions", code=code))


@pages.post("/e/<code>/actions/<int:id>/ask")
@open_to(PARTICIPANT, FACILITATOR)
def ask(code, id):
    """Ask someone who is not in the room."""
    pace.keep_to(pace.OTHER_WORDS, "asks")
    whom = words("whom", WHOM_LENGTH, needed=_("Please write whom we should ask."))
    actions.ask(event=g.viewer.event, by=g.viewer, op=op(), action=_action(id), whom=whom)
    return saved(url_for("actions.all_actions", code=code))


@pages.post("/e/<code>/console/actions/<int:id>/hold")
@open_to(FACILITATOR)
def hold(code, id):
    """Keep it off shared screens and say why, or show it again (no reason)."""
    actions.hold(event=g.viewer.event, by=g.viewer, op=op(), action=_action(id), because=words("because", 200))
    return saved(url_for("console.held", code=code))


def _words() -> dict:
    return {
        "what": words("what", WHAT_LENGTH, needed=_("Please write what will be done.")),
        "lens": choice("lens", LENSES),
        "first_step": words("first_step", STEP_LENGTH),
        "due": day("due"),
    }


def _action(id_) -> Action:
    action = Action.get_or_none(Action.id == id_, Action.event == g.viewer.event, Action.taken_back_at.is_null())
    seen = action is not None and (
        not action.held_because
        or FACILITATOR in g.viewer.roles
        or action.written_by_id in {person.id for person in g.viewer.people}
    )
    if not seen:
        raise NotFound
    return action


def _note(id_) -> Note | None:
    if not re.fullmatch("[0-9]{1,18}", id_ or ""):
        return None
    return Note.get_or_none(Note.id == int(id_), Note.event == g.viewer.event, Note.state == SHOWN)
