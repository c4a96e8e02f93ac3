"""Backups that the server makes by itself, every few minutes while something changes, into a second folder.

Each is the work of a child, which only reads the record: a stick that hangs holds nobody up but the child.
"""

import json
import logging

from flask_babel import lazy_gettext as _l

from .. import background, troubles
from ..live import socketio
from .backup import remember_folder

log = logging.getLogger(__name__)

LOOK_AGAIN = 10  # seconds, after one that failed: the stick may be back
LONGEST = 600  # seconds for one backup


def watch(settings) -> None:
    """Keep backups as the settings say. Never returns."""
    try:
        remember_folder(settings.database, settings.backup_folder)
    except OSError as error:
        log.warning("restore will have to be told where backups are: %s", error)
    other_disk = False
    while True:
        told = one(settings, other_disk)
        if "failed" in told:
            troubles.tell(troubles.NO_BACKUP, _sentence(settings), told["failed"])
            socketio.sleep(LOOK_AGAIN)
            continue
        troubles.over(troubles.NO_BACKUP)
        other_disk = other_disk or told["other_disk"]
        if told["new"]:
            log.info("backup kept: %s", told["kept"])
        socketio.sleep(settings.backup_every * 60)


def one(settings, other_disk: bool) -> dict:
    """One backup by a child; gives what backup.keep_one gave, or {"failed": why}."""
    lines = []
    arguments = ["backup", str(settings.backup_folder), "--keep", str(settings.backup_keep)]
    arguments += ["--database", str(settings.database), *(["--other-disk"] if other_disk else [])]
    try:
        child = background.child(arguments, b"", lines.append)
    except OSError as error:
        return {"failed": f"no process could be started: {error}"}
    ended = []
    socketio.start_background_task(_give_up_on, child, settings, ended)
    code = child.outcome.wait()
    ended.append(code)
    try:
        return json.loads(lines[-1])
    except (IndexError, ValueError):
        return {"failed": f"the backup ended with {code}. {child.complaint}"}


def _give_up_on(child, settings, ended):
    """End a child that a stick holds up. One that the system cannot end is waited for, and told."""
    socketio.sleep(LONGEST)
    if not ended:
        child.stop()
        troubles.tell(troubles.NO_BACKUP, _sentence(settings), "the folder for backups does not answer")


def _sentence(settings):
    return _l(
        "There is no backup just now. Is the stick in, and is there room on it? The folder is %(folder)s. We try again "
        "all the time.",
        folder=str(settings.backup_folder),
    )
