"""Make sense together: notes into piles that the room names, with the mouse, a finger, buttons or keys; and undo."""

from urllib.parse import parse_qsl

from flask import g, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from ..access import FACILITATOR, open_to
from ..errors import NotFound, Refused
from ..forms import clean, op, saved, ticked, words
from ..harvest.models import NAME_LENGTH, WHOM_LENGTH, WHY_LENGTH, SortingAct, Theme
from ..harvest.searching import with_words
from ..harvest.themes import actions, naming, reading
from ..harvest.themes.fragments import LARGE, PAGE
from ..harvest.themes.undoing import actions as undoing
from ..notes.models import Note
from .views import pages

PILE = "/e/<code>/console/themes/<int:id>"
IN_THE_ADDRESS = ("pile", "q", "after", "large")  # what is looked at, and how large
MOST_AT_ONCE = 1000  # notes
WHY_HELD_LENGTH = 200


@pages.get("/e/<code>/console/themes")
@open_to(FACILITATOR)
def themes(code):
    """The notes in no pile beside the piles. `?pile=12` shows the notes in that one instead, `?q=` those with some
    words, `?after=` later ones; `?large=1` is for a screen that everybody sees."""
    event, looked_at = g.viewer.event, _looked_at()
    every = reading.themes_of(event, away=True)
    pile = next((each for each in every if str(each.id) == looked_at.get("pile") and each.away_at is None), None)
    found = reading.unsorted(event) if pile is None else reading.inside(event, pile.id)
    if "after" in looked_at:
        found = found.where(Note.id > int(looked_at["after"]))
    if "q" in looked_at:
        ids = with_words(found, looked_at["q"])[: PAGE + 1]
    else:
        ids = [id_ for (id_,) in found.select(Note.id).limit(PAGE + 1).tuples()]
    return render_template(
        "console/themes.html",
        looked_at=looked_at,
        address=_address,
        pile=pile,
        piles=[each for each in every if each.away_at is None],
        put_away=[each for each in every if each.away_at is not None and each.joined_into_id is None],
        ids=ids[:PAGE],
        more=ids[PAGE - 1] if len(ids) > PAGE else None,
        is_live=not looked_at.keys() & {"q", "after"},
        naming=naming,
        channel=LARGE if "large" in looked_at else "",
        lengths={"name": NAME_LENGTH, "whom": WHOM_LENGTH, "why": WHY_LENGTH, "held": WHY_HELD_LENGTH},
    )


@pages.post("/e/<code>/console/themes/sorting")
@open_to(FACILITATOR)
def sort(code):
    """The ticked notes go into a pile, out of one, or into a new one."""
    event, looked_at = g.viewer.event, _looked_at()
    act = {"event": event, "by": g.viewer, "op": op(), "notes": _ticked()}
    here = _pile(looked_at["pile"]) if "pile" in looked_at else None
    if "begin" in request.form:
        actions.begin(**act, name=words("name", NAME_LENGTH))
        return saved(_address())
    if not act["notes"]:
        raise Refused(_("Tick the notes first."), field="note")
    if "out" in request.form:
        actions.take_out(**act, theme=_pile(request.form["out"]))
    else:
        into = _pile(request.form.get("put") or request.form.get("into", ""))
        actions.put(**act, theme=into, out_of=None if ticked("keep") else here)
    return saved(_address())


@pages.post(f"{PILE}/name")
@open_to(FACILITATOR)
def name_pile(code, id):
    """The room gives it a name, or another one."""
    seen = words("seen", NAME_LENGTH) if "seen" in request.form else None
    return _done(actions.name, theme=_pile(id), name=words("name", NAME_LENGTH), seen=seen)


@pages.post(f"{PILE}/joining")
@open_to(FACILITATOR)
def join_piles(code, id):
    """Its notes go into another pile, and it is put away."""
    into = _pile(request.form.get("into", ""))
    actions.join(event=g.viewer.event, by=g.viewer, op=op(), theme=_pile(id), into=into)
    return saved(_address(pile=into.id))


@pages.post(f"{PILE}/forwarding")
@open_to(FACILITATOR)
def forward_pile(code, id):
    """Somebody outside the room gets it: who, and why."""
    return _done(actions.forward, theme=_pile(id), whom=words("whom", WHOM_LENGTH), why=words("why", WHY_LENGTH))


