"""The marketplace: who announces next, topics that were said aloud, holding one back from the screens."""

from flask import g, render_template, url_for
from flask_babel import gettext as _

from ..access import FACILITATOR, open_to
from ..errors import NotFound
from ..forms import choices, number, op, saved, ticked, words
from ..i18n import chosen_locale
from ..people.actions import NAME_LENGTH
from ..people.models import Person
from ..topics import actions
from ..topics.models import ANNOUNCED, NEEDS, TITLE_LENGTH, Topic
from ..topics.views import NEEDS_LENGTH, WHY_LENGTH
from .views import pages

REASON_LENGTH = 200


@pages.get("/e/<code>/console/topics")
@open_to(FACILITATOR)
def marketplace(code):
    """The queue, the form for a topic that was said aloud, and all topics."""
    people = Person.select().where(Person.event == g.viewer.event, Person.left_at.is_null(), Person.name != "")
    here = [(person.id, person.name) for person in people.order_by(Person.name, Person.id)]
    return render_template("console/marketplace.html", here=here, name_length=NAME_LENGTH)


@pages.post("/e/<code>/console/topics")
@open_to(FACILITATOR)
def write_down(code):
    """A topic that was said aloud, for the person who said yes to starting it."""
    chosen = number("convener", 0, 2**53, default=0)
    actions.write_down(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        convener=_person(chosen) if chosen else None,
        name=words("name", NAME_LENGTH),
        said_yes=ticked("said_yes"),
        title=words("title", TITLE_LENGTH, needed=_("Please write what they want to talk about.")),
        why=words("why", WHY_LENGTH),
        needs=choices("needs", NEEDS),
        needs_words=words("needs_words", NEEDS_LENGTH),
        language=chosen_locale(),
    )
    return _back(code)


@pages.post("/e/<code>/console/topics/<int:id>/pitch")
@open_to(FACILITATOR)
def pitch(code, id):
    """This one is announced now."""
    actions.pitch(event=g.viewer.event, by=g.viewer, op=op(), topic=_topic(id))
    return _back(code)


@pages.post("/e/<code>/console/topics/list")
@open_to(FACILITATOR)
def stop_pitching(code):
    """The big screen shows the list again."""
    actions.stop_pitching(event=g.viewer.event, by=g.viewer, op=op())
    return _back(code)


@pages.post("/e/<code>/console/topics/<int:id>/hold")
@open_to(FACILITATOR)
def hold_topic(code, id):
    """Hold it back from the screens, with a reason."""
    because = words("because", REASON_LENGTH)
    actions.hold(event=g.viewer.event, by=g.viewer, op=op(), topic=_topic(id), because=because)
    return _back(code)


@pages.post("/e/<code>/console/topics/<int:id>/showing")
@open_to(FACILITATOR)
def show_topic(code, id):
    """Let it onto the screens."""
    actions.show(event=g.viewer.event, by=g.viewer, op=op(), topic=_topic(id))
    return _back(code)


def _back(code):
    return saved(url_for("console.marketplace", code=code))


def _topic(id_) -> Topic:
    """An announced topic of this event; drafts are their convener's own. Raises NotFound."""
    topic = Topic.get_or_none(Topic.id == id_, Topic.event == g.viewer.event, Topic.state == ANNOUNCED)
    if topic is None:
        raise NotFound
    return topic


def _person(id_) -> Person:
    person = Person.get_or_none(Person.id == id_, Person.event == g.viewer.event, Person.left_at.is_null())
    if person is None:
        raise NotFound
    return person
