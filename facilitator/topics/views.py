"""Topics on the phone: the list, and offering one."""

from flask import Blueprint, g, render_template, url_for
from flask_babel import gettext as _

from ..access import FACILITATOR, PARTICIPANT, open_to
from ..errors import NotFound
from ..forms import choices, op, saved, words
from ..i18n import chosen_locale
from . import actions
from .fragments import drafts
from .models import NEEDS, TITLE_LENGTH, Topic

pages = Blueprint("topics", __name__)


@pages.get("/e/<code>/topics")
@open_to(PARTICIPANT, FACILITATOR)
def all_topics(code):
    """All topics, in the order in which they arrived."""
    return render_template("topics/all.html", drafts=drafts(g.viewer.person) if g.viewer.person else [], NEEDS=NEEDS)


@pages.post("/e/<code>/topics")
@open_to(PARTICIPANT)
def offer(code):
    """Offer one."""
    actions.offer(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        convener=g.viewer.person,
        title=words("title", TITLE_LENGTH, needed=_("Please write what you want to talk about.")),
        why=words("why", 500),
        needs=choices("needs", NEEDS),
        needs_words=words("needs_words", 200),
        language=chosen_locale(),
    )
    return saved(url_for("topics.all_topics", code=code))


@pages.post("/e/<code>/topics/<int:id>/announcement")
@open_to(PARTICIPANT)
def announcement(code, id):
    """Put it up."""
    actions.announce(event=g.viewer.event, by=g.viewer, op=op(), topic=_topic(id))
    return saved(url_for("topics.all_topics", code=code))


def _topic(id_) -> Topic:
    """A topic this viewer may reach. Raises NotFound."""
    topic = Topic.get_or_none(Topic.id == id_, Topic.event == g.viewer.event)
    if topic is None or not (topic.on_screens or topic.convener_id in {person.id for person in g.viewer.people}):
        raise NotFound
    return topic
