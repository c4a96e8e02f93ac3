"""A café of four tables (tests/four_tables.py)."""

from four_tables import ada, ben, cafe, dan  # noqa: F401
