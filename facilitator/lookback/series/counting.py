"""What the events of a series come to in numbers. Only counts leave this module: never who.

An action that was carried over is counted at the event at which it was first written down, and nowhere else: the same
action twice would be no second sign of anything.
"""

import datetime
from collections import defaultdict

from peewee import JOIN

from ...actions.models import WITH, Action, Promise
from ...events.clock import local
from ...events.models import Event
from ...people.counts import FEWEST_SHOWN
from ...people.models import Person
from ...topics.models import ANNOUNCED, JOINED, KEPT, Topic
from ..models import DONE, NO, NOT_YET, PASSED_ON, YES
from .measures import ANSWERED, INVOLVED, OWNER, RESIDENTS

ANSWERS = {DONE, NOT_YET, NO, PASSED_ON, YES}  # "started" is a sign of life, and no answer yet
FOR_THEIR_JOB = ("staff", "decision_maker", "")  # who did not say as whom they came is not counted as a resident
EARLY, HIDDEN, GOES_ON = "early", "hidden", "goes_on"  # why a number is not there


def is_held(event: Event, today: datetime.date) -> bool:
    """The day is behind everyone: what it led to can be counted."""
    return today > event.date + datetime.timedelta(days=1) or event.is_over


def counts(events: list[Event], actions: list[Action], updates: dict, today: datetime.date) -> dict[int, dict]:
    """{event id: {measure: (how many, of how many) or why there is no number}}, by the same few questions for any
    number of people. `actions` are all of these events that stand; `updates` are theirs, by action id."""
    owned = _owned(actions)
    family, topics = _with_their_copies(actions), _topics(events)
    written = defaultdict(list)
    for action in actions:
        if action.carried_from_id is None:
            written[action.event_id].append(action)
    found = {}
    for event in events:
        here = written[event.id]
        if not is_held(event, today):
            found[event.id] = dict.fromkeys((OWNER, ANSWERED, INVOLVED, RESIDENTS), GOES_ON)
            continue
        found[event.id] = {
            OWNER: (sum(action.id in owned for action in here), len(here)),
            ANSWERED: _answered(event, here, family, updates, today),
            INVOLVED: (sum(action.involvement == WITH for action in here), len(here)),
            RESIDENTS: _guarded(topics[event.id]),
        }
    return found


def _owned(actions) -> set[int]:
    rows = Promise.select(Promise.action).where(Promise.action.in_([each.id for each in actions])).distinct()
    return {action for (action,) in rows.tuples()}


def _answered(event, actions, family, updates, today):
    """Of how many people heard how it went, until the day on which they were told that they would hear."""
    until = event.look_back_on
    if until is not None and today <= until:
        return EARLY
    return sum(
        any(
            update.state in ANSWERS and (until is None or local(update.said_at).date() <= until)
            for one in family[action.id]
            for update in updates.get(one, ())
        )
        for action in actions
    ), len(actions)


def _with_their_copies(actions) -> dict[int, list[int]]:
    """{action id: its own, and those of what later events made of it}."""
    copies = defaultdict(list)
    for action in actions:
        if action.carried_from_id is not None:
            copies[action.carried_from_id].append(action.id)
    family = {}
    for action in sorted(actions, key=lambda each: -each.id):  # what was carried over was made later
        family[action.id] = [action.id, *(one for copy in copies[action.id] for one in family[copy])]
    return family


def _topics(events) -> dict[int, tuple[int, int]]:
    """{event id: (topics that residents raised, topics)}."""
    rows = (
        Topic.select(Topic.event, Person.voice)
        .join(Person, on=(Topic.convener == Person.id), join_type=JOIN.LEFT_OUTER)
        .where(Topic.event.in_([each.id for each in events]), Topic.state.in_((ANNOUNCED, JOINED, KEPT)))
    )
    found = defaultdict(lambda: (0, 0))
    for event, voice in rows.tuples():
        raised, every = found[event]
        found[event] = raised + ((voice or "") not in FOR_THEIR_JOB), every + 1
    return found


def _guarded(count):
    """Few of either kind may point at a person; so they are not shown (people/counts.py)."""
    raised, every = count
    points_at_someone = any(0 < few < FEWEST_SHOWN for few in (raised, every - raised))
    return HIDDEN if points_at_someone else count
