"""A tablecloth as a picture that stands alone: for exports, the big screen, and pages without scripts."""

from markupsafe import escape

from ..models import Cloth, Stroke
from .fragments import drawing_words
from .lines import COLOURS, HEIGHT, WIDTH, path


def svg(cloth: Cloth) -> str:
    """The cloth as an SVG document: white paper, its lines as they stand, its words as the title. Whether it is held
    back is for the caller to ask."""
    strokes = Stroke.select().where(Stroke.cloth == cloth, Stroke.undone_at.is_null()).order_by(Stroke.id)
    drawn = [_line(stroke) for stroke in strokes]
    words = escape(drawing_words(cloth.table, cloth.round, len(drawn)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img"><title>{words}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
        f'<g fill="none" stroke-linecap="round" stroke-linejoin="round">{"".join(drawn)}</g></svg>'
    )


def _line(stroke) -> str:
    return f'<path d="{path(stroke.points)}" stroke="{COLOURS[stroke.colour]}" stroke-width="{stroke.thickness}"/>'
