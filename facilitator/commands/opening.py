"""Opening the record for a command, and telling in one plain sentence why it cannot be opened."""

import contextlib
import sqlite3

import peewee

from .. import create_app
from ..config import CannotGoOn
from ..db import NewerDatabase, database
from ..journal import keeper

# What SQLite says → what a person can do. The first that fits is told.
FAULTS = {
    "not a database": "{path} is no database of Facilitator, or it is damaged. Bring back a backup with "
    "`python -m facilitator restore FILE`, or choose another file with --database.",
    "malformed": "{path} is damaged. Bring back a backup with `python -m facilitator restore FILE`.",
    "readonly": "{path} cannot be written to. Choose another place with --database, or allow writing.",
    "unable to open": "{path} cannot be opened. Choose another place with --database, or allow reading and writing.",
    "locked": "{path} is in use by another program. Close that first.",
    "full": "The disk that holds {path} is full. Make room and start again.",
}


@contextlib.contextmanager
def opened(settings):
    """Inside, the app with its record open (made, if it was not there). Raises CannotGoOn with a plain sentence."""
    try:
        app = create_app(settings)
    except NewerDatabase as error:
        raise CannotGoOn(str(error)) from None
    except (peewee.DatabaseError, sqlite3.DatabaseError, OSError) as error:
        raise CannotGoOn(why(settings.database, error)) from None
    try:
        yield app
    finally:
        keeper.close()
        database.close()


def why(path, error: Exception) -> str:
    """Why the database at `path` cannot be used, as a sentence that says what to do."""
    said = getattr(error, "strerror", None) or str(error)
    for fault, sentence in FAULTS.items():
        if fault in said:
            return sentence.format(path=path)
    return f"{path} cannot be used: {said}. Choose another place with --database."
