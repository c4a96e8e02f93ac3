"""How much room the disk has left on which the record is: when it gets scarce, photos stop before words do."""

import shutil
from pathlib import Path

PLENTY, LITTLE, WORDS_ONLY = "plenty", "little", "words only"
LITTLE_BYTES = 1_000_000_000  # a facilitator is asked to make room
WORDS_ONLY_BYTES = 200_000_000  # kept for words: many full days of them


def room_left(database: Path | str) -> str:
    """PLENTY, LITTLE (less than LITTLE_BYTES) or WORDS_ONLY (less than WORDS_ONLY_BYTES) for the record at `database`.

    PLENTY also where nobody can say: a record on a database server's disk, a folder that does not tell.
    """
    if not isinstance(database, Path):
        return PLENTY
    try:
        free = shutil.disk_usage(database.parent).free
    except OSError:
        return PLENTY
    return WORDS_ONLY if free < WORDS_ONLY_BYTES else LITTLE if free < LITTLE_BYTES else PLENTY
