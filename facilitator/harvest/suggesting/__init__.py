"""Which notes are alike, by their words alone: a suggestion of piles, and notes that say nearly the same.

Pure: no database, no network, no library. What goes in are `Said`, what comes out are numbers and words.
"""

from .folding import fold
from .piles import Pile, suggest
from .same import nearly_the_same
from .terms import Said

__all__ = ["Pile", "Said", "fold", "nearly_the_same", "suggest"]
