"""The page of a series, for everyone who has its address and on the console; following an event; earlier counts."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from ...access import ANYONE, FACILITATOR, open_to
from ...actions.models import Action
from ...errors import NotFound, Refused, wants_json
from ...events.models import EarlierCount, Event, Series
from ...forms import number, op, saved, ticked, words
from ...harvest.models import Theme
from ...i18n import direction
from ...people.languages import offered
from ..standing import standings
from ..views import pages
from . import actions
from .candidates import events_run_by, may_follow
from .describing import described
from .measures import MOST, OF_TOPICS, measures
from .naming import held_from, missing_words, month_words, number_words, percent, sign, verdict_words, when_words
from .picture import picture
from .reading import charts, meetings, origins

NAME_LENGTH = 80
for _filter in (when_words, month_words, percent, number_words):
    pages.add_app_template_filter(_filter)
for _global in (verdict_words, missing_words, described, origins):
    pages.add_app_template_global(_global)
pages.add_app_template_global(sign, "verdict_sign")


@pages.get("/series/<token>")
@open_to(ANYONE)
def series(token):
    """Each event and what it led to, and what they come to together: of the events whose look-back is open."""
    found = Series.get_or_none(Series.token == token)
    rows = meetings(found, readable=set(), only_open=True) if found else []
    if not any(meeting.event for meeting in rows):
        raise NotFound
    first, others = offered([meeting for meeting in rows if meeting.event][-1].event)
    return render_template("lookback/series/page.html", series=found, first=first, others=others, **_shown(rows))


@pages.get("/e/<code>/console/series")
@open_to(FACILITATOR)
def console_series(code):
    """The same for facilitators, with the events that are not open to all yet, and with what is set up here."""
    event = g.viewer.event
    rows = meetings(event.series, events_run_by(g.viewer), only_open=False) if event.series else []
    earlier = EarlierCount.select().where(EarlierCount.series == event.series).order_by(EarlierCount.held)
    return render_template(
        "lookback/series/console.html",
        series=event.series,
        is_public=any(meeting.is_open for meeting in rows),
        earlier=list(earlier) if event.series else [],
        all_measures=measures(),
        NAME_LENGTH=NAME_LENGTH,
        MOST=MOST,
        **_shown(rows),
    )


@pages.post("/e/<code>/console/series/name")
@open_to(FACILITATOR)
def name_series(code):
    """What the row of events is called."""
    name = words("name", NAME_LENGTH, needed=_("Please give the series a name."))
    actions.name_series(event=g.viewer.event, by=g.viewer, op=op(), name=name)
    return _saved("name")


@pages.post("/e/<code>/console/series/earlier")
@open_to(FACILITATOR)
def count_earlier(code):
    """What was counted at an event before this program came."""
    held = held_from(words("held", 20, needed=_("Please write when it was: 2024-01.")))
    of_actions, of_topics = number("actions", 0, MOST, default=0), number("topics", 0, MOST, default=0)
    if not of_actions and not of_topics:
        raise Refused(_("Please write how many actions or topics there were."), field="actions")
    counts = {}
    for measure in measures():
        of = of_topics if measure.key in OF_TOPICS else of_actions
        if of and request.form.get(measure.key, "").strip():
            counts[measure.key] = [number(measure.key, 0, of), of]
    if not counts:
        raise Refused(_("Please write at least one of the other numbers too."), field=measures()[0].key)
    actions.count_earlier(event=g.viewer.event, by=g.viewer, op=op(), held=held, counts=counts)
    return _saved("earlier")


@pages.post("/e/<code>/console/series/earlier/end")
@open_to(FACILITATOR)
def forget_earlier(code):
    """Take one out that was wrong."""
    actions.forget_earlier(event=g.viewer.event, by=g.viewer, op=op(), held=words("held", 20))
    return _saved("earlier")


@pages.get("/e/<code>/console/follow")
@open_to(FACILITATOR)
def follow(code):
    """Choose the event that this one comes after, then what it takes up."""
    here, others = g.viewer.event, may_follow(g.viewer)
    wanted = request.values.get("earlier") or (here.follows and here.follows.code)
    earlier = next((each for each in others if each.code == wanted), None)
    return render_template(
        "lookback/series/follow.html", others=others, earlier=earlier, **(_open_ends(earlier) if earlier else {})
    )


@pages.post("/e/<code>/console/follow")
@open_to(FACILITATOR)
def take_up(code):
    """Come after that event, and take up what was ticked."""
    wanted = request.form.get("earlier", "")
    earlier = next((each for each in may_follow(g.viewer) if each.code == wanted), None)
    if earlier is None:
        raise Refused(_("Please choose one of the events."), field="earlier")
    actions.follow(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        earlier=earlier,
        actions=_ids("action"),
        themes=_ids("theme"),
        words=ticked("words"),
        rules=ticked("rules"),
    )
    return saved(url_for("lookback.console_series", code=code))


@pages.post("/e/<code>/console/follow/end")
@open_to(FACILITATOR)
def leave(code):
    """Follow no other event."""
    actions.leave(event=g.viewer.event, by=g.viewer, op=op())
    return saved(url_for("lookback.console_series", code=code))


def _open_ends(earlier: Event) -> dict:
    """What that event left open, and what of it this one has already."""
    actions_here, themes_here = actions.taken_up(g.viewer.event)
    left = [each for each in standings(earlier, held_too=True) if not each.settled]
    parked = actions.parked_themes(earlier)
    first_action, first_theme = actions.first_of(Action), actions.first_of(Theme)
    return {
        "left_open": [each for each in left if first_action(each.action.id) not in actions_here],
        "parked": [each for each in parked if first_theme(each.id) not in themes_here],
        "explained": sum(bool(term.meaning) for term in earlier.terms),
    }


def _shown(rows) -> dict:
    """What both pages show of these meetings."""
    turned = direction() == "rtl"
    drawn = [
        (measure, chart, picture(chart, f"chart-{measure.key}", measure.title, described(chart), turned))
        for measure, chart in charts(rows)
    ]
    return {"meetings": rows, "charts": drawn}


def _ids(name) -> list[int]:
    """The numbers of the boxes that were ticked. Raises NotFound for what is no number."""
    found = request.form.getlist(name)
    if not all(each.isascii() and each.isdecimal() and len(each) < 19 for each in found):
        raise NotFound
    return sorted(map(int, found))


def _saved(part):
    code = g.viewer.event.code
    return saved(url_for("lookback.console_series", code=code, **({} if wants_json() else {"_anchor": part})))
