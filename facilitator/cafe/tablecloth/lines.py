"""The lines on a tablecloth: their points, colours and widths, and how they are written as SVG.

A cloth is 1000 wide and 700 high; points are whole numbers in that measure, from its upper left corner. Drawings are
never mirrored for languages that are written from right to left.
"""

import re

from flask_babel import gettext as _

WIDTH, HEIGHT = 1000, 700
MOST_NUMBERS = 2000  # of one line: 1000 points
MOST_LINES = 500  # of one cloth
MOST_LETTERS = 120_000  # of all points of one cloth as they are kept; a page with all of them stays light

# All can be told from white paper (at least 3 to 1) and have names, so that colour is never alone.
COLOURS = {
    "black": "#1d2a2e", "blue": "#1b4fd1", "green": "#2c6e49",
    "red": "#b3261e", "orange": "#b35c00", "purple": "#7b2d8b",
}  # fmt: skip
THICKNESSES = (4, 9, 20)
LONGEST = 12_000  # letters of a line's points as they are sent
POINTS = re.compile(r"[0-9]{1,4}(?:[ ,][0-9]{1,4})*")


def colour_words() -> dict[str, str]:
    """What each colour is called."""
    return {
        "black": _("Black"),
        "blue": _("Blue"),
        "green": _("Green"),
        "red": _("Red"),
        "orange": _("Orange"),
        "purple": _("Purple"),
    }


def thickness_words() -> dict[int, str]:
    """What each width of a line is called."""
    return dict(zip(THICKNESSES, (_("Thin"), _("Medium"), _("Thick")), strict=True))


def points_in(text: str) -> list[int] | None:
    """`"x,y x,y …"` as [x, y, x, y, …]; None for anything that is no line on a cloth."""
    if not POINTS.fullmatch(text):
        return None
    numbers = [int(number) for number in re.split("[ ,]", text)]
    return numbers if are_points(numbers) else None


def are_points(numbers: list[int]) -> bool:
    """Whether these are the points of one line: pairs, not too many, all on the cloth."""
    paired = 2 <= len(numbers) <= MOST_NUMBERS and len(numbers) % 2 == 0
    return paired and max(numbers[::2]) <= WIDTH and max(numbers[1::2]) <= HEIGHT and min(numbers) >= 0


def path(points: list[int]) -> str:
    """The points as the `d` of an SVG path. A single one is a dot: the round end of a line that goes nowhere."""
    x, y, *more = points
    pairs = zip(more[::2], more[1::2], strict=True)
    return f"M{x} {y}" + ("".join(f"L{x} {y}" for x, y in pairs) or "h.1")
