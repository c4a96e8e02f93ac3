"""The World Café seating engine: who sits where in each round, so that people meet many others and rules hold."""

from .figures import Break, Figures, Score, cost_of, measure
from .moving import MoveRule, move_rule
from .obstacles import Obstacle, obstacles
from .plan import Plan
from .reading import Malformed
from .reasons import Reasons, reasons
from .room import Person, Room, Table
from .solving import Progress, Result, solve

__all__ = [
    "Break", "Figures", "Malformed", "MoveRule", "Obstacle", "Person", "Plan", "Progress", "Reasons", "Result", "Room",
    "Score", "Table", "cost_of", "measure", "move_rule", "obstacles", "reasons", "solve",
]  # fmt: skip
