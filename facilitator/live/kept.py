"""What phones were shown last, kept for the next phone: a crowd that comes back together is served from here.

A list of fragments is the same for everyone, and every act says which pieces it wakes (fragments.py). So a list that
was rendered for one phone stays good for all others until one of its pieces is woken, and then only that piece is
rendered again. Only lists on phones are kept: consoles and big screens are few, and show what only this process knows.

What a kept list may never be is older than the page it stands on. `Kept` knows up to which version of an event it has
heard of changes; a page of a later version (its commit is on the disk, and the word of it still on its way, or it was
another process's) finds nothing kept.

Some pieces say when something will end, and that moves with the clock alone: no list is kept longer than a look at the
clock may be old. Clocks themselves tell the time at which the page is made.
"""

import re
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from flask_babel import get_locale

from .. import background, record_time
from .fragments import ALL, stale_after

LASTS = 20  # seconds
MOST_LETTERS = 24_000_000  # of HTML in all
MOST_CHANGES = 1000  # rows of one event; when nobody asks for a page for so long, nothing is worth keeping
CLOCK = re.compile(r' data-now="\d+"')


@dataclass
class KeptList:
    """The pieces of one list: `{key: (order, html)}`, or None for a key that has no piece; `stale` are to be rendered
    again. `made` is when, in seconds of the machine's own clock."""

    made: float
    pieces: dict = field(default_factory=dict)
    stale: set = field(default_factory=set)
    letters: int = 0


@dataclass
class KeptEvent:
    """Up to which version we heard of an event, and the changed rows of which we have not yet asked what they wake."""

    version: int
    changed: list = field(default_factory=list)
    changes: int = 0  # how often something changed: a list rendered meanwhile is not kept


class Kept:
    """All lists that are kept, the one used last at the end."""

    def __init__(self):
        self.lists: OrderedDict[tuple, KeptList] = OrderedDict()  # (event id, kind, channel, locale, whole)
        self.events: dict[int, KeptEvent] = {}
        self.letters = 0
        self._lock = background.native("threading").RLock()

    def heard(self, commits) -> None:
        """After commits: their rows are looked at when somebody asks next, for that may need to read."""
        with self._lock:
            for commit in commits:
                if commit.event_id is None:  # who runs this place, a screen that is connected: it may show anywhere
                    self.forget()
                elif commit.event_id in self.events:
                    about = self.events[commit.event_id]
                    if commit.version > about.version + 1 or len(about.changed) > MOST_CHANGES:
                        self.forget(commit.event_id)
                    about.version = max(about.version, commit.version)
                    about.changed.extend(commit.subjects)
                    about.changes += 1

    def forget(self, event_id: int | None = None) -> None:
        """Keep nothing of this event; None: of all."""
        with self._lock:
            for place in [place for place in self.lists if event_id in (None, place[0])]:
                self._drop(place)
            for id_ in [id_ for id_ in self.events if event_id in (None, id_)]:
                self.events[id_].changed, self.events[id_].changes = [], self.events[id_].changes + 1
            if event_id is None:
                self.events.clear()

    def pieces(self, kind, event, audience: str, channel: str, keys) -> list[tuple[float, str]]:
        """`(order, html)` of every piece of a list, or of those among `keys`, as `kind.html` would render them now."""
        about = self._settled(event)
        place = (event.id, kind.name, channel, str(get_locale()), keys is None)
        with self._lock:
            kept = self._fresh(place)
            before, missing = about.changes, self._missing(kept, keys)
        if missing or kept is None:
            found = kind.html(event, audience, channel, None if kept is None and keys is None else missing)
            with self._lock:
                kept = self._with(place, kept, found, missing or (), keep=about.changes == before)
        wanted = kept.pieces if keys is None else keys
        return [_on_time(kept.pieces[key]) for key in wanted if kept.pieces.get(key)]

    def _settled(self, event) -> KeptEvent:
        """What we know of this event, once every change we heard of has dropped what it woke."""
        with self._lock:
            about = self.events.setdefault(event.id, KeptEvent(event.version))
            if event.version > about.version:
                self.forget(event.id)
                about.version = event.version
            changed, about.changed = about.changed, []
            here = [place for place in self.lists if place[0] == event.id]
            woken = stale_after(changed, {place[1:3] for place in here}) if changed else {}
            for place in [place for place in here if place[1:3] in woken]:
                keys = woken[place[1:3]]
                if ALL in keys:
                    self._drop(place)
                else:
                    self.lists[place].stale |= keys
        return about

    def _fresh(self, place) -> KeptList | None:
        kept = self.lists.get(place)
        if kept is None:
            return None
        if time.monotonic() - kept.made > LASTS:
            self._drop(place)
            return None
        self.lists.move_to_end(place)
        return kept

    def _missing(self, kept, keys) -> set:
        if kept is None:
            return set(keys or ())
        return set(kept.stale) if keys is None else {key for key in keys if key not in kept.pieces or key in kept.stale}

    def _with(self, place, kept, found, missing, keep) -> KeptList:
        """The list with what was just rendered; kept, unless something changed while it was."""
        pieces = {**(kept.pieces if kept else {}), **dict.fromkeys(missing), **found}
        stale = kept.stale - set(missing) if kept else set()
        letters = sum(len(piece[1]) for piece in pieces.values() if piece)
        made = KeptList(kept.made if kept else time.monotonic(), pieces, stale, letters)
        if keep:
            self._drop(place)
            self.lists[place] = made
            self.letters += letters
            while self.letters > MOST_LETTERS:
                self._drop(next(iter(self.lists)))
        return made

    def _drop(self, place) -> None:
        gone = self.lists.pop(place, None)
        self.letters -= gone.letters if gone else 0


def _on_time(piece):
    order, html = piece
    if " data-now=" in html:
        html = CLOCK.sub(f' data-now="{record_time.for_browsers()}"', html)
    return order, html


kept = Kept()
