"""Make it real: what, who says yes, first step, by when. What a facilitator does for others stands on the console."""

from flask import Blueprint, g, render_template, request, url_for
from flask_babel import lazy_gettext as _l

from .. import pace
from ..access import FACILITATOR, PARTICIPANT, open_to
from ..forms import clean, day, op, saved, ticked, words
from ..harvest.themes.reading import notes_in
from ..notes import wall
from ..notes.models import Note
from ..people.actions import NAME_LENGTH
from . import actions, reading
from .contacts.reading import contact_of, default_day
from .here import action_here, ask_here, chosen_note, my_ids, promise_here
from .models import Action, Offer, Promise
from .sent import MOST_WORDS, action_words, ask_beside, ask_words, chosen_notes, chosen_theme
from .willing import counted, willing

YES_STAYS = _l("This event is over. A yes stays as it was said. You can say “no, because …” where you say how it goes.")

pages = Blueprint("actions", __name__)


@pages.get("/e/<code>/actions")
@open_to(PARTICIPANT, FACILITATOR)
def all_actions(code):
    """All actions, and the form for a new one; `note` in the address (once or more) brings the words of notes along,
    `theme` a pile and its notes to choose from."""
    notes, theme = chosen_notes("note"), chosen_theme()
    held = reading.standing(g.viewer.event).where(Action.held_because != "", Action.written_by.in_(my_ids()))
    return render_template(
        "actions/all.html", notes=notes, theme=theme, beside=_of_theme(theme, notes), held=held, **to_choose()
    )


@pages.post("/e/<code>/actions")
@open_to(PARTICIPANT, FACILITATOR)
def write_down(code):
    """A new action."""
    pace.keep_to(pace.OTHER_WORDS, "actions")
    written = actions.write_down(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        **action_words(),
        notes=chosen_notes("note"),
        i_will=ticked("i_will") and g.viewer.person is not None,
        **ask_beside(),
    )
    return _saved(code, written.id)


@pages.get("/e/<code>/actions/<int:id>")
@open_to(PARTICIPANT, FACILITATOR)
def one(code, id):
    """One action: all there is to it, and what one may say about it."""
    event, action, me = g.viewer.event, action_here(id), g.viewer.person
    mine = me and Promise.get_or_none(Promise.action == action, Promise.person == me)
    return render_template(
        "actions/one.html",
        action=action,
        mine=mine,
        contact=mine and contact_of(promise=mine),
        default_day=default_day(event),
        asks=reading.asked([action]).get(action.id, []),
        willing=_hands_up(event, action) if mine or action.written_by_id in my_ids() else None,
        my_offers=list(reading.offers_of(event).where(Offer.person == me)) if me else [],
        going_with={offer.id for offer in reading.offers_for([action], held_too=True).get(action.id, [])},
        **words_to_choose(action, action.written_by_id in my_ids()),
        **to_choose(),
    )


@pages.post("/e/<code>/actions/<int:id>")
@open_to(PARTICIPANT)
def rewrite(code, id):
    """Its words, changed."""
    actions.rewrite(event=g.viewer.event, by=g.viewer, op=op(), action=action_here(id), **action_words())
    return _saved(code, id)


@pages.post("/e/<code>/actions/<int:id>/removal")
@open_to(PARTICIPANT, even_after=True)
def removal(code, id):
    """Take it back."""
    actions.take_back(event=g.viewer.event, by=g.viewer, op=op(), action=action_here(id))
    return _saved(code)


@pages.post("/e/<code>/actions/<int:id>/words")
@open_to(PARTICIPANT)
def link(code, id):
    """It comes from these words, or does not."""
    action, comes_from = action_here(id), ticked("comes_from")
    actions.link(event=g.viewer.event, by=g.viewer, op=op(), action=action, note=chosen_note(), comes_from=comes_from)
    return saved(url_for("actions.one", code=code, id=id, words=1, _anchor="words"))


@pages.post("/e/<code>/actions/<int:id>/promise")
@open_to(PARTICIPANT, when_over=YES_STAYS)
def promise(code, id):
    """I say yes, or not any more."""
    actions.promise(event=g.viewer.event, by=g.viewer, op=op(), action=action_here(id), said=ticked("said"))
    return _saved(code, id)


