"""A logo as we keep it: drawn anew as a PNG, without anything that stood in its file beside the picture."""

import io

from PIL import Image, ImageOps

from ...notes.photos import BROKEN, EMPTY, FORMATS, MOST_PIXELS, TOO_HEAVY, TOO_MANY_PIXELS, UNKNOWN, NotAPicture

MOST_BYTES = 5 * 1024 * 1024
LARGEST = (1200, 400)  # pixels; on paper it is 16 mm high


def redrawn(data: bytes) -> bytes:
    """A JPEG, PNG or WebP file as a PNG of at most LARGEST. Raises NotAPicture."""
    if not data:
        raise NotAPicture(EMPTY)
    if len(data) > MOST_BYTES:
        raise NotAPicture(TOO_HEAVY)
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise NotAPicture(TOO_MANY_PIXELS)
        image = ImageOps.exif_transpose(image).convert("RGBA")
        image.thumbnail(LARGEST, Image.Resampling.LANCZOS)
        bare = Image.new("RGBA", image.size)
        bare.paste(image)
        made = io.BytesIO()
        bare.save(made, "PNG", optimize=True)
        return made.getvalue()
    except Image.DecompressionBombError as error:
        raise NotAPicture(TOO_MANY_PIXELS) from error
    except BROKEN as error:
        raise NotAPicture(UNKNOWN) from error
