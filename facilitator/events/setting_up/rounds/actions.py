"""Adding, changing, moving, taking out and bringing back rounds. What was said in a round stays, whatever happens."""

from dataclasses import asdict, dataclass

from flask_babel import gettext as _

from ....db import now
from ....errors import Refused
from ....journal import action
from ...clock import stages_of
from ...models import OF_A_ROUND, Round, Stage
from ...phases import WITHIN_A_ROUND
from ..actions import MOST_STAGES, arrange, fixed
from ..kinds import kind_names
from ..order import HARVEST, MOVE, ROUND, has_begun, usual_name

MOST_ROUNDS = 12
# The rounds come before these.
AT_THE_END = ("read", "sense", "patterns", "tell", "act", "debrief", "circle", "goodbye")


@dataclass(frozen=True)
class Minutes:
    """How long the parts of a round take. None of a part: the round has no such part; only talking always has time."""

    recap: int = 1
    quiet: int = 1
    go_round: int = 6
    talk: int = 12
    harvest: int = 5
    move: int = 3

    @property
    def at_tables(self) -> int:
        """From the recap to the end of the talk."""
        return self.recap + self.quiet + self.go_round + self.talk


@action("added a round")
def add_round(change, event, by, question: str, **minutes):
    """One more round after the others, with its parts of the day; `minutes` are fields of Minutes, as in the last
    round unless said. Returns the Round. Raises Refused when the day is full."""
    here = sum(round_.away_at is None for round_ in rounds_of(event))
    if here >= MOST_ROUNDS:
        raise Refused(_("A café can have up to %(most)d rounds.", most=MOST_ROUNDS))
    times = Minutes(**{**asdict(usual_minutes(event)), **minutes})
    within = {key: getattr(times, key) for key in WITHIN_A_ROUND}
    made = Round.create(event=event, position=here, question=question, **within)
    change.record(made, *_into_the_day(event, made, times))
    return made


@action("changed a round")
def change_round(change, event, by, round: Round, question: str, **minutes):
    """Another question or other minutes; a part of no minutes is taken out of the day. Returns the Round.

    Raises Refused when that part has begun.
    """
    round.question = question
    times = Minutes(**{**asdict(minutes_of(round)), **minutes})
    for key in WITHIN_A_ROUND:
        setattr(round, key, getattr(times, key))
    round.save()
    change.record(round)
    if round.away_at is None:
        for kind, length in ((ROUND, times.at_tables), (HARVEST, times.harvest), (MOVE, times.move)):
            change.record(*_lasts(event, round, kind, length))
        change.record(*arrange(event, stages_of(event)))
    return round


@action("moved a round")
def place_round(change, event, by, round: Round, place: int):
    """Hold it at this place among the rounds, counted from 1. Its time at tables moves; harvests and moves stay where
    they are and belong to the rounds beside them. Returns the Round. Raises Refused when that would change what already
    happened.
    """
    stages, rounds = stages_of(event), [each for each in rounds_of(event) if each.away_at is None]
    if round.away_at is not None:
        raise Refused(_("This round is put away. Bring it back first."))
    here = next(index for index, each in enumerate(rounds) if each.id == round.id)
    there = max(1, min(place, len(rounds))) - 1
    over = {stage.round_id for stage in stages[: fixed(event, stages)] if stage.kind == ROUND}
    if here != there and any(each.id in over for each in rounds[min(here, there) : max(here, there) + 1]):
        raise Refused(_("What already happened stays where it is."))
    rounds.insert(there, rounds.pop(here))
    after = {each.id: index for index, each in enumerate(rounds)}
    spots = [spot for spot, stage in enumerate(stages) if stage.kind == ROUND and stage.round_id in after]
    in_order = sorted((stages[spot] for spot in spots), key=lambda stage: after[stage.round_id])
    for spot, stage in zip(spots, in_order, strict=True):
        stages[spot] = stage
    change.record(round, *arrange(event, stages, rounds))
    return round


@action("took a round out")
def put_round_away(change, event, by, round: Round):
    """Hold it no more: its parts that have not begun leave the day. What was said in it stays. Returns the Round.

    Raises Refused while it is going on.
    """
    stages = stages_of(event)
    if any(stage.id == event.stage_id for stage in stages if stage.round_id == round.id):
        raise Refused(_("Round %(number)d is going on, so it stays. Move the day on first.", number=round.number))
    if round.away_at is None:
        round.away_at = now()
        round.save()
        gone = [stage for stage in stages if stage.round_id == round.id and not has_begun(stage, event)]
        kept = [stage for stage in stages if stage not in gone]
        gone += _moves_to_nowhere(event, kept)
        change.record(round, *_removed(gone))
        change.record(*arrange(event, stages_of(event)))
    change.record(round)
    return round


