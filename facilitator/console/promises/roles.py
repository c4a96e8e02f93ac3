"""The role sheet of any promise, filled in with the person."""

from flask import g, render_template, url_for

from ...access import FACILITATOR, open_to
from ...actions.here import promise_here
from ...actions.roles.actions import fill_in
from ...actions.roles.views import about_role
from ...actions.sent import role_fields
from ...forms import op, saved
from ..views import pages


@pages.get("/e/<code>/console/promises/<int:id>/role")
@open_to(FACILITATOR)
def role(code, id):
    """The sheet."""
    return render_template("console/promises/role.html", **about_role(promise_here(id)))


@pages.post("/e/<code>/console/promises/<int:id>/role")
@open_to(FACILITATOR)
def fill_in_role(code, id):
    """Keep what stands in it."""
    fill_in(event=g.viewer.event, by=g.viewer, op=op(), promise=promise_here(id), fields=role_fields())
    return saved(url_for("console.role", code=code, id=id, kept=1))
