"""An action as the room sees it: what, first step, by when, and who said yes."""

from ..live import CONSOLE, PHONE, PROJECTOR, Piece, fragment, mine
from ..people.models import Person
from ..private_details import NAMES as PATTERNS
from ..statements import written_once
from .models import Action, Ask, Promise

WAITING, WITHHELD = "waiting", "withheld"  # for a facilitator: what a pattern holds, and what they hold themselves


def _on_console(action_id):
    return [(channel, action_id) for channel in (WAITING, WITHHELD)]


@fragment(
    "action",
    "actions/_action.html",
    audiences=(PHONE, PROJECTOR, CONSOLE),
    wakes={
        Action: lambda action: [action.id],
        Promise: lambda promise: [promise.action_id],
        Ask: lambda ask: [ask.action_id],
        Person: lambda person: my_promises(person),
    },
)
def action(event, audience, channel, keys=None):
    """Actions in the order in which they were written; held ones on the console only."""
    wanted = Action.select().where(Action.event == event, Action.taken_back_at.is_null())
    if audience != CONSOLE:
        wanted = wanted.where(Action.held_because == "")
    if keys is not None:
        wanted = wanted.where(Action.id.in_(list(keys)))
    return _cards(wanted, audience)


@fragment(
    "held-action",
    "actions/_action.html",
    audiences=(CONSOLE,),
    wakes={
        Action: lambda action: _on_console(action.id),
        Promise: lambda promise: _on_console(promise.action_id),
        Ask: lambda ask: _on_console(ask.action_id),
    },
    channels=lambda event: [WAITING, WITHHELD],
)
def held_action(event, audience, channel, keys=None):
    """Actions that a pattern holds and a facilitator is to look at, or those that a facilitator holds."""
    by_pattern = Action.held_because.in_(PATTERNS)
    wanted = Action.select().where(Action.event == event, Action.taken_back_at.is_null(), Action.held_because != "")
    wanted = wanted.where(by_pattern if channel == WAITING else ~by_pattern)
    if keys is not None:
        wanted = wanted.where(Action.id.in_(list(keys)))
    return _cards(wanted, audience)


def _cards(wanted, audience):
    found = list(wanted.order_by(Action.id))
    promises, asks = said_yes(found), asked(found)
    for each in found:
        people = promises.get(each.id, [])
        shown = [person.name for person in people if person.name and (person.show_name or audience != PROJECTOR)]
        yield Piece(
            each.id,
            order=each.id,
            context={
                "action": each,
                "names": shown,
                "others": len(people) - len(shown),
                "asks": asks.get(each.id, []),
            },
        )


def said_yes(actions) -> dict[int, list[Person]]:
    """Who said yes, by action id, in the order in which they did: one query."""
    rows = Promise.select(Promise, Person).join(Person).where(Promise.action.in_(list(actions))).order_by(Promise.id)
    people: dict[int, list[Person]] = {}
    for row in rows:
        people.setdefault(row.action_id, []).append(row.person)
    return people


def asked(actions) -> dict[int, list[Ask]]:
    """Asks by action id: one query."""
    asks: dict[int, list[Ask]] = {}
    for row in Ask.select().where(Ask.action.in_(list(actions))).order_by(Ask.id):
        asks.setdefault(row.action_id, []).append(row)
    return asks


@mine("promise", "action")
@written_once
def my_promises(person):
    """The actions this person said yes to."""
    return Promise.select(Promise.action).where(Promise.person == person).tuples()


@mine("action-writer", "action")
@written_once
def my_actions(person):
    """The actions this person wrote."""
    return Action.select(Action.id).where(Action.written_by == person).tuples()
