"""Who is looking, and what is open to them.

Every route and every socket handler says who may use it with `@open_to(…)`;
one that says nothing is closed. What a viewer may not reach looks exactly like
what is not there.
"""

from dataclasses import dataclass, replace
from typing import Any

from flask import current_app, g, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.routing import IntegerConverter

from .errors import NotFound, NotIn, Refused, wants_json

ANYONE = "anyone"
PARTICIPANT = "participant"
TABLE = "table"
PROJECTOR = "projector"
FACILITATOR = "facilitator"
ORGANISER = "organiser"
ROLES = (ANYONE, PARTICIPANT, TABLE, PROJECTOR, FACILITATOR, ORGANISER)


@dataclass(frozen=True)
class Viewer:
    """Who is looking at which event.

    `role` is the one they act in here; `roles` all they hold; `person` the one this phone speaks for now and
    `people` everyone it may speak for; `facilitator` their row when they are one; `device` the table device it is;
    `late` when what they send was written before they could know that the event is over.
    """

    event: Any = None
    role: str = ANYONE
    roles: frozenset = frozenset({ANYONE})
    person: Any = None
    people: tuple = ()
    facilitator: Any = None
    projector: Any = None
    device: Any = None
    late: bool = False

    def afresh(self, load) -> "Viewer":
        """The same viewer with person and device loaded again by `load(row)`, for use inside a transaction."""
        return replace(self, person=self.person and load(self.person), device=self.device and load(self.device))


_recognisers, _event_finders, _homes = [], [], []


def recognises(function):
    """Register `function(event, session) → dict` of Viewer fields (with a set under `roles`) for this browser."""
    _recognisers.append(function)
    return function


def finds_event(function):
    """Register `function(code) → event or None`: how the `<code>` in an address becomes an event."""
    _event_finders.append(function)
    return function


def at_home(function):
    """Register `function(viewer) → address or None`: the page of its own to which a browser is led that opens one that
    is closed to it, where there is a better place for it than the door."""
    _homes.append(function)
    return function


def open_to(*roles: str, even_after=False, when_over=None):
    """Declare who may use a route or socket handler, in the order in which a viewer's role is chosen.

    Once an event is put away its participants and tables only read; with `even_after` they may still do this, such as
    taking their own words back. What they wrote before they could know is still taken, as late. `when_over` is a (lazy)
    sentence for those whom it refuses, where there is another way.
    """
    if not roles or set(roles) - set(ROLES):
        raise ValueError(f"open_to needs roles out of {ROLES}, not {roles}")

    def mark(view):
        view.open_to, view.even_after, view.when_over = roles, even_after, when_over
        return view

    return mark


def viewer_of(code: str | None) -> Viewer:
    """The viewer this browser is, for the event with that code. Raises NotFound when there is no such event."""
    event = None
    if code is not None:
        event = next(filter(None, (find(code) for find in _event_finders)), None)
        if event is None:
            raise NotFound
    fields, roles = {}, {ANYONE}
    for recognise in _recognisers:
        found = recognise(event, session)
        roles |= found.pop("roles", set())
        fields |= found
    return Viewer(event=event, roles=frozenset(roles), **fields)


def acting(viewer: Viewer, view) -> Viewer | None:
    """The viewer in the first role that opens `view`, or None when it stays closed."""
    declared = getattr(view, "open_to", ())
    role = next((role for role in declared if role in viewer.roles), None)
    return role and replace(viewer, role=role)


def allowed(endpoint: str, values: dict) -> bool:
    """Make `g.viewer` fit for another page of ours; False when that page is closed to this browser."""
    view = current_app.view_functions[endpoint]
    viewer = acting(viewer_of(values.get("code")), view)
    if viewer is None:
        return False
    g.viewer = viewer
    return True


def guard():
    """Before every request: know the viewer, and open the door or not."""
    if request.endpoint is None or request.endpoint in current_app.config["OPEN_ENDPOINTS"]:
        g.viewer = Viewer()
        return None
    view = current_app.view_functions[request.endpoint]
    code = (request.view_args or {}).get("code")
    try:
        viewer = viewer_of(code)
    except NotFound:
        g.viewer = Viewer()
        if ANYONE in getattr(view, "open_to", ()):
            raise
        return way_in(view, code)
    g.viewer = viewer
    opened = acting(viewer, view)
    if opened is None:
        return way_in(view, code)
    g.viewer = opened
    writes = request.method == "POST" and opened.role in (PARTICIPANT, TABLE) and not view.even_after
    if writes and opened.event is not None and opened.event.archived_at is not None:
        if not opened.event.was_put_away_after(page_version()):
            usual = _("This event is over, so nothing new can be written. What was written is kept.")
            raise Refused(str(view.when_over or usual))
        g.viewer = replace(opened, late=True)
    return None


def page_version() -> int | None:
    """The event's version that the sender's page had heard of when the words were written: the form's `version`. None
    when it says none. No clock of a phone is asked, for it may be wrong."""
    sent = request.form.get("version", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 19 else None


def way_in(view, code):
    """Where someone goes who is not in yet: to their own page, pairing, the join page or sign-in. For everyone who
    has no page of their own, it is the same whether or not the code exists.
    """
    declared = getattr(view, "open_to", ())
    if request.method != "GET" and wants_json() and PARTICIPANT in declared and not g.viewer.roles - {ANYONE}:
        raise NotIn(url_for("people.before", code=code))
    if request.method != "GET":
        raise NotFound
    home = next(filter(None, (home(g.viewer) for home in _homes)), None)
    if home:
        return redirect(home)
    if PROJECTOR in declared[:1]:
        return redirect(url_for("projector.pair"))
    if PARTICIPANT in declared:
        return redirect(url_for("people.front", code=code, next=request.full_path.rstrip("?")))
    if FACILITATOR in declared or ORGANISER in declared:
        return redirect(url_for("events.sign_in", next=request.full_path.rstrip("?")))
    raise NotFound


class RowNumber(IntegerConverter):
    """`<int:id>` in an address: a number that a row can have. A larger one is an address that is not there."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, max=2**63 - 1, **kwargs)


def init_app(app):
    """Put the guard before every request."""
    app.url_map.converters["int"] = RowNumber
    app.config.setdefault("OPEN_ENDPOINTS", {"static"})
    app.before_request(guard)
    app.context_processor(
        lambda: {"viewer": g.get("viewer") or Viewer(), "event": getattr(g.get("viewer"), "event", None)}
    )
