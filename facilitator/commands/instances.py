"""Files of problems to solve and their solutions: read, written whole or not at all, told line by line."""

import contextlib
import json
import os
import signal
import sys
from pathlib import Path

from ..config import CannotGoOn


def read_json(path: Path, what: str, malformed: type[ValueError]):
    """What a JSON file (- is standard input) holds. `what` it should be is named when it is none.

    Raises CannotGoOn when it cannot be read, and `malformed` when it is no JSON.
    """
    try:
        text = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise CannotGoOn(f"{path} cannot be read ({error.strerror}).") from None
    try:
        return json.loads(text.decode("utf-8"))
    except UnicodeDecodeError:
        raise malformed(f"{path} is no text, so it cannot be {what}.") from None
    except (ValueError, RecursionError) as error:
        place = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise malformed(f"{path} is no JSON{place}, so it cannot be {what}.") from None


def write_json(path: Path, found) -> None:
    """Write to a file, whole or not at all (- is standard output). Raises CannotGoOn."""
    text = json.dumps(found, ensure_ascii=False) + "\n"
    if str(path) == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_text(text, encoding="utf-8")
        os.replace(draft, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise CannotGoOn(f"{path} cannot be written ({error.strerror}). Choose another with -o.") from None


def say_line(found) -> bool:
    """One JSON object as a line on standard output; False when nobody reads any more."""
    try:
        print(json.dumps(found, ensure_ascii=False), flush=True)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (so that the end does not fail on it again)
        return False
    return True


@contextlib.contextmanager
def until_interrupted():
    """Inside, Ctrl-C does not break off: it fills the list this gives, so that the best so far can be written."""
    interrupted = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: interrupted.append(number))
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)
