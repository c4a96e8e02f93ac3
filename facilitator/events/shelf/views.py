"""The organiser's list of events, and making a new one."""

import datetime

from flask import g, render_template, url_for

from ...access import ORGANISER, open_to
from ...forms import choice, day, number, op, saved, words
from ...i18n import chosen_locale
from ..models import Event
from ..recipes import Recipe, recipes
from ..setting_up.rounds.actions import MOST_ROUNDS
from ..setting_up.tables.actions import FEWEST_SEATS, MOST_SEATS, MOST_TABLES
from ..views import pages
from . import actions

MOST_PEOPLE = 1200  # four at each of the most tables


@pages.get("/events")
@open_to(ORGANISER)
def all_events():
    """Every event, the newest day first; those put away below."""
    found = list(Event.select().order_by(Event.date.desc(), Event.id.desc()))
    return render_template(
        "events/all.html",
        events=[each for each in found if each.archived_at is None],
        archived=[each for each in found if each.archived_at is not None],
        formats={key: recipe.name for key, recipe in recipes().items()},
    )


@pages.get("/events/new")
@open_to(ORGANISER)
def new_event():
    """Choose a format; everything else has a good default."""
    return render_template("events/new.html", recipes=recipes(), today=today(), TITLE_LENGTH=actions.TITLE_LENGTH)


@pages.post("/events/new")
@open_to(ORGANISER)
def make_event():
    """Make it, and go on to its set-up."""
    known = recipes()
    recipe = choice("recipe", known, next(iter(known)))
    made = actions.make(
        by=g.viewer,
        op=op(),
        recipe=recipe,
        title=words("title", actions.TITLE_LENGTH) or known[recipe].name,
        date=day("date", today()),
        question=words("question", 300),
        venue=words("venue", 120),
        languages=[chosen_locale()],
        **(_room_for(known[recipe]) if known[recipe].is_cafe else {}),
    )
    return saved(url_for("events.edit", code=made.code))


@pages.post("/e/<code>/copy")
@open_to(ORGANISER)
def copy(code):
    """The same set-up once more, for today; then its set-up."""
    made = actions.duplicate(event=g.viewer.event, by=g.viewer, op=op(), date=today())
    return saved(url_for("events.edit", code=made.code))


@pages.post("/e/<code>/archive")
@open_to(ORGANISER)
def archive(code):
    """Put it away."""
    actions.archive(event=g.viewer.event, by=g.viewer, op=op())
    return saved(url_for("events.all_events"))


@pages.post("/e/<code>/archive/end")
@open_to(ORGANISER)
def bring_back(code):
    """Bring it back."""
    actions.bring_back(event=g.viewer.event, by=g.viewer, op=op())
    return saved(url_for("events.all_events"))


def seats_at_each(recipe: Recipe) -> int:
    """How many sit at a usual table of a café: four, five or six."""
    sizes = [table["seats"] for table in recipe.tables]
    return max(set(sizes), key=sizes.count)


pages.add_app_template_global(seats_at_each, "seats_at_each")


def today() -> datetime.date:
    """Today, by the hall's clock."""
    return datetime.date.today()


def _room_for(recipe: Recipe) -> dict:
    """The tables and rounds of a new café: as said, else enough tables for so many people, else as the recipe has."""
    people = number("people", 0, MOST_PEOPLE, default=0)
    tables = number("tables", 0, MOST_TABLES, default=0)
    rounds = number("rounds", 1, MOST_ROUNDS, default=len(recipe.rounds))
    usual = seats_at_each(recipe)
    each = min(max(-(-people // tables), usual), MOST_SEATS) if tables else usual
    seats = number("seats", FEWEST_SEATS, MOST_SEATS, default=each)
    return {"tables": tables or -(-people // seats) or len(recipe.tables), "seats": seats, "rounds": rounds}
