"""Cutting the big screen's grid into pages of text that can be read from the back of the hall. Pure.

Sizes are in lines of the smallest text, 1/30 of the height of the screen. Of the 25 such lines that fit below one
another, the frame around (the stage, the way to join) takes its share; when there is room left, the text grows.
"""

import math
from dataclasses import dataclass
from typing import Any

LINES = 12  # of text on a page of the grid
LINES_TALKING = 8  # of text on a page of what is on now, below its heading
ACROSS = 84  # letters across a page, beside the times
MOST_ACROSS = 4
GAP = 0.7  # lines between rows
HEADING = 2.4  # lines for the names of the places


@dataclass(frozen=True)
class Page:
    """One page: the columns' headings, and rows of (heading, cells); a cell is a list of what stands in it."""

    columns: list
    rows: list


def pages(columns: list, rows: list[tuple[Any, list]], length) -> list[Page]:
    """Cut a grid into pages: columns first, in even groups, then rows as they fit.

    `rows` are (heading, [cell, …]) with a cell for each column; `length(cell, letters)` says how many lines a cell
    takes in a column of so many letters. A row too high for a page gets one to itself.
    """
    if not columns:
        return []
    across = math.ceil(len(columns) / math.ceil(len(columns) / MOST_ACROSS))
    made = []
    for start in range(0, len(columns), across):
        group = columns[start : start + across]
        letters = ACROSS // max(len(group), 2)
        room, page = 0.0, None
        for heading, cells in rows:
            part = cells[start : start + across]
            high = max(2, *(length(cell, letters) for cell in part), 2) + GAP
            if page is None or high > room:
                page, room = Page(group, []), LINES - HEADING
                made.append(page)
            page.rows.append((heading, part))
            room -= high
    return made


def stack(items: list, length) -> list[list]:
    """Cut a plain list into pages, one item below the other; `length(item)` in lines."""
    made, room = [], 0.0
    for item in items:
        high = length(item) + GAP
        if not made or high > room:
            made.append([])
            room = LINES_TALKING
        made[-1].append(item)
        room -= high
    return made