@pages.post("/e/<code>/promises/<int:id>/name")
@open_to(PARTICIPANT, even_after=True)
def name(code, id):
    """Whether my name may stand in the look-back."""
    found = promise_here(id)
    actions.name_in_look_back(event=g.viewer.event, by=g.viewer, op=op(), promise=found, named=ticked("named"))
    return saved(url_for("actions.one", code=code, id=found.action_id))


@pages.post("/e/<code>/actions/<int:id>/ask")
@open_to(PARTICIPANT, FACILITATOR)
def ask(code, id):
    """Ask someone who is not in the room."""
    pace.keep_to(pace.OTHER_WORDS, "asks")
    actions.ask(event=g.viewer.event, by=g.viewer, op=op(), action=action_here(id), **ask_words())
    return saved(url_for("actions.one", code=code, id=id))


@pages.post("/e/<code>/asks/<int:id>/asker")
@open_to(PARTICIPANT)
def take_on(code, id):
    """I will ask them, or not any more."""
    found, will = ask_here(id), ticked("will")
    actions.take_on(event=g.viewer.event, by=g.viewer, op=op(), ask=found, will=will, until=day("ask_by"))
    return saved(url_for("actions.one", code=code, id=found.action_id))


@pages.post("/e/<code>/asks/<int:id>/removal")
@open_to(PARTICIPANT)
def take_ask_back(code, id):
    """This need not be asked."""
    found = ask_here(id)
    actions.take_ask_back(event=g.viewer.event, by=g.viewer, op=op(), ask=found)
    return saved(url_for("actions.one", code=code, id=found.action_id))


@pages.post("/e/<code>/actions/<int:id>/promise-aloud")
@open_to(FACILITATOR)
def promise_aloud(code, id):
    """Someone without a phone said yes."""
    spoken = words("name", NAME_LENGTH)
    actions.promise_aloud(event=g.viewer.event, by=g.viewer, op=op(), action=action_here(id), name=spoken)
    return saved(url_for("console.promise", code=code, id=id))


@pages.post("/e/<code>/console/actions/<int:id>/hold")
@open_to(FACILITATOR)
def hold(code, id):
    """Keep it off shared screens and say why, or show it again (no reason)."""
    actions.hold(event=g.viewer.event, by=g.viewer, op=op(), action=action_here(id), because=words("because", 200))
    return saved(url_for("console.held", code=code))


def to_choose() -> dict:
    """What the forms of an action let people choose from."""
    themes = [(theme.id, theme.name) for theme in reading.themes_to_choose(g.viewer.event)]
    return {"themes": themes, "involvement_words": reading.involvement_words()}


def words_to_choose(action, may_link: bool) -> dict:
    """The words an action came from, and for who may add some: those found by a search (`q` in the address), or the
    newest (`words`)."""
    event, search = g.viewer.event, clean(request.args.get("q", ""))[:100]
    behind = reading.words_behind(event, [action]).get(action.id, [])
    found = []
    if may_link and (search or request.args.get("words")):
        here = [note.id for note in behind]
        found = list(wall.shown(event, containing=search).where(Note.id.not_in(here)).limit(MOST_WORDS))
    return {"behind": behind, "may_link": may_link, "search": search, "found": found}


def _hands_up(event, action):
    """Who will help with the words it came from: for those whose action it is."""
    return counted(willing(event, [action]).get(action.id, []))


def _of_theme(theme, but) -> list[Note]:
    """The notes of a pile that may be shown, to choose words from."""
    if theme is None:
        return []
    here = Note.id.in_(notes_in(theme.id)), Note.id.not_in([note.id for note in but])
    return list(wall.shown(g.viewer.event).where(*here).limit(MOST_WORDS))


def _saved(code, id_=None):
    """To all that will be done, and there to that one."""
    page = "console.promises" if g.viewer.role == FACILITATOR else "actions.all_actions"
    return saved(url_for(page, code=code, _anchor=id_ and f"action-{id_}"))


# Each room in a folder of its own beside this module adds its routes to `pages`.
from .contacts import views as of_contacts  # noqa: E402, F401
from .offers import views as of_offers  # noqa: E402, F401
from .roles import views as of_roles  # noqa: E402, F401
