"""Fragments: one Jinja partial with a stable element id, rendered by one function.

The first page, the live update and the catch-up all come through `render`, so
they cannot disagree. A fragment never holds what only one person may see.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import render_template
from markupsafe import Markup

PHONE, PROJECTOR, CONSOLE = "phone", "projector", "console"
AUDIENCES = (PHONE, PROJECTOR, CONSOLE)
EVERYONE = ""  # the channel that every screen of an event hears


@dataclass(frozen=True)
class Piece:
    """One fragment as it stands now: `key` (its number or word), `order` in its list, what its template needs."""

    key: Any
    order: float = 0
    context: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A kind of fragment. See `fragment` for what each field means."""

    name: str
    template: str
    load: Callable
    audiences: tuple
    wakes: dict
    channels: Callable | None

    def element(self, key) -> str:
        """The stable element id: `topic-12`, or plain `stage` where there is only one."""
        return self.name if key in (None, "") else f"{self.name}-{key}"

    def list_id(self, channel="") -> str:
        """The id of the element these fragments stand in."""
        return f"list-{self.name}" + (f"-{channel}" if channel != EVERYONE else "")

    def html(self, event, audience, channel, keys=None) -> dict[Any, tuple[float, str]]:
        """`{key: (order, html)}` of every piece, or of those among `keys` that exist for this audience."""
        made = {}
        for piece in self.load(event, audience, channel, keys):
            mark = Markup('id="{}" data-order="{}"').format(self.element(piece.key), piece.order)
            html = render_template(
                self.template,
                event=event,
                audience=audience,
                channel=channel,
                mark=mark,
                key=piece.key,
                **piece.context,
            )
            made[piece.key] = (piece.order, html.strip())
        return made


KINDS: dict[str, Kind] = {}


def fragment(name: str, template: str, *, audiences=AUDIENCES, wakes: dict, channels: Callable | None = None):
    """Register `load(event, audience, channel, keys) → Iterable[Piece]` as the kind of fragment called `name`.

    `keys` is None for all, or a set of keys wanted; leave out what does not exist (any more) for that audience.
    Query once for all keys, never once for each.

    `wakes` maps a model to `function(row) → iterable of keys or (channel, key)` (ALL for every piece of the kind):
    which pieces are stale when such a row was recorded. Called outside the transaction; may read.

    `channels(event) → iterable` names the channels, for fragments that only some pages show (the notes of one
    session); without it, every screen of the audience hears them.

    The template's root element carries `{{ mark }}`, which is its id and order.
    """

    def register(load):
        if name in KINDS:
            raise ValueError(f"two kinds of fragments are called {name}")
        KINDS[name] = Kind(name, template, load, tuple(audiences), wakes, channels)
        return load

    return register


ALL = object()
MANY = 30


def stale_after(subjects: Iterable, shown: Iterable | None = None) -> dict[tuple[str, Any], set]:
    """`{(kind, channel): keys}` of what became stale when these rows changed.

    `shown` are the lists `(kind, channel)` that somebody looks at; other kinds are left out, and no row is asked what
    it wakes there. When more than MANY rows of one model changed (a plan for a hall), they are not asked either: in
    the shown lists of the kinds that it wakes all is stale, so that the work does not grow with the hall.
    """
    changed: dict[type, list] = {}
    for subject in subjects:
        changed.setdefault(type(subject), []).append(subject)
    lists = None if shown is None else set(shown)
    stale: dict[tuple[str, Any], set] = {}
    for model, rows in changed.items():
        for kind in [kind for kind in KINDS.values() if model in kind.wakes]:
            here = None if lists is None else [place for place in lists if place[0] == kind.name]
            if here is None or (here and len(rows) <= MANY):
                for place, key in _woken(kind, rows):
                    stale.setdefault(place, set()).add(key)
            else:
                stale.update((place, {ALL}) for place in here)
    return stale


def _woken(kind, rows):
    """((kind, channel), key) of each piece that these rows of one model wake."""
    for row in rows:
        for item in kind.wakes[type(row)](row):
            channel, key = item if isinstance(item, tuple) else (EVERYONE, item)
            yield (kind.name, str(channel)), key


def render(event, audience: str, place: tuple[str, str], keys: set) -> list[dict]:
    """The stale fragments of one list, as a browser gets them: `{id, list, order, html}`; html null is gone. When all
    are stale, one more says which are left: `{list, only}`.
    """
    name, channel = place
    kind = KINDS[name]
    if audience not in kind.audiences:
        return []
    found = kind.html(event, audience, channel, None if ALL in keys else keys)
    list_id = kind.list_id(channel)
    made = [
        {"id": kind.element(key), "list": list_id, "order": order, "html": html} for key, (order, html) in found.items()
    ]
    if ALL in keys:
        return [*made, {"list": list_id, "only": [kind.element(key) for key in found]}]
    gone = [key for key in keys if key not in found]
    return made + [{"id": kind.element(key), "list": list_id, "order": 0, "html": None} for key in gone]
