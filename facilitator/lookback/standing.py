"""How each action of an event stands: its last news, the words it came from, who said yes or was asked, and whether
nothing was heard. What the public page, the feed, the calendar, the console and the book read.

`standings(event)` asks the record the same few questions however many actions, people and updates there are.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from ..actions.models import Action, Ask, CameFrom, Promise
from ..events.clock import local
from ..harvest.models import Theme
from ..notes.models import SHOWN, Note
from ..notes.wall import with_topics
from ..people.models import Person
from . import working_days
from .models import ANSWERED_BY, DONE, NO, NOT_YET, PASSED_ON, STARTED, YES, LookBack, Update, Wondering

WITHIN = LookBack.answer_within.default
SILENT_AFTER = datetime.timedelta(days=28)  # an action of which nothing was heard for so long is quiet
SETTLED = (DONE, NO)  # nothing more is to be heard of it


@dataclass(frozen=True)
class Asked:
    """An ask and its answer. `last` is the newest update that answers it, or None; `due` the day on which an answer was
    promised at the latest."""

    ask: Ask
    last: Update | None
    due: datetime.date

    @property
    def state(self) -> str:
        """yes, not_yet, no, passed_on …; "" while nobody has answered."""
        return self.last.state if self.last else ""

    def is_overdue(self, today: datetime.date) -> bool:
        """Nobody has answered, and the day on which an answer was promised is over."""
        return self.last is None and today > self.due

    def days_late(self, today: datetime.date) -> int:
        """Working days since an answer was due."""
        return working_days.between(self.due, today)


@dataclass(frozen=True)
class Standing:
    """How one action stands.

    `notes` are the words it came from, of which the room may see all; `theme` its pile, or None; `promises` who said
    yes (their people are at hand); `asks` who was asked; `updates` all that was said of it since, oldest first;
    `wondered` how often readers asked what happened since then; `event_day` the day from which it is waited for.
    """

    action: Action
    notes: tuple[Note, ...]
    theme: Theme | None
    promises: tuple[Promise, ...]
    asks: tuple[Asked, ...]
    updates: tuple[Update, ...]
    wondered: int
    event_day: datetime.date

    @property
    def last(self) -> Update | None:
        """The newest update that says how the action itself goes."""
        return news_of(self.updates, bool(self.promises))

    @property
    def earlier(self) -> list[Update]:
        """All other updates, the newest first."""
        return [update for update in reversed(self.updates) if update is not self.last]

    @property
    def state(self) -> str:
        """One of STATES, or "yes", or "" while nothing was heard."""
        return self.last.state if self.last else ""

    @property
    def since(self) -> datetime.date:
        """The day on which something was last heard of it; at first, the day of the event."""
        return said_on(self.updates[-1]) if self.updates else self.event_day

    @property
    def names(self) -> list[str]:
        """Names of those who said yes and agreed to be named here."""
        return [promise.person.name for promise in self.promises if promise.named and promise.person.name]

    @property
    def unnamed(self) -> int:
        """How many more said yes."""
        return len(self.promises) - len(self.names)

    @property
    def nobody(self) -> bool:
        """No one has said yes yet, and no one was asked."""
        return not self.promises and not self.asks

    @property
    def settled(self) -> bool:
        """Done, or a no with its reason, by whoever is to do it: nothing more is waited for."""
        if self.last is not None and self.last.ask_id is not None:
            return all(asked.state in SETTLED for asked in self.asks)
        return self.state in SETTLED

    def news_by(self) -> datetime.date | None:
        """The day on which the last update promised news; None when it promised none, or is settled."""
        return None if self.last is None or self.settled else self.last.next_by

    def is_quiet(self, today: datetime.date) -> bool:
        """Nothing was heard since the event, or not on the promised day, or for four weeks."""
        if self.settled:
            return False
        if not self.updates:
            return today > self.event_day
        promised = self.news_by()
        return today > promised if promised else today - self.since > SILENT_AFTER

    def is_late(self, today: datetime.date) -> bool:
        """Its own day is over and it is not settled."""
        return not self.settled and self.action.due is not None and today > self.action.due


def today() -> datetime.date:
    """The day that it is in the hall."""
    return datetime.date.today()


def news_of(updates, has_owner: bool) -> Update | None:
    """The newest of an action's updates (oldest first) that says how the action itself goes. Where nobody but those who
    were asked is to do it, their answers say that; an answer to what is asked no longer says nothing of it."""
    own = [update for update in updates if update.ask_id is None and update.by not in ANSWERED_BY]
    if own or has_owner:
        return own[-1] if own else None
    return next((update for update in reversed(updates) if update.ask_id is not None), None)


def said_on(update: Update) -> datetime.date:
    """The day, in the hall, on which an update was given."""
    return local(update.said_at).date()


def page_of(event) -> LookBack | None:
    """The event's look-back, open or not; None when nobody has wanted one yet."""
    return LookBack.get_or_none(LookBack.event == event)


