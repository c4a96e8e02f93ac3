"""Filling in the role sheet of a promise."""

from ...access import FACILITATOR
from ...db import now
from ...errors import NotFound
from ...journal import action
from ..models import ROLE_FIELDS, Promise, RoleSheet


@action("filled in a role sheet")
def fill_in(change, event, by, promise: Promise, fields: dict):
    """What a promise entails: `fields` maps those of ROLE_FIELDS that are filled in to their words. By who promised,
    or by a facilitator with them. Returns the RoleSheet. Raises NotFound for anyone else."""
    if by is None or (by.role != FACILITATOR and promise.person_id not in {person.id for person in by.people}):
        raise NotFound
    sheet = RoleSheet.get_or_none(RoleSheet.promise == promise) or RoleSheet(promise=promise)
    sheet.fields = {name: fields[name] for name in ROLE_FIELDS if fields.get(name)}
    sheet.changed_at = now()
    sheet.save()
    change.record(sheet, promise)
    return sheet
