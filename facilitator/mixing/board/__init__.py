"""An agenda board, suggested: topics in slots and spaces, so that as many as can go to all they raised a hand for.

Pure: the standard library only, no database, no Flask. It suggests where topics stand; it never assigns people.
"""

from .board import Board, Malformed, Person, Space, Topic
from .changes import Change, Gain, changes, gain, parts, taken
from .measure import Break, Figures, measure, seats_for
from .obstacles import Obstacle, obstacles
from .reading import read
from .suggestion import Suggestion, suggest

__all__ = [
    "Board", "Break", "Change", "Figures", "Gain", "Malformed", "Obstacle", "Person", "Space", "Suggestion", "Topic",
    "changes", "gain", "measure", "obstacles", "parts", "read", "seats_for", "suggest", "taken",
]  # fmt: skip
