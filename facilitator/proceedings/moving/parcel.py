"""What somebody brings: a JSON file, or the ZIP in which it lies with its photos. Read with care, whatever it is.

Nothing is unpacked to the disk, and no name inside a ZIP is used as a path. What is read has a bound, whatever the
file says of its own size.
"""

import contextlib
import functools
import hashlib
import io
import json
import lzma
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from flask_babel import gettext as _
from PIL import Image

from ...errors import Refused
from ...notes.photos import BROKEN, MOST_BYTES
from .schema import FORMAT, VERSION

MOST_OF_JSON = 300_000_000  # bytes; ten thousand notes take ten million
MOST_OF_PHOTOS = 2_000_000_000  # bytes of all together
MOST_NAMES = 100_000  # in a ZIP
MEMBER = "book.json"
ENDINGS = {"image/webp": ("webp", "WEBP"), "image/jpeg": ("jpg", "JPEG"), "image/png": ("png", "PNG")}
# What the standard library raises for a ZIP that is damaged, locked, or made to harm.
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, NotImplementedError, ValueError)
GREY, GREY_SIDE = "#c9c9c9", 32


@dataclass
class Parcel:
    """An event as it lies in a file. `held` is what its JSON says; `photos` are those that lie beside it: by number,
    the name and the sha256 of each."""

    path: Path
    held: dict
    photos: dict[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def record(self) -> dict:
        """The edition, and the rows of every table."""
        return self.held["record"]

    @functools.cached_property
    def digest(self) -> str:
        """A short mark of all it holds: two files with the same mark bring the same."""
        held = [digest_of(self.record), sorted(self.photos.items())]
        return hashlib.sha256(json.dumps(held).encode()).hexdigest()[:32]

    def __str__(self):
        return self.digest  # what the record keeper compares

    def rows(self, table: str) -> list[dict]:
        """The rows of a table; none where the file does not have it."""
        return self.record["tables"].get(table, [])

    @property
    def missing(self) -> int:
        """How many photos are not in the file, of those that nobody took back."""
        return sum(row["id"] not in self.photos for row in self.rows("photo") if row["state"] != "taken_back")

    @contextlib.contextmanager
    def pictures(self):
        """Inside, `image(row)` gives the picture of a photo's row: as it lies in the file, else a grey one."""
        with contextlib.ExitStack() as stack:
            whole = stack.enter_context(zipfile.ZipFile(self.path)) if self.photos else None

            def image(row):
                if row["id"] not in self.photos:
                    return b"" if row["state"] == "taken_back" else grey(row["kind"], row["width"], row["height"])
                name, mark = self.photos[row["id"]]
                data = _read(whole, name, MOST_BYTES)
                if hashlib.sha256(data).hexdigest() != mark:
                    raise Refused(_("The file changed while it was read. Please try again."))
                return data

            yield image


def open_parcel(path: Path) -> Parcel:
    """Read a file that somebody brings. Raises Refused with a sentence for what is none of ours, and OSError."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            return Parcel(path, _held(_bounded(file, MOST_OF_JSON)))
    try:
        with zipfile.ZipFile(path) as whole:
            names = whole.namelist()
            if len(names) > MOST_NAMES or MEMBER not in names:
                raise Refused(_("This ZIP does not hold an event: there is no %(name)s in it.", name=MEMBER))
            return Parcel(path, _held(_read(whole, MEMBER, MOST_OF_JSON)))
    except BROKEN_ZIP as error:
        raise Refused(_("This ZIP is damaged, or it was cut off. Please copy it again.")) from error


def look_at_photos(parcel: Parcel) -> None:
    """Find the photos beside the JSON, and see that each is a picture of the kind and size that its row says. For a
    parcel whose rows are in order. Raises Refused."""
    if not zipfile.is_zipfile(parcel.path):
        return
    left = MOST_OF_PHOTOS
    try:
        with zipfile.ZipFile(parcel.path) as whole:
            names = set(whole.namelist())
            for row in parcel.rows("photo"):
                name = f"photos/photo-{row['id']}.{ENDINGS[row['kind']][0]}"
                if name not in names or row["state"] == "taken_back":
                    continue
                data = _read(whole, name, min(MOST_BYTES, left))
                left -= len(data)
                if not _is_picture(data, row):
                    raise Refused(_("%(name)s in this ZIP is not the picture it should be.", name=name))
                parcel.photos[row["id"]] = (name, hashlib.sha256(data).hexdigest())
    except BROKEN_ZIP as error:
        raise Refused(_("This ZIP is damaged, or it was cut off. Please copy it again.")) from error


def digest_of(record: dict) -> str:
    """A mark of all rows."""
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


@functools.lru_cache(maxsize=64)
def grey(kind: str, width: int, height: int) -> bytes:
    """What stands for a photo that is not in the file: plain grey, of its shape."""
    made, most = io.BytesIO(), max(width, height, 1)
    sides = (max(1, GREY_SIDE * width // most), max(1, GREY_SIDE * height // most))
    Image.new("RGB", sides, GREY).save(made, ENDINGS[kind][1])
    return made.getvalue()


def _read(whole, name, most):
    with whole.open(name) as file:
        return _bounded(file, most)


def _bounded(file, most):
    data = file.read(most + 1)
    if len(data) > most:
        raise Refused(_("This file is larger than any event we know. It cannot be brought in."))
    return data


def _held(data):
    """What a JSON file of ours says; what another is, is told plainly."""
    try:
        held = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise Refused(_("This is no JSON file, and no ZIP.")) from None
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise Refused(
            _("This is no whole JSON file (line %(line)d). It may have been cut off. Please copy it again.", line=line)
        ) from None
    if not isinstance(held, dict) or held.get("format") != FORMAT:
        raise Refused(_("This file is no event of Facilitator."))
    version = held.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise Refused(_("This file does not say of which version it is."))
    if version > VERSION:
        raise Refused(
            _("This file was made by a newer version of Facilitator. Please use that version or a newer one.")
        )
    if version < VERSION:
        raise Refused(
            _("This file was made by an older version of Facilitator. Please export the event again with this one.")
        )
    if "record" not in held:
        raise Refused(
            _("This file is a book to read, without the rows behind it. Please export the event, as JSON or as a ZIP.")
        )
    return held


def _no_number(name):
    raise ValueError(name)


def _is_picture(data, row):
    """The kind and the size are known from its head; `verify` reads the rest without unpacking it."""
    try:
        with Image.open(io.BytesIO(data), formats=(ENDINGS[row["kind"]][1],)) as image:
            right = image.size == (row["width"], row["height"])
            image.verify()
    except (*BROKEN, Image.DecompressionBombError):
        return False
    return right
