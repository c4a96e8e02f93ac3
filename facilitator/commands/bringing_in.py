"""Bringing in an event from a file that `export` wrote, here or in another installation."""

from pathlib import Path

from ..config import CannotGoOn
from ..errors import Refused
from .opening import InUse, opened


def bring_in(settings, file: Path) -> list[str]:
    """Make the event that lies in `file` (JSON, or a ZIP with photos), all of it or nothing. Gives what is to be told,
    a line for each thing. Raises CannotGoOn with a plain sentence."""
    if not file.is_file():
        raise CannotGoOn(f"There is no file {file}.")
    try:
        with opened(settings) as app, app.app_context():
            from ..proceedings.moving import arriving

            return arriving.bring_in(file).told()
    except InUse:
        raise CannotGoOn(
            f"A server is running on {settings.database}. Stop it first, or bring the file in on its page of events: "
            f"http://localhost:{settings.port}/events/from-a-file"
        ) from None
    except Refused as refusal:
        raise CannotGoOn(f"{file}: {refusal.message}") from None
    except OSError as error:
        raise CannotGoOn(f"{file} cannot be read ({error.strerror}).") from None
