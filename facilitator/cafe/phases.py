"""The parts of a round on every screen: what we do now, in plain words, with its times as data.

The fragment holds all parts of the stage it is now, each with its begin and end; the browser's own clock shows the one
it is (static/js/clock.js), so a new part costs no traffic. Without scripts, the part it was at rendering stands open.
"""

import datetime
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from ..db import now
from ..events.clock import CURRENT, StageTime, milliseconds, stages_of, timeline
from ..events.models import OF_A_ROUND, Event, Round, Stage
from ..events.phases import GO_ROUND, HARVEST, MOVE, QUIET, RECAP, TALK, Phase, phase_at, phases_of
from ..live import Piece, fragment
from .models import PUBLISHED, SeatingPlan

ONE = [None]
PAST, NOW, COMING = "past", "now", "coming"
BY_LETTERS, BY_SEATS, FREELY = "letters", "seats", "freely"


@dataclass(frozen=True)
class Part:
    """A phase as screens show it: what it is called, what there is to do, whether it is past, now or coming."""

    phase: Phase
    title: str
    words: str
    state: str  # past, now, coming

    @property
    def since(self) -> int:
        """When it begins, in the server's milliseconds."""
        return milliseconds(self.phase.starts)

    @property
    def until(self) -> int:
        """When it ends, in the server's milliseconds."""
        return milliseconds(self.phase.ends)


def _while_moving(plan):
    """A plan changes the words only while people move; published during a round it need not wake the phones."""
    stage = Event.get_by_id(plan.event_id).stage_id
    return ONE if stage and Stage.get_by_id(stage).kind == MOVE else []


@fragment(
    "phase",
    "cafe/_phase.html",
    wakes={
        Event: lambda event: ONE,
        Stage: lambda stage: ONE,
        Round: lambda round_: ONE,
        SeatingPlan: _while_moving,
    },
)
def phase(event, audience, channel, keys=None):
    """The parts of the stage it is now. Always one piece, empty and hidden where there are none, so that a page may
    place it as it is or in an element with the id `list-phase`."""
    stages = stages_of(event)
    time = next((each for each in timeline(event, stages) if each.state == CURRENT), None)
    parts = parts_of(event, stages, time) if time else []
    context = {"parts": parts, "paused": bool(event.paused_at), "now": milliseconds(now())}
    yield Piece(None, context=context)


def parts_of(event: Event, stages: list[Stage], time: StageTime, moment: datetime.datetime | None = None) -> list[Part]:
    """The parts of a stage as they stand now (or at a `moment`, in UTC), in order; none when it is of no round. While
    the clock is stopped, it is the part at which it was stopped."""
    phases = phases_of(time)
    here = phase_at(phases, event.paused_at or moment or now())
    place = phases.index(here) if here else 0
    states = [PAST] * place + [NOW] + [COMING] * (len(phases) - place)
    said = titles()
    return [
        Part(phase, said[phase.key], words_for(event, stages, time.stage, phase.key), state)
        for phase, state in zip(phases, states, strict=False)
    ]


def titles() -> dict[str, str]:
    """What each phase is called."""
    return {
        RECAP: _("The story so far"),
        QUIET: _("One quiet minute"),
        GO_ROUND: _("Go round"),
        TALK: _("Talk together"),
        HARVEST: _("The one main thing"),
        MOVE: _("Move on"),
    }


def words_for(event: Event, stages: list[Stage], stage: Stage, key: str) -> str:
    """What there is to do in a phase of that stage, in a sentence or two."""
    if key == MOVE:
        return f"{move_words(event)} {_('You may stay if you need to.')}"
    if key == HARVEST:
        return harvest_words(stages, stage)
    return {
        RECAP: _("Host: welcome. Tell the new people the story so far. One minute is enough."),
        QUIET: _("Take one quiet minute. Then go round so each person can speak or pass."),
        GO_ROUND: _("Ask each person first. Then talk. You can speak or pass."),
        TALK: _("Listen so you understand. Join ideas up. Draw and write on the cloth."),
    }[key]


def harvest_words(stages: list[Stage], stage: Stage) -> str:
    """What to write at the end of a round. After the last one nobody moves on."""
    if any(later.kind in OF_A_ROUND for later in stages if later.position > stage.position):
        return _("Before you move on: what is the one thing that matters most?")
    return _("Before we close: what is the one thing that matters most?")


def move_words(event: Event) -> str:
    """Who goes where, as the published plan has it."""
    how, letters = way_to_move(event)
    if how == BY_LETTERS:
        return " ".join([_("Hosts stay."), *(step_of(letter, tables) for letter, tables in letters)])
    if how == BY_SEATS:
        return _("Hosts stay. Everyone else: look at your phone or your slip for your next table.")
    return _("Hosts stay. Everyone else: go to a table that is new to you.")


def step_of(letter: str, tables: int) -> str:
    """What somebody with that letter does: so many tables on."""
    if tables == 1:
        return _("%(letter)s: move on one table.", letter=letter)
    if tables == 2:
        return _("%(letter)s: move on two.", letter=letter)
    if tables == 3:
        return _("%(letter)s: move on three.", letter=letter)
    return ngettext("%(letter)s: move on %(num)d.", "%(letter)s: move on %(num)d.", tables, letter=letter)


def way_to_move(event: Event) -> tuple[str, list[tuple[str, int]]]:
    """How people find their next table: BY_LETTERS with `(letter, tables to move on)` of each when the newest
    published plan goes by the move rule, BY_SEATS with any other plan, FREELY when none was published. A repair may go
    on by the letters that people have."""
    plan = (
        SeatingPlan.select(SeatingPlan.letters)
        .where(SeatingPlan.event == event, SeatingPlan.state == PUBLISHED)
        .order_by(SeatingPlan.published_at.desc(), SeatingPlan.id.desc())
        .first()
    )
    if plan is None:
        return FREELY, []
    if not plan.letters:
        return BY_SEATS, []
    letters = sorted(set(plan.letters.values()) - {""})
    return BY_LETTERS, [(letter, ord(letter) - ord("A") + 1) for letter in letters]
