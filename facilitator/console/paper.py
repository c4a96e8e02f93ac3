"""Type in paper: cards, one after the other. The topic and the kind stay as they are."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from ..access import FACILITATOR, open_to
from ..errors import NotFound
from ..forms import choice, number, op, saved, ticked, words
from ..i18n import LANGUAGES, chosen_locale
from ..notes import actions
from ..notes.models import KINDS, LENSES, NOTE_LENGTH, SHOWN
from ..people.actions import NAME_LENGTH
from ..topics.models import ANNOUNCED, Topic
from .views import pages


@pages.get("/e/<code>/console/paper")
@open_to(FACILITATOR)
def paper(code):
    """The form, with the last card's topic, kind, lens and language."""
    keep = {
        name: request.args.get(name, "") for name in ("topic", "kind", "lens", "language", "helped", "card", "held")
    }
    return render_template(
        "console/paper.html", topics=[(topic.id, f"{topic.number}. {topic.title}") for topic in _topics()], last=keep
    )


@pages.post("/e/<code>/console/paper")
@open_to(FACILITATOR)
def type_in(code):
    """Keep a card; the next one is of the same topic and kind."""
    topics = {topic.id: topic for topic in _topics()}
    chosen = number("topic", 0, 2**31, default=0)
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
        topic=_chosen(topics, chosen),
        name=words("name", NAME_LENGTH),
        show_name=ticked("show_name"),
        **details,
    )
    held = 1 if note.state != SHOWN else None
    again = {
        **details,
        "helped": int(details["helped"]) or None,
        "topic": chosen or None,
        "card": note.card,
        "held": held,
    }
    return saved(
        url_for("console.paper", code=code, **{name: value or None for name, value in again.items()}), card=note.card
    )


def _topics():
    return (
        Topic.select()
        .where(Topic.event == g.viewer.event, Topic.state == ANNOUNCED, Topic.held_for == "")
        .order_by(Topic.number)
    )


def _chosen(topics, id_) -> Topic | None:
    """The topic with that number, or None for the whole room. Raises NotFound."""
    if id_ and id_ not in topics:
        raise NotFound
    return topics.get(id_)
