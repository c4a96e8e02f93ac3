"""Whether words in a colour can be read on white: the contrast of WCAG 2.2 (relative luminance in sRGB); the colours
of a page that wears it."""

import re

ENOUGH = 4.5
BLACK, WHITE = "#000000", "#ffffff"
GROUNDS = ("#fbf8f2", "#fdf1d6", "#e2f1e7", "#fbe7ed")  # what words stand on in static/css/0-base.css, besides white
COLOUR = re.compile(r"#[0-9a-f]{6}")


def is_colour(text: str) -> bool:
    """Whether it is written like #0b5563."""
    return COLOUR.fullmatch(text) is not None


def contrast_with_white(colour: str) -> float:
    """From 1 (white itself) to 21 (black), of a colour written like #0b5563."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def colours_of_pages(accent: str) -> dict[str, str]:
    """The colours of our style sheet that belong to ours, in that colour (written like #0b5563): `deep` for buttons and
    links, `deep-dark` where one points at them, `tint` behind words. Where it is too light for the tinted grounds of
    our pages it is made darker, so that words in it have 4.5 to 1 on each of them."""
    tint, deep = _mixed(accent, WHITE, 0.1), accent
    while min(contrast(deep, ground) for ground in (tint, *GROUNDS)) < ENOUGH:
        deep = _mixed(deep, BLACK, 0.95)
    return {"deep": deep, "deep-dark": _mixed(deep, BLACK, 0.75), "tint": tint}


def contrast(one: str, other: str) -> float:
    """Of two colours, in any order, from 1 to 21."""
    lighter, darker = sorted((contrast_with_white(one), contrast_with_white(other)))
    return darker / lighter


def _mixed(one, other, share):
    """So much of the one, and the rest of the other."""
    parts = (round(int(one[at : at + 2], 16) * share + int(other[at : at + 2], 16) * (1 - share)) for at in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _linear(share):
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
