"""Events in a row: one event takes up what another left open; and what was counted before this program came."""

from flask_babel import gettext as _

from ...actions.models import Action, Ask, Promise
from ...db import now
from ...errors import NotFound, Refused
from ...events.codes import new_token
from ...events.models import EarlierCount, Event, Series
from ...harvest.models import PARKED, InTheme, Theme
from ...harvest.themes.actions import begin
from ...help.actions import explain
from ...help.models import Term
from ...i18n import isolated
from ...journal import action
from ..models import YES, Update
from ..standing import SETTLED, standings

MOST_RULES = 12


@action("named the series")
def name_series(change, event, by, name: str):
    """The row of events that this one belongs to is called so; where there is none, it begins with this one. Returns
    the Series."""
    series = event.series or _begun(event, name)
    series.name = name
    series.save()
    change.record(series, event)
    return series


@action("followed")
def follow(
    change, event, by, earlier: Event, actions: list[int] = (), themes: list[int] = (), words=False, rules=False
):
    """This event comes after `earlier`, in one series, and takes up from it: these open actions and parked themes (by
    their ids), with `words` the words that were explained, with `rules` the house rules. What it has already is not
    taken up twice, so that one may come back for more. Returns the Event.

    Nobody's yes comes along: who said yes to the earlier event still does, and here people can say yes anew. An ask
    that nobody has said yes to stays an ask. Raises Refused when it comes before that event, or belongs to another
    series; NotFound for what is not of that event.
    """
    _may_follow(event, earlier)
    series = earlier.series or event.series or _begun(earlier, earlier.title)
    event.follows, event.series, earlier.series = earlier, series, series
    taken = [*_take_actions(event, earlier, actions, change.late), *_take_themes(change, event, earlier, themes)]
    if rules:
        event.house_rules = _all_rules(event, earlier)
    event.save()
    earlier.save()
    change.record(event, series, earlier, *taken)
    if words:
        _take_words(event, earlier)
    return event


@action("stood alone")
def leave(change, event, by):
    """This event follows no other, and where there are others in its series it leaves them. What it took up goes back
    where nobody has done anything with it: actions to which nobody said yes and of which nothing was heard, and empty
    piles. Returns the Event."""
    back = [*_give_back_actions(event), *_give_back_themes(event)]
    series, event.follows = event.series, None
    if Event.select().where(Event.series == series, Event.id != event.id).exists():
        event.series = None
    event.save()
    change.record(event, *([series] if series else []), *back)
    return event


@action("counted an earlier event")
def count_earlier(change, event, by, held: str, counts: dict):
    """What was counted at an event of this series before this program came: `held` is its day or month ("2024-01"),
    `counts` is {measure: [how many, of how many]}. The same `held` again takes the place of what was there. Returns the
    EarlierCount."""
    series = event.series or _begun(event, event.title)
    row = EarlierCount.get_or_none(EarlierCount.series == series, EarlierCount.held == held)
    row = row or EarlierCount(series=series, held=held)
    row.counts = counts
    row.save()
    change.record(row, series, event)
    return row


@action("took out an earlier count")
def forget_earlier(change, event, by, held: str):
    """What was counted on that day or month is no longer there: absolute. Returns the Series. Raises NotFound where
    this event is in no series."""
    if event.series is None:
        raise NotFound
    row = EarlierCount.get_or_none(EarlierCount.series == event.series, EarlierCount.held == held)
    if row is not None:
        row.delete_instance()
    change.record(event.series, *([row] if row else []))
    return event.series


def _begun(event, name):
    event.series = Series.create(name=name, token=new_token())
    event.save()
    return event.series


def _may_follow(event, earlier):
    before, seen = earlier, set()
    while before is not None and before.id not in seen:
        if before.id == event.id:
            raise Refused(_("That event comes after this one."), field="earlier")
        seen.add(before.id)
        before = before.follows
    here, there = event.series, earlier.series
    others = Event.select().where(Event.series == here, Event.id != event.id).exists() if here else False
    if here and there and here.id != there.id and (others or here.earlier.exists()):
        raise Refused(
            _("This event is in the series “%(name)s”. Take it out of that one first.", name=isolated(here.name)),
            field="earlier",
        )


