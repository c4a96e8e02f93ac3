"""The role sheet of one's own promise, to fill in and to print."""

from flask import g, render_template, url_for

from ...access import PARTICIPANT, open_to
from ...errors import NotFound
from ...forms import op, saved
from ..here import my_ids, promise_here
from ..models import ROLE_LENGTH, Promise
from ..sent import role_fields
from ..views import pages
from . import actions
from .reading import field_words, sheet_of


@pages.get("/e/<code>/promises/<int:id>/role")
@open_to(PARTICIPANT)
def role(code, id):
    """The sheet."""
    return render_template("actions/roles/on_phone.html", **about_role(own_promise(id)))


@pages.post("/e/<code>/promises/<int:id>/role")
@open_to(PARTICIPANT)
def fill_in(code, id):
    """Keep what stands in it."""
    actions.fill_in(event=g.viewer.event, by=g.viewer, op=op(), promise=own_promise(id), fields=role_fields())
    return saved(url_for("actions.role", code=code, id=id, kept=1))


def about_role(promise: Promise) -> dict:
    """What the page of a role sheet shows."""
    return {"promise": promise, "fields": field_words(), "sheet": sheet_of(promise), "at_most": ROLE_LENGTH}


def own_promise(id_) -> Promise:
    """A promise of somebody on this phone. Raises NotFound."""
    promise = promise_here(id_)
    if promise.person_id not in my_ids():
        raise NotFound
    return promise
