"""Reading role sheets, and what their nine fields are called."""

from flask_babel import gettext as _

from ..models import Promise, RoleSheet


def field_words() -> dict[str, str]:
    """What each of ROLE_FIELDS is called on the sheet, in its order."""
    return {
        "work": _("What the work is called"),
        "lead": _("Who leads it"),
        "time": _("How much time it takes"),
        "where": _("Where you will be"),
        "trusted": _("What you are trusted to do"),
        "costs": _("Pay and costs"),
        "how_long": _("How long, and when we look at it again"),
        "support": _("Who supports you, and what you need"),
        "hopes": _("What you hope to get from it"),
    }


def sheet_of(promise: Promise) -> dict[str, str]:
    """The words in each field of a promise's role sheet; blank ones are not in it. While the sheet has never been
    touched, the work is what the action says."""
    sheet = RoleSheet.get_or_none(RoleSheet.promise == promise)
    return dict(sheet.fields) if sheet is not None else {"work": promise.action.what}


def sheets_of(event) -> dict[int, dict[str, str]]:
    """The role sheets of an event that somebody filled in, by promise id. One query."""
    rows = RoleSheet.select().join(Promise).where(Promise.event == event)
    return {row.promise_id: dict(row.fields) for row in rows if row.fields}