def _take_actions(event, earlier, ids, late):
    """The rows that were made: actions with their open asks."""
    standing = {each.action.id: each for each in standings(earlier, held_too=True)}
    if set(ids) - set(standing):
        raise NotFound
    here, first = taken_up(event)[0], first_of(Action)
    made = []
    for left_open in (standing[id_] for id_ in sorted(set(ids))):
        old = left_open.action
        if left_open.settled or first(old.id) in here:
            continue
        new = Action.create(
            event=event, what=old.what, lens=old.lens, first_step=old.first_step, due=old.due, late=late,
            held_because=old.held_because, involvement=old.involvement, decided_by=old.decided_by, carried_from=old,
        )  # fmt: skip
        made.append(new)
        for asked in left_open.asks:
            if asked.state not in (*SETTLED, YES):
                made.append(Ask.create(event=event, action=new, whom=asked.ask.whom, asked_at=asked.ask.asked_at))
    return made


def _take_themes(change, event, earlier, ids):
    parked = {theme.id: theme for theme in parked_themes(earlier)}
    if set(ids) - set(parked):
        raise NotFound
    here, first = taken_up(event)[1], first_of(Theme)
    made = []
    for old in (parked[id_] for id_ in sorted(set(ids))):
        if first(old.id) not in here:
            new = begin(name=old.name)
            if new.carried_from is None:
                new.carried_from = old
                new.save()
            made.append(new)
    return made


def _take_words(event, earlier):
    known = {term.word.casefold() for term in _of(Term, event).where(Term.meaning != "")}
    for term in _of(Term, earlier).where(Term.meaning != "").order_by(Term.id):
        if term.word.casefold() not in known:
            explain(word=term.word, meaning=term.meaning)


def _all_rules(event, earlier) -> list[str]:
    known = {rule.casefold() for rule in event.house_rules}
    together = event.house_rules + [rule for rule in earlier.house_rules if rule.casefold() not in known]
    if len(together) > MOST_RULES:
        raise Refused(
            _("Together that would be more than %(most)d house rules. Take some out first.", most=MOST_RULES),
            field="rules",
        )
    return together


def parked_themes(event) -> list[Theme]:
    """The piles that this event parked, in order, but those whose name is held back."""
    wanted = _of(Theme, event).where(Theme.state == PARKED, Theme.away_at.is_null(), Theme.held_because == "")
    return list(wanted.where(Theme.name != "").order_by(Theme.position, Theme.id))


def taken_up(event) -> tuple[set[int], set[int]]:
    """The ids of the actions and of the themes, wherever they were first written down, that this event has by now."""
    actions = _of(Action, event).where(Action.taken_back_at.is_null())
    themes = _of(Theme, event).where(Theme.away_at.is_null())
    first_action, first_theme = first_of(Action), first_of(Theme)
    return {first_action(each.id) for each in actions}, {first_theme(each.id) for each in themes}


def _give_back_actions(event):
    busy = {row.action_id for kind in (Promise, Update) for row in _of(kind, event)}
    rows = [row for row in _of(Action, event).where(Action.carried_from.is_null(False)) if row.id not in busy]
    for row in rows:
        row.taken_back_at, row.what, row.first_step, row.held_because, row.decided_by = now(), "", "", "", ""
        row.save()
    asks = list(Ask.select().where(Ask.action.in_([row.id for row in rows])))
    for ask in asks:
        ask.delete_instance()
    return rows + asks


def _give_back_themes(event):
    full = {row.theme_id for row in _of(InTheme, event)}
    rows = _of(Theme, event).where(Theme.carried_from.is_null(False), Theme.away_at.is_null())
    rows = [row for row in rows if row.id not in full]
    for row in rows:
        row.away_at = now()
        row.save()
    return rows


def _of(kind, event):
    return kind.select().where(kind.event == event)


def first_of(kind: type[Action] | type[Theme]):
    """A function from a row's id to the id of the row where it was first written down, however often it was carried
    over since. One query."""
    before = dict(kind.select(kind.id, kind.carried_from).where(kind.carried_from.is_null(False)).tuples())

    def first(id_: int) -> int:
        while id_ in before:
            id_ = before[id_]
        return id_

    return first
