"""What screens show of a café. Each room beside this module registers its own fragments."""

from . import phases  # noqa: F401
