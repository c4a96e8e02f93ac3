"""The board as phones, the console and the big screen see it.

On phones the cards, the headings of the times and the counts of hands are pieces of one flat list, in order: so a
card moves from time to time by its order alone, and a hand costs a hundred bytes.
"""

import math

from ..events.clock import CURRENT, current_stage, stages_of
from ..events.models import Event, Slot, Space, Stage
from ..live import ALL, CONSOLE, PHONE, PROJECTOR, Piece, fragment, mine
from ..people.models import Person
from ..people.names import public_name
from ..statements import written_once
from ..topics.models import ANNOUNCED, Topic
from . import board, wall_pages
from .clashes import clashes
from .models import BoardAct, Hand, Plan, Presence, Session

ONE = [None]

A_TIME, A_PLACE, ANY_SPOT = 1_000_000, 100, 500_000  # steps of order: a time, a place in it, after all places
PARKED = 10**10


# Phones: the cards.


def _of_hands(event):
    with_hands = Hand.select(Hand.topic).where(Hand.event == event).distinct().tuples()
    return [f"hands-{topic_id}" for (topic_id,) in with_hands]


def _of_headings_and_hands(event):
    slots = Slot.select(Slot.id).where(Slot.event == event).tuples()
    return [f"slot-{slot_id}" for (slot_id,) in slots] + _of_hands(event)


def _of_person(person):
    convened = [row.id for row in Topic.select(Topic.id).where(Topic.convener == person)]
    hands = Hand.select(Hand.topic).where(Hand.person == person).tuples()
    return convened + [f"hands-{topic_id}" for (topic_id,) in hands]


@fragment(
    "board-card",
    "agenda/_card.html",
    audiences=(PHONE,),
    wakes={
        Session: lambda s: [s.topic_id, f"hands-{s.topic_id}"],
        Topic: lambda t: [t.id, f"hands-{t.id}"],
        Hand: lambda h: [f"hands-{h.topic_id}"] if board.hands_shown(h.event) else [],
        Person: _of_person,
        Stage: lambda s: _of_headings_and_hands(s.event),
        Event: _of_headings_and_hands,
        Slot: lambda s: [ALL],
        Space: lambda s: [ALL],
    },
)
def board_card(event, audience, channel, keys=None):
    """Headings (key `slot-3`, `parked`), cards (key: the topic's number in the record), counts (`hands-12`)."""
    topic_ids = None if keys is None else set(filter(None, map(_topic_of, keys)))
    slots = {slot.id: index for index, slot in enumerate(board.slots_of(event), start=1)}
    spaces = {space.id: index for index, space in enumerate(board.spaces_of(event), start=1)}
    for piece in _headings(event, slots):
        if keys is None or piece.key in keys:
            yield piece
    if topic_ids is not None and not topic_ids:
        return
    hands = board.hand_counts(event, topic_ids) if board.hands_shown(event) else {}
    places = []
    for session in board.sessions_of(event, topic_ids):
        place = spaces[session.space_id] * A_PLACE if session.space_id else ANY_SPOT + session.topic.number * 2
        places.append((session.topic, session, slots[session.slot_id] * A_TIME + place))
    places += [(topic, None, PARKED + topic.number * 2) for topic in board.parked(event, topic_ids)]
    for topic, session, order in places:
        if keys is None or topic.id in keys:
            yield Piece(topic.id, order, {"topic": topic, "session": session})
        counted = f"hands-{topic.id}"
        if hands.get(topic.id) and (keys is None or counted in keys):
            yield Piece(counted, order + 1, {"hands": hands[topic.id]})


def _topic_of(key):
    """The topic that a key is about; None for a heading."""
    number = str(key).removeprefix("hands-")
    return int(number) if number.isdigit() else None


def _headings(event, slots):
    times = board.slot_times(event)
    for slot in board.slots_of(event):
        yield Piece(f"slot-{slot.id}", slots[slot.id] * A_TIME, {"slot": slot, "time": times.get(slot.id)})
    yield Piece("parked", PARKED, {"parked": True})


@mine("hand", "topic")
@written_once
def hands_of(person):
    """The topics for which this person's hand is up."""
    return Hand.select(Hand.topic).where(Hand.person == person).tuples()


@mine("plan", "topic")
@written_once
def plan_of(person):
    """The topics in this person's own day."""
    return Plan.select(Plan.topic).where(Plan.person == person).tuples()


@mine("here", "topic")
@written_once
def here_of(person):
    """The session this person said to be at."""
    return Presence.select(Presence.topic).where(Presence.person == person).tuples()


# Phones: the free boxes, for a convener who picks one.


@fragment(
    "free-box",
    "agenda/_free_box.html",
    audiences=(PHONE,),
    wakes={model: lambda row: [ALL] for model in (Session, Topic, Slot, Space, Stage, Event)},
)
def free_box(event, audience, channel, keys=None):
    """Headings of the times (key `slot-3`) and the free boxes of each (key `3-7`)."""
    times, boxes = board.slot_times(event), board.free_boxes(event)
    for number, slot in enumerate(board.slots_of(event), start=1):
        if keys is None or f"slot-{slot.id}" in keys:
            yield Piece(f"slot-{slot.id}", number * A_TIME, {"slot": slot, "time": times.get(slot.id)})
        for place, box in enumerate((box for box in boxes if box.slot == slot), start=1):
            if keys is None or box.key in keys:
                yield Piece(box.key, number * A_TIME + place, {"box": box})


# Phones: when and where, for the page of one session.


def _session_channel(topic_id):
    return (f"session-{topic_id}", None)


def _placed(event):
    placed = Session.select(Session.topic).where(Session.event == event).tuples()
    return [_session_channel(topic_id) for (topic_id,) in placed]


