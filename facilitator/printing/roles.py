"""The role sheet of a promise on paper, in the language of the house; blank fields are lines to write on."""

from flask_babel import gettext as _

from ..actions.models import ROLE_FIELDS, Promise
from ..actions.roles.reading import field_words, sheet_of
from ..proceedings.typesetting import words
from .house import TEMPLATES, about


def role_sheet(event, promise: Promise):
    """The nine fields, with what was filled in, and room for two names and a day at the end."""
    sheet, labels = sheet_of(promise), field_words()
    language = promise.person.language
    data = about(event, _("Role sheet")) | {
        "heading": _("Role sheet"),
        "action": words(promise.action.what, language),
        "fields": [
            {"label": labels[name], "words": words(sheet[name], language) if sheet.get(name) else None}
            for name in ROLE_FIELDS
        ],
        "hint": _("All of it may change when you both say so."),
        "names": [_("Name:"), _("Name:"), _("Day:")],
    }
    return TEMPLATES / "role.typ", data, {}
