"""Changing an event's set-up. Nothing that people said is ever lost by it."""

from flask_babel import gettext as _

from ...errors import NotFound, Refused
from ...journal import action
from ..clock import stages_of
from ..models import OF_A_ROUND, Round, Slot, Space, Stage
from .order import HARVEST, MOVE, ROUND, numbered, rounds_follow, slots_follow

TALK = "talk"
MOST_STAGES, MOST_SPACES = 60, 120
MAY_CHANGE = {
    "title", "question", "question_by", "question_why", "sponsor", "venue", "date", "starts", "languages",
    "house_rules", "places_topics", "hands_visible", "stars_each", "holds_private_details", "look_back_on",
    "wifi_name", "wifi_password", "tables_across", "gentle_sound", "gentle_light",
}  # fmt: skip


@action("set up")
def set_up(change, event, by, **said):
    """Change any of the fields named in MAY_CHANGE. Returns the Event."""
    unknown = set(said) - MAY_CHANGE
    if unknown:
        raise ValueError(f"set_up does not change {sorted(unknown)}")
    for field, value in said.items():
        setattr(event, field, value)
    event.save()
    change.record(event)
    return event


@action("added a stage")
def add_stage(
    change, event, by, kind: str, name: str, minutes: int, after: Stage | None = None, round: Round | None = None
):
    """One more part of the day, at the end or after another. A talk time brings its own column of the board. A
    harvest belongs to the round before it, a move leads to the one after it; time at tables is of the given round.

    Returns the Stage. Raises Refused where the day has already been, and where there is no round for it.
    """
    stages = stages_of(event)
    if len(stages) >= MOST_STAGES:
        raise Refused(_("A day can have up to %(most)d parts.", most=MOST_STAGES))
    place = len(stages) if after is None else next(i for i, each in enumerate(stages, 1) if each.id == after.id)
    if place < fixed(event, stages):
        raise Refused(_("That part of the day is over. Choose a later place."), field="after")
    slot = Slot.create(event=event, position=len(stages), name=name) if kind == TALK else None
    round_ = _round_for(kind, round, stages, place) if kind in OF_A_ROUND else None
    stage = Stage.create(event=event, position=place, kind=kind, name=name, minutes=minutes, slot=slot, round=round_)
    change.record(stage, *arrange(event, [*stages[:place], stage, *stages[place:]]))
    return stage


@action("changed a stage")
def change_stage(change, event, by, stage: Stage, name: str, minutes: int):
    """Another name or length. Each later time shifts. Returns the Stage."""
    stage.name, stage.minutes = name, minutes
    stage.save()
    change.record(stage, *arrange(event, stages_of(event)))
    return stage


@action("moved a stage")
def place_stage(change, event, by, stage: Stage, place: int):
    """Put it at this place in the day, counted from 1. Returns the Stage.

    Raises Refused when that would change what already happened.
    """
    stages = stages_of(event)
    done, there = fixed(event, stages), max(1, min(place, len(stages))) - 1
    here = next(index for index, each in enumerate(stages) if each.id == stage.id)
    if min(here, there) < done and here != there:
        raise Refused(_("What already happened stays where it is."))
    stages.insert(there, stages.pop(here))
    change.record(stage, *arrange(event, stages))
    return stage


@action("removed a stage")
def remove_stage(change, event, by, stage_id: int):
    """Take a part out of the day. By its number, for it may be asked for again when it is gone already.

    Raises Refused when it has begun, or when talks are planned in it: those are moved on the board first; NotFound.
    """
    stage = _one(Stage, stage_id, event)
    if stage.started_at is not None or stage.id == event.stage_id:
        raise Refused(_("“%(name)s” has begun, so it stays in the day.", name=stage.name))
    if stage.slot is not None and stage.slot.sessions.exists():
        raise Refused(
            _("Talks are planned in “%(name)s”. Move them on the board first, then take it out.", name=stage.name)
        )
    if stage.kind == ROUND and _only_time_of(stage):
        raise Refused(_("This is a round. Take it out under “Rounds and questions”."))
    slot = stage.slot
    stage.delete_instance()
    if slot is not None:
        slot.delete_instance()
        change.record(slot)
    change.record(stage, *arrange(event, stages_of(event)))


