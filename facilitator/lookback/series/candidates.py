"""The events that one may follow from this browser: those it runs itself, for their open ends may not be public."""

from flask import session

from ...access import ORGANISER, Viewer
from ...events.models import Event, Facilitator


def events_run_by(viewer: Viewer) -> set[int]:
    """The ids of the events that this browser may run: an organiser's all, a facilitator's own."""
    if ORGANISER in viewer.roles:
        return {id_ for (id_,) in Event.select(Event.id).tuples()}
    held = [id_ for id_ in session.get("facilitator", {}).values() if isinstance(id_, int)]
    rows = Facilitator.select(Facilitator.event).where(Facilitator.id.in_(held), Facilitator.revoked_at.is_null())
    return {event for (event,) in rows.tuples()}


def may_follow(viewer: Viewer) -> list[Event]:
    """The events that the viewer's event may come after, the newest first."""
    here = viewer.event
    wanted = Event.select().where(
        Event.id.in_(events_run_by(viewer) - {here.id}), Event.date <= here.date, Event.is_demo == here.is_demo
    )
    return list(wanted.order_by(Event.date.desc(), Event.id.desc()))