def open_page_of(event) -> LookBack | None:
    """The event's look-back when anybody may read it, else None."""
    found = page_of(event)
    return found if found is not None and found.opened_at is not None else None


def answer_due(ask: Ask, event, within: int = WITHIN) -> datetime.date:
    """The day on which an answer was promised: `within` working days after they will have been asked, or after the
    event where nobody wrote when that is."""
    asked_on = ask.asked_by or max(event.date, local(ask.asked_at).date())
    return working_days.after(asked_on, within)


def said_yes(ask: Ask) -> bool:
    """Whether those who were asked have said yes: from then on they say how it goes."""
    return Update.select().where(Update.ask == ask, Update.state == YES).exists()


def standings(event, ids=None, held_too=False) -> list[Standing]:
    """How each action stands, in the order in which they were written; with `ids` only those. What a facilitator holds
    back is left out unless `held_too`; what its writer took back always is."""
    wanted = Action.select().where(Action.event == event, Action.taken_back_at.is_null())
    if not held_too:
        wanted = wanted.where(Action.held_because == "")
    if ids is not None:
        wanted = wanted.where(Action.id.in_(list(ids)))
    actions = list(wanted.order_by(Action.id))
    wanted = [action.id for action in actions]
    notes, themes = _notes(event, actions), _themes(event, actions)
    promises, asks, updates = _promises(wanted), _by_action(Ask, wanted), updates_of(wanted, held_too)
    wondered, within = _wondered(wanted, updates), _within(event)
    return [
        Standing(
            action,
            tuple(notes[action.id]),
            themes.get(action.theme_id),
            tuple(promises[action.id]),
            tuple(_asked(ask, updates[action.id], event, within) for ask in asks[action.id]),
            tuple(updates[action.id]),
            wondered[action.id],
            event.date,
        )
        for action in actions
    ]


def tally(stands: list[Standing]) -> dict[str, int]:
    """`{state: how many}` of every state an action can be in, "" for no news yet first."""
    found = dict.fromkeys(("", STARTED, YES, DONE, NOT_YET, NO, PASSED_ON), 0)
    for standing in stands:
        found[standing.state] += 1
    return found


def updates_of(action_ids, held_too=False) -> dict[int, list[Update]]:
    """All updates by action id, oldest first: one query. Unless `held_too`, words that are held back are empty in these
    rows, and only `held_because` tells that there are some."""
    found = _by_action(Update, action_ids)
    for update in (each for updates in found.values() for each in updates if each.held_because and not held_too):
        update.words = update.passed_to = ""
    return found


def _asked(ask, updates, event, within):
    answers = [update for update in updates if update.ask_id == ask.id]
    return Asked(ask, answers[-1] if answers else None, answer_due(ask, event, within))


def _within(event) -> int:
    page = page_of(event)
    return page.answer_within if page else WITHIN


def _by_action(kind, action_ids):
    found = defaultdict(list)
    for row in kind.select().where(kind.action.in_(action_ids)).order_by(kind.id):
        found[row.action_id].append(row)
    return found


def _promises(action_ids):
    found = defaultdict(list)
    rows = Promise.select(Promise, Person).join(Person, on=Promise.person)
    for row in rows.where(Promise.action.in_(action_ids)).order_by(Promise.id):
        found[row.action_id].append(row)
    return found


def _notes(event, actions):
    """The shown notes that each action came from, by action id: the one it was begun with first."""
    pairs = [(action.id, action.note_id) for action in actions if action.note_id]
    more = CameFrom.select(CameFrom.action, CameFrom.note).where(CameFrom.action.in_([each.id for each in actions]))
    pairs += list(more.order_by(CameFrom.id).tuples())
    shown = with_topics(event).where(Note.id.in_({note for _action, note in pairs}), Note.state == SHOWN)
    notes = {note.id: note for note in shown}
    found = defaultdict(list)
    for action, note in dict.fromkeys(pairs):
        if note in notes:
            found[action].append(notes[note])
    return found


def _themes(event, actions):
    ids = {action.theme_id for action in actions if action.theme_id}
    standing = Theme.select().where(
        Theme.id.in_(ids), Theme.event == event, Theme.away_at.is_null(), Theme.name != "", Theme.held_because == ""
    )
    return {theme.id: theme for theme in standing}


def _wondered(action_ids, updates):
    """How often readers asked since something was last heard, by action id."""
    found = defaultdict(int)
    for action, at in (
        Wondering.select(Wondering.action, Wondering.asked_at).where(Wondering.action.in_(action_ids)).tuples()
    ):
        heard = updates[action][-1].said_at if updates[action] else None
        found[action] += heard is None or at > heard
    return found
