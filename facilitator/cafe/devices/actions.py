"""A browser becomes a table's device, and is its owner's again; who writes at a table in a round."""

from flask_babel import gettext as _

from ...access import TABLE
from ...db import now
from ...errors import NotFound, Refused
from ...events.models import Round, Table
from ...journal import action
from ...private_details import in_words, likely
from ..models import Scribe, TableDevice
from ..room import has_begun

NAME_LENGTH = 40


@action("became a table's phone")
def connect(change, event, by, table: Table, key: str, instead_of: TableDevice | None = None):
    """A browser writes for the whole table from now on, beside others that may do so too. `key` is the fingerprint of
    what its cookie will hold; `instead_of` the device it was before. Returns the TableDevice.

    Raises Refused when the event is over, or the table was put away.
    """
    must_be_in_use(table)
    device = TableDevice.create(event=event, table=table, key=key)
    change.record(device)
    if instead_of is not None:
        revoke(device=instead_of)
    return device


@action("took a table's phone off")
def revoke(change, event, by, device: TableDevice):
    """This browser writes for its table no longer; what it wrote stays, and other devices of the table may change it.
    Twice is the same as once. Returns the TableDevice."""
    if device.revoked_at is None:
        device.revoked_at = now()
        device.save()
    change.record(device)
    return device


@action("named who writes")
def name_scribe(change, event, by, round: Round, table: Table, name: str):
    """Who writes at a table in a round, as the table likes to call them; blank takes the name away. Returns the Scribe,
    or None when there is none. Raises NotFound and Refused as `must_write_for`; and Refused when it may hold private
    details: everyone reads it, and a name is not held until somebody has looked."""
    if by.role == TABLE:
        must_write_for(by.device, table, round)
    found = event.holds_private_details and likely(name)
    if found:
        plea = _("Everyone can read it here, so please write only a name.")
        raise Refused(f"{in_words(found)} {plea}", field="name")
    scribe = Scribe.get_or_none(Scribe.round == round, Scribe.table == table)
    if scribe is not None and name:
        scribe.name = name
        scribe.save()
    elif scribe is not None:
        scribe.delete_instance()
    elif name:
        scribe = Scribe.create(event=event, round=round, table=table, name=name)
    if scribe is not None:
        change.record(scribe)
    return scribe


def must_be_in_use(table: Table) -> None:
    """Raises Refused when the event of this table is over, or the table was put away."""
    if table.event.is_over:
        raise Refused(_("This event is over, so nothing new can be written. What was written is kept."))
    if table.away_at is not None:
        raise Refused(put_away_words())


def must_write_for(device: TableDevice, table: Table, round_: Round) -> None:
    """Raises NotFound when this device is another table's; Refused when the table was put away and the round has not
    begun: nobody will sit there. What was written for the rounds before still comes in, however late."""
    if device.table_id != table.id:
        raise NotFound
    if not takes_words(table, round_):
        raise Refused(put_away_words())


def takes_words(table: Table, round_: Round) -> bool:
    """Whether a table's device writes in that round: in any, and once the table was put away in those that began."""
    return table.away_at is None or has_begun(round_)


def put_away_words() -> str:
    """That a table is not there any more, and where to go."""
    return _("This table is not used any more. Ask a helper where to sit.")
