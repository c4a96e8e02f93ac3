"""What many tests begin with is made once; after that, the same rows are put into each new record.

That is quick, and the rows are the same to the last letter, so that the screens known from one test are known in the
next (tests/truth.py).
"""

import contextlib
import sqlite3

from facilitator.db import database
from facilitator.journal.models import Journal

MADE = {}


def begin_with(what: str, make, folder):
    """Do `make()`; in an empty record, put in what it made the last time it was asked for `what`."""
    if database.is_shared or Journal.select().exists():
        make()
    elif what in MADE:
        copy(MADE[what], database.database)
    else:
        make()
        MADE[what] = folder.mktemp("prepared") / "events.db"
        copy(database.database, MADE[what])


def copy(source, target):
    """All rows of one SQLite file into another, which may be open."""
    with contextlib.closing(sqlite3.connect(source)) as here, contextlib.closing(sqlite3.connect(target)) as there:
        here.backup(there)
