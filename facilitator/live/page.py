"""The lists on a page, and which they are: its script asks to hear of just these."""

from flask import g
from markupsafe import Markup

from .fragments import KINDS, PHONE
from .kept import kept


def pieces(event, name: str, audience: str, channel="", keys=None) -> Markup:
    """All pieces of a kind, or those among `keys`, for a page: the inside of their list. The page will hear when they
    change.
    """
    channel = str(channel)
    g.setdefault("shows", set()).add((name, channel))
    if audience == PHONE:
        found = kept.pieces(KINDS[name], event, audience, channel, keys)
    else:
        found = KINDS[name].html(event, audience, channel, keys).values()
    ordered = sorted(found, key=lambda made: made[0])
    return Markup("\n".join(html for _order, html in ordered))  # noqa: S704  (rendered by our templates)


def shows() -> str:
    """What the page that is being rendered shows, for its script to ask for: `topic/ note/session-12`."""
    return " ".join(sorted(f"{name}/{channel}" for name, channel in g.get("shows", ())))
