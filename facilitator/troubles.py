"""What is wrong with this machine just now: told on every page of the console, in /healthz and in the log.

Kept in this process's memory, for it is about the machine and not in the record. Each trouble has a name, so that it
can end; while it lasts it is told once.
"""

import functools
import logging

from . import background, sqlite_file

log = logging.getLogger(__name__)

DAMAGED, NO_BACKUP, NOT_SAVING = "damaged", "no backup", "not saving"
listeners = []  # called with nothing whenever there is a trouble more or less
_now: dict[str, object] = {}


def tell(name: str, sentence, reason: str = "") -> None:
    """There is a trouble: a lazily translated sentence for the people at the console, a `reason` for the log."""
    news = name not in _now
    _now[name] = sentence
    if news:
        log.warning("trouble: %s", reason or sentence)
        _listen()


def over(name: str) -> None:
    """That trouble has passed."""
    if _now.pop(name, None) is not None:
        log.warning("over: %s", name)
        _listen()


def sentences() -> list[str]:
    """What to tell now, in the reader's language."""
    return [str(sentence) for sentence in _now.values()]


def is_damaged() -> bool:
    """Whether the record was found to be damaged while it was in use: then nothing is written into it any more."""
    return DAMAGED in _now


def notice(error: BaseException) -> bool:
    """Whether an error says that the record is damaged. Remembers it, until a start on a whole record."""
    from flask_babel import lazy_gettext as _l

    if not sqlite_file.is_damage(error):
        return False
    tell(
        DAMAGED,
        _l(
            "The file with all words is damaged. We save nothing more. Stop this program on the computer where it "
            "runs, and type bin/restore there. Phones keep what is not saved yet."
        ),
        f"the record is damaged, nothing more is written: {error}",
    )
    return True


def forget() -> None:
    """A new start."""
    _now.clear()


def _listen():
    for listener in listeners:
        background.on_loop(functools.partial(_quietly, listener))


def _quietly(listener):
    try:
        listener()
    except Exception:
        log.exception("the consoles could not be told; they look again by themselves")
