"""Whether words in a colour can be read on white: the contrast of WCAG 2.2 (relative luminance in sRGB)."""

import re

ENOUGH = 4.5
COLOUR = re.compile(r"#[0-9a-f]{6}")


def is_colour(text: str) -> bool:
    """Whether it is written like #0b5563."""
    return COLOUR.fullmatch(text) is not None


def contrast_with_white(colour: str) -> float:
    """From 1 (white itself) to 21 (black), of a colour written like #0b5563."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(share):
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
