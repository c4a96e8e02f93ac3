"""Cutting the big screen's grid into pages of text that can be read from the back of the hall. Pure.

Sizes are in lines of the smallest text (1/30 of the height of the screen): about 29 letters' worth of such lines fit
below one another, and the frame around the grid takes its share.
"""

import math
from dataclasses import dataclass
from typing import Any

LINES = 17  # of text between the top and the foot of a page
ACROSS = 84  # letters across a page, beside the times
MOST_ACROSS = 4
GAP = 1.2  # lines between rows
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


def stack(items: list, length, letters: int = ACROSS) -> list[list]:
    """Cut a plain list into pages, one below the other; `length(item, letters)` in lines."""
    made, room = [], 0.0
    for item in items:
        high = length(item, letters) + GAP
        if not made or high > room:
            made.append([])
            room = LINES
        made[-1].append(item)
        room -= high
    return made
