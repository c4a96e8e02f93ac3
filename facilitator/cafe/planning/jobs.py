"""Plans in the making: one at a time for an event, each searched by a process of its own.

What a search found becomes a row when it ends (actions.offer_plan).
"""

import logging
import time
from dataclasses import dataclass, field

from ... import background
from ...db import database
from ...live import socketio
from ...mixing.seating import Plan
from ...mixing.seating.bounds import repeats_bound
from ...searches import FAILED, UNDER_WAY, Search
from ..models import COMPUTED, PUBLISHED, REPAIRED, SeatingPlan
from . import actions
from .instance import Instance
from .judging import better, by_the_move_rule, judge, new_people
from .letters import keep_letters

log = logging.getLogger(__name__)

SECONDS, SECONDS_OF_MANY, MANY = 10, 20, 200
A_LITTLE = 5  # seconds more
OFFERED, NO_BETTER = "offered", "no better"
_jobs: dict[str, "Job"] = {}


@dataclass
class Job(Search):
    """One search. It ends well with one of the words above; `plan` the best so far, `repeats` how often people meet
    again in it, `bound` is proven: no plan can have fewer; `seconds` how long it has searched, of at most `limit`."""

    event: object
    by: object  # the Viewer who asked for it
    how: str  # computed or repaired
    instance: Instance
    limit: int
    instead_of: SeatingPlan | None = None  # offered only when it is better than this one
    plan: Plan | None = None
    repeats: int | None = None
    bound: int = 0
    seconds: float = 0.0
    meets: dict = field(default_factory=dict)  # what new_people says of `plan`

    def told(self, said) -> None:
        """How far it is, and now and then a better plan."""
        self.seconds, self.repeats = said["seconds"], said["figures"]["repeat_excess"]
        if "plan" in said:
            self.plan, self.meets = Plan.from_dict(said["plan"]), {}

    def meetings(self) -> dict[str, int]:
        """`{n: how many people}` meet n others with the best plan so far."""
        if self.plan is not None and not self.meets:
            self.meets = new_people(self.instance, self.plan)
        return self.meets


def start(event, by, how: str, instance: Instance, seed: int = 0, instead_of: SeatingPlan | None = None) -> Job:
    """Begin to search; one that is under way for this event is not begun twice. Raises OSError when no process starts.

    With `instead_of` the search is short, and only a better plan takes that one's place.
    """
    running = of(event)
    if running is not None and running.under_way:
        return running
    many = len(instance.data["people"]) >= MANY
    limit = A_LITTLE if instead_of is not None else SECONDS_OF_MANY if many else SECONDS
    job = Job(event, by, how, instance, limit, instead_of)
    arguments = ["mix", "-", "--progress-json", "--seconds", str(limit), "--seed", str(seed), "-o", "-"]
    job.begin(arguments, instance.data)
    _jobs[event.token] = job
    socketio.start_background_task(_see_to, job)
    return job


def of(event) -> Job | None:
    """The last search for this event, under way or not."""
    return _jobs.get(event.token)


def take(job: Job) -> None:
    """Good now: end the search and offer the best plan so far. Nothing happens before there is one."""
    if job.plan is not None:
        job.child.stop()


def _see_to(job):
    """Wait for the end of a search, then offer what it found."""
    try:
        job.bound = background.run(repeats_bound, job.instance.room())
        code = job.child.outcome.wait()
        if job.state == UNDER_WAY:
            job.state = _offer(job) if job.plan is not None else FAILED
        if job.state == FAILED:
            log.error("the search for a plan of event %s ended with %s and found none", job.event.code, code)
    except Exception:
        log.exception("the seating plan of event %s could not be kept", job.event.code)
        job.state = FAILED
    finally:
        job.ended_at = time.monotonic()
        database.give_back()


def _offer(job) -> str:
    instance = job.instance
    if job.instead_of is not None:
        old = instance.to_engine(job.instead_of.rounds)
        if not background.run(better, job.plan, old, instance):
            return NO_BETTER
    plan, letters = _by_letters_still(job) or (job.plan, {})
    figures, why = background.run(judge, instance, plan)
    rule = job.how == COMPUTED and background.run(by_the_move_rule, instance) is not None
    actions.offer_plan(
        event=job.event, by=job.by, how=job.how, rounds=instance.to_record(plan), letters=letters,
        figures={**figures, "seconds": round(job.seconds, 1)}, why={**why, "move_rule": rule},
    )  # fmt: skip
    return OFFERED


def _by_letters_still(job):
    """`(plan, letters)` when people have cards with letters and may go on by them, else None."""
    seen = SeatingPlan.get_or_none(SeatingPlan.event == job.event, SeatingPlan.state == PUBLISHED)
    if job.how != REPAIRED or seen is None:
        return None
    return background.run(keep_letters, job.instance, seen.letters, job.plan)
