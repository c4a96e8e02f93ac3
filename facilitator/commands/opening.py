"""Opening the record for a command: whoever writes holds it alone; why it cannot be opened, in one plain sentence."""

import contextlib
import sqlite3

import peewee

from .. import create_app, sqlite_file
from ..config import CannotGoOn, cannot_write_to, without_password
from ..db import NewerDatabase, database
from ..journal import keeper
from . import lock
from .reasons import why


class InUse(CannotGoOn):
    """Another process holds the record."""


@contextlib.contextmanager
def opened(settings, only_reads: bool = False, held=None):
    """Inside, the app with its record open (made, if it was not there). Raises CannotGoOn with a plain sentence.

    One process alone may write to a file of SQLite (docs/durability.md). A command that `only_reads` goes on beside a
    running server; any other is refused then. `held` is what `hold` gave, when that was called before.
    """
    with contextlib.ExitStack() as stack:
        writes = True
        if held is None:
            try:
                stack.enter_context(hold(settings.database))
            except InUse:
                if not only_reads:
                    raise
                writes = False
        try:
            app = create_app(settings, writes)
        except NewerDatabase as error:
            raise CannotGoOn(str(error)) from None
        except (peewee.DatabaseError, sqlite3.DatabaseError, OSError) as error:
            raise CannotGoOn(why(without_password(settings.database), error)) from None
        try:
            yield app
        finally:
            keeper.close()
            database.close()


def hold(place):
    """Hold the record for this process, until what this gives is closed. A database of several processes is not held.

    Raises InUse when another process holds it, CannotGoOn when its folder or this machine's SQLite cannot be used.
    """
    if isinstance(place, str):
        return contextlib.nullcontext()
    if sqlite_file.too_old():
        raise CannotGoOn(f"{sqlite_file.which()} is too old for Facilitator. Please install a newer Python.")
    try:
        return lock.hold(place)
    except lock.InUse:
        raise InUse(
            f"Facilitator is already running on {place}. Stop that one, or choose another file with --database."
        ) from None
    except OSError as error:
        raise CannotGoOn(cannot_write_to(place.parent, error)) from None