@fragment(
    "session-place",
    "agenda/_session_place.html",
    audiences=(PHONE,),
    channels=lambda event: [
        f"session-{topic.id}" for topic in Topic.select(Topic.id).where(Topic.event == event, Topic.state == ANNOUNCED)
    ],
    wakes={
        Session: lambda s: [_session_channel(s.topic_id)],
        Presence: lambda p: [_session_channel(p.topic_id)],
        Topic: lambda t: [_session_channel(t.id)],
        Person: lambda p: [_session_channel(row.topic_id) for row in Presence.select().where(Presence.person == p)],
        Slot: lambda s: _placed(s.event),
        Space: lambda s: _placed(s.event),
        Stage: lambda s: _placed(s.event),
        Event: _placed,
    },
)
def session_place(event, audience, channel, keys=None):
    """When and where it is, whether it is over, where it goes on, how many say they are here."""
    topic_id = int(channel.removeprefix("session-"))
    topic = Topic.get_or_none(Topic.id == topic_id, Topic.event == event, Topic.state == ANNOUNCED)
    if topic is None:
        return
    session = next(iter(board.sessions_of(event, [topic_id], held=True)), None)
    yield Piece(
        None,
        context={
            "topic": topic,
            "session": session,
            "time": session and board.slot_times(event).get(session.slot_id),
            "present": board.present_counts(event, [topic_id])[topic_id],
        },
    )


# The console: everything about the board in one piece, for there are few consoles.


@fragment(
    "board-console",
    "agenda/_console.html",
    audiences=(CONSOLE,),
    wakes={
        **{model: lambda row: ONE for model in (Session, Topic, Slot, Space, Stage, Event, Person, BoardAct, Presence)},
        Hand: lambda h: ONE if board.hands_shown(h.event) else [],
    },
)
def board_console(event, audience, channel, keys=None):
    """The grid, the parking list, the warnings, and what can be undone."""
    sessions, acts = board.sessions_of(event, held=True), board.last_acts(event)
    warnings = clashes(sessions)
    touched = {kept["topic"] for act in acts for kept in act.before}
    titles = {topic.id: topic.title for topic in Topic.select(Topic.id, Topic.title).where(Topic.id.in_(list(touched)))}
    yield Piece(
        None,
        context={
            "slots": board.slots_of(event),
            "spaces": board.spaces_of(event),
            "times": board.slot_times(event),
            "in_box": {(session.slot_id, session.space_id): session for session in sessions if session.space_id},
            "any_spot": [session for session in sessions if not session.space_id],
            "parked": board.parked(event, held=True),
            "warnings": [board.clash_words(clash) for clash in warnings],
            "warned": set().union(*(clash.topic_ids for clash in warnings)),
            "acts": [(act, [titles.get(kept["topic"], "") for kept in act.before]) for act in acts],
            "hands": board.hand_counts(event) if board.hands_shown(event) else {},
            "present": board.present_counts(event),
        },
    )


# The big screen.

ON_THE_WALL = {model: lambda row: ONE for model in (Session, Topic, Slot, Space, Stage, Event, Person)}


def _lines(text, letters):
    """How many lines a text takes; words do not fill a line to its end."""
    return math.ceil(len(text) * 1.15 / letters)


def _lines_in_grid(sessions, letters):
    """How many lines the sessions of one box take, with their own edges."""
    return sum(
        _lines(session.topic.title, letters)
        + _lines(public_name(session.topic.convener), letters)
        + _lines(session.elsewhere, letters)
        + 0.6
        for session in sessions
    )


def _lines_in_list(session):
    """How many lines a session takes with its place beside it."""
    place = session.space.name if session.space else session.elsewhere
    title = f"{session.topic.title} {public_name(session.topic.convener)}"
    return max(_lines(place, wall_pages.ACROSS * 0.3), _lines(title, wall_pages.ACROSS * 0.65))


@fragment("board-grid", "agenda/_grid.html", audiences=(PROJECTOR,), wakes=ON_THE_WALL)
def board_grid(event, audience, channel, keys=None):
    """Times down, places across, "any other spot" last; in pages that can be read from the back."""
    slots, spaces = board.slots_of(event), board.spaces_of(event)
    cells = {(slot.id, place): [] for slot in slots for place in [None, *(space.id for space in spaces)]}
    for session in board.sessions_of(event, held=True):
        cells[session.slot_id, session.space_id].append(session)
    any_spot = any(cells[slot.id, None] for slot in slots)
    columns = [*spaces, *([None] if any_spot else [])]
    rows = [(slot, [cells[slot.id, column and column.id] for column in columns]) for slot in slots]
    yield Piece(
        None,
        context={
            "pages": wall_pages.pages(columns, rows, _lines_in_grid),
            "times": board.slot_times(event),
        },
    )


@fragment("now-next", "agenda/_now_next.html", audiences=(PROJECTOR,), wakes=ON_THE_WALL)
def now_next(event, audience, channel, keys=None):
    """What is on in this talk time and in the next, with places, in pages."""
    times, here = board.slot_times(event), current_stage(event)
    stages = stages_of(event)
    position = next((index for index, stage in enumerate(stages) if here and stage.id == here.id), -1)
    coming = next((stage.slot_id for stage in stages[position + 1 :] if stage.slot_id), None)
    sessions = board.sessions_of(event)
    made = []
    for slot_id in (here.slot_id if here else None, coming):
        on = [session for session in sessions if session.slot_id == slot_id]
        if slot_id is not None and slot_id in times:
            cut = wall_pages.stack(on, _lines_in_list) or [[]]
            made += [(times[slot_id], times[slot_id].state == CURRENT, part) for part in cut]
    yield Piece(None, context={"pages": made})
