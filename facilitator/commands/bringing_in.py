"""Bringing in an event from a file that `export` wrote, here or in another installation."""

from pathlib import Path

from ..config import CannotGoOn
from ..errors import Refused
from .opening import InUse, opened

LEFT_BEHIND = {
    "without names": "It is the edition without names: who said and did what is not in it.",
    "with names": "It is the edition with names: what people need, seats, plans and the journal are not in it.",
    "whole": "",
}


def bring_in(settings, file: Path) -> list[str]:
    """Make the event that lies in `file` (JSON, or a ZIP with photos), all of it or nothing. Gives what is to be told,
    a line for each thing. Raises CannotGoOn with a plain sentence."""
    if not file.is_file():
        raise CannotGoOn(f"There is no file {file}.")
    try:
        with opened(settings) as app, app.app_context():
            return _brought_in(file)
    except InUse:
        raise CannotGoOn(
            f"A server is running on {settings.database}. Stop it first, or bring the file in on its page of events."
        ) from None
    except Refused as refusal:
        raise CannotGoOn(f"{file}: {refusal.message}") from None
    except OSError as error:
        raise CannotGoOn(f"{file} cannot be read ({error.strerror}).") from None


def _brought_in(file):
    from ..proceedings.moving import arriving

    arrived = arriving.bring_in(file)
    return arrived.told()
