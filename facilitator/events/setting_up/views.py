"""The set-up page: small forms, each of which saves alone."""

from flask import flash, g, render_template, url_for
from flask_babel import gettext as _

from ...access import FACILITATOR, open_to
from ...errors import NotFound, Refused, wants_json
from ...forms import choice, choices, clock, day, number, op, saved, ticked, words
from ...i18n import LANGUAGES
from ..clock import stages_of
from ..models import (
    CONVENERS,
    FACILITATORS_TOO,
    HANDS_AFTER_CHOOSING,
    HANDS_ALWAYS,
    HANDS_HIDDEN,
    MOST_STARS,
    STAGE_KINDS,
    Space,
    Stage,
)
from ..shelf import actions as shelf
from ..views import pages
from . import actions, fragments  # noqa: F401  (registers the fragments)
from .cafe import cafe_set_up
from .kinds import kind_names
from .order import ROUND

NAME_LENGTH = 60
MOST_MINUTES = 600
MOST_SEATS = 5000
MOST_RULES = 12


@pages.get("/e/<code>/console/set-up")
@open_to(FACILITATOR)
def edit(code):
    """Everything about the event on one page."""
    stages = stages_of(g.viewer.event)
    return render_template(
        "events/set_up.html",
        kinds=_kinds_to_add(),
        cafe=cafe_set_up(g.viewer.event),
        stages=stages,
        after=_usual_place(stages),
        placing=[
            (FACILITATORS_TOO, _("The person who offers a topic, or a facilitator for them")),
            (CONVENERS, _("Only the person who offers a topic")),
        ],
        hands=[
            (HANDS_HIDDEN, _("Nobody sees how many")),
            (HANDS_AFTER_CHOOSING, _("Everybody sees it when choosing is over")),
            (HANDS_ALWAYS, _("Everybody sees it all the time")),
        ],
    )


@pages.post("/e/<code>/console/set-up/question")
@open_to(FACILITATOR)
def save_question(code):
    """The title and the question that invites."""
    return _set_up(
        "question",
        title=words("title", shelf.TITLE_LENGTH, needed=_("Please give the event a name.")),
        question=words("question", 300),
        question_by=words("question_by", 120),
        question_why=words("question_why", 600),
        sponsor=words("sponsor", 120),
    )


@pages.post("/e/<code>/console/set-up/when")
@open_to(FACILITATOR)
def save_when(code):
    """Where and when, and when people hear back."""
    event = g.viewer.event
    when, look_back = day("date", event.date), day("look_back_on")
    if look_back is not None and look_back < when:
        raise Refused(_("The day to look back must come after the event."), field="look_back_on")
    return _set_up(
        "when", venue=words("venue", 120), date=when, starts=clock("starts", event.starts), look_back_on=look_back
    )


@pages.post("/e/<code>/console/set-up/languages")
@open_to(FACILITATOR)
def save_languages(code):
    """The language of the house first, then the others people will use; the house's former one stays among them."""
    before = g.viewer.event.languages[0]
    house = choice("house", LANGUAGES, before)
    others = [one for one in LANGUAGES if one in {before, *choices("languages", LANGUAGES)} and one != house]
    return _set_up("languages", languages=[house, *others])


@pages.post("/e/<code>/console/set-up/rules")
@open_to(FACILITATOR)
def save_rules(code):
    """House rules, one on a line; who does what; what is shown."""
    rules = [line.strip() for line in words("house_rules", 2000).split("\n") if line.strip()]
    if len(rules) > MOST_RULES:
        raise Refused(_("Please write %(most)d rules or fewer.", most=MOST_RULES), field="house_rules")
    return _set_up(
        "rules",
        house_rules=rules,
        places_topics=choice("places_topics", (CONVENERS, FACILITATORS_TOO), FACILITATORS_TOO),
        hands_visible=choice("hands_visible", (HANDS_HIDDEN, HANDS_AFTER_CHOOSING, HANDS_ALWAYS), HANDS_HIDDEN),
        stars_each=number("stars_each", 1, MOST_STARS, default=g.viewer.event.stars_each),
        holds_private_details=ticked("holds_private_details"),
    )


@pages.post("/e/<code>/console/set-up/wifi")
@open_to(FACILITATOR)
def save_wifi(code):
    """The Wi-Fi that the poster shows. A password keeps its own spaces."""
    return _set_up("wifi", wifi_name=words("wifi_name", 32), wifi_password=words("wifi_password", 63))


@pages.post("/e/<code>/console/set-up/stages")
@open_to(FACILITATOR)
def add_stage(code):
    """One more part of the day."""
    kind = choice("kind", STAGE_KINDS, STAGE_KINDS[0])
    after = number("after", 1, 2**53, default=0)
    actions.add_stage(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        kind=kind,
        name=words("name", NAME_LENGTH) or _usual_name(kind),
        minutes=_minutes(),
        after=one_of(Stage, after) if after else None,
    )
    return saved_in("day")


