"""One server for each record: a lock that the operating system lets go of by itself when the process ends, however."""

import os
from pathlib import Path


class InUse(Exception):
    """Another process holds this record."""


def hold(database: Path):
    """Hold the record at `database` until the returned file is closed or the process ends.

    Raises InUse when another process holds it, OSError when the folder cannot be written to.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    file = database.with_name(database.name + "-server").open("a+b")
    try:
        _lock(file)
    except OSError:
        file.close()
        raise InUse from None
    return file


def _lock(file):
    if os.name == "nt":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