@pages.post(f"{PILE}/parking")
@open_to(FACILITATOR)
def park_pile(code, id):
    """It waits for another time: why."""
    return _done(actions.park, theme=_pile(id), why=words("why", WHY_LENGTH))


@pages.post(f"{PILE}/taking-up")
@open_to(FACILITATOR)
def take_up_pile(code, id):
    """Neither forwarded nor parked nor put away any more."""
    return _done(actions.take_up, theme=_pile(id))


@pages.post(f"{PILE}/putting-away")
@open_to(FACILITATOR)
def put_pile_away(code, id):
    """There is no such pile any more; its notes are where they were before."""
    actions.put_away(event=g.viewer.event, by=g.viewer, op=op(), theme=_pile(id))
    return saved(_address(pile=""))


@pages.post(f"{PILE}/hold")
@open_to(FACILITATOR)
def hold_pile_name(code, id):
    """Keep its name off the shared screens, with a reason."""
    because = words("because", WHY_HELD_LENGTH)
    actions.hold_name(event=g.viewer.event, by=g.viewer, op=op(), theme=_pile(id), because=because)
    return saved(_checking() or _address())


@pages.post(f"{PILE}/showing")
@open_to(FACILITATOR)
def show_pile_name(code, id):
    """Let its name onto the screens."""
    actions.show_name(event=g.viewer.event, by=g.viewer, op=op(), theme=_pile(id))
    return saved(_checking() or _address())


@pages.post("/e/<code>/console/themes/steps/<int:id>/undoing")
@open_to(FACILITATOR)
def undo_sorting(code, id):
    """Undo one of the last ten steps."""
    act = SortingAct.get_or_none(SortingAct.id == id, SortingAct.event == g.viewer.event)
    if act is None:
        raise NotFound
    return _done(undoing.undo, act=act)


def _checking() -> str | None:
    """The address of “Check notes”, when the form stood there."""
    page = url_for("console.held", code=g.viewer.event.code)
    return page if _stood_at().partition("?")[0].endswith(page) else None


def _done(do, **said):
    do(event=g.viewer.event, by=g.viewer, op=op(), **said)
    return saved(_address())


def _stood_at() -> str:
    """The address of the page on which the form stood, as the browser says it."""
    return (request.referrer or "").partition("#")[0]


def _looked_at() -> dict[str, str]:
    """What the page shows: as its address says, or a form on it; one of a shared fragment does not know it, but the
    browser says where it stood. What is not usable is left out."""
    values = request.values
    if request.method == "POST" and "page" not in request.form:
        values = MultiDict(parse_qsl(_stood_at().partition("?")[2]))
    said = {name: clean(values.get(name, "")[:100]) for name in IN_THE_ADDRESS}
    numbers = {"pile", "after", "large"}
    return {name: word for name, word in said.items() if word and (name not in numbers or _is_number(word))}


def _address(**otherwise) -> str:
    """The address of this page as it is looked at, but for what is said to be otherwise ("" is left out)."""
    here = {**_looked_at(), **{name: str(value) for name, value in otherwise.items()}}
    shown = {name: here[name] for name in IN_THE_ADDRESS if here.get(name)}
    return url_for("console.themes", code=g.viewer.event.code, **shown)


def _ticked() -> list[Note]:
    """The ticked notes of this event, in the order in which they were written. Raises Refused for too many."""
    ids = {int(number) for number in request.form.getlist("note") if _is_number(number)}
    if len(ids) > MOST_AT_ONCE:
        raise Refused(_("That is too many notes at once. Please choose fewer."), field="note")
    return list(Note.select().where(Note.event == g.viewer.event, Note.id.in_(ids)).order_by(Note.id))


def _pile(number) -> Theme:
    """A pile of this event by the number that an address or a form gives. Raises NotFound for one in an address,
    Refused when none was chosen."""
    if isinstance(number, str) and not _is_number(number):
        raise Refused(_("Choose a pile first."), field="into")
    pile = Theme.get_or_none(Theme.id == int(number), Theme.event == g.viewer.event)
    if pile is None:
        raise NotFound
    return pile


def _is_number(word) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 19