@pages.post("/e/<code>/console/set-up/stages/<int:id>")
@open_to(FACILITATOR)
def change_stage(code, id):
    """Another name or length."""
    actions.change_stage(
        event=g.viewer.event, by=g.viewer, op=op(), stage=one_of(Stage, id), name=_name(), minutes=_minutes()
    )
    return saved_in("day")


@pages.post("/e/<code>/console/set-up/stages/<int:id>/place")
@open_to(FACILITATOR)
def place_stage(code, id):
    """Earlier or later."""
    place = number("place", 1, actions.MOST_STAGES)
    actions.place_stage(event=g.viewer.event, by=g.viewer, op=op(), stage=one_of(Stage, id), place=place)
    return saved_in("day")


@pages.post("/e/<code>/console/set-up/stages/<int:id>/end")
@open_to(FACILITATOR)
def remove_stage(code, id):
    """Take it out."""
    actions.remove_stage(event=g.viewer.event, by=g.viewer, op=op(), stage_id=id)
    return saved_in("day")


@pages.post("/e/<code>/console/set-up/places")
@open_to(FACILITATOR)
def add_space(code):
    """One more place for talks."""
    actions.add_space(event=g.viewer.event, by=g.viewer, op=op(), name=_name(), **_offers())
    return saved_in("places")


@pages.post("/e/<code>/console/set-up/places/<int:id>")
@open_to(FACILITATOR)
def change_space(code, id):
    """Another name, or what it offers."""
    actions.change_space(event=g.viewer.event, by=g.viewer, op=op(), space=one_of(Space, id), name=_name(), **_offers())
    return saved_in("places")


@pages.post("/e/<code>/console/set-up/places/<int:id>/place")
@open_to(FACILITATOR)
def place_space(code, id):
    """Earlier or later in the list."""
    place = number("place", 1, actions.MOST_SPACES)
    actions.place_space(event=g.viewer.event, by=g.viewer, op=op(), space=one_of(Space, id), place=place)
    return saved_in("places")


@pages.post("/e/<code>/console/set-up/places/<int:id>/end")
@open_to(FACILITATOR)
def remove_space(code, id):
    """Take it away."""
    actions.remove_space(event=g.viewer.event, by=g.viewer, op=op(), space_id=id)
    return saved_in("places")


@pages.post("/e/<code>/console/set-up/doors/end")
@open_to(FACILITATOR)
def close_doors(code):
    """Nobody new may join."""
    shelf.close_doors(event=g.viewer.event, by=g.viewer, op=op())
    return saved_in("doors")


@pages.post("/e/<code>/console/set-up/doors")
@open_to(FACILITATOR)
def open_doors(code):
    """People may join again."""
    shelf.open_doors(event=g.viewer.event, by=g.viewer, op=op())
    return saved_in("doors")


def saved_in(section):
    """The answer when a section of the page was saved."""
    if not wants_json():
        flash(section)  # the page says "Saved." there
    return saved(url_for("events.edit", code=g.viewer.event.code, _anchor=section))


def one_of(kind, id_: int):
    """A row of this event. Raises NotFound."""
    row = kind.get_or_none(kind.id == id_, kind.event == g.viewer.event)
    if row is None:
        raise NotFound
    return row


def _set_up(section, **said):
    actions.set_up(event=g.viewer.event, by=g.viewer, op=op(), **said)
    return saved_in(section)


def _name():
    return words("name", NAME_LENGTH, needed=_("Please give it a name."))


def _minutes():
    return number("minutes", 1, MOST_MINUTES, default=15)


def _offers():
    seats = number("seats", 0, MOST_SEATS, default=0)
    return {"step_free": ticked("step_free"), "quiet": ticked("quiet"), "seats": seats}


def _usual_name(kind):
    if kind == actions.TALK:
        talks = sum(stage.kind == kind for stage in stages_of(g.viewer.event))
        return _("Talk time %(number)d", number=talks + 1)
    return dict(kind_names())[kind]


def _usual_place(stages):
    """After which stage one more usually comes: the last talk time, else the last of all."""
    return next((stage.id for stage in reversed(stages) if stage.kind == actions.TALK), stages[-1].id if stages else "")


def _kinds_to_add():
    """The kinds of parts that can be added to the day alone; a round brings its own."""
    return [(kind, name) for kind, name in kind_names() if kind != ROUND]


from .rounds import views as rounds  # noqa: E402, F401  (they add their routes to `pages`)
from .tables import views as tables  # noqa: E402, F401
