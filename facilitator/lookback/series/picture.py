"""A p chart as a picture: SVG by drawsvg, words as words, so that each browser shapes them and each reader hears them.

Colours and sizes are the page's own (static/css/series.css). In languages written from right to left the first event
stands at the right. Whether a point is outside is told by its shape and a word, whether it says anything by being
filled.
"""

import math

import drawsvg as draw

from .naming import month_words, number_words, percent, side_words
from .pchart import ABOVE, TOO_FEW, PChart

WIDTH, HEIGHT = 400, 270
LEFT, RIGHT, TOP, BOTTOM = 56, 8, 22, 40  # room around the field for the words
SHARES = (0, 0.25, 0.5, 0.75, 1)
DOT, MARK, LETTERS = 5, 9, 15
ROOM_FOR_A_NUMBER = 22
GAP = 4  # between words and what they stand at


class Description(draw.Title):
    """What the picture shows, in words, for those who hear it."""

    TAG_NAME = "desc"


def picture(chart: PChart, key: str, title: str, description: str, right_to_left: bool) -> str:
    """The chart as an `<svg>` element. `key` keeps the ids of several pictures on one page apart."""
    svg = draw.Drawing(
        WIDTH, HEIGHT, class_="p-chart", role="img", aria_labelledby=f"{key}-title {key}-words", focusable="false"
    )
    svg.append(draw.Title(title, id=f"{key}-title"))
    svg.append(Description(description, id=f"{key}-words"))
    field = _Field(len(chart.points), right_to_left)
    _scale(svg, field)
    _limits(svg, chart, field)
    _points(svg, chart, field)
    _days(svg, chart, field)
    return svg.as_svg(header="", skip_js=True, skip_css=True)


class _Field:
    """Where in the picture a share and a place in the row are."""

    def __init__(self, count, right_to_left):
        self.count, self.turned = count, right_to_left
        self.step = (WIDTH - LEFT - RIGHT) / max(count, 1)
        self.start, self.end = (WIDTH - LEFT, RIGHT) if right_to_left else (LEFT, WIDTH - RIGHT)

    def edge(self, place):
        """Where the strip of a place begins; of `count`, where the last one ends."""
        return round(self.start + (-1 if self.turned else 1) * place * self.step, 1)

    def middle(self, place):
        return round((self.edge(place) + self.edge(place + 1)) / 2, 1)

    def height(self, share):
        return round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM), 1)

    def beside(self):
        """Where the words of the scale stand, and which end of them that is, as a browser counts ends."""
        return self.start + (GAP if self.turned else -GAP)


def _scale(svg, field):
    for share in SHARES:
        y = field.height(share)
        svg.append(draw.Line(field.start, y, field.end, y, class_="scale"))
        _words(svg, percent(share), field.beside(), y + LETTERS / 3, "end")


def _limits(svg, chart, field):
    if chart.centre is not None:
        y = field.height(chart.centre)
        svg.append(draw.Line(field.start, y, field.end, y, class_="centre"))
    for which in ("lower", "upper"):
        line, drawn = draw.Path(class_="limit", fill="none"), False
        for place, point in enumerate(chart.points):
            share = getattr(point, which)
            if share is None:
                drawn = False
                continue
            y = field.height(share)
            (line.L if drawn else line.M)(field.edge(place), y)
            line.L(field.edge(place + 1), y)
            drawn = True
        if line.args.get("d"):
            svg.append(line)


def _points(svg, chart, field):
    there = [
        (field.middle(place), field.height(point.share), point) for place, point in enumerate(chart.points) if point.n
    ]
    if there:
        svg.append(draw.Lines(*[at for x, y, _point in there for at in (x, y)], class_="way", fill="none", close=False))
    for x, y, point in there:
        if point.is_outside:
            svg.append(_arrow(x, y, up=point.verdict == ABOVE))
            below = y < TOP + LETTERS
            _words(
                svg, side_words(point.verdict), x, y + MARK + LETTERS if below else y - MARK - GAP, "middle", "outside"
            )
        else:
            kind = "point too-few" if point.verdict == TOO_FEW else "point"
            svg.append(draw.Circle(x, y, DOT, class_=kind))


def _arrow(x, y, up):
    """Three corners: pointing up for above the limits, down for below."""
    tip, foot = (y - MARK, y + MARK / 2) if up else (y + MARK, y - MARK / 2)
    return draw.Lines(x, tip, x - MARK, foot, x + MARK, foot, close=True, class_="point outside")


def _days(svg, chart, field):
    """The number of each event, as in the table, and the months of the first and the last."""
    every = math.ceil(ROOM_FOR_A_NUMBER / field.step)
    foot = HEIGHT - BOTTOM + LETTERS + GAP / 2
    for place in range(0, field.count, every):
        _words(svg, number_words(place + 1), field.middle(place), foot, "middle")
    if chart.points:
        _words(svg, month_words(chart.points[0].when.when), field.start, HEIGHT - GAP, "start", "month")
        _words(svg, month_words(chart.points[-1].when.when), field.end, HEIGHT - GAP, "end", "month")


def _words(svg, words, x, y, anchor, kind="tick"):
    svg.append(draw.Text(words, LETTERS, x, round(y, 1), text_anchor=anchor, class_=kind))
