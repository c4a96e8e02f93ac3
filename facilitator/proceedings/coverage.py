"""Which letters a font file can draw: its `cmap` table (OpenType specification, formats 4 and 12)."""

import struct
from pathlib import Path

CONTROLS = frozenset([*range(0x20), *range(0x7F, 0xA0)])  # some fonts have a glyph for them; no paper may


def letters_of(font: Path) -> frozenset[int]:
    """The code points that `font` (TTF, OTF, or the first of a TTC) has a glyph for; none when it cannot be read."""
    try:
        found = frozenset(_letters(font.read_bytes()))
    except (OSError, struct.error, IndexError):
        return frozenset()  # a font we cannot read is a font we do not count on
    return found - CONTROLS


def _letters(data):
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    count = struct.unpack_from(">H", data, start + 4)[0]
    for number in range(count):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            break
    else:
        return
    for number in range(struct.unpack_from(">H", data, offset + 2)[0]):
        platform, _encoding, at = struct.unpack_from(">HHI", data, offset + 4 + 8 * number)
        kind = struct.unpack_from(">H", data, offset + at)[0]
        if platform in (0, 3) and kind == 12:
            yield from _long_ranges(data, offset + at)
        elif platform in (0, 3) and kind == 4:
            yield from _short_ranges(data, offset + at)


def _long_ranges(data, at):
    for number in range(struct.unpack_from(">I", data, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * number)
        yield from range(first + (glyph == 0), last + 1)


def _short_ranges(data, at):
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends, starts, steps, places = (
        struct.unpack_from(f">{count}H", data, at + 14 + skip)
        for skip in (0, 2 * count + 2, 4 * count + 2, 6 * count + 2)
    )
    for number, (first, last, step, place) in enumerate(zip(starts, ends, steps, places, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = (code + step) & 0xFFFF
            if place:
                found = at + 14 + 6 * count + 2 + 2 * number + place + 2 * (code - first)
                glyph = struct.unpack_from(">H", data, found)[0]
            if glyph:
                yield code
