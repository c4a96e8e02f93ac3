"""What opens doors: made anew for an event that is brought in, unless its file was asked for with secrets."""

import secrets

from ...events.codes import ALPHABET, fingerprint, new_token
from .fields import BY_NAME

CODE_LENGTH = 8

_MADE = {
    ("event", "wifi_password"): str,
    ("table_device", "key"): lambda: fingerprint(new_token()),  # nobody holds what opens it: the phone asks again
    ("person", "return_code"): lambda: _code(),
    ("answer_link", "code"): lambda: _code(),
}


def _code():
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def secrets_of(name: str, row: dict) -> dict:
    """The row's secrets: as they stand in it, where nothing here has the same one; else new ones."""
    kept, found = BY_NAME[name], {}
    for field in kept.secret:
        said = row.get(field)
        found[field] = said if said is not None and _is_free(kept, field, said) else _new(kept, field)
    return found


def _new(kept, field):
    make = _MADE.get((kept.name, field), new_token)
    while not _is_free(kept, field, made := make()):
        pass
    return made


def _is_free(kept, field, value):
    column = kept.model._meta.fields[field]
    return not column.unique or not kept.model.select().where(column == value).exists()
