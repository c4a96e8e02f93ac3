"""The program, changed: what the tests of this folder must be able to catch, or what would come too seldom for them.

`python tests/durability/hasty.py run …` with HASTY=early answers before the commit; with HASTY=careless it commits
without waiting for the disk (`synchronous=OFF`); with HASTY=tidy it checkpoints after every commit; with
HASTY=watchful it looks all the time how full the disk is.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import eventlet

eventlet.monkey_patch()

from eventlet import patcher  # noqa: E402

from facilitator import background, commands, db, sqlite_file  # noqa: E402
from facilitator.console import disk  # noqa: E402
from facilitator.journal import keeper  # noqa: E402

background.share_locks()

SLOW_DISK = 0.03  # seconds from the answer to the commit


def answer_early():
    """Every act is answered as soon as it has been carried out; the commit comes a little later."""
    kind = type(keeper)
    carry_out, set_once, commit = kind._answer, background.Outcome.set, db.SqliteRecord.commit

    def set_first(outcome, value=None, error=None):
        if not getattr(outcome, "was_set", False):
            outcome.was_set = True
            set_once(outcome, value, error)

    def answer(self, act, *others):
        found = carry_out(self, act, *others)
        act.outcome.set(*found)
        return found

    def commit_late(self):
        patcher.original("time").sleep(SLOW_DISK)
        return commit(self)

    background.Outcome.set, kind._answer, db.SqliteRecord.commit = set_first, answer, commit_late


def be_careless():
    """Nothing waits for the disk."""
    sqlite_file.WRITING["synchronous"] = 0


def be_tidy():
    """Every commit goes on into the database's own file at once."""
    sqlite_file.WRITING["wal_autocheckpoint"] = 1


def be_watchful():
    """Consoles hear at once."""
    disk.LOOK_EVERY = 0.1


{"early": answer_early, "careless": be_careless, "tidy": be_tidy, "watchful": be_watchful}[os.environ["HASTY"]]()

if __name__ == "__main__":
    sys.exit(commands.main())
