"""One way for changes to reach a screen: fragments, broadcasting, catching up. The only code that emits."""

from .broadcast import broadcaster, socketio
from .fragments import ALL, CONSOLE, EVERYONE, PHONE, PROJECTOR, Piece, fragment
from .mine import carried, mine
from .page import pieces, shows

__all__ = [
    "ALL", "CONSOLE", "EVERYONE", "PHONE", "PROJECTOR", "Piece", "broadcaster", "carried", "fragment", "init_app",
    "mine", "pieces", "socketio",
]  # fmt: skip


def init_app(app, settings) -> None:
    """Bind the sockets, and give templates `pieces(…)`, `shows()` and `mine_style()`."""
    from ..events.models import Event
    from ..journal import keeper
    from . import broadcast, doors, polling
    from .kept import kept
    from .mine import mine_style
    from .neighbours import neighbours

    broadcast.init_app(app, settings, Event)
    polling.init_app(app)
    kept.forget()
    for listener in (kept.heard, doors.heard):
        if listener not in keeper.listeners:
            keeper.listeners.append(listener)
    neighbours.open(settings, doors.connected_here)
    app.jinja_env.globals.update(pieces=pieces, shows=shows, mine_style=mine_style)
