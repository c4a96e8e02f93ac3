"""What stands in a row keeps its number, and a day's parts agree with each other.

Each function changes the rows it is given and answers with those that changed, not yet saved: actions keep them.
"""

from flask_babel import gettext as _

from ..models import Round, Slot, Stage

ROUND, HARVEST, MOVE = "round", "harvest", "move"


def numbered(rows: list) -> list:
    """Number the rows by their places, from 0."""
    changed = []
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
            changed.append(row)
    return changed


def slots_follow(stages: list[Stage]) -> list[Slot]:
    """The board's columns are the talk times, in their order and by their names."""
    changed = []
    for position, stage in enumerate(stage for stage in stages if stage.slot_id is not None):
        slot = stage.slot
        if (slot.position, slot.name) != (position, stage.name):
            slot.position, slot.name = position, stage.name
            changed.append(slot)
    return changed


def rounds_follow(stages: list[Stage], rounds: list[Round]) -> list[Round | Stage]:
    """Rounds count in the order in which the day holds them, then those without a time, then those put away before
    they were held. One put away afterwards keeps its place, so that what was said in it still comes before the rest.

    A harvest belongs to the round before it, a move leads to the round after it; what has begun stays as it was. A
    part called "Round 2" gets the new number of its round; other names are somebody's words and stay.
    """
    here = {round_.id: round_ for round_ in rounds if round_.away_at is None}
    every = {round_.id: round_ for round_ in rounds}
    held = dict.fromkeys(stage.round_id for stage in stages if stage.kind == ROUND and stage.round_id in every)
    before = {round_.id: round_.number for round_ in rounds}
    others = sorted((each for each in rounds if each.id not in held), key=lambda each: each.away_at is not None)
    in_order = [*(every[id_] for id_ in held), *others]
    changed = numbered(in_order)
    for stage in stages:
        round_ = here.get(stage.round_id)
        if stage.kind == ROUND and round_ and stage.name in usual_names(before[round_.id]) - usual_names(round_.number):
            stage.name = usual_name(round_.number)
            changed.append(stage)
    return changed + _point(HARVEST, stages, here) + _point(MOVE, stages[::-1], here)


def usual_name(number: int) -> str:
    """What a round's part of the day is called when nobody gave it a name."""
    return _("Round %(number)d", number=number)


def usual_names(number: int) -> set[str]:
    """The same in the language of whoever looks, and as the recipes write it."""
    return {usual_name(number), f"Round {number}"}


def has_begun(stage: Stage, event) -> bool:
    """This part of the day is going on, or has been."""
    return stage.started_at is not None or stage.id == event.stage_id


def _point(kind, stages, here):
    """Let each part of a kind that has not begun belong to the round last met on the way through the stages."""
    changed, met = [], None
    for stage in stages:
        if stage.kind == ROUND and stage.round_id in here:
            met = stage.round_id
        elif stage.kind == kind and stage.started_at is None and met not in (None, stage.round_id):
            stage.round = here[met]
            changed.append(stage)
    return changed