@action("brought a round back")
def bring_round_back(change, event, by, round: Round):
    """Hold it after all: after the other rounds, unless it has been held already. Returns the Round."""
    if round.away_at is not None:
        times = usual_minutes(event)
        round.away_at = None
        round.save()
        if not any(stage.kind == ROUND for stage in round.stages):
            within = {key: getattr(round, key) for key in WITHIN_A_ROUND}
            change.record(round, *_into_the_day(event, round, Minutes(**{**asdict(times), **within})))
        else:
            change.record(round, *arrange(event, stages_of(event)))
    change.record(round)
    return round


def rounds_of(event) -> list[Round]:
    """Every round in order, those put away before they were held at the end."""
    return list(Round.select().where(Round.event == event).order_by(Round.position, Round.id))


def minutes_of(round_: Round) -> Minutes:
    """How long the parts of a round take as the day stands; nothing for a part it does not have."""
    lasts = dict.fromkeys(OF_A_ROUND, 0)
    for stage in round_.stages.order_by(Stage.position.desc(), Stage.id.desc()):
        lasts[stage.kind] = stage.minutes
    within = {key: getattr(round_, key) for key in WITHIN_A_ROUND}
    return Minutes(**within, talk=max(1, lasts[ROUND] - sum(within.values())), harvest=lasts[HARVEST], move=lasts[MOVE])


def usual_minutes(event) -> Minutes:
    """The minutes a further round begins with: those of the last one."""
    rounds = [round_ for round_ in rounds_of(event) if round_.away_at is None]
    if not rounds:
        return Minutes()
    times = asdict(minutes_of(rounds[-1]))
    return Minutes(**times | {"move": times["move"] or Minutes.move, "recap": times["recap"] or Minutes.recap})


def _into_the_day(event, round_, times) -> list:
    """Its parts, after the last of another round, else before the day's end, never before now."""
    stages = stages_of(event)
    others = [index for index, stage in enumerate(stages, 1) if stage.kind in OF_A_ROUND and stage.round_id]
    closing = next((index for index, stage in enumerate(stages) if stage.kind in AT_THE_END), len(stages))
    place = max(others[-1] if others else closing, fixed(event, stages))
    parts = [(ROUND, usual_name(round_.number), times.at_tables)]
    if times.harvest:
        parts.append((HARVEST, _name_of(HARVEST, stages), times.harvest))
    if times.move and any(stage.kind == ROUND for stage in stages[:place]):
        parts.insert(0, (MOVE, _name_of(MOVE, stages), times.move))
    new = [_part(event, round_, stages, *part) for part in parts]
    return [*new, *arrange(event, [*stages[:place], *new, *stages[place:]])]


def _lasts(event, round_, kind, minutes) -> list:
    """Let the round's part of a kind take so many minutes; none: take it out. Gives what changed."""
    stages = stages_of(event)
    found = next((stage for stage in stages if stage.kind == kind and stage.round_id == round_.id), None)
    if found is None:
        return _put_beside(event, round_, stages, kind, minutes) if minutes else []
    if minutes and found.minutes != minutes:
        found.minutes = minutes
        found.save()
        return [found]
    if minutes:
        return []
    if has_begun(found, event):
        raise Refused(_("“%(name)s” has begun, so it stays in the day.", name=found.name), field=kind)
    return _removed([found])


def _put_beside(event, round_, stages, kind, minutes) -> list:
    """A harvest after the round's time at tables, a move before it (to the first round nobody moves)."""
    at = next(
        (place for place, stage in enumerate(stages) if stage.kind == ROUND and stage.round_id == round_.id), None
    )
    if at is None:
        return []
    place = max(at + (kind == HARVEST), fixed(event, stages))
    if kind == MOVE and (place > at or not any(stage.kind == ROUND for stage in stages[:at])):
        return []
    part = _part(event, round_, stages, kind, _name_of(kind, stages), minutes)
    return [part, *arrange(event, [*stages[:place], part, *stages[place:]])]


def _part(event, round_, stages, kind, name, minutes) -> Stage:
    if len(stages) >= MOST_STAGES:
        raise Refused(_("A day can have up to %(most)d parts.", most=MOST_STAGES))
    return Stage.create(event=event, round=round_, position=len(stages), kind=kind, name=name, minutes=minutes)


def _name_of(kind, stages) -> str:
    """As the last such part is called, so that a day speaks one language."""
    named = next((stage.name for stage in reversed(stages) if stage.kind == kind), "")
    return named or dict(kind_names())[kind]


def _moves_to_nowhere(event, stages) -> list[Stage]:
    """Moves with no round before them: people come in and sit down, nobody moves yet."""
    first = next((place for place, stage in enumerate(stages) if stage.kind == ROUND), len(stages))
    return [stage for stage in stages[:first] if stage.kind == MOVE and not has_begun(stage, event)]


def _removed(stages) -> list[Stage]:
    for stage in stages:
        stage.delete_instance()
    return stages
