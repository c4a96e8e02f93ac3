"""May we reach you? For one reason, until one day."""

from flask import g, url_for

from ... import pace
from ...access import PARTICIPANT, open_to
from ...forms import op, saved
from ..here import contact_here, promise_here
from ..sent import contact
from ..views import pages
from . import actions
from .reading import for_promises


@pages.post("/e/<code>/promises/<int:id>/contact")
@open_to(PARTICIPANT)
def for_promise(code, id):
    """How to reach who promised."""
    pace.keep_to(pace.OTHER_WORDS, "contacts")
    promise = promise_here(id)
    actions.leave(event=g.viewer.event, by=g.viewer, op=op(), promise=promise, **contact(for_promises()))
    return saved(url_for("actions.one", code=code, id=promise.action_id))


@pages.post("/e/<code>/contacts/<int:id>/removal")
@open_to(PARTICIPANT, even_after=True)
def forget(code, id):
    """Delete it now."""
    found = contact_here(id)
    actions.forget(event=g.viewer.event, by=g.viewer, op=op(), contact=found)
    if found.promise_id:
        return saved(url_for("actions.one", code=code, id=found.promise.action_id))
    return saved(url_for("actions.offers", code=code))