@action("added a space")
def add_space(change, event, by, name: str, step_free: bool = True, quiet: bool = False, seats: int = 0):
    """One more place for talks; `seats` is 0 when nobody has counted them. Returns the Space."""
    position = Space.select().where(Space.event == event).count()
    if position >= MOST_SPACES:
        raise Refused(_("An event can have up to %(most)d places.", most=MOST_SPACES))
    space = Space.create(event=event, position=position, name=name, step_free=step_free, quiet=quiet, seats=seats)
    change.record(space)
    return space


@action("changed a space")
def change_space(change, event, by, space: Space, name: str, step_free: bool, quiet: bool, seats: int = 0):
    """Another name, or what it offers. Returns the Space."""
    space.name, space.step_free, space.quiet, space.seats = name, step_free, quiet, seats
    space.save()
    change.record(space)
    return space


@action("moved a space")
def place_space(change, event, by, space: Space, place: int):
    """Put it at this place in the list, counted from 1. Returns the Space."""
    spaces = [each for each in spaces_of(event) if each.id != space.id]
    spaces.insert(max(1, place) - 1, space)
    change.record(space, *_saved(numbered(spaces)))
    return space


@action("removed a space")
def remove_space(change, event, by, space_id: int):
    """Take a place away. By its number, as with stages. Raises Refused when talks are planned in it; NotFound."""
    space = _one(Space, space_id, event)
    if space.sessions.exists():
        raise Refused(
            _("Talks are planned in “%(name)s”. Move them on the board first, then take it out.", name=space.name)
        )
    space.delete_instance()
    change.record(space, *_saved(numbered(spaces_of(event))))


def arrange(event, stages: list[Stage], rounds: list[Round] | None = None) -> list:
    """Within an act: the day's parts in this order, and what hangs on it: columns of the board, numbers of rounds
    (`rounds`: in the wanted order, where the day leaves it open). Saves and gives the rows that changed."""
    wanted = [round_.id for round_ in rounds or ()]
    every = list(Round.select().where(Round.event == event).order_by(Round.position, Round.id))
    every.sort(key=lambda each: wanted.index(each.id) if each.id in wanted else len(wanted))
    return _saved([*numbered(stages), *slots_follow(stages), *rounds_follow(stages, every)])


def spaces_of(event) -> list[Space]:
    """The event's places in order."""
    return list(Space.select().where(Space.event == event).order_by(Space.position, Space.id))


def fixed(event, stages: list[Stage]) -> int:
    """How many stages, from the first, have had their turn (with the one it is now): they stay where they are."""
    return next((number for number, stage in enumerate(stages, 1) if stage.id == event.stage_id), 0)


def _one(kind, id_, event):
    row = kind.get_or_none(kind.id == id_, kind.event == event)
    if row is None:
        raise NotFound
    return row


def _saved(rows) -> list:
    for row in rows:
        row.save()
    return rows


def _only_time_of(stage) -> bool:
    """The round of this stage is held in it and nowhere else."""
    others = Stage.select().where(Stage.round == stage.round_id, Stage.kind == ROUND, Stage.id != stage.id)
    return stage.round is not None and stage.round.away_at is None and not others.exists()


def _round_for(kind, round_, stages, place) -> Round:
    """The round that a new part at that place belongs to. Raises Refused when there is none."""
    if kind == ROUND and (round_ is None or round_.away_at is not None):
        raise Refused(_("Add a round under “Rounds and questions”. It brings its parts of the day."), field="kind")
    around = {HARVEST: stages[:place][::-1], MOVE: stages[place:], ROUND: ()}[kind]
    found = round_ or next((each.round for each in around if each.kind == ROUND and each.round_id), None)
    if found is None:
        raise Refused(
            _("There is no round before it. Choose a later place.")
            if kind == HARVEST
            else _("There is no round after it. Choose an earlier place."),
            field="after",
        )
    return found
