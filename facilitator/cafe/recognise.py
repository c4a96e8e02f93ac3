"""How a browser becomes the device of a table: a key in its signed cookie, a fingerprint of it in the record."""

from flask import url_for

from ..access import TABLE, at_home, recognises
from ..events.codes import fingerprint
from ..events.models import Table
from .models import TableDevice

COOKIE = "table"  # {event id: key}


@recognises
def table_device(event, session) -> dict:
    """The table this browser writes for, until it is taken off. Also when the table was put away: words on their way
    from this browser still arrive, and its page says where to go."""
    key = event and session.get(COOKIE, {}).get(str(event.id))
    found = key and (
        TableDevice.select(TableDevice, Table)
        .join(Table)
        .where(
            TableDevice.key == fingerprint(key),
            TableDevice.event == event,
            TableDevice.revoked_at.is_null(),
        )
        .first()
    )
    return {"roles": {TABLE}, "device": found} if found else {}


@at_home
def its_table(viewer):
    """The page of the table that this browser writes for: where it is led from pages that are for people."""
    device = viewer.device
    return device and url_for("notes.at_table", code=viewer.event.code, id=device.table_id)


def remember(session, event, key: str) -> None:
    """This browser holds the key of a table device of that event from now on."""
    session[COOKIE] = {**session.get(COOKIE, {}), str(event.id): key}
    session.permanent = True


def forget(session, event) -> None:
    """This browser is no table device of that event any more."""
    session[COOKIE] = {id_: key for id_, key in session.get(COOKIE, {}).items() if id_ != str(event.id)}
