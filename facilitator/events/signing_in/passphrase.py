"""The organiser's passphrase: how it is kept, and how long a guesser waits."""

import datetime
import math

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ... import background
from ..models import Installation

SHORTEST, LONGEST = 12, 200
FREE_TRIES = 3  # slips of the finger cost nothing
LONGEST_WAIT = 60  # seconds: slow enough for a guesser, short enough for an organiser whom somebody teases

_hasher = PasswordHasher()  # argon2id


def hashed(passphrase: str) -> str:
    """What we keep of it. Takes a while on purpose, off the event loop."""
    return background.run(_hasher.hash, passphrase)


def fits(kept: str, passphrase: str) -> bool:
    """Whether this is the passphrase that was kept. Takes a while on purpose, off the event loop."""
    return background.run(_fits, kept, passphrase)


def seconds_to_wait(installation: Installation, moment: datetime.datetime) -> int:
    """How long until somebody may try again: 1, 2, 4 … up to a minute after the third failure; 0 means now."""
    over = installation.failures - FREE_TRIES
    if over < 0 or installation.last_failure is None:
        return 0
    gone = (moment - installation.last_failure).total_seconds()
    if gone < 0:  # the machine's clock was set back
        return 0
    return max(0, math.ceil(min(2 ** min(over, 10), LONGEST_WAIT) - gone))


def _fits(kept, passphrase):
    try:
        return _hasher.verify(kept, passphrase)
    except (VerificationError, InvalidHashError):
        return False
