"""A tablecloth as the Book has it, as a picture: SVG for print and for the folder, PNG for word processors that know no
SVG.
"""

import io
import itertools
import re

from PIL import Image, ImageDraw

from ..cafe.tablecloth.lines import COLOURS, HEIGHT, WIDTH, path
from .book import Drawing

PAPER, EDGE, INK = "#ffffff", "#d9d2c4", "#1d2a2e"
ACROSS = 1000  # pixels of the PNG: 160 to an inch of a page
FINER = 2  # drawn so much larger, then made smaller: smooth edges


def svg(drawing: Drawing) -> str:
    """The drawing as one SVG document; lines in the order they were drawn, those with the same pen together."""
    lines = "".join(
        f'<path d="{"".join(path(_numbers(stroke)) for stroke in strokes)}" stroke="{colour}" stroke-width="{width}"/>'
        for (colour, width), strokes in itertools.groupby(drawing.strokes, lambda one: (_colour(one), one.thickness))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}" stroke="{EDGE}" stroke-width="2"/>'
        f'<g fill="none" stroke-linecap="round" stroke-linejoin="round">{lines}</g></svg>'
    )


def png(drawing: Drawing) -> bytes:
    """The same as a PNG, 1,000 pixels wide."""
    scale = ACROSS * FINER / WIDTH
    image = Image.new("RGB", (ACROSS * FINER, round(HEIGHT * scale)), PAPER)
    pen = ImageDraw.Draw(image)
    for stroke in drawing.strokes:
        numbers, colour = [scale * number for number in _numbers(stroke)], _colour(stroke)
        points, half = list(zip(numbers[::2], numbers[1::2], strict=True)), stroke.thickness * scale / 2
        pen.line(points, fill=colour, width=round(2 * half))
        for x, y in points:  # round ends and corners
            pen.ellipse((x - half, y - half, x + half, y + half), fill=colour)
    pen.rectangle((0, 0, image.width - 1, image.height - 1), outline=EDGE, width=2 * FINER)
    made = io.BytesIO()
    image.reduce(FINER).save(made, "PNG")
    return made.getvalue()


def _numbers(stroke) -> list[int]:
    return [int(number) for number in re.split("[ ,]", stroke.points)]


def _colour(stroke) -> str:
    return COLOURS.get(stroke.colour, INK)
