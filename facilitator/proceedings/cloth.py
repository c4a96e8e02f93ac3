"""A tablecloth as a picture: SVG for print and for the folder, PNG for word processors that know no SVG."""

import io
import re
from xml.sax.saxutils import quoteattr

from PIL import Image, ImageDraw

from .book import Drawing

WIDTH, HEIGHT = 1000, 700  # as points are kept, in thousandths of the cloth's width
PAPER, INK = "#fffdf7", "#1d2a2e"
A_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
ACROSS = 1600  # pixels of the PNG
FINER = 2  # drawn so much larger, then made smaller: smooth edges


def svg(drawing: Drawing) -> str:
    """The drawing as one SVG document of a fixed shape; lines in the order in which they were drawn."""
    lines = "".join(
        f'<polyline points="{_points(stroke)}" stroke={quoteattr(_colour(stroke))} stroke-width="{stroke.thickness}"/>'
        for stroke in drawing.strokes
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f'<g fill="none" stroke-linecap="round" stroke-linejoin="round">{lines}</g></svg>'
    )


def png(drawing: Drawing) -> bytes:
    """The same as a PNG, 1,600 pixels wide."""
    scale = ACROSS * FINER / WIDTH
    image = Image.new("RGB", (ACROSS * FINER, round(HEIGHT * scale)), PAPER)
    pen = ImageDraw.Draw(image)
    for stroke in drawing.strokes:
        points = [tuple(scale * int(number) for number in pair.split(",")) for pair in stroke.points.split()]
        thickness, colour = max(1, round(stroke.thickness * scale)), _colour(stroke)
        pen.line(points, fill=colour, width=thickness)
        for x, y in points:  # round ends and corners
            half = thickness / 2
            pen.ellipse((x - half, y - half, x + half, y + half), fill=colour)
    made = io.BytesIO()
    image.resize((ACROSS, round(HEIGHT * scale / FINER)), Image.Resampling.BOX).save(made, "PNG", optimize=True)
    return made.getvalue()


def _points(stroke) -> str:
    """A tap is a dot: a line of no length, which is drawn only when it has two ends."""
    return stroke.points if " " in stroke.points else f"{stroke.points} {stroke.points}"


def _colour(stroke) -> str:
    return stroke.colour if A_COLOUR.fullmatch(stroke.colour) else INK
