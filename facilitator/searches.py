"""Searches, each in a process of its own that tells line by line how far it is: a plan, a board, piles.

They live in this process's memory. When the server stops, a search that is under way is gone and nothing else is.
"""

import json
import time
from dataclasses import dataclass

from . import background

UNDER_WAY, STOPPED, FAILED = "under way", "stopped", "failed"
NEWS_SECONDS = 60


@dataclass(kw_only=True)
class Search:
    """One search. `state` is one of the words above, or how the search ended well; `ended_at` when that was, by the
    clock that only goes forward. A kind of search says in `told` what it makes of a line."""

    state: str = UNDER_WAY
    child: background.Child | None = None
    ended_at: float | None = None

    @property
    def under_way(self) -> bool:
        """It still searches, or its result is being looked at or written down."""
        return self.state == UNDER_WAY

    @property
    def just_ended(self) -> bool:
        """How it ended is still news."""
        return self.ended_at is not None and time.monotonic() - self.ended_at < NEWS_SECONDS

    def begin(self, arguments: list[str], instance: dict) -> None:
        """Start `python -m facilitator` with these arguments and feed it the instance. Raises OSError when no process
        starts."""
        self.child = background.child(arguments, json.dumps(instance).encode(), self.hear)

    def hear(self, line: bytes) -> None:
        """One line of the search's."""
        try:
            said = json.loads(line)
        except ValueError:  # the last line of a search that was stopped in the middle of it
            return
        self.told(said)

    def told(self, said: dict) -> None:
        """Take down what a line says."""
        raise NotImplementedError

    def wait(self, seconds: float) -> None:
        """Give it so many seconds to end; others go on meanwhile."""
        until = time.monotonic() + seconds
        while self.under_way and time.monotonic() < until:
            time.sleep(0.05)

    def stop(self) -> None:
        """End the search without a result; what was found before it stays."""
        if self.under_way:
            self.state = STOPPED
            self.child.stop()
