"""What a facilitator sees of the day: the helm, the schedule, who is here, what may want a look, what is shown."""

import datetime

from ..actions.models import Action, Offer
from ..agenda.models import Session
from ..cafe import room
from ..cafe.phases import parts_of
from ..closing.models import DebriefLine, Impression
from ..db import now
from ..events.clock import CURRENT, length, milliseconds, stages_of, timeline
from ..events.models import Event, Round, Space, Stage, Table
from ..harvest.models import Theme
from ..live import CONSOLE, Piece, fragment
from ..live.doors import connected
from ..notes.models import HELD, TAKEN_BACK, Note, Photo
from ..people.models import Person
from ..private_details import NAMES as PATTERNS
from ..topics.models import Topic
from . import disk  # noqa: F401  (registers its own)

ONE = [None]
GIVE_THEM_TIME = datetime.timedelta(minutes=10)  # before a talk without notes is mentioned at all
OF_THE_DAY = {Event: lambda row: ONE, Stage: lambda row: ONE}


@fragment("helm", "console/_helm.html", audiences=(CONSOLE,), wakes={**OF_THE_DAY, Round: lambda row: ONE})
def helm(event, audience, channel, keys=None):
    """Now, and the buttons that move the day: next, back, the round's next part, more time, stop the clock; in a café
    also the gentle signs."""
    stages = stages_of(event)
    times = timeline(event, stages)
    at = next((index for index, each in enumerate(times) if each.state == CURRENT), None)
    yield Piece(
        None,
        context={
            "current": times[at] if at is not None else None,
            "parts": parts_of(event, stages, times[at]) if at is not None else [],
            "is_cafe": room.is_cafe(event),
            "back": times[at - 1] if at else None,
            "following": next(iter(times[0 if at is None else at + 1 :]), None),
            "ends_at": milliseconds(times[at].ends) if at is not None and not event.paused_at else None,
            "now": milliseconds(now()),
        },
    )


@fragment("schedule", "console/_schedule.html", audiences=(CONSOLE,), wakes=OF_THE_DAY)
def schedule(event, audience, channel, keys=None):
    """Every stage with planned and real times, and a way to go straight to it."""
    times = timeline(event, stages_of(event))
    shifts = [round((each.starts - each.planned).total_seconds() / 60) for each in times]
    yield Piece(None, context={"times": list(zip(times, shifts, strict=True))})


@fragment("crowd", "console/_crowd.html", audiences=(CONSOLE,), wakes={Person: lambda row: ONE})
def crowd(event, audience, channel, keys=None):
    """How many phones are joined up now, and how many people are in. Numbers, not names."""
    people = Person.select().where(Person.event == event, Person.left_at.is_null()).count()
    yield Piece(None, context={"phones": connected(event.id), "people": people})


@fragment(
    "to-check",
    "console/_to_check.html",
    audiences=(CONSOLE,),
    wakes={kind: lambda row: ONE for kind in (Note, Photo, Theme, Action, Offer, Impression, DebriefLine)},
)
def to_check(event, audience, channel, keys=None):
    """How many notes, photos, names of piles, actions, offers, closing lines and words of leaders wait for a look, and
    for how many minutes the first."""
    since = [
        row.held_at
        for kind in (Note, Photo)
        for row in kind.select(kind.held_at).where(kind.event == event, kind.state == HELD, ~kind.held_by_hand)
    ]
    since += [
        row.written_at
        for kind in (Action, Impression, DebriefLine)
        for row in kind.select(kind.written_at).where(kind.event == event, kind.held_because.in_(PATTERNS))
    ]
    offers = Offer.select(Offer.made_at).where(Offer.event == event, Offer.held_because.in_(PATTERNS))
    themes = Theme.select(Theme.made_at).where(Theme.event == event, Theme.held_because.in_(PATTERNS))
    since += [row.made_at for row in [*offers, *themes.where(Theme.away_at.is_null())]]
    minutes = int((now() - min(since)).total_seconds() // 60) if since else 0
    yield Piece(None, context={"waiting": len(since), "minutes": minutes})


@fragment(
    "quiet",
    "console/_quiet.html",
    audiences=(CONSOLE,),
    wakes={**OF_THE_DAY, **{kind: lambda row: ONE for kind in (Note, Photo, Session, Topic, Table, Round)}},
)
def quiet(event, audience, channel, keys=None):
    """A hint, never an alarm: talks and tables that go on for a while and have no notes yet."""
    yield Piece(None, context={"sessions": quiet_sessions(event), "tables": quiet_tables(event)})


def quiet_sessions(event) -> list[Session]:
    """Sessions of the talk time it is now, without a note or photo, once they had ten minutes; in the board's order."""
    stage = event.stage_id and Stage.get_or_none(Stage.id == event.stage_id)
    if not stage or stage.slot_id is None or not _had_time(stage):
        return []
    noted = Note.select(Note.topic).where(Note.event == event, Note.state != TAKEN_BACK, Note.topic.is_null(False))
    drawn = Photo.select(Photo.topic).where(Photo.event == event, Photo.state != TAKEN_BACK, Photo.topic.is_null(False))
    return list(
        Session.select(Session, Topic, Space)
        .join_from(Session, Topic)
        .left_outer_join(Space, on=(Session.space == Space.id), src=Session)
        .where(
            Session.event == event,
            Session.slot == stage.slot_id,
            Session.ended_at.is_null(),
            Session.topic.not_in(noted),
            Session.topic.not_in(drawn),
        )
        .order_by(Space.position.asc(nulls="LAST"), Session.id)
    )


def quiet_tables(event) -> list[Table]:
    """Tables without a note or picture in the round it is, once they had ten minutes; by number."""
    stage = event.stage_id and Stage.get_or_none(Stage.id == event.stage_id)
    if not stage or stage.kind not in ("round", "harvest") or stage.round_id is None or not _had_time(stage):
        return []
    here = [Note.round == stage.round_id, Note.state != TAKEN_BACK, Note.table.is_null(False)]
    noted = Note.select(Note.table).where(Note.event == event, *here)
    there = [Photo.round == stage.round_id, Photo.state != TAKEN_BACK, Photo.table.is_null(False)]
    drawn = Photo.select(Photo.table).where(Photo.event == event, *there)
    wanted = Table.select().where(Table.event == event, Table.away_at.is_null())
    return list(wanted.where(Table.id.not_in(noted), Table.id.not_in(drawn)).order_by(Table.number))


def _had_time(stage) -> bool:
    """So much of this stage is over that notes may be expected."""
    return now() - stage.started_at >= min(GIVE_THEM_TIME, length(stage) / 2)


@fragment("shown", "console/_shown.html", audiences=(CONSOLE,), wakes={Event: lambda row: ONE})
def shown(event, audience, channel, keys=None):
    """The counts that the room may turn on: stars, hands."""
    yield Piece(None)
