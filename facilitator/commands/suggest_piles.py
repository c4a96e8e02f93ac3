"""`suggest-piles`: piles of notes from a file to a file; also how the server runs it, as a process of its own."""

import sys

from ..harvest.suggesting import Said, nearly_the_same, suggest
from .instances import read_json, say_line, write_json
from .progress import Bar

FINE, MALFORMED = 0, 2


class Malformed(ValueError):
    """The file makes no sense; the message says why, in one sentence."""


def suggest_piles(options) -> int:
    """Look at one file. Gives 0, or 2 when the input makes no sense. Raises CannotGoOn when a file cannot be read or
    written."""
    try:
        saids, sort = read(read_json(options.notes, "notes", Malformed))
    except Malformed as error:
        print(error, file=sys.stderr)
        return MALFORMED
    bar = None if options.progress_json else Bar("Looking", 100)
    tell = bar.at if bar else lambda percent: say_line({"share": percent / 100})
    piles = [] if options.alike_only else suggest(
        [said for said in saids if sort is None or said.id in sort], lambda share: tell(round(80 * share))
    )  # fmt: skip
    found = {
        "piles": [{"words": pile.words, "notes": pile.notes} for pile in piles],
        "alike": nearly_the_same(saids),
    }
    if bar:
        bar.at(100)
        bar.done()
        write_json(options.output, found)
    else:
        say_line({"share": 1.0, **found})
    return FINE


def read(data) -> tuple[list[Said], set[int] | None]:
    """The notes of `{"notes": [{"id", "words", "language"}], "sort": [ids]}`, and which of them are to be sorted (None:
    all). Raises Malformed."""
    try:
        saids = [Said(note["id"], note["words"], note.get("language", "en")) for note in data["notes"]]
        sort = None if data.get("sort") is None else set(data["sort"])
    except (TypeError, KeyError, AttributeError):
        raise Malformed('This holds no notes: {"notes": [{"id": 1, "words": "…", "language": "en"}]}.') from None
    if not all(
        type(said.id) is int and isinstance(said.words, str) and isinstance(said.language, str) for said in saids
    ):
        raise Malformed("Each note needs a whole number as its id, and words and a language as text.")
    return saids, sort
