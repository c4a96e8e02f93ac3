"""Type in paper: cards, one after the other. Where they come from and their kind stay as they are."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from ..access import FACILITATOR, open_to
from ..cafe.room import round_held, rounds_of, tables_of
from ..errors import NotFound, Refused
from ..forms import choice, number, op, saved, ticked, words
from ..i18n import LANGUAGES, chosen_locale
from ..notes import actions, wall
from ..notes.models import KINDS, LENSES, MAIN, NOTE_LENGTH, RECAP, SHOWN, TAKEN_BACK, Photo
from ..notes.sent import new_picture
from ..people.actions import NAME_LENGTH
from ..topics.models import ANNOUNCED, Topic
from .views import pages

KEPT = ("topic", "table", "round", "purpose", "kind", "lens", "language", "helped", "card", "photo", "held")


@pages.get("/e/<code>/console/paper")
@open_to(FACILITATOR)
def paper(code):
    """The form, with where the last card came from, its kind, lens and language. Its first round is the one that was
    held last: while people move on, and after the last round, cards of that one are typed."""
    event = g.viewer.event
    tables, here = tables_of(event, put_away_too=True), round_held(event)
    keep = {name: request.args.get(name, "") for name in KEPT}
    keep["round"] = keep["round"] or (here.id if here else "")
    return render_template(
        "console/paper.html",
        topics=[(topic.id, f"{topic.number}. {topic.title}") for topic in _topics()],
        tables=[(table.id, _called(table)) for table in tables],
        rounds=[(each.id, _("Round %(number)d", number=each.number)) for each in rounds_of(event)] if tables else [],
        purposes=[("", _("A note")), (MAIN, _("The one main thing")), (RECAP, _("The story so far"))],
        last=keep,
        added=_photo(int(keep["photo"])) if keep["photo"].isascii() and keep["photo"].isdecimal() else None,
    )


@pages.post("/e/<code>/console/paper")
@open_to(FACILITATOR)
def type_in(code):
    """Keep a card; the next one is from the same place and of the same kind."""
    place = _place()
    details = {
        "kind": choice("kind", KINDS),
        "lens": choice("lens", LENSES),
        "language": choice("language", LANGUAGES, chosen_locale()),
        "helped": ticked("helped"),
    }
    note = actions.type_in(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        words=words("words", NOTE_LENGTH, needed=_("Please type what the card says.")),
        name=words("name", NAME_LENGTH),
        show_name=ticked("show_name"),
        **place,
        **details,
    )
    rows = ("topic", "table", "round")
    again = {
        **details,
        "helped": int(details["helped"]) or None,
        **{name: place[name] and place[name].id for name in rows},
        "purpose": place["purpose"],
        "card": note.card,
        "held": 1 if note.state != SHOWN else None,
    }
    return saved(
        url_for("console.paper", code=code, **{name: value or None for name, value in again.items()}), card=note.card
    )


@pages.post("/e/<code>/console/paper/photos")
@open_to(FACILITATOR)
def add_photo(code):
    """A picture of the paper that lies on a table without a phone, or hangs where a topic was talked about."""
    place = {name: row for name, row in _place().items() if name != "purpose"}
    photo = actions.add_photo(event=g.viewer.event, by=g.viewer, op=op(), **place, **new_picture())
    held = 1 if photo.state != SHOWN else None
    return saved(url_for("console.paper", code=code, photo=photo.id, held=held, **_at(photo)))


@pages.post("/e/<code>/console/photos/<int:id>/taking-back")
@open_to(FACILITATOR)
def take_photo_back(code, id):
    """Take back a picture that was added here: back to where the next is added, or to "Check notes"."""
    photo = _photo(id, taken_back_too=True)
    if photo is None:
        raise NotFound
    actions.take_photo_back(event=g.viewer.event, by=g.viewer, op=op(), photo=photo)
    if request.args.get("adding"):
        return saved(url_for("console.paper", code=code, **_at(photo)))
    return saved(url_for("console.held", code=code))


def _photo(id_, taken_back_too=False) -> Photo | None:
    """A picture that was added at the console of this event."""
    photo = wall.photos(g.viewer.event).where(Photo.id == id_).first() if id_ < 2**63 else None
    if photo is None or not actions.added_at_console(photo):
        return None
    return photo if taken_back_too or photo.state != TAKEN_BACK else None


def _at(photo) -> dict:
    """Where it is from, for the next one."""
    places = {"topic": photo.topic_id, "table": photo.table_id, "round": photo.round_id}
    return {name: id_ for name, id_ in places.items() if id_}


def _place() -> dict:
    """Where the card comes from: a topic, a table in a round, or the whole room; and what it is for. Raises NotFound
    for what is not there, Refused for a table without a round."""
    event = g.viewer.event
    topic, table = _chosen(_topics(), "topic"), _chosen(tables_of(event, put_away_too=True), "table")
    round_ = _chosen(rounds_of(event, put_away_too=True), "round") if table else None
    purpose = choice("purpose", (MAIN, RECAP))
    if table is not None and round_ is None:
        raise Refused(_("Please choose the round of this card."), field="round")
    if purpose and table is None:
        raise Refused(_("Please choose the table of this card."), field="table")
    return {"topic": None if table else topic, "table": table, "round": round_, "purpose": purpose}


def _called(table):
    """A table that was put away is still there for the cards that lie on it."""
    number = _("Table %(number)d", number=table.number)
    return f"{number} ({_('put away')})" if table.away_at else number


def _topics():
    return (
        Topic.select()
        .where(Topic.event == g.viewer.event, Topic.state == ANNOUNCED, Topic.held_for == "")
        .order_by(Topic.number)
    )


def _chosen(rows, field):
    """That of the rows which was chosen in the form, or None. Raises NotFound."""
    id_ = number(field, 0, 2**31, default=0)
    found = next((row for row in rows if row.id == id_), None)
    if id_ and found is None:
        raise NotFound
    return found
