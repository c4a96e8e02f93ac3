"""Photos of flipcharts: read with care, turned upright, without their place, small enough to keep.

Pure Pillow, no Flask: it runs in a background thread. Reading costs at most a few hundred megabytes for a moment,
because the size is known before anything is unpacked.
"""

import io
import struct
from dataclasses import dataclass

from PIL import Image, ImageOps, WebPImagePlugin  # noqa: F401  (else the first photo brings in every format there is)

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 40_000_000
KEPT_BYTES = 400_000
FORMATS = ("JPEG", "PNG", "WEBP")
STEPS = ((2000, 82), (2000, 70), (2000, 55), (1600, 55), (1200, 50), (900, 45), (600, 35))  # long side, quality
SOON = 2  # of WebP's ways to search for a small file, 0 to 6: as small as by its own choice, 4, in half the time

# How iPhones' HEIC files begin, after four bytes of length.
HEIC = tuple(b"ftyp" + brand for brand in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"))
# What Pillow raises for files that are broken or made to harm.
BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, OverflowError, struct.error)

EMPTY, TOO_HEAVY, TOO_MANY_PIXELS, IS_HEIC, UNKNOWN = "empty", "heavy", "pixels", "heic", "unknown"


@dataclass(frozen=True)
class Picture:
    """A picture ready to keep: WebP bytes and its size in pixels."""

    image: bytes
    width: int
    height: int


class NotAPicture(Exception):
    """It cannot be kept; `why` is one of EMPTY, TOO_HEAVY, TOO_MANY_PIXELS, IS_HEIC, UNKNOWN."""

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


def upright(data: bytes) -> Picture:
    """A JPEG, PNG or WebP file (at most MOST_BYTES and MOST_PIXELS) as a WebP of at most KEPT_BYTES, upright, with no
    metadata at all. Raises NotAPicture.
    """
    if not data:
        raise NotAPicture(EMPTY)
    if len(data) > MOST_BYTES:
        raise NotAPicture(TOO_HEAVY)
    if data[4:12] in HEIC:
        raise NotAPicture(IS_HEIC)
    try:
        return _smaller(_bare(_opened(data)))
    except Image.DecompressionBombError as error:
        raise NotAPicture(TOO_MANY_PIXELS) from error
    except BROKEN as error:
        raise NotAPicture(UNKNOWN) from error


def _opened(data):
    """The file with only its head read: how many pixels it has is known before they are unpacked."""
    image = Image.open(io.BytesIO(data), formats=FORMATS)
    if image.width * image.height > MOST_PIXELS:
        raise NotAPicture(TOO_MANY_PIXELS)
    most = STEPS[0][0] / max(image.size)
    image.draft("RGB", [max(1, int(side * most)) for side in image.size])  # a JPEG can be unpacked at a half
    return image


def _bare(image):
    """Only its pixels, turned upright, on white: what the camera wrote about time and place stays behind."""
    image = ImageOps.exif_transpose(image)
    image.thumbnail((STEPS[0][0], STEPS[0][0]), Image.Resampling.LANCZOS)
    see_through = image.convert("RGBA") if image.has_transparency_data else None
    bare = Image.new("RGB", image.size, "white")
    bare.paste(see_through or image.convert("RGB"), mask=see_through)
    return bare


def _smaller(image):
    """The first of STEPS that is small enough."""
    for side, quality in STEPS:
        image.thumbnail((side, side), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        image.save(file, "WEBP", quality=quality, method=SOON)
        if file.tell() <= KEPT_BYTES:
            break
    return Picture(file.getvalue(), image.width, image.height)
