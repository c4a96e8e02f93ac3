"""Real participation data, played through the same actions that people use, as one event.

Authors and voters become people. A comment becomes a topic that its author offers and puts up (its title is how the
comment begins, its reason is all of it) and the first note in that topic, word for word. A comment that its moderators
held back arrives and is held. "I agree" becomes a raised hand. Each act has an id of its own, so it is safe to stop and
to start again: what is on the disk is not done twice.
"""

import contextlib
import time
from pathlib import Path

from ...config import CannotGoOn
from ..opening import InUse, opened
from ..progress import Bar
from . import data, plan
from .here import Here
from .over_http import OverHttp
from .playing import play_all


def replay(settings, folder: Path, speed: float | None = None, people: int | None = None, server: str | None = None):
    """Play the data in `folder` into the record, or over HTTP into the `server` that runs on it. Prints the outcome.

    `speed` times as fast as it happened, or as fast as it goes; `people` takes the first so many. Raises CannotGoOn.
    """
    told, began = data.read(folder, people), time.monotonic()
    with _opened(settings, server) as app, app.app_context():
        player = OverHttp(told, server) if server else Here(told)
        print(f"“{player.event.title}”, code {player.event.code}. {player.hint}", flush=True)
        acts, kept = plan.acts(told), player.kept()
        bar = Bar("Replay", len(acts))
        bar.advance(sum(act.op in kept for act in acts))
        before = bar.count
        play_all(acts, player, kept, bar, speed)
        bar.done()
        seconds = time.monotonic() - began
        print(f"{outcome(player.event)} {bar.count - before:,} acts in {seconds:.0f} s.", flush=True)


def outcome(event) -> str:
    """What the record holds of the event, in one sentence."""
    from ...agenda.models import Hand
    from ...notes.models import HELD

    people, topics, notes = event.people.count(), event.topics.count(), event.notes
    held = notes.where(event.notes.model.state == HELD).count()
    hands = Hand.select().where(Hand.event == event).count()
    return f"{people:,} people, {topics:,} topics, {notes.count():,} notes ({held:,} held), {hands:,} hands."


@contextlib.contextmanager
def _opened(settings, server):
    """Without `--server` no server may run on the record, for its screens would hear nothing of what we write."""
    try:
        with opened(settings, only_reads=bool(server)) as app:
            yield app
    except InUse:
        raise CannotGoOn(
            f"A server is running on {settings.database}. Add --server http://localhost:{settings.port} "
            "so that its screens hear of it, or stop it first."
        ) from None
