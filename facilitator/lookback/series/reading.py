"""A series as its page shows it: each event, what it took up, and what it led to."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from flask import url_for
from peewee import JOIN

from ...actions.models import Action, Ask, Promise
from ...events.models import EarlierCount, Event, Series
from ...harvest.models import FORWARDED, PARKED, Theme
from ...once import once
from ..models import LookBack
from ..standing import news_of, said_on, updates_of
from . import counting
from .measures import Measure, measures
from .pchart import Count, PChart, p_chart


@dataclass(frozen=True)
class Line:
    """One action of an event: how it stands (`state`: "" while nothing was heard) and since when, how many said yes,
    who was asked. `carried`: the event before had left it open; `went_on`: a later event took it up."""

    action: Action
    state: str
    since: datetime.date | None
    owners: int
    asked: list[str]
    carried: bool
    went_on: bool


@dataclass(frozen=True)
class Meeting:
    """One event of the series, or (`event` is None) one of which only the counts are known.

    `when` is its day, or its month, as "2024-01"; `counts` maps a measure to (how many, of how many), or to why there
    is no number. `lines` and `themes` (forwarded or parked) are there only where whoever looks may read them.
    """

    when: str
    counts: dict
    event: Event | None = None
    follows: Event | None = None
    page: LookBack | None = None
    is_open: bool = False
    readable: bool = False
    lines: list[Line] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)

    @property
    def states(self) -> Counter:
        """How many of its actions stand in each state."""
        return Counter(line.state for line in self.lines)

    @property
    def day(self) -> datetime.date:
        """Its day; of a month, the first."""
        return datetime.date.fromisoformat(self.when if len(self.when) > len("2024-01") else f"{self.when}-01")

    @property
    def taken_up(self) -> int:
        """How many actions it took up from the event before."""
        return sum(line.carried for line in self.lines)


def meetings(series: Series, readable: set[int], only_open: bool) -> list[Meeting]:
    """All of a series in their order. What an event led to is there when its look-back is open to all, or when its id
    is in `readable`; with `only_open`, other events are left out."""
    events = list(Event.select().where(Event.series == series).order_by(Event.date, Event.id))
    pages = {page.event_id: page for page in LookBack.select().where(LookBack.event.in_([each.id for each in events]))}
    opened = {id_ for id_, page in pages.items() if page.opened_at is not None}
    actions = standing_actions(events)
    updates = updates_of([action.id for action in actions])
    counts = counting.counts(events, actions, updates, datetime.date.today())
    lines, themes = _lines(actions, updates), _themes(events)
    titles = {each.id: each for each in events}
    found = [
        Meeting(
            when=event.date.isoformat(),
            counts=counts[event.id],
            event=event,
            follows=titles.get(event.follows_id),
            page=pages.get(event.id),
            is_open=event.id in opened,
            readable=event.id in opened | readable,
            lines=lines[event.id] if event.id in opened | readable else [],
            themes=themes[event.id] if event.id in opened | readable else [],
        )
        for event in events
        if event.id in opened or not only_open
    ]
    earlier = EarlierCount.select().where(EarlierCount.series == series)
    found += [Meeting(row.held, {key: tuple(count) for key, count in row.counts.items()}) for row in earlier]
    return sorted(found, key=lambda meeting: meeting.when)


@dataclass(frozen=True)
class Origin:
    """Where an action was taken up from: the event's title and the address of the action there, both empty while that
    event's look-back is not open to all."""

    title: str
    address: str


@once
def origins(event: Event) -> dict[int, Origin]:
    """{action id: where it was taken up from} of an event's actions: one question."""
    before = Action.alias()
    rows = (
        Action.select(Action.id, before.id, Event.title, LookBack.token, LookBack.opened_at)
        .join(before, on=(Action.carried_from == before.id))
        .join(Event, on=(before.event == Event.id))
        .join(LookBack, JOIN.LEFT_OUTER, on=(LookBack.event == Event.id))
        .where(Action.event == event)
    )
    return {
        action: Origin(title, url_for("lookback.page", token=token, _anchor=f"action-{earlier}"))
        if opened
        else Origin("", "")
        for action, earlier, title, token, opened in rows.tuples()
    }


def charts(rows: list[Meeting]) -> list[tuple[Measure, PChart]]:
    """A chart for each measure that was counted anywhere."""
    found = []
    for measure in measures():
        counted = [
            Count(meeting, *meeting.counts[measure.key])
            for meeting in rows
            if isinstance(meeting.counts.get(measure.key), tuple)
        ]
        if any(count.n for count in counted):
            found.append((measure, p_chart(counted)))
    return found


def standing_actions(events) -> list[Action]:
    """What will be done at these events, in order of arrival; not what was taken back."""
    wanted = Action.select().where(Action.event.in_([each.id for each in events]), Action.taken_back_at.is_null())
    return list(wanted.order_by(Action.id))


def _lines(actions, updates):
    owners, asked = Counter(), defaultdict(list)
    ids = [action.id for action in actions]
    for (action,) in Promise.select(Promise.action).where(Promise.action.in_(ids)).tuples():
        owners[action] += 1
    for action, whom in Ask.select(Ask.action, Ask.whom).where(Ask.action.in_(ids)).order_by(Ask.id).tuples():
        asked[action].append(whom)
    went_on = {action.carried_from_id for action in actions}
    lines = defaultdict(list)
    for action in actions:
        if action.held_because:
            continue
        heard = updates.get(action.id, [])
        last = news_of(heard, bool(owners[action.id]))
        lines[action.event_id].append(
            Line(
                action=action,
                state=last.state if last else "",
                since=said_on(heard[-1]) if heard else None,
                owners=owners[action.id],
                asked=asked[action.id],
                carried=action.carried_from_id is not None,
                went_on=action.id in went_on,
            )
        )
    return lines


def _themes(events):
    """The piles that were forwarded or parked, which the rooms see, by event id."""
    found = defaultdict(list)
    wanted = Theme.select().where(
        Theme.event.in_([each.id for each in events]), Theme.away_at.is_null(), Theme.held_because == "",
        Theme.name != "", Theme.state.in_((FORWARDED, PARKED)),
    )  # fmt: skip
    for theme in wanted.order_by(Theme.position, Theme.id):
        found[theme.event_id].append(theme)
    return found
