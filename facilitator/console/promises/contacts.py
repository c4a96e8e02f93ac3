"""Who may be reached, what for, until when. The only page that shows it."""

from flask import g, render_template, url_for

from ...access import FACILITATOR, open_to
from ...actions.contacts import actions
from ...actions.contacts.reading import contacts_of, for_promises
from ...actions.here import contact_here, promise_here
from ...actions.sent import contact
from ...forms import op, saved
from ...people.names import known_as
from ..views import pages


@pages.get("/e/<code>/console/contacts")
@open_to(FACILITATOR)
def contacts(code):
    """Everyone who left a contact."""
    return render_template(
        "console/promises/contacts.html", contacts=contacts_of(g.viewer.event), labels=known_as(g.viewer.event)
    )


@pages.post("/e/<code>/console/contacts/<int:id>/end")
@open_to(FACILITATOR)
def forget_contact(code, id):
    """Delete it now."""
    actions.forget(event=g.viewer.event, by=g.viewer, op=op(), contact=contact_here(id))
    return saved(url_for("console.contacts", code=code))


@pages.post("/e/<code>/console/promises/<int:id>/contact")
@open_to(FACILITATOR)
def promise_contact(code, id):
    """How to reach someone without a phone who promised."""
    found = promise_here(id)
    actions.leave(event=g.viewer.event, by=g.viewer, op=op(), promise=found, **contact(for_promises()))
    return saved(url_for("console.promise", code=code, id=found.action_id))
