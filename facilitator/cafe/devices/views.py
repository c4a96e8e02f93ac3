"""The door on a table: its QR code. Sit here, or let this phone write for the whole table."""

from dataclasses import replace

from flask import g, redirect, render_template, session, url_for

from ... import pace
from ...access import ANYONE, PARTICIPANT, TABLE, open_to, viewer_of
from ...errors import NotFound
from ...events.codes import fingerprint, new_token
from ...events.models import Table
from ...forms import op, saved, words
from ...people.languages import offered
from ...security import device as this_browser
from ..recognise import forget, remember
from ..room import round_now
from ..seats.actions import sit
from ..views import pages
from . import actions
from .fragments import table_words
from .place import round_sent, write_here

pages.add_app_template_global(table_words)


@pages.get("/t/<token>")
@open_to(ANYONE)
def door(token):
    """What the QR code on a table opens."""
    this_browser()  # a cookie, so that this browser is known again when it comes to choose
    table = _behind(token)
    first, others = offered(table.event)
    return render_template("cafe/door.html", table=table, first=first, others=others)


@pages.post("/t/<token>/seat")
@open_to(ANYONE)
def sit_here(token):
    """I sit here. Who is not in yet comes in first, and then finds the same choice on the table's page."""
    table = _behind(token)
    at_table = url_for("notes.at_table", code=table.event.code, id=table.id)
    if g.viewer.person is None:
        return redirect(url_for("people.door", token=table.event.token, next=at_table), 303)
    actions.must_be_in_use(table)
    if round_now(table.event) is not None:
        by = replace(g.viewer, role=PARTICIPANT)
        sit(event=table.event, by=by, op=op(), person=g.viewer.person, table=table)
    return saved(at_table)


@pages.post("/t/<token>/device")
@open_to(ANYONE)
def write_for_all(token):
    """This phone writes for the whole table."""
    table = _behind(token)
    before = g.viewer.device
    if before is None or before.table_id != table.id:
        pace.keep_to(pace.DEVICES, "table devices", who=f"table {table.id}")
        key = new_token()
        # Without an op: when the answer is lost, so is the key, and this browser needs another.
        actions.connect(event=table.event, by=g.viewer, table=table, key=fingerprint(key), instead_of=before)
        remember(session, table.event, key)
    return saved(url_for("notes.at_table", code=table.event.code, id=table.id))


@pages.post("/e/<code>/table-phone/end")
@open_to(TABLE, even_after=True)
def stop(code):
    """This phone is my own again."""
    token = g.viewer.device.table.token
    actions.revoke(event=g.viewer.event, by=g.viewer, op=op(), device=g.viewer.device)
    forget(session, g.viewer.event)
    return saved(url_for("cafe.door", token=token))


@pages.post("/e/<code>/tables/<int:id>/scribe")
@open_to(TABLE, PARTICIPANT)
def name_scribe(code, id):
    """Who writes this round."""
    table = write_here(id)
    actions.name_scribe(
        event=g.viewer.event,
        by=g.viewer,
        op=op(),
        round=round_sent(),
        table=table,
        name=words("name", actions.NAME_LENGTH),
    )
    return saved(url_for("notes.at_table", code=code, id=id))


def _behind(token) -> Table:
    """The table with that token; from now on `g.viewer` is who this browser is in its event. Raises NotFound."""
    table = Table.get_or_none(Table.token == token)
    if table is None:
        raise NotFound
    g.viewer = viewer_of(table.event.code)
    return table
